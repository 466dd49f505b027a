"""Reasons why something never comes: which part of its condition never holds, and how near it was.

Conditions are looked at as they stand when actors decide and when a turn is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.engine.inquiry import Inquiry
from sim.engine.phases.decide import Outlook
from sim.engine.rows import Rows
from sim.engine.rules import Rules
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Node, Number, describe
from sim.scenario.parts import Path


@dataclass(frozen=True)
class Wish:
    """Something that should come: when it may, and how likely it is then.

    path: where it stands in the file. name: what it is counted by.
    last: it is only looked for when the last turn is over.
    """

    path: Path
    name: str
    condition: Node | None = None
    chance: Node | None = None
    last: bool = False


@dataclass
class Finding:
    """What was seen of one part of a condition.

    Attributes:
        held: in how many turns of worlds.
        nearest: the value nearest to its figure; None where it compares with no figure.
    """

    part: Node
    held: int = 0
    nearest: float | None = None


class Reasons:
    """Looks at the conditions of what has never come yet.

    Attributes:
        parts: of each wish, by its path, what was seen of each part of the condition.
        whole: in how many turns of worlds all parts held at once.
        likeliest: its highest chance, where it has one and its condition held.
    """

    def __init__(self, rules: Rules, wishes: Sequence[Wish]) -> None:
        self.wishes = wishes
        self.last_turn = rules.book.scenario.clock.turns
        self.inquiry = Inquiry(rules.book)
        self.parts = {
            wish.path: [Finding(part) for part in conjuncts(wish.condition)] for wish in wishes
        }
        self.whole = dict.fromkeys(self.parts, 0)
        self.likeliest = dict.fromkeys(self.parts, 0.0)
        self.asked = {wish.path: self._ask(wish) for wish in wishes}
        self._seen: Worlds | None = None

    def _ask(self, wish: Wish) -> tuple[list[tuple[int, int | None]], int | None]:
        """Rows of the answers: of each part and what it compares, and of the chance."""
        rows = [
            (self.inquiry.ask(found.part), self._ask_measure(found.part))
            for found in self.parts[wish.path]
        ]
        return rows, self.inquiry.ask(wish.chance) if wish.chance else None

    def _ask_measure(self, part: Node) -> int | None:
        match part:
            case Binary("<" | "<=" | ">" | ">=", measure, Number()):
                return self.inquiry.ask(measure)
        return None

    def before(self, outlook: Outlook) -> None:
        """As the actors find things."""
        self._look(outlook.worlds)

    def after(self, worlds: Worlds) -> None:
        """As they leave them."""
        self._look(worlds)

    def _look(self, worlds: Worlds) -> None:
        answers = self.inquiry.answer(self._with_own_scratch(worlds))
        for wish in self.wishes:
            here = worlds.alive
            if wish.last:
                here = here & (worlds.turn == self.last_turn)
            if here.any():
                self._note(wish, answers[:, here])

    def _with_own_scratch(self, worlds: Worlds) -> Worlds:
        """The same table: answers that the turn still needs must not be overwritten."""
        if self._seen is None or self._seen.table is not worlds.table:
            self._seen = Worlds(worlds.layout, worlds.table, worlds.turn, worlds.dice)
        return self._seen

    def _note(self, wish: Wish, answers: Rows) -> None:
        rows, chance = self.asked[wish.path]
        holds = np.ones(answers.shape[1], dtype=np.bool_)
        for found, (row, measure) in zip(self.parts[wish.path], rows, strict=True):
            holds &= answers[row] != 0
            found.held += int(np.count_nonzero(answers[row]))
            if measure is not None:
                found.nearest = _nearer(found, answers[measure])
        self.whole[wish.path] += int(np.count_nonzero(holds))
        if chance is not None and holds.any():
            highest = float(answers[chance][holds].max())
            self.likeliest[wish.path] = max(self.likeliest[wish.path], highest)

    def why(self, wish: Wish) -> str:
        """What kept it from coming, and what to do about it; empty where its time did come."""
        never = [found for found in self.parts[wish.path] if not found.held]
        if never:
            return "; ".join(map(_told, never)) + ". Ease that, or let moves lead there"
        if not self.whole[wish.path]:
            parts = " and ".join(f'"{describe(found.part)}"' for found in self.parts[wish.path])
            return f"{parts} each held, but never all at once. Ease one of them"
        return ""


def conjuncts(condition: Node | None) -> Iterator[Node]:
    """The parts that must all hold."""
    match condition:
        case None:
            return
        case Binary("and", left, right):
            yield from conjuncts(left)
            yield from conjuncts(right)
        case _:
            yield condition


def _nearer(found: Finding, values: Rows) -> float:
    """The value seen so far that came nearest to fulfilling the part."""
    assert isinstance(found.part, Binary)
    wants_more = found.part.op in (">", ">=")
    pick = max if wants_more else min
    extreme = float(values.max() if wants_more else values.min())
    return extreme if found.nearest is None else pick(found.nearest, extreme)


def _told(found: Finding) -> str:
    near = "" if found.nearest is None else f" (nearest: {found.nearest:.4g})"
    return f'"{describe(found.part)}" never held{near}'
