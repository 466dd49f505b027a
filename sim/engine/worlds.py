"""The worlds of an ensemble: everything about them that can change, in one table.

A world is a column. Copying, cutting out, branching and hashing are operations on columns.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sim.engine.dice import Dice
from sim.engine.layout import Layout

Table = NDArray[np.float64]


class Worlds:
    """W worlds at the same turn.

    Attributes:
        table: (rows, W) doubles; the rows of the layout, then scratch rows that mean nothing
            between two phases.
        turn: the turn that the worlds are in, counted from 1; 0 before the first.
        dice: their luck.
    """

    def __init__(self, layout: Layout, table: Table, turn: int, dice: Dice) -> None:
        self.layout = layout
        self.table = table
        self.turn = turn
        self.dice = dice

    @property
    def count(self) -> int:
        """How many worlds."""
        return int(self.table.shape[1])

    @property
    def state(self) -> Table:
        """The rows that mean something, (layout.height, W); a view."""
        return self.table[: self.layout.height]

    def group(self, name: str) -> Table:
        """The rows of a group, such as all indicators; a view."""
        return self.table[self.layout.groups[name]]

    def row(self, group: str, name: str) -> NDArray[np.float64]:
        """One quantity in every world, (W,); a view."""
        return self.table[self.layout.row(group, name)]

    @property
    def over(self) -> NDArray[np.bool_]:
        """In which worlds the crisis has ended, (W,)."""
        return self.row("ending", "ending") >= 0

    def branch(self, columns: NDArray[np.intp], dice: Dice) -> Worlds:
        """Copies of some worlds, with the luck that is given to them."""
        return Worlds(self.layout, self.table[:, columns], self.turn, dice)

    def hash(self, column: int) -> str:
        """The same text for the same world, in whatever ensemble it is."""
        values = np.ascontiguousarray(self.state[:, column], dtype="<f8")
        return blake2b(values.tobytes(), digest_size=16).hexdigest()
