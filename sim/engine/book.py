"""The book of a scenario: who sits where, what each may do, and where everything stands.

What is worked out once from a scenario and never changes. The phases of a turn are built on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.engine.layout import Layout
from sim.engine.rows import REAL, Figures, Rows, as_column, widened
from sim.scenario.expressions import Binary, Name, Node, Number, Query, fold, parse
from sim.scenario.goldstein import goldstein_scale
from sim.scenario.indicators import Estimate, sight_of
from sim.scenario.moves import REST, Channel, Consequence, Consequences, Kind, Move
from sim.scenario.schema import Scenario

NEVER = -1000.0  # the turn in which something last happened that never did
CHANNELS: tuple[Channel, ...] = ("deed", "word")


@dataclass(frozen=True)
class Change:
    """An amount that is added to a row, now or some turns later."""

    row: int
    after: int
    amount: Node


@dataclass(frozen=True)
class BookMove:
    """A move with its place in the book; `move` is None for hold and silence."""

    name: str
    actor: int
    seat: int
    kind: Kind
    goldstein: float
    toward: tuple[int, ...]
    move: Move | None


class Book:
    """A scenario with every name turned into a place.

    Args:
        scenario: its numbers may be `PerPoint`.
        points: how many points these have.
    """

    def __init__(self, scenario: Scenario, points: int = 1) -> None:
        self.scenario = scenario
        self.points = points
        self._targets: dict[str, int] = {}
        self.actors = list(scenario.actors)
        self.indicators = list(scenario.indicators)
        self.seats = [f"{actor}/{channel}" for channel in CHANNELS for actor in self.actors]
        self.moves = list(self._moves())
        self._own = [
            [i for i, move in enumerate(self.moves) if move.actor == actor]
            for actor in range(len(self.actors))
        ]
        self.move_index = {move.name: i for i, move in enumerate(self.moves)}
        self.seat_starts = np.array(
            [
                next(i for i, m in enumerate(self.moves) if m.seat == s)
                for s in range(len(self.seats))
            ]
        )
        # Where the moves of each seat begin, and where the last ends.
        self.seat_bounds = np.append(self.seat_starts, len(self.moves))
        self.layout = self._lay_out()
        self.low, self.high = self._bounds()

    # -- moves ---------------------------------------------------------------------------------

    def _moves(self) -> Iterator[BookMove]:
        """Seat by seat, deeds before words; what everybody may always do stands first."""
        scales = goldstein_scale(self.scenario.dynamics.goldstein)
        seats = [(channel, actor) for channel in CHANNELS for actor in self.actors]
        for seat, (channel, actor) in enumerate(seats):
            number = self.actors.index(actor)
            yield BookMove(f"{actor}.{REST[channel]}", number, seat, "hold", 0.0, (), None)
            for name, move in self.scenario.moves.get(actor, {}).items():
                if move.channel == channel:
                    toward = tuple(self.actors.index(other) for other in move.toward)
                    value = scales[move.cameo]
                    yield BookMove(f"{actor}.{name}", number, seat, move.kind, value, toward, move)

    def moves_of(self, actor: int) -> list[int]:
        """The places in the book of all moves of an actor."""
        return self._own[actor]

    # -- where things stand ----------------------------------------------------------------------

    def _lay_out(self) -> Layout:
        scenario, layout = self.scenario, Layout()
        layout.add("turn", ["turn"])
        layout.add("ending", ["ending"])
        layout.add("indicator", self.indicators)
        layout.add("attitude", [f"{a}/{b}" for a in self.actors for b in self.actors if a != b])
        layout.add("credibility", self.actors)
        layout.add("risk", ["risk"])
        layout.add("received", self.actors)
        layout.add("estimate", [f"{a}/{k}" for a, k, _ in self.estimated()])
        happenings = [*scenario.events, *scenario.incidents]
        for group in ("last", "count"):
            layout.add(group, [*(move.name for move in self.moves), *happenings])
        for group in ("open", "pledged", "kept", "broken", "met", "dropped"):
            layout.add(group, scenario.commitments)
        layout.add("gap", self.actors)
        layout.add("choice", self.seats)
        layout.add("rung", ["rung"])
        peaks = [*(k for k, i in scenario.indicators.items() if i.peak), "rung"]
        layout.add("peak", peaks)
        layout.add("peak_turn", peaks)
        self.delayed, self.slots = self._delayed(layout)
        layout.add("arriving", [f"{s}/{row}" for s in range(self.slots) for row in self.delayed])
        return layout

    def _delayed(self, layout: Layout) -> tuple[list[int], int]:
        """The rows that anything changes later, and how many turns ahead that can be."""
        self.layout = layout
        later = [change for part in self._consequences() for change in self._all_changes(part)]
        rows = sorted({change.row for change in later if change.after})
        return rows, 1 + max((change.after for change in later), default=0)

    def _consequences(self) -> Iterator[Consequences]:
        for moves in self.scenario.moves.values():
            yield from moves.values()
        yield from self.scenario.events.values()
        yield from self.scenario.incidents.values()

    def _all_changes(self, part: Consequences) -> Iterator[Change]:
        for consequence in (part, *part.chances):
            yield from self.changes(consequence)

    def _bounds(self) -> tuple[Rows, Rows]:
        """The least and the most that each row may hold."""
        low = np.full(self.layout.height, -np.inf, dtype=REAL)
        high = np.full(self.layout.height, np.inf, dtype=REAL)
        for name, indicator in self.scenario.indicators.items():
            row = self.layout.row("indicator", name)
            low[row], high[row] = indicator.range
        attitudes, credibility = self.layout.groups["attitude"], self.layout.groups["credibility"]
        low[attitudes], high[attitudes] = -10, 10
        low[credibility], high[credibility] = 0, 1
        return low, high

    # -- names to places -------------------------------------------------------------------------

    def resolve(self, leaf: Name | Query) -> Node | int:
        """The row of a leaf of an expression, or the expression that it stands for."""
        match leaf:
            case Name("turn"):
                return self.layout.row("turn", "turn")
            case Name("turns"):
                return Number(self.scenario.clock.turns)
            case Name("risk"):
                return self.layout.row("risk", "risk")
            case Name(name):
                return self.layout.row("indicator", name)
            case Query("attitude", (a, b)):
                return self.layout.row("attitude", f"{a}/{b}")
            case Query("since", (name,)):
                return Binary("-", Name("turn"), Query("last", (name,)))
            case Query("made", (name,)):
                return Binary("==", Name("turn"), Query("last", (name,)))
            case Query("happened", (name,)):
                return Binary(">", Query("count", (name,)), Number(0))
            case Query(group, (name,)):  # credibility, open, count, last, pledged
                return self.layout.row(group, name)
        raise AssertionError(f"no such leaf: {leaf}")

    def target(self, key: str) -> int:
        """The row that an effect is aimed at: an indicator, an attitude or a credibility."""
        if key not in self._targets:  # most are aimed at again and again
            found = self.resolve(parse(key))  # type: ignore[arg-type]  # checked when it was read
            assert isinstance(found, int), key
            self._targets[key] = found
        return self._targets[key]

    def changes(self, part: Consequence) -> list[Change]:
        """All that a consequence changes, now and later."""
        found = [Change(self.target(k), 0, fold(a)) for k, a in part.effects.items()]
        for later in part.later:
            found += [
                Change(self.target(k), later.after, fold(a)) for k, a in later.effects.items()
            ]
        return found

    # -- numbers to columns ----------------------------------------------------------------------

    def columns(self, numbers: Iterable[float]) -> Rows:
        """Numbers of the scenario at every point, (n, points)."""
        return widened(as_column(numbers), self.points)

    def figures(self, number: float) -> Figures:
        """A number of the scenario at every point, (points,), in double precision."""
        return np.broadcast_to(np.asarray(number, dtype=np.float64), self.points).copy()

    # -- perception ------------------------------------------------------------------------------

    def estimated(self) -> Iterator[tuple[str, str, float | None]]:
        """(actor, indicator, error) wherever an actor does not see exactly; None: not at all."""
        for actor in self.actors:
            for name, indicator in self.scenario.indicators.items():
                sight = sight_of(indicator, name, actor)
                if sight != "exact":
                    yield actor, name, sight.error if isinstance(sight, Estimate) else None

    def seen_row(self, actor: str, indicator: str) -> int:
        """The row from which an actor reads an indicator: the truth, or its estimate."""
        pair = f"{actor}/{indicator}"
        if self.layout.has("estimate", pair):
            return self.layout.row("estimate", pair)
        return self.layout.row("indicator", indicator)
