"""What is found about a class: plain data, with its texts ready to show.

All tables of a class play the same crisis with the same luck, so they differ by what people did.
None of them wins: paths, endings and human cost stand side by side. Rungs count from 0, turns and
tables from 1; a `Band` is a figure with its 90 % interval, of shares from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sim.analysis.debrief import Review
from sim.session.futures import Band

Seat = tuple[int, str]  # a table and a role


@dataclass(frozen=True)
class TablePath:
    """How the crisis of a table went.

    Attributes:
        path: the rung after each turn. ending: its label, "" while it goes on.
        decided: the last turn in which people gave orders; then policies played on alone.
        harm: what each indicator of human cost came to, by label, in words; never a score.
    """

    table: int
    path: tuple[int, ...]
    ending: str
    violent: bool
    decided: int
    harm: Mapping[str, str]


@dataclass(frozen=True)
class Lane:
    """What was recorded in history, in our coding. path: None where it tells no rung."""

    path: tuple[int | None, ...]
    ending: str
    says: str


@dataclass(frozen=True)
class Spread:
    """On which rung simulated worlds stood after a turn; so many percent stood no higher.

    Attributes: low: 10, lower: 25, middle: 50, upper: 75, high: 90.
    """

    turn: int
    low: int
    lower: int
    middle: int
    upper: int
    high: int


@dataclass(frozen=True)
class Fan:
    """Many worlds of the same crisis in which nobody but policies played."""

    worlds: int
    says: str
    bands: tuple[Spread, ...]


@dataclass(frozen=True)
class Camp:
    """The tables that did the same, or to which the same happened."""

    label: str
    tables: tuple[int, ...]


@dataclass(frozen=True)
class TalkingPoint:
    """Something in the data that is worth talking about.

    Attributes:
        says: a sentence or two that blame nobody. ask: a question for the class, or "".
        turn: to look at; None: all of them. tables: whose paths matter; empty: all.
        split: how the class split.
    """

    id: str
    title: str
    says: str
    ask: str = ""
    turn: int | None = None
    tables: tuple[int, ...] = ()
    split: tuple[Camp, ...] = ()


@dataclass(frozen=True)
class Weighed:
    """A decision, and what it did to the chance of a peaceful end.

    Attributes:
        own: against what the role's policy would have done, all else equal.
    """

    table: int
    role: str
    turn: int
    deed: str
    word: str
    own: Band

    @property
    def seat(self) -> Seat:
        """Whose it was."""
        return self.table, self.role


@dataclass(frozen=True)
class ClassDebrief:
    """All that has been found so far.

    Attributes:
        progress: what is still done, in a sentence; empty when all is done.
        turns: how many there are at most. ladder: the labels of the rungs.
        weighed: of each table the decisions that weighed most, the largest first.
        reviews: what was found about each seat; only when all is done.
    """

    progress: str
    turns: int
    ladder: tuple[str, ...]
    tables: tuple[TablePath, ...]
    history: Lane | None
    fan: Fan | None
    points: tuple[TalkingPoint, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    reviews: Mapping[Seat, Review] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """For a page: JSON's kinds of data, and without the reviews."""
        found = asdict(replace(self, reviews={}))
        del found["reviews"]
        return found
