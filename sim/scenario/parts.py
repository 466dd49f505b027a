"""A scenario's parts with where each stands in its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sim.scenario.document import Document
from sim.scenario.fields import Part

Path: TypeAlias = tuple[str | int, ...]


def parts_of(document: Document, part: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The part, which stands at `path`, and every value in it that the file gives.

    Where a list may be left out around its only entry, the entry stands where the list would.
    """
    yield path, part
    here = document.value(path)
    for key, value in _inside(part):
        leads = isinstance(here, list) if isinstance(key, int) else isinstance(here, dict)
        yield from parts_of(document, value, (*path, key) if leads else path)


def _inside(part: Any) -> list[tuple[str | int, Any]]:
    if isinstance(part, Part):
        return [(name, value) for name, value in part if name in part.model_fields_set]
    if isinstance(part, dict):
        return list(part.items())
    return list(enumerate(part)) if isinstance(part, tuple) else []
