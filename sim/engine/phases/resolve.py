"""Phase 4. In the actors' listed order: chance branches are drawn and effects applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book, Change
from sim.engine.compiled import compiled
from sim.engine.dice import Purpose
from sim.engine.inquiry import Inquiry
from sim.engine.phases.happenings import arrival_row
from sim.engine.phases.outcomes import Outcome, bounds_of, outcomes_of
from sim.engine.rows import REAL, Figures, Mask, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Number

TILE = 512  # worlds
ZERO, ONE = REAL(0.0), REAL(1.0)
Came = NDArray[np.uint32]  # outcomes: as wide as what they add, so that both fill a register
NOTHING = np.uint32(2**32 - 1)  # comes of a move in a world that is over


class _Moves(NamedTuple):
    """What moves may come to.

    Attributes:
        outcomes: by move, the first of its outcomes among those of its actor, branch by branch.
        bounds: (branches, moves, points), between its branches; beyond the last, more than any
            draw.
        branching: by seat, which draw decides between the branches of its moves; -1: none does.
        soothing, escalating: which moves do.
    """

    outcomes: Places
    bounds: Rows
    branching: Places
    soothing: Mask
    escalating: Mask


class _Additions(NamedTuple):
    """What outcomes add to targets, target by target. Most outcomes leave most targets alone.

    Attributes:
        starts: by target, the first of its additions; behind its last stand those of the next.
        seats: by addition, the seat whose move has the outcome.
        outcomes: by addition, the outcome that adds it.
        amounts: (points, additions), how much; of what is worked out each turn, the answer that it
            is, (additions,).
    """

    starts: Places
    seats: Places
    outcomes: Came
    amounts: NDArray[Any]


class _Changes(NamedTuple):
    """What outcomes change.

    Attributes:
        starts: by actor, the first of its targets; behind its last stand those of the next.
        plain: what is added, whoever believes it.
        believed: what is added as well, in full credibility.
        asked: what is added and worked out each turn.
    """

    starts: Places
    plain: _Additions
    believed: _Additions
    asked: _Additions


class _Targets(NamedTuple):
    """Where what is changed stands: rows, by slot of the turn, and their bounds."""

    rows: Places
    low: Rows
    high: Rows


class _Notes(NamedTuple):
    """The first rows of what is noted of moves and actors."""

    counts: int
    lasts: int
    choices: int
    gaps: int
    credibility: int
    risk: int
    received: int


class Resolve:
    """Amounts are those of the snapshot on which the move was chosen; sums stay in their range."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        outcomes = list(outcomes_of(book))
        own = [[o for o in outcomes if o.actor == actor] for actor in range(len(book.actors))]
        self.moves = self._moves(own)
        changed = [sorted({_target(c) for o in some for c in o.all_changes}) for some in own]
        self.changes = _changes(book, own, changed, inquiry)
        self.targets = self._targets([target for some in changed for target in some])
        groups = ("count", "last", "choice", "gap", "credibility", "risk", "received")
        self.notes = _Notes(*map(book.layout.first, groups))
        self.gap = book.figures(book.scenario.dynamics.credibility.gap)

    def __call__(self, worlds: Worlds, chosen: Places, answers: Rows) -> None:
        """Apply what was chosen.

        chosen: (seats, W) places in the book. answers: those of the decision's inquiry.
        """
        luck = worlds.dice.uniforms(Purpose.CHANCE, worlds.turn, self.draws)
        rows, low, high = self.targets
        now = _Targets(rows[worlds.turn % self.book.slots], low, high)
        tables = self.moves, self.notes, self.changes, now
        turn = REAL(worlds.turn)
        _resolve(worlds.table, worlds.alive, turn, chosen, luck, answers, self.gap, *tables)

    # -- setting up --------------------------------------------------------------------------

    def _moves(self, outcomes: Sequence[Sequence[Outcome]]) -> _Moves:
        """outcomes: by actor."""
        moves = self.book.moves
        first = {o.move: i for own in outcomes for i, o in reversed(list(enumerate(own)))}
        bounds = [bounds_of(move) for move in moves]
        # Beyond a move's last branch no draw can fall: 2 is more than any.
        most = max(map(len, bounds))
        filled = [[*own, *[2.0] * (most - len(own))] for own in bounds]
        columns = self.book.columns(bound for own in filled for bound in own)
        bounds_by_point = columns.reshape(len(moves), most, self.book.points)
        branching = sorted({move.seat for move, own in zip(moves, bounds, strict=True) if own})
        self.draws = len(branching)
        draws = np.full(len(self.book.seats), -1, dtype=np.intp)
        draws[branching] = range(len(branching))
        return _Moves(
            outcomes=np.array([first[move] for move in range(len(moves))], dtype=np.intp),
            bounds=bounds_by_point.transpose(1, 0, 2).copy(),
            branching=draws,
            soothing=np.array([move.kind == "de-escalate" for move in moves]),
            escalating=np.array([move.kind == "escalate" for move in moves]),
        )

    def _targets(self, targets: Sequence[tuple[int, int]]) -> _Targets:
        """The rows that are changed in turns of every slot, and their bounds."""
        book = self.book
        slots = [
            [arrival_row(book, row, slot, after) for row, after in targets]
            for slot in range(book.slots)
        ]
        rows = np.array(slots, dtype=np.intp)
        return _Targets(rows, book.low[rows[0]], book.high[rows[0]])


