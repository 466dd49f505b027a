"""The scenarios that there are to play, read while nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from game.ui.sheet import Look

LEVELS = ("introductory", "standard", "advanced")
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Part:
    """A side that a person may play."""

    id: str
    name: str
    about: str
    look: Look | None


@dataclass(frozen=True)
class Land:
    """What a small map shows: areas as (home, rings), lines as paths, in degrees."""

    window: tuple[float, float, float, float]
    areas: tuple[tuple[bool, tuple[Ring, ...]], ...]
    lines: tuple[Ring, ...]


@dataclass(frozen=True)
class Offer:
    """What one wants to know of a scenario before playing it, in the reader's language.

    Attributes:
        others: the names of the sides that nobody can play. claims: how many it rests on.
    """

    id: str
    title: str
    summary: str
    note: str
    level: str
    minutes: int | None
    first: datetime
    last: datetime
    turns: int
    parts: tuple[Part, ...]
    others: tuple[str, ...]
    learning: tuple[str, ...]
    claims: int
    reviewed: str
    land: Land | None


@dataclass(frozen=True)
class Entry:
    """A file: what it offers in a language, or the first thing that is wrong with it.

    Attributes:
        place: where it stands in the list. own: whether it is one of the user's own.
    """

    path: Path
    fault: str
    speak: Callable[[str], Offer] | None
    place: tuple[int, int, str]
    own: bool = False


class Library:
    """All shipped scenarios, easy and short ones first, then the user's own in the same order.

    Attributes:
        entries: those that were read so far. ready: whether these are all.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.ready = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def find(self, name: str) -> Entry:
        """The scenario of that id or path; one that is not shipped is read now and listed too."""
        for entry in self.entries:
            if name in (entry.path.stem, str(entry.path)):
                return entry
        self.entries.append(entry_of(Path(name)))
        return self.entries[-1]

    def wait(self) -> Library:
        """The same, once all is read."""
        self._reader.join()
        return self

    def _read(self) -> None:
        # Late: it takes a second to import.
        from sim import ScenarioError, list_own_scenarios, list_scenarios

        try:
            for path in list_scenarios():
                self._add(entry_of(path))
        except ScenarioError as error:  # the whole folder is missing
            self._add(Entry(Path(), str(error), None, (0, 0, "")))
        for path in list_own_scenarios():
            self._add(entry_of(path, own=True))
        self.ready = True

    def _add(self, entry: Entry) -> None:
        self.entries = sorted([*self.entries, entry], key=lambda each: (each.own, each.place))


@cache
def library() -> Library:
    """The one library of this program; reading begins when it is first asked for."""
    return Library()


def entry_of(path: Path, own: bool = False) -> Entry:
    """What one file holds."""
    from sim import ScenarioError, load_scenario

    try:
        scenario = load_scenario(path)
    except ScenarioError as error:
        first = error.faults[0]
        fault = f"{Path(first.file).name}:{first.line}: {first.message}"
        return Entry(path, fault, None, (len(LEVELS), 0, path.name), own)

    @cache
    def speak(language: str) -> Offer:
        return Offer(
            id=scenario.id,
            title=scenario.title.spoken(language),
            summary=scenario.summary.spoken(language),
            note=scenario.note.spoken(language) if scenario.note else "",
            level=scenario.level,
            minutes=scenario.minutes,
            first=scenario.clock.moment_of(1),
            last=scenario.clock.moment_of(scenario.clock.turns),
            turns=scenario.clock.turns,
            parts=tuple(
                Part(
                    name,
                    actor.name.spoken(language),
                    actor.card.public.spoken(language),
                    actor.look,
                )
                for name, actor in scenario.actors.items()
                if actor.playable
            ),
            others=tuple(
                actor.name.spoken(language)
                for actor in scenario.actors.values()
                if not actor.playable
            ),
            learning=tuple(text.spoken(language) for text in scenario.learning),
            claims=len(scenario.claims()),
            reviewed=scenario.reviewed,
            land=land,
        )

    chart = scenario.map
    land = (
        None
        if chart is None
        else Land(
            window=chart.window,
            areas=tuple((home, feature.rings) for feature, _name, home in chart.areas()),
            lines=tuple(path for line in chart.lines for path in chart.paths_of(line)),
        )
    )
    place = (LEVELS.index(scenario.level), scenario.minutes or 0, path.name)
    return Entry(path, "", speak, place, own)
