"""The place that a batch may use: a new or an empty one, or that of the same batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.batch.place import Folder, Place
from sim.batch.plan import Plan
from sim.batch.store import Batch


def prepare(plan: Plan, place: Place, resume: bool) -> Batch:
    """The place, ready for the plan's parts.

    resume: parts of the same batch may be there, and damaged ones are taken away. All of it always
        may be there: it is shown again.

    Raises:
        ValueError: something else is there; the message says what to do.
        OSError: it can't be made or read.
    """
    if isinstance(place, Folder):
        if place.folder.exists() and not place.folder.is_dir():
            raise ValueError(f'"{place}" is a file; choose the name of a folder')
        place.folder.mkdir(parents=True, exist_ok=True)
    batch = Batch(place)
    if not place.is_unused():
        _check(batch, plan, resume)
        if resume:
            batch.forget_damaged()
        else:
            batch.refuse_damaged()
    batch.write_manifest(plan)  # first, so that whatever is there if this is cut short has an owner
    batch.keep_scenario(plan)
    batch.keep_design(plan)
    return batch


def _check(batch: Batch, plan: Plan, resume: bool) -> None:
    """Refuse a folder that holds anything else than this batch, whole or wanted again."""
    try:
        manifest = batch.manifest
    except (FileNotFoundError, ValueError):
        raise ValueError(
            f'"{batch.place}" is not empty and holds no batch; choose another folder'
        ) from None
    found = differences(manifest, plan.identity)
    if found:
        raise ValueError(
            f'"{batch.place}" holds another batch; choose another folder ({"; ".join(found)})'
        )
    if not resume and not manifest.get("complete"):
        raise ValueError(
            f'"{batch.place}" holds a part of this very batch; go on with --resume, '
            "or choose another folder"
        )


def differences(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[str]:
    """In words, what in `here` is not the same `there`."""
    found = []
    for name, value in here.items():
        other = there.get(name)
        if isinstance(value, dict) and isinstance(other, dict) and name != "policies":
            found += [f"{name} {words}" for words in differences(other, value)]
        elif name == "design" and other != value:
            found.append(f"{_points(other)}, not {_points(value)}")
        elif other != value:
            found.append(f"{name} {_brief(other)}, not {_brief(value)}")
    return found


def _points(design: Any) -> str:
    """How many points, and of those that there are, the first."""
    if not design:
        return "no sweep"
    first = ", ".join(f"{path}={value}" for path, value in design[0].items())
    return f"{len(design):,} points from {first} on"


def _brief(value: object) -> str:
    """Short enough for a sentence: of a digest, the beginning."""
    text = str(value)
    return text if len(text) <= 40 else f"{text[:12]}…"
