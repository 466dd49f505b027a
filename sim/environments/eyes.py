"""What a role knows at a moment, as numbers between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterator

from sim.engine.phases.endings import highest_rung
from sim.engine.program import Program
from sim.engine.rows import Rows, as_column, bound
from sim.engine.rules import Rules
from sim.engine.sight import Sight
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Name, Node, Number, Query

Entry = tuple[str, Node, float, float]
"""What it is called, how it is worked out, its least and its most."""

STRONGEST = 10  # of what is done to a role in a turn, on Goldstein's scale


class Eyes:
    """The eyes of one role, over all worlds.

    It sees the turn, every indicator that is not hidden from it (its own and public ones exactly,
    others as it estimates them), its own attitudes, everybody's credibility, what was done to it
    in the turn before, which commitments stand and how soon they are due, and the rung of the
    ladder, as far as it can tell.

    Attributes:
        names: what each number is.
    """

    def __init__(self, rules: Rules, role: str) -> None:
        self.book, self.role = rules.book, role
        self.sight = Sight(self.book, role)
        self.unknown = rules.start.typical[:, 0]
        self._known = frozenset(self.sight.known.tolist())
        names, nodes, low, high = zip(*self._entries(), strict=True)
        self.names: tuple[str, ...] = names
        self._program = Program(nodes, self._resolve)
        self._low = as_column(low)
        self._span = as_column(high) - self._low
        self._span[self._span == 0] = 1

    def see(self, worlds: Worlds) -> Rows:
        """(names, W)."""
        seen = self._program(worlds.table)
        seen -= self._low
        seen /= self._span
        bound(seen, 0, 1)
        return seen

    def _entries(self) -> Iterator[Entry]:
        scenario, role = self.book.scenario, self.role
        yield "turn", Name("turn"), 0, scenario.clock.turns
        for name, indicator in scenario.indicators.items():
            if self.sight.errors[name] is not None:
                yield name, Name(name), *indicator.range
        for other in scenario.actors:
            if other != role:
                yield f"attitude to {other}", Query("attitude", (role, other)), -10, 10
        for actor in scenario.actors:
            yield f"credibility of {actor}", Query("credibility", (actor,)), 0, 1
        yield "received", Query("received", (role,)), -STRONGEST, STRONGEST
        for name, commitment in scenario.commitments.items():
            yield f"{name} stands", Query("open", (name,)), 0, 1
            yield f"{name} is due in", _left(name, commitment.deadline), 0, commitment.deadline
        yield "rung", highest_rung(scenario), 0, len(scenario.ladder) - 1

    def _resolve(self, leaf: Name | Query) -> Node | int:
        """Where the role looks; what nobody told it, it takes to be as it usually is at first."""
        match leaf:
            case Name(name) if name in self.book.indicators:
                return self.book.seen_row(self.role, name)
            case Query("received", (name,)):
                return self.book.layout.row("received", name)
        found = self.book.resolve(leaf)
        if isinstance(found, int) and found not in self._known:
            return Number(float(self.unknown[found]))
        return found


def _left(commitment: str, deadline: int) -> Node:
    """The turns until a commitment is due; 0 when it is, and when it does not stand."""
    due = Binary("+", Query("pledged", (commitment,)), Number(deadline))
    return Binary("*", Query("open", (commitment,)), Binary("-", due, Name("turn")))
