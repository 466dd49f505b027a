"""How a class split: the same role in the same turn, and tables that chose differently."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sim.analysis.classes.seating import ClassTable
from sim.scenario.moves import Channel

CHANNELS: tuple[Channel, ...] = ("deed", "word")


@dataclass(frozen=True)
class Split:
    """What the people of a role chose in a turn.

    Attributes:
        camps: each move that was chosen, and at which tables; the largest camp first.
    """

    role: str
    turn: int
    channel: Channel
    camps: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def evenness(self) -> int:
        """Pairs of tables that face each other in the two largest camps."""
        first, second, *_rest = (*(len(tables) for _move, tables in self.camps), 0, 0)
        return first * second

    @property
    def moves(self) -> tuple[str, ...]:
        """What was chosen, by most tables first."""
        return tuple(move for move, _tables in self.camps)


def split_of(tables: Collection[ClassTable], role: str, turn: int, channel: Channel) -> Split:
    """The camps of a turn."""
    chosen: dict[str, list[int]] = {}
    for table in tables:
        move = table.order(role, turn, channel)
        if move is not None:
            chosen.setdefault(move, []).append(table.number)
    largest = sorted(chosen, key=lambda move: -len(chosen[move]))
    camps = tuple((move, tuple(chosen[move])) for move in largest)
    return Split(role, turn, channel, camps)


def biggest(splits: Collection[Split]) -> Split | None:
    """The most even one; of several that with fewest camps, then the earliest. None: no split."""
    found = min(splits, key=lambda s: (-s.evenness, len(s.camps), s.turn), default=None)
    return found if found and found.evenness else None


def all_splits(tables: Sequence[ClassTable]) -> list[Split]:
    """Of every role, turn and channel."""
    turns = range(1, tables[0].scenario.clock.turns + 1)
    roles = dict.fromkeys(role for table in tables for role in table.pasts)
    return [split_of(tables, r, t, c) for t in turns for r in roles for c in CHANNELS]


@dataclass(frozen=True)
class Parting:
    """The first turn that left tables in different states; until then all were one crisis.

    Attributes:
        by: the splits of people's orders in it; none: something else made the difference, such as
            a policy's orders, or what was signed or put in.
    """

    turn: int
    by: tuple[Split, ...]


def parting(tables: Sequence[ClassTable]) -> Parting | None:
    """Where the tables of a class part; None if they never do."""
    states = zip_longest(*(table.session.hashes for table in tables))
    for turn, found in enumerate(states, 1):
        if len(set(found)) > 1:
            splits = [s for s in all_splits(tables) if s.turn == turn and s.evenness]
            return Parting(turn, tuple(splits))
    return None
