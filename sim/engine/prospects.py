"""What each move promises: the change of its actor's losses that it is expected to bring.

A loss is how far an indicator is from where the actor wants it, between 0 and 1, times the
weight of the goal. An actor measures it on what it sees. Utilities are in units of its stake:
what its most consequential move would change at a typical start; so a rationality means the
same for every actor and in every scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book, BookMove
from sim.engine.inquiry import Inquiry
from sim.engine.phases.commitments import is_due, price
from sim.engine.phases.decide import Small
from sim.engine.program import Rows, as_column
from sim.engine.worlds import Worlds, bound
from sim.scenario.expressions import Binary, Node, Number, Query, fold
from sim.scenario.schema import Consequence, Goal


@dataclass(frozen=True)
class Side:
    """One side of a goal: satisfied at `best`, wholly missed at `worst`."""

    actor: int
    row: int
    indicator: str
    best: float
    worst: float
    weight: float
    growing: bool


def sides_of(goal: Goal, reach: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """(best, worst) of each side of a goal; `near` has two, the others one."""
    low, high = reach
    match goal.shape:
        case "more":
            yield high, low
        case "less":
            yield low, high
        case "below":
            assert goal.line is not None
            yield goal.line, high
        case "above":
            assert goal.line is not None
            yield goal.line, low
        case "near":
            assert goal.target is not None
            widest = max(goal.target - low, high - goal.target)
            yield goal.target, goal.target + widest
            yield goal.target, goal.target - widest


class Losses:
    """How far the actors are from what they want, over all worlds at once."""

    def __init__(self, book: Book, *, seen: bool) -> None:
        """seen: measured on what each actor sees, rather than on the truth."""
        self.sides = [side for a in range(len(book.actors)) for side in _sides(book, a, seen)]
        self.rows = np.array([side.row for side in self.sides], dtype=np.intp)
        self.best = _column(side.best for side in self.sides)
        self.scale = _column(1 / (side.worst - side.best) for side in self.sides)
        self.weigh(np.ones(len(book.actors)))

    def weigh(self, stakes: NDArray[np.float64]) -> None:
        """Count in the stakes of the actors, (actors,).

        A loss is distance × (curved × distance + straight); one of the two factors is 0.
        """
        weight = _column(side.weight / stakes[side.actor] for side in self.sides)
        growing = np.array([side.growing for side in self.sides]).reshape(-1, 1)
        self.straight = np.where(growing, 0.0, weight)
        self.curved = np.where(growing, weight, 0.0)

    def distance(self, table: Rows) -> Rows:
        """(sides, W): 0 at best, 1 at worst, and beyond."""
        away = table.take(self.rows, 0)
        away -= self.best
        away *= self.scale
        return away

    def loss(self, distance: Rows) -> Rows:
        """(sides, W): the loss at a distance; straight, or growing with its square."""
        within = np.minimum(np.maximum(distance, 0.0), 1.0)
        return within * (within * self.curved + self.straight)

    def slope(self, distance: Rows) -> Rows:
        """How fast each loss grows with its distance; 0 where it is satisfied or can't get worse."""
        slope = distance * (2 * self.curved) + self.straight
        slope *= (distance > 0) & (distance < 1)
        return slope


def _sides(book: Book, actor: int, seen: bool) -> Iterator[Side]:
    name = book.actors[actor]
    goals = book.scenario.actors[name].goals
    total = sum(goal.weight for goal in goals)
    for goal in goals:
        reach = book.scenario.indicators[goal.indicator].range
        truth = book.layout.row("indicator", goal.indicator)
        row = book.seen_row(name, goal.indicator) if seen else truth
        for best, worst in sides_of(goal, reach):
            if best != worst:
                share = goal.weight / total
                yield Side(actor, row, goal.indicator, best, worst, share, goal.growing)


# A side of a goal, the plain change expected in it, and an answer with its factor to be added.
_Pair = tuple[int, float, tuple[int, float] | None]


def straighten(amount: Node) -> tuple[float, float, Node | None]:
    """An amount as plain + factor × rest; there may be no rest.

    So all moves whose effect depends on how far an actor is believed share one question.
    """
    match amount:
        case Number(value):
            return value, 0.0, None
        case Binary("+", Number(value), rest):
            plain, factor, rest_of_it = straighten(rest)
            return plain + value, factor, rest_of_it
        case Binary("*", Number(value), rest):
            plain, factor, rest_of_it = straighten(rest)
            return value * plain, value * factor, rest_of_it
    return 0.0, 1.0, amount


