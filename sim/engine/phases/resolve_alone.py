"""Phase 4 over one world alone: what was chosen is applied change by change.

The amounts are those of the tables of `Resolve`, and so are the bits: Python adds in double
precision, but the cell that a sum is put into rounds it to single at once (see `script`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from sim.engine.dice import Purpose
from sim.engine.rows import Places, Rows
from sim.engine.worlds import Worlds

if TYPE_CHECKING:
    from sim.engine.phases.resolve import Resolve

    Cells = memoryview[float]


class _Change(NamedTuple):
    """What a deed and a word of one actor together change in one target."""

    rows: list[int]  # by slot of the turn
    plain: float
    believed: float  # in full credibility
    asked: list[int]  # the rows of answers
    low: float
    high: float


class ResolveAlone:
    """The same as `Resolve` in a world that is not over."""

    def __init__(self, resolve: Resolve) -> None:
        book, layout = resolve.book, resolve.book.layout
        self.parts, self.slots = resolve.parts, book.slots
        self.counts, self.lasts = resolve.counts.start, resolve.lasts.start
        self.choices, self.gaps = layout.first("choice"), layout.first("gap")
        self.credibility = layout.groups["credibility"]
        self.afresh = [layout.row("risk", "risk"), *layout.rows("received", book.actors)]
        order = {outcome: place for place, outcome in enumerate(resolve.ordered[:, 0].tolist())}
        # Where the outcome of a move's first branch stands; those of the others stand behind it.
        self.first_outcome = [order[outcome] for outcome in resolve.first_outcome.tolist()]
        self.branching: list[int] = resolve.branching.tolist()
        self.bounds: list[list[float]] = resolve.bounds[:, :, 0].T.tolist()
        self.escalating, self.soothing = resolve.escalating.tolist(), resolve.soothing.tolist()
        self.gap = book.scenario.dynamics.credibility.gap
        self.changes = cache(lambda *outcomes: list(self._changes(*outcomes)))

    def _changes(self, actor: int, deed: int, word: int) -> Iterator[_Change]:
        """All that two outcomes change, by their places among the ordered outcomes."""
        part = self.parts[actor]
        plain = (
            part.plain[:, deed - part.outcomes.start] + part.plain[:, word - part.outcomes.start]
        )
        believed = part.believed[:, word - part.words.start].tolist()
        believed += [0.0] * (len(plain) - len(believed))
        _, low, high = part.slots[0]  # a target's bounds are the same in every slot
        for target in range(len(plain)):
            asked = [
                a for t, outcome, a in part.worked_out if t == target and outcome in (deed, word)
            ]
            if plain[target] or believed[target] or asked:
                yield _Change(
                    [int(rows[target]) for rows, _, _ in part.slots],
                    float(plain[target]),
                    believed[target],
                    asked,
                    float(low[target, 0]),
                    float(high[target, 0]),
                )

    # -- each turn ---------------------------------------------------------------------------

    def __call__(self, worlds: Worlds, chosen: Places, answers: Rows) -> None:
        """Apply what was chosen, (seats, 1)."""
        cells = cast("Cells", worlds.table[:, 0].data)
        moves: list[int] = chosen[:, 0].tolist()
        self._remember(cells, worlds.turn, moves)
        for row in self.afresh:
            cells[row] = 0.0
        came = self._came_about(worlds, moves)
        credibility = cells[self.credibility].tolist()
        sides, slot = len(credibility), worlds.turn % self.slots
        single = array("f", [0.0])
        for actor in range(sides):
            for rows, plain, believed, asked, low, high in self.changes(
                actor, came[actor], came[actor + sides]
            ):
                row = rows[slot]
                cells[row] += plain
                if believed:
                    single[0] = believed * credibility[actor]
                    cells[row] += single[0]
                for answer in asked:
                    cells[row] += answers[answer, 0]
                if not low <= cells[row] <= high:
                    cells[row] = low if cells[row] < low else high
        self._mind_the_gap(cells, moves, sides)

    def _remember(self, cells: Cells, turn: int, moves: list[int]) -> None:
        """Count each move, and note the turn in which it was made last."""
        for seat, move in enumerate(moves):
            cells[self.counts + move] += 1
            cells[self.lasts + move] = turn
            cells[self.choices + seat] = move

    def _came_about(self, worlds: Worlds, moves: list[int]) -> list[int]:
        """The outcome of every seat's move."""
        came = [self.first_outcome[move] for move in moves]
        if self.branching:
            luck = worlds.dice.uniforms(Purpose.CHANCE, worlds.turn, len(self.branching))
            for seat, drawn in zip(self.branching, luck[:, 0].tolist(), strict=True):
                came[seat] += sum(drawn >= bound for bound in self.bounds[moves[seat]])
        return came

    def _mind_the_gap(self, cells: Cells, moves: list[int], sides: int) -> None:
        """Who soothes and escalates in one turn is believed less afterwards."""
        for actor, (deed, word) in enumerate(zip(moves[:sides], moves[sides:], strict=True)):
            if self.escalating[deed] and self.soothing[word]:
                row = self.credibility.start + actor
                cells[self.gaps + actor] += 1
                cells[row] = min(max(cells[row] + self.gap, 0.0), 1.0)
