"""What pydantic complains about, brought back to the data that it complains about.

Pydantic's `loc` mixes the path through the data with the names of the members of unions that it
tried: `('events', 0, 'fixed', 'day')` is `events.0.day`. And where no member of a union fits, it
tells what is wrong with each of them; an author wants to hear of the one that was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pydantic_core import ErrorDetails

from sim.scenario.faults import nearest

Path: TypeAlias = tuple[str | int, ...]
Members: TypeAlias = Mapping[str | int, "list[Complaint]"]

MOST_ROUTES = 8

WRONG_TYPE = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a part with keys (key: value)",
    "model_type": "a part with keys (key: value)",
    "dataclass_type": "a part with keys (key: value)",
    "date_type": "a date such as 2023-09-24",
    "date_parsing": "a date such as 2023-09-24",
    "date_from_datetime_parsing": "a date such as 2023-09-24",
    "none_required": "nothing",
}
ONE_OF_SEVERAL = ("literal_error", "enum")
MISPLACED = "misplaced"  # not of pydantic: the keys of another kind of part, told once


@dataclass(frozen=True)
class Complaint:
    """One thing that pydantic refused.

    steps: the parts of its `loc`, each with whether it leads through the data.
    wanted: what may stand here, or which keys are missing, where a union offers several.
    """

    kind: str
    steps: tuple[tuple[str | int, bool], ...]
    found: Any
    context: dict[str, Any]
    said: str
    wanted: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where in the data it is: the value, the key, or the mapping that lacks one."""
        tag = self.context.get("discriminator", "").strip("'")
        here = tuple(part for part, leads in self.steps if leads)
        return (*here, tag) if self.kind == "union_tag_invalid" and tag in self.found else here

    @property
    def is_about_key(self) -> bool:
        """Whether it is the key that is wrong, not the value."""
        return self.kind in ("extra_forbidden", MISPLACED) or self.steps[-1:] == (("[key]", False),)

    @property
    def is_hollow(self) -> bool:
        """Whether it only says that a list is short of the entries that other faults are about."""
        return self.kind == "too_short" and len(self.found) >= self.context["min_length"]

    @property
    def lacks(self) -> tuple[str, ...]:
        """The keys that are missing, one of which would do."""
        if self.kind != "missing":
            return ()
        return self.wanted or (str(self.steps[-1][0]),)

    @property
    def at(self) -> int:
        """The offset of the wrong character in a text, where a validator told it."""
        return getattr(self.context.get("error"), "at", 0)

    @property
    def forks(self) -> list[tuple[Path, str | int]]:
        """The unions on the way: where each is, and the name of the member that was tried."""
        path: Path = ()
        forks: list[tuple[Path, str | int]] = []
        last = len(self.steps) - 1
        for index, (part, leads) in enumerate(self.steps):
            if leads:
                path = (*path, part)
            elif part != "[key]" and not (self.kind == "missing" and index == last):
                forks.append((path, part))
        return forks

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that were allowed; pydantic lists them as `'a', 'b' or 'c'`."""
        expected = self.context.get("expected") or self.context.get("expected_tags") or ""
        return tuple(str(expected).split("'")[1::2])


def complaint(error: ErrorDetails, data: Any) -> Complaint:
    """One error of pydantic, with its path through the data."""
    steps = _steps(error["loc"], data, error["input"])
    context = error.get("ctx", {})
    return Complaint(error["type"], steps, error["input"], context, error["msg"])


def settled(complaints: Sequence[Complaint], fork: int = 0) -> list[Complaint]:
    """The complaints, with one member speaking for each union; `fork` counts unions on the way."""
    told: list[Complaint] = []
    unions: dict[Path, dict[str | int, list[Complaint]]] = defaultdict(lambda: defaultdict(list))
    for each in complaints:
        if len(each.forks) > fork:
            place, member = each.forks[fork]
            unions[place][member].append(each)
        else:
            told.append(each)
    for place, members in unions.items():
        told += settled(_spokesmen(members, place), fork + 1)
    return told


def _steps(loc: Path, data: Any, found: Any) -> tuple[tuple[str | int, bool], ...]:
    """Which parts of `loc` lead through the data: those that lead to what was found.

    A member of a union may have the name of a key that is also there, hence several routes. Where a
    validator has changed what was found, the longest is taken.
    """
    routes: list[tuple[tuple[bool, ...], Any]] = [((), data)]
    for part in loc:
        past = [((*leads, False), here) for leads, here in routes]
        into = [((*leads, True), here[part]) for leads, here in routes if _has(here, part)]
        routes = sorted(into + past, key=lambda route: -sum(route[0]))[:MOST_ROUTES]
    exact = (leads for leads, here in routes if here == found)
    return tuple(zip(loc, next(exact, routes[0][0]), strict=True))


def _has(here: Any, part: str | int) -> bool:
    if isinstance(here, list):
        return isinstance(part, int) and part < len(here)
    return isinstance(here, dict) and part in here


def _spokesmen(members: Members, place: Path) -> list[Complaint]:
    """The complaints of the member that was probably meant, or one that stands for them all."""
    if len(members) == 1:
        return next(iter(members.values()))
    distances = {member: _distance(told, place) for member, told in members.items()}
    least = min(distances.values())
    tied = [told for member, told in members.items() if distances[member] == least]
    stage = least[0]
    if stage == 2:
        everyone = [each for told in tied for each in told]
        return [replace(everyone[0], kind="wrong_type", wanted=_wanted(everyone))]
    missing = [each for told in tied for each in told if each.kind == "missing"]
    if len(tied) == 1 or not missing:
        return tied[0]
    unknown = [_of_any_member(each) for each in tied[0] if each.kind == "extra_forbidden"]
    names = tuple(dict.fromkeys(str(each.steps[-1][0]) for each in missing))
    return unknown or [replace(missing[0], wanted=names)]


def _of_any_member(each: Complaint) -> Complaint:
    return replace(each, steps=tuple((part, leads) for part, leads in each.steps if leads))


def _distance(told: list[Complaint], place: Path) -> tuple[int, int, int]:
    """How far a member of a union is from what was found: by type, then keys, then faults."""
    stage = max(_stage(each) if each.path == place else 0 for each in told)
    keys = sum(each.kind in ("missing", "extra_forbidden") for each in told)
    return stage, keys, len(told)


def _stage(each: Complaint) -> int:
    """0 the type is right, 1 a word that is nearly right, 2 something else altogether."""
    if each.kind in ONE_OF_SEVERAL:
        near = isinstance(each.found, str) and nearest(each.found, each.choices)
        return 1 if near else 2
    return 2 if each.kind in WRONG_TYPE else 0


def _wanted(complaints: list[Complaint]) -> tuple[str, ...]:
    """What may stand here, each once."""
    wanted: dict[str, None] = {}
    for each in complaints:
        words = [f'"{word}"' for word in each.choices]
        wanted |= dict.fromkeys(words or [WRONG_TYPE.get(each.kind, each.said)])
    return tuple(wanted)
