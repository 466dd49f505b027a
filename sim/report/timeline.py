"""A timeline: what is fixed to dates and what was really done, in a lane for each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from sim.report.figures import short_day
from sim.scenario.schema import Scenario
from sim.session.words import _, ngettext

SIGN = 15  # the room of one sign in a lane


@dataclass(frozen=True)
class Entry:
    """A sign in a lane; `kind` and `channel` are its shape, `text` what it stands for."""

    turn: int
    kind: str
    channel: str
    text: str


@dataclass(frozen=True)
class Lane:
    """The entries of one side."""

    label: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Timeline:
    """Lanes over turns, and what a reader who can't see them is told."""

    alt: str
    days: Sequence[str]
    lanes: Sequence[Lane]

    @property
    def frames(self) -> tuple[Lanes, Lanes]:
        """Wide and narrow."""
        return Lanes(self, "wide", 1080, 150), Lanes(self, "narrow", 350, 66)


@dataclass(frozen=True)
class Lanes:
    """A timeline at one size."""

    timeline: Timeline
    shape: str
    width: int
    left: int
    top: int = 26

    @cached_property
    def column(self) -> float:
        """How wide a turn is."""
        return (self.width - self.left - 4) / len(self.timeline.days)

    @cached_property
    def tops(self) -> list[float]:
        """Where each lane begins, and where the last one ends."""
        tops = [float(self.top)]
        for lane in self.timeline.lanes:
            turns = [entry.turn for entry in lane.entries]
            most = max((turns.count(turn) for turn in turns), default=1)
            tops.append(tops[-1] + max(2, most) * SIGN + 8)
        return tops

    @property
    def height(self) -> float:
        """Down to the end of the last lane."""
        return self.tops[-1] + 4

    @property
    def turns(self) -> list[tuple[float, str]]:
        """The days that there is room to name, and where."""
        every = ceil(56 / self.column)
        named = enumerate(self.timeline.days, 1)
        return [(self.x(turn), name) for turn, name in named if (turn - 1) % every == 0]

    @property
    def edges(self) -> list[float]:
        """Where turns begin."""
        return [round(self.left + n * self.column, 1) for n in range(len(self.timeline.days) + 1)]

    @property
    def signs(self) -> list[tuple[float, float, Entry]]:
        """Every entry at its place; those of one turn stand below each other."""
        found = []
        for lane, top in zip(self.timeline.lanes, self.tops, strict=False):
            taken: dict[int, int] = {}
            for entry in lane.entries:
                place = taken[entry.turn] = taken.get(entry.turn, 0) + 1
                found.append((self.x(entry.turn), round(top + place * SIGN - 3.5, 1), entry))
        return found

    def x(self, turn: int) -> float:
        """The middle of a turn."""
        return round(self.left + (turn - 0.5) * self.column, 1)


def timeline_of(scenario: Scenario) -> Timeline:
    """The timeline of a scenario."""
    clock = scenario.clock
    scheduled = [
        Entry(turn, "event", "event", str(event.label))
        for event in scenario.events.values()
        if event.on and (turn := clock.turn_of(event.on, event.hour))
    ]
    lanes = [Lane(_("Events"), scheduled)] if scheduled else []
    for name, actor in scenario.actors.items():
        own = [
            Entry(turn, move.kind, move.channel, str(move.label))
            for done in (scenario.history.moves if scenario.history else ())
            if done.actor == name and (turn := clock.turn_of(done.date, done.hour))
            for move in [scenario.moves[name][done.move]]
        ]
        if own:
            lanes.append(Lane(str(actor.short or actor.name), sorted(own, key=lambda e: e.turn)))
    count = sum(len(lane.entries) for lane in lanes)
    alt = ngettext(
        "A timeline of {turns} turns with {count} entry; all are in the table below.",
        "A timeline of {turns} turns with {count} entries; all are in the table below.",
        count,
    ).format(turns=clock.turns, count=count)
    days = [short_day(clock.date_of(turn)) for turn in range(1, clock.turns + 1)]
    return Timeline(alt, days, lanes)