def _changes(
    book: Book,
    outcomes: Sequence[Sequence[Outcome]],
    changed: Sequence[Sequence[tuple[int, int]]],
    inquiry: Inquiry,
) -> _Changes:
    """outcomes, and targets that they change: by actor."""
    starts = np.cumsum([0, *map(len, changed)])
    shape = starts[-1], max(map(len, outcomes))
    plain, believed = np.zeros((2, book.points, *shape), dtype=REAL)
    asked, seats = np.full(shape, -1, dtype=np.intp), np.zeros(shape, dtype=np.intp)
    for start, targets, own in zip(starts.tolist(), changed, outcomes, strict=False):
        places = {target: start + place for place, target in enumerate(targets)}
        for number, outcome in enumerate(own):
            seats[start : start + len(targets), number] = book.moves[outcome.move].seat
            for change in outcome.believed:
                assert isinstance(change.amount, Number)
                believed[:, places[_target(change)], number] += REAL(change.amount.value)
            for change in outcome.changes:
                place = places[_target(change)]
                if isinstance(change.amount, Number):
                    plain[:, place, number] += REAL(change.amount.value)
                else:
                    asked[place, number] = inquiry.ask(change.amount)
    return _Changes(
        starts,
        _additions(plain.any(axis=0), plain, seats),
        _additions(believed.any(axis=0), believed, seats),
        _additions(asked >= 0, asked, seats),
    )


def _additions(here: Mask, amounts: NDArray[Any], seats: Places) -> _Additions:
    """Those of a table, (…, targets, outcomes), that are something."""
    targets, outcomes = np.nonzero(here)
    return _Additions(
        starts=np.searchsorted(targets, range(len(here) + 1)),
        seats=seats[targets, outcomes],
        outcomes=outcomes.astype(np.uint32),
        amounts=np.ascontiguousarray(amounts[..., targets, outcomes]),
    )


def _target(change: Change) -> tuple[int, int]:
    return change.row, change.after


# -- over all worlds -------------------------------------------------------------------------