class Prospects:
    """What every move promises its own actor.

    Utilities are float32: choices are made in steps far coarser than its seven digits.
    """

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        self.losses = Losses(book, seen=True)
        self._pair_up(inquiry)
        costs = [book_move.move.cost if book_move.move else 0.0 for book_move in book.moves]
        self.cost = np.array([*costs, 0.0], dtype=np.float32)[self.ranked, None]
        self._take_weights()

    # -- setting up --------------------------------------------------------------------------

    def _pair_up(self, inquiry: Inquiry) -> None:
        """(move, side) wherever a move is expected to change what its actor cares about.

        In layers, so that no move comes twice in one; and moves with many pairs first, so that
        the moves of every layer are the first so many.
        """
        pairs = [self._pairs_of(move, inquiry) for move in self.book.moves]
        order = sorted(range(len(pairs)), key=lambda place: -len(pairs[place]))
        self.ranked = np.array([*order, len(pairs)], dtype=np.intp)
        self.ranks = np.argsort(self.ranked)
        depth = max(len(own) for own in pairs)
        layers = [[pairs[m][n] for m in order if len(pairs[m]) > n] for n in range(depth)]
        ends = np.cumsum([0, *(len(layer) for layer in layers)])
        self.layers = [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
        rows = [pair for layer in layers for pair in layer]
        self.sides = np.array([side for side, _, _ in rows], dtype=np.intp)
        scale = self.losses.scale[self.sides]
        self.step = (_column(step for _, step, _ in rows) * scale).astype(np.float32)
        asked = [number for number, pair in enumerate(rows) if pair[2] is not None]
        self.asked = np.array(asked, dtype=np.intp)
        answers = [pair[2] for pair in rows if pair[2] is not None]
        self.answers = np.array([answer for answer, _ in answers], dtype=np.intp)
        self.asked_scale = _column(factor for _, factor in answers) * scale[self.asked]

    def _pairs_of(self, move: BookMove, inquiry: Inquiry) -> list[_Pair]:
        """A pair for each side of a goal that a move is expected to change."""
        expected, found = self.expected(move), []
        for number, side in enumerate(self.losses.sides):
            if side.actor == move.actor and side.indicator in expected:
                plain, factor, rest = straighten(expected[side.indicator])
                answer = (inquiry.ask(rest), factor) if rest else None
                found.append((number, plain, answer))
        return found

    def expected(self, book_move: BookMove) -> dict[str, Node]:
        """What a move is expected to change, chance branches and delays counted in."""
        move, found = book_move.move, dict[str, Node]()
        if move is None:
            return found

        def add(key: str, amount: Node, share: Node) -> None:
            weighted = amount if share == Number(1.0) else Binary("*", share, amount)
            found[key] = Binary("+", found[key], weighted) if key in found else weighted

        def add_all(part: Consequence, chance: float) -> None:
            for effects in (part.effects, *(later.effects for later in part.later)):
                for key, amount in effects.items():
                    add(key, amount, Number(chance))

        add_all(move, 1.0)
        for branch in move.chances:
            add_all(branch, branch.chance)
        actor = self.book.actors[book_move.actor]
        for key, figure in move.believed.items():
            add(key, Number(figure), Query("credibility", (actor,)))
        for key, amount in self._at_stake(book_move):
            add(key, amount, Number(1.0))
        return {key: fold(amount) for key, amount in found.items()}

    def _at_stake(self, book_move: BookMove) -> Iterator[tuple[str, Node]]:
        """The price of backing down: a threat carried out in time spares it, a reason lowers it."""
        scenario = self.book.scenario
        for name, commitment in scenario.commitments.items():
            owed = Binary("*", is_due(scenario, name), price(scenario, name))
            if book_move.name == f"{commitment.maker}.{commitment.threat}":
                yield commitment.audience, owed
            if book_move.move and book_move.move.drops == name:
                excused = Number(scenario.dynamics.audience.excuse)
                paid = Binary("*", excused, price(scenario, name))
                yield commitment.audience, Binary("-", owed, paid)

    def settle_stakes(self, worlds: Worlds, answers: Rows) -> None:
        """Measure each actor's stake in a typical world, and count in it from now."""
        distance = self.losses.distance(worlds.table)
        gain = np.abs(self.gain(answers, distance)).take(self.ranks, axis=0)[:, 0]
        stakes = [float(gain[self.book.moves_of(a)].max()) for a in range(len(self.book.actors))]
        self.losses.weigh(np.array([stake or 1.0 for stake in stakes]))
        self._take_weights()

    def _take_weights(self) -> None:
        self.straight = self.losses.straight[self.sides].astype(np.float32)
        self.curved = self.losses.curved[self.sides].astype(np.float32)

    # -- each turn ---------------------------------------------------------------------------

    def utility(self, answers: Rows, distance: Rows) -> Small:
        """(moves + 1, W): what each move promises, less its cost; 0 in the last row.

        distance: (sides, W), as the actors see it.
        """
        gain = self.gain(answers, distance)
        gain -= self.cost
        return gain.take(self.ranks, 0)

    def gain(self, answers: Rows, distance: Rows) -> Small:
        """(moves + 1, W), ranked: the loss that each move is expected to spare its actor."""
        before = self.losses.loss(distance).astype(np.float32)
        after = distance.astype(np.float32).take(self.sides, 0)
        after += self.step
        if len(self.asked):
            after[self.asked] += answers.take(self.answers, 0) * self.asked_scale
        bound(after, 0.0, 1.0)
        loss = after * self.curved
        loss += self.straight
        loss *= after
        spared = before.take(self.sides, 0)
        spared -= loss
        gain = np.zeros((len(self.ranked), distance.shape[1]), dtype=np.float32)
        for layer in self.layers:
            gain[: layer.stop - layer.start] += spared[layer]
        return gain


def _column(values: Iterable[float]) -> Rows:
    return as_column(list(values))
