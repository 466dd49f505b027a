"""Values put in place of those of a file, as in `--set indicators.tension.start=70`.

`claims=SOURCE` and `claims.CONFLICT=SOURCE` stand for the values of that source's readings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sim.scenario.document import Document, Loc, dotted
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, nearest, quoted, shortened
from sim.scenario.keys import keys_allowed
from sim.scenario.parts import Path
from sim.scenario.read import parse_document, plain_value
from sim.scenario.readings_chosen import CLAIMS, ORIGIN, plain_overrides
from sim.scenario.schema import Scenario

EVERY = "*"


@dataclass(frozen=True)
class Overridden(Document):
    """A document in which some values were put in, and so have no place in the file."""

    changed: frozenset[Path] = frozenset()

    def fault(self, loc: Loc, message: str, at: int = 0) -> Fault:
        """A fault of the value at `loc`: in the file, or where it was put in."""
        return _fault(loc, message) if self._is_changed(loc) else super().fault(loc, message, at)

    def fault_of_key(self, loc: Loc, message: str) -> Fault:
        """A fault of the key that `loc` ends with: in the file, or where it was put in."""
        return _fault(loc, message) if self._is_changed(loc) else super().fault_of_key(loc, message)

    def _is_changed(self, loc: Loc) -> bool:
        return any(tuple(loc[:length]) in self.changed for length in range(1, len(loc) + 1))


def parse_override(text: str) -> tuple[str, object]:
    """`a.b=3%` as its path and its value, which is read as in a file; lists are `[1, 2]`."""
    path, equals, value = (part.strip() for part in text.partition("="))
    if not (path and equals):
        raise ScenarioError([_fault((), f"{quoted(text)} is not of the form PATH=VALUE")])
    if value.startswith(("[", "{")):
        return path, parse_document(f"value: {value}", ORIGIN).data["value"]
    return path, plain_value(value)


def as_number(value: object) -> float | None:
    """A setting as a number, per cent as a share; None if it is none."""
    if isinstance(value, str) and value.endswith("%"):
        try:
            return float(value[:-1]) / 100
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float) else None


def told(settings: Mapping[str, object]) -> str:
    """A point in a line."""
    return ", ".join(f"{path}={shortened(str(value))}" for path, value in settings.items())


def with_overrides(document: Document, overrides: Mapping[str, object]) -> Document:
    """The document with other values; faults of these say that they are not from the file.

    A path goes down by keys; `*` is every key of its level, and a number is an entry of a list,
    which may be left out where the entry is the only one. ScenarioError tells every unknown path.
    """
    data, changed = _applied(document.data, plain_overrides(document, overrides))
    before = document.changed if isinstance(document, Overridden) else frozenset()
    places = document.places, document.key_places
    return Overridden(document.path, data, document.lines, *places, before | frozenset(changed))


def _applied(
    data: Mapping[str, Any], overrides: Mapping[str, object]
) -> tuple[dict[str, Any], list[Path]]:
    result: dict[str, Any] = deepcopy(dict(data))
    changed: list[Path] = []
    faults: list[Fault] = []
    for path, value in overrides.items():
        try:
            places = list(places_of(result, path))
            changed += [_put(result, loc, _plain(value, loc)) for loc in places]
        except ScenarioError as refusal:
            faults += refusal.faults
    if faults:
        raise ScenarioError(faults)
    return result, changed


def places_of(here: Any, path: str, loc: Path = ()) -> Iterator[Path]:
    """Every place that the path leads to, whether or not something stands there yet.

    here: plain data. ScenarioError: it leads nowhere.
    """
    if loc and not path:
        yield loc
        return
    inside = _inside(here)
    keys: dict[str, str | int] = {str(key): key for key in inside}
    # What may stand here and does not is only asked for when it is wanted: it takes its time.
    if isinstance(here, dict) and _head(path, keys) not in (EVERY, *keys):
        keys |= {key: key for key in keys_allowed(Scenario, [(part, True) for part in loc])}
    head = _head(path, keys)
    if isinstance(here, list) and len(here) == 1 and not (head in (EVERY, *keys) or head.isdigit()):
        yield from places_of(here[0], path, (*loc, 0))
        return
    for key in inside if head == EVERY else [keys[head]] if head in keys else []:
        yield from places_of(inside.get(key, {}), path[len(head) + 1 :], (*loc, key))
    if head not in (EVERY, *keys) or (head == EVERY and not inside):
        raise ScenarioError([_fault((*loc, head), _not_here(here, path, head, [*keys], loc))])


def _not_here(here: Any, path: str, head: str, keys: list[str], loc: Path) -> str:
    """That there is no such key, and what was probably meant."""
    if not loc and path in here.get("indicators", {}):
        return f'an indicator is not set as a whole; write "indicators.{path}.start"'
    return did_you_mean(head, "key here", keys if loc else [*keys, CLAIMS])


def _inside(here: Any) -> dict[str | int, Any]:
    if isinstance(here, list):
        return dict(enumerate(here))
    return here if isinstance(here, dict) else {}


def _head(path: str, keys: Mapping[str, object]) -> str:
    """The key that the path begins with. Some have dots in them, so the longest that fits."""
    fitting = [key for key in (EVERY, *keys) if f"{path}.".startswith(f"{key}.")]
    if fitting:
        return max(fitting, key=len)
    parts = path.split(".")
    guesses = [".".join(parts[:2]), parts[0]] if any("." in key for key in keys) else parts[:1]
    return max(guesses, key=lambda guess: _likeness(guess, nearest(guess, keys)))


def _likeness(guess: str, key: str | None) -> float:
    """0 where nothing is near, to 1."""
    return SequenceMatcher(None, guess, key).ratio() if key else 0.0


def _put(data: Any, loc: Path, value: object) -> Path:
    """Put the value there; the path of the outermost thing that is new."""
    for depth, part in enumerate(loc[:-1], 1):
        if isinstance(data, dict) and part not in data:
            data[part] = {}
            _put(data[part], loc[depth:], value)
            return loc[:depth]
        data = data[part]
    data[loc[-1]] = value
    return loc


def _plain(value: object, loc: Loc) -> Any:
    try:
        return json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError):
        raise ScenarioError([_fault(loc, f"{quoted(str(value))} is no plain value")]) from None


def _fault(loc: Loc, message: str) -> Fault:
    return Fault(ORIGIN, 1, 1, dotted(loc), message)