@compiled
def _resolve(
    table: Rows,
    alive: Mask,
    turn: np.float32,
    chosen: Places,
    luck: Rows,
    answers: Rows,
    gap: Figures,
    moves: _Moves,
    notes: _Notes,
    changes: _Changes,
    targets: _Targets,
) -> None:
    """What was chosen is noted, comes about, and changes what it changes."""
    came = np.empty(chosen.shape, np.uint32)
    first = notes.credibility
    credibility = table[first : first + len(chosen) // 2].copy()
    _note(table, alive, turn, chosen, notes)
    _come_about(alive, chosen, luck, moves, came)
    _change(table, came, credibility, answers, changes, targets)
    _mind_the_gap(table, alive, chosen, moves, notes, gap)


@compiled
def _note(table: Rows, alive: Mask, turn: np.float32, chosen: Places, notes: _Notes) -> None:
    """Count each move, and note the turn in which it was made last; forget what came before."""
    for seat in range(len(chosen)):
        for w in range(table.shape[1]):
            if alive[w]:
                move = chosen[seat, w]
                table[notes.counts + move, w] += ONE
                table[notes.lasts + move, w] = turn
                table[notes.choices + seat, w] = move
    for row in range(notes.received, notes.received + len(chosen) // 2):
        for w in range(table.shape[1]):
            table[row, w] = ZERO if alive[w] else table[row, w]
    for w in range(table.shape[1]):
        table[notes.risk, w] = ZERO if alive[w] else table[notes.risk, w]


@compiled
def _come_about(alive: Mask, chosen: Places, luck: Rows, moves: _Moves, came: Came) -> None:
    """The outcome of every move; nothing comes about in worlds that are over."""
    copies = len(alive) // moves.bounds.shape[2]
    for seat in range(len(chosen)):
        draw = moves.branching[seat]
        for w in range(len(alive)):
            move = chosen[seat, w]
            outcome = moves.outcomes[move]
            if draw >= 0:
                for branch in range(len(moves.bounds)):
                    outcome += luck[draw, w] >= moves.bounds[branch, move, w // copies]
            came[seat, w] = outcome if alive[w] else NOTHING


@compiled
def _change(
    table: Rows,
    came: Came,
    credibility: Rows,
    answers: Rows,
    changes: _Changes,
    targets: _Targets,
) -> None:
    """All that an actor's deed and word change is added up, and then kept in range."""
    plain, believed, asked = changes.plain, changes.believed, changes.asked
    added = np.empty(TILE, REAL)
    points = len(plain.amounts)
    copies = table.shape[1] // points
    for point in range(points):
        for first in range(point * copies, (point + 1) * copies, TILE):
            end = min(first + TILE, (point + 1) * copies)
            for actor in range(len(credibility)):
                believe = credibility[actor, first:end]
                for target in range(changes.starts[actor], changes.starts[actor + 1]):
                    values = table[targets.rows[target], first:end]
                    if plain.starts[target] < plain.starts[target + 1]:
                        _add_up(came, first, end, target, plain, point, added)
                        for w in range(len(values)):
                            values[w] += added[w]
                    if believed.starts[target] < believed.starts[target + 1]:
                        _add_up(came, first, end, target, believed, point, added)
                        for w in range(len(values)):
                            values[w] += added[w] * believe[w]
                    for each in range(asked.starts[target], asked.starts[target + 1]):
                        outcome, own = asked.outcomes[each], came[asked.seats[each], first:end]
                        amount = answers[asked.amounts[each], first:end]
                        for w in range(len(values)):
                            values[w] += amount[w] if own[w] == outcome else ZERO
                    low, high = targets.low[target], targets.high[target]
                    for w in range(len(values)):
                        values[w] = min(max(values[w], low), high)


@compiled
def _add_up(
    came: Came,
    first: int,
    end: int,
    target: int,
    additions: _Additions,
    point: int,
    added: Rows,
) -> None:
    """What is added to a target in a tile of worlds: a sum of two at most, a deed's and a word's.

    Comparing with every outcome that adds something is quicker than looking up what a world's
    outcome adds: several worlds at once are compared.
    """
    for w in range(end - first):
        added[w] = ZERO
    for each in range(additions.starts[target], additions.starts[target + 1]):
        outcome, amount = additions.outcomes[each], additions.amounts[point, each]
        own = came[additions.seats[each], first:end]
        for w in range(len(own)):
            added[w] += amount if own[w] == outcome else ZERO


@compiled
def _mind_the_gap(
    table: Rows, alive: Mask, chosen: Places, moves: _Moves, notes: _Notes, gap: Figures
) -> None:
    """Who soothes and escalates in one turn is believed less afterwards."""
    sides, copies = len(chosen) // 2, len(alive) // len(gap)
    for actor in range(sides):
        row = notes.credibility + actor
        for w in range(len(alive)):
            deed, word = chosen[actor, w], chosen[sides + actor, w]
            if moves.escalating[deed] and moves.soothing[word] and alive[w]:
                table[notes.gaps + actor, w] += ONE
                believed = REAL(np.float64(table[row, w]) + gap[w // copies])
                table[row, w] = min(max(believed, ZERO), ONE)
