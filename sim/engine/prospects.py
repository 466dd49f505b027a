"""What each move promises: the change of its actor's losses that it is expected to bring.

A loss is how far an indicator is from where the actor wants it, between 0 and 1, times the
weight of the goal. An actor measures it on what it sees. Utilities are in units of its stake:
what its most consequential move would change at a typical start; so a rationality means the
same for every actor and in every scenario.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.book import Book, BookMove
from sim.engine.inquiry import Inquiry
from sim.engine.phases.commitments import is_due, price
from sim.engine.program import Rows
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
        self.weight = _column(side.weight for side in self.sides)
        self.straight = _column(0.0 if side.growing else 1.0 for side in self.sides)

    def distance(self, table: Rows) -> Rows:
        """(sides, W): 0 at best, 1 at worst, and beyond."""
        away = table.take(self.rows, axis=0)
        away -= self.best
        away *= self.scale
        return away

    def loss(self, distance: Rows, sides: NDArray[np.intp] | slice = slice(None)) -> Rows:
        """The loss at a distance; straight, or growing with its square. Overwrites `distance`."""
        np.clip(distance, 0.0, 1.0, out=distance)
        loss = distance * (1 - self.straight[sides])
        loss += self.straight[sides]
        loss *= distance
        loss *= self.weight[sides]
        return loss

    def slope(self, distance: Rows) -> Rows:
        """How fast each loss grows with its distance; 0 where it is satisfied or can't get worse."""
        slope = distance * (2 * (1 - self.straight))
        slope += self.straight
        slope *= self.weight
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


class Prospects:
    """What every move promises its own actor."""

    def __init__(self, book: Book, inquiry: Inquiry) -> None:
        self.book = book
        self.losses = Losses(book, seen=True)
        self.pairs = self._pairs(inquiry)
        self.stakes = np.ones(len(book.actors))
        self.cost = _column(m.move.cost if m.move else 0.0 for m in book.moves)
        self._relations()

    # -- setting up --------------------------------------------------------------------------

    def _pairs(self, inquiry: Inquiry) -> list[_Layer]:
        """(move, side) wherever a move is expected to change what its actor cares about.

        In layers, so that no move comes twice in one and a layer is added up in a single call.
        """
        layers: dict[int, list[tuple[int, int, float, int | None]]] = {}
        times: Counter[int] = Counter()
        for place, move in enumerate(self.book.moves):
            expected = self.expected(move)
            for number, side in enumerate(self.losses.sides):
                if side.actor != move.actor or side.indicator not in expected:
                    continue
                amount = fold(expected[side.indicator])
                plain = isinstance(amount, Number)
                step = amount.value if isinstance(amount, Number) else 0.0
                answer = None if plain else inquiry.ask(amount)
                layers.setdefault(times[place], []).append((place, number, step, answer))
                times[place] += 1
        return [_Layer.of(rows, self.losses) for _, rows in sorted(layers.items())]

    def expected(self, book_move: BookMove) -> dict[str, Node]:
        """What a move is expected to change, chance branches and delays counted in."""
        move, found = book_move.move, dict[str, Node]()
        if move is None:
            return found

        def add(key: str, amount: Node, share: Node) -> None:
            weighted = Binary("*", share, amount)
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

    def _relations(self) -> None:
        """Reciprocity: a friendly act toward a friend is worth something in itself."""
        layout, names = self.book.layout, self.book.actors
        layers: dict[int, list[tuple[int, int, float]]] = {}
        for place, move in enumerate(self.book.moves):
            reciprocity = self.book.scenario.actors[names[move.actor]].policy.reciprocity
            for step, other in enumerate(move.toward):
                row = layout.row("attitude", f"{names[move.actor]}/{names[other]}")
                # Attitudes and Goldstein values both run to 10, so the product is 1 at most.
                worth = reciprocity * move.goldstein / 100 / len(move.toward)
                layers.setdefault(step, []).append((place, row, worth))
        self.relations = [
            (
                np.array([place for place, _, _ in rows], np.intp),
                np.array([row for _, row, _ in rows], np.intp),
                _column(worth for _, _, worth in rows),
            )
            for rows in layers.values()
        ]

    def settle_stakes(self, table: Rows, answers: Rows) -> None:
        """Measure each actor's stake in a typical world, (rows, 1), and count in it from now."""
        gain = np.abs(self.gain(table, answers, self.losses.distance(table)))[:, 0]
        for actor in range(len(self.book.actors)):
            stake = float(gain[self.book.moves_of(actor)].max())
            self.stakes[actor] = stake or 1.0
        of_side = _column(self.stakes[side.actor] for side in self.losses.sides)
        self.losses.weight = self.losses.weight / of_side
        for layer in self.pairs:
            layer.take_weights(self.losses)

    # -- each turn ---------------------------------------------------------------------------

    def gain(self, table: Rows, answers: Rows, distance: Rows) -> Rows:
        """(moves, W): the loss that each move is expected to spare its actor."""
        before = self.losses.loss(distance.copy())
        gain = np.zeros((len(self.book.moves), table.shape[1]))
        for layer in self.pairs:
            gain[layer.moves] += layer.gain(answers, distance, before)
        return gain

    def utility(self, table: Rows, answers: Rows, distance: Rows) -> Rows:
        """(moves, W): gain, less the cost of the move, and what reciprocity makes of it."""
        utility = self.gain(table, answers, distance)
        utility -= self.cost
        for moves, rows, worth in self.relations:
            utility[moves] += worth * table[rows]
        return utility


@dataclass
class _Layer:
    """Pairs of a move and a side of a goal, each move at most once."""

    moves: NDArray[np.intp]
    sides: NDArray[np.intp]
    step: Rows  # the expected change as a distance, (pairs, 1)
    asked: NDArray[np.intp]  # the pairs whose change is worked out each turn
    answers: NDArray[np.intp]
    scale: Rows
    straight: Rows
    curved: Rows
    weight: Rows

    @classmethod
    def of(cls, rows: list[tuple[int, int, float, int | None]], losses: Losses) -> _Layer:
        sides = np.array([side for _, side, _, _ in rows], np.intp)
        asked = [i for i, row in enumerate(rows) if row[3] is not None]
        straight = losses.straight[sides]
        return cls(
            moves=np.array([move for move, _, _, _ in rows], np.intp),
            sides=sides,
            step=_column(step for _, _, step, _ in rows) * losses.scale[sides],
            asked=np.array(asked, np.intp),
            answers=np.array([rows[i][3] for i in asked], np.intp),
            scale=losses.scale[sides[asked]],
            straight=straight,
            curved=1 - straight,
            weight=losses.weight[sides],
        )

    def take_weights(self, losses: Losses) -> None:
        """Weights anew, after the stakes were measured."""
        self.weight = losses.weight[self.sides]

    def gain(self, answers: Rows, distance: Rows, before: Rows) -> Rows:
        """(pairs, W): the loss spared."""
        after = distance.take(self.sides, axis=0)
        after += self.step
        if len(self.asked):
            after[self.asked] += answers[self.answers] * self.scale
        np.clip(after, 0.0, 1.0, out=after)
        loss = after * self.curved
        loss += self.straight
        loss *= after
        loss *= self.weight
        return np.subtract(before.take(self.sides, axis=0), loss, out=loss)


def _column(values: Iterator[float]) -> Rows:
    return np.array(list(values), dtype=np.float64).reshape(-1, 1)


