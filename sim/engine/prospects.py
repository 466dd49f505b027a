"""What each move promises: what it is expected to change, and what such changes are worth now.

A loss is how far an indicator is from where the actor wants it, between 0 and 1, times the
weight of the goal. An actor measures it on what it sees, and values a change at the going rate:
what a step of the usual size would now cost or spare it. Worth is counted in stakes: what the
actor's most consequential move would bring at a typical start; so a rationality means the same
for every actor and in every scenario.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from sim.engine.book import Book, BookMove
from sim.engine.inquiry import Inquiry
from sim.engine.phases.commitments import is_due, price
from sim.engine.rows import REAL, Figures, Rows, as_column, bound, total, widened
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Number, fold
from sim.scenario.schema import Consequence, Goal

NOTHING = 1e-6  # a stake so small is the rounding of gains and losses that cancel out


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
        self.weigh(np.ones((len(book.actors), 1)))

    def weigh(self, stakes: Figures) -> None:
        """Count in the stakes of the actors.

        A loss is distance × (curved × distance + straight); one of the two factors is 0.

        stakes: (actors, points).
        """
        weight = _column(side.weight / stakes[side.actor] for side in self.sides)
        growing = np.array([side.growing for side in self.sides]).reshape(-1, 1)
        self.straight = np.where(growing, 0.0, weight).astype(REAL)
        self.curved = np.where(growing, weight, 0.0).astype(REAL)

    def distance(self, table: Rows) -> Rows:
        """(sides, W): 0 at best, 1 at worst, and beyond."""
        away = table.take(self.rows, 0)
        away -= self.best
        away *= self.scale
        return away

    def loss(self, distance: Rows) -> Rows:
        """(…, sides, W): the loss at a distance; straight, or growing with its square.

        distance: (…, sides, W); overwritten.
        """
        bound(distance, 0.0, 1.0)
        loss = distance * widened(self.curved, distance.shape[-1])
        loss += widened(self.straight, distance.shape[-1])
        loss *= distance
        return loss


def _sides(book: Book, actor: int, seen: bool) -> Iterator[Side]:
    name = book.actors[actor]
    goals = book.scenario.actors[name].goals
    weights = reduce(add, [goal.weight for goal in goals])
    for goal in goals:
        reach = book.scenario.indicators[goal.indicator].range
        truth = book.layout.row("indicator", goal.indicator)
        row = book.seen_row(name, goal.indicator) if seen else truth
        for best, worst in sides_of(goal, reach):
            if best != worst:
                share = goal.weight / weights
                yield Side(actor, row, goal.indicator, best, worst, share, goal.growing)


@dataclass(frozen=True)
class Asked:
    """An expected change that is worked out each turn: scale × answer, as a distance."""

    move: int
    side: int
    answer: int
    scale: float


class Prospects:
    """What every move is expected to change, and what changes are worth now.

    Attributes:
        plain: (moves, sides, points), changes that are always the same, as distances (more is
            worse); one point stands for all where no change differs between points.
        believed: (moves, sides, points), changes in proportion to the actor's credibility.
        asked: changes that are worked out each turn.
        steps: (3, sides, points), no step, one of the usual size for the worse, one for the better.
    """

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        self.losses = Losses(book, seen=True)
        self.expected = [self._expected(move) for move in book.moves]
        self.asked: list[Asked] = []
        self.plain, self.believed = self._measured(inquiry)
        usual = self._usual_steps()
        self.steps = np.array([0.0 * usual, usual, -usual])

    # -- setting up --------------------------------------------------------------------------

    def _expected(self, book_move: BookMove) -> dict[str, Node]:
        """What a move is expected to change, chance branches and delays counted in."""
        move, found = book_move.move, dict[str, Node]()
        if move is None:
            return found

        def expect(key: str, amount: Node) -> None:
            found[key] = _plus(found[key], amount) if key in found else amount

        for key, amount in _promised(move):
            expect(key, amount)
        for branch in move.chances:
            for key, amount in _promised(branch):
                expect(key, _times(branch.chance, amount))
        for key, amount in self._at_stake(book_move):
            expect(key, fold(amount))
        return found

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

    def _measured(self, inquiry: Inquiry) -> tuple[Figures, Figures]:
        """Every expected change as a distance from what its actor wants."""
        plain_changes: dict[tuple[int, int], float] = {}
        believed: dict[tuple[int, int], float] = {}
        for place, move in enumerate(self.book.moves):
            words = move.move.believed if move.move else {}
            for number, side in enumerate(self.losses.sides):
                if side.actor != move.actor:
                    continue
                scale = float(self.losses.scale[number, 0])
                believed[place, number] = words.get(side.indicator, 0.0) * scale
                amount = self.expected[place].get(side.indicator, Number(0.0))
                plain, factor, rest = straighten(amount)
                plain_changes[place, number] = plain * scale
                if rest:
                    self.asked.append(Asked(place, number, inquiry.ask(rest), factor * scale))
        shape = len(self.book.moves), len(self.losses.sides)
        return _table(shape, plain_changes), _table(shape, believed)

    def _usual_steps(self) -> Rows:
        """The mean size of the changes that its actor's moves make to each side."""
        sizes = np.abs(self.plain) + np.abs(self.believed)
        count = np.maximum(np.count_nonzero(sizes, axis=0), 1)
        steps = (total(sizes) / count).astype(REAL)  # rounded first, as what is tiny becomes 0
        # Where no plain amount tells: a twentieth of the way from best to worst.
        return np.where(steps > 0, steps, REAL(0.05))

    def settle_stakes(self, worlds: Worlds, answers: Rows) -> None:
        """Measure each actor's stake in the typical world of a point, and count in it from now."""
        seen = self.rates(self.losses.distance(worlds.table)), worlds.group("credibility"), answers
        stakes = np.array([self._stake(actor, *seen) for actor in range(len(self.book.actors))])
        self.losses.weigh(np.where(stakes > NOTHING, stakes, 1.0))

    def _stake(self, actor: int, rates: Rows, credibility: Rows, answers: Rows) -> Figures:
        """(points,): what the most consequential move of an actor would bring."""
        own = self.book.moves_of(actor)
        sides = [place for place, side in enumerate(self.losses.sides) if side.actor == actor]
        here = np.ix_(own, sides)
        change = self.plain[here] + self.believed[here] * credibility[actor]
        for part in self.asked:
            if part.move in own:
                place = own.index(part.move), sides.index(part.side)
                change[place] += REAL(part.scale) * answers[part.answer]
        worse, better = rates[:, sides]
        lost = np.maximum(change, 0) * worse + np.minimum(change, 0) * better
        stake: Figures = np.abs(total(lost.swapaxes(0, 1))).max(0)
        return stake

    # -- each turn ---------------------------------------------------------------------------

    def rates(self, distance: Rows) -> Rows:
        """What a distance of 1 costs for the worse, and spares for the better, at usual steps.

        Nothing is gained beyond what an actor wants, nor lost beyond the worst; near a red line a
        step for the worse already counts.

        distance: (sides, points), as the actors see it in the typical world of each.

        Returns:
            (2, sides, points).
        """
        loss = self.losses.loss(distance + self.steps)
        rates: Rows = loss[1:]
        rates -= loss[0]
        rates /= self.steps[1:]
        return rates


def _promised(part: Consequence) -> Iterator[tuple[str, Node]]:
    """What follows, now or later, worked out as far as it can be."""
    for effects in (part.effects, *(later.effects for later in part.later)):
        for key, amount in effects.items():
            yield key, fold(amount)


def _plus(left: Node, right: Node) -> Node:
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(left.value + right.value)
    return Binary("+", left, right)


def _times(share: float, amount: Node) -> Node:
    if isinstance(amount, Number):
        return Number(share * amount.value)
    return Binary("*", Number(share), amount)


def straighten(amount: Node) -> tuple[float, float, Node | None]:
    """An amount as plain + factor × rest; there may be no rest."""
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


def _column(values: Iterable[float]) -> Rows:
    return as_column(list(values))


def _table(shape: tuple[int, int], cells: Mapping[tuple[int, int], float]) -> Figures:
    """(*shape, points): what stands in each cell, 0 in those that are not given."""
    points = max((np.size(number) for number in cells.values()), default=1)
    table = np.zeros((*shape, points))
    for place, number in cells.items():
        table[place] = number
    return table
