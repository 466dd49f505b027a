"""The worlds of an ensemble: everything about them that can change, in one table.

A world is a column. Copying, cutting out, branching and hashing are operations on columns.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from sim.engine.dice import Dice
from sim.engine.layout import Layout
from sim.engine.rows import REAL, Mask, Places, Rows


class Worlds:
    """W worlds at the same turn.

    Attributes:
        layout: what stands in which row.
        table: (rows, W); below the rows of the layout, those of promises (see `pacts`), of which
            there are none before anything was signed.
        count: how many worlds.
        turn: the turn that the worlds are in, counted from 1; 0 before the first.
        dice: their luck.
        alive: (W,) the worlds that play this turn; the others are over and stand still.
        all_alive: none of them is over.
    """

    def __init__(self, layout: Layout, table: Rows, turn: int, dice: Dice) -> None:
        self.layout = layout
        self.table = table
        self.count = int(table.shape[1])
        self.turn = turn
        self.dice = dice
        self._settle_in()

    def _settle_in(self) -> None:
        """Forget all views of an earlier table."""
        self._groups: dict[str, Rows] = {}
        self._ending = self.row("ending", "ending")
        self._look()

    def group(self, name: str) -> Rows:
        """The rows of a group, such as all indicators; a view."""
        if name not in self._groups:
            self._groups[name] = self.table[self.layout.groups[name]]
        return self._groups[name]

    def row(self, group: str, name: str) -> Rows:
        """One quantity in every world, (W,); a view."""
        row: Rows = self.table[self.layout.row(group, name)]
        return row

    @property
    def over(self) -> Mask:
        """Where the crisis has ended, (W,)."""
        over: Mask = self._ending >= 0
        return over

    @property
    def all_over(self) -> bool:
        """Has it ended everywhere?"""
        return bool(np.count_nonzero(self.over) == self.count)

    def begin_turn(self) -> None:
        """The clock moves on, in the worlds that are not over."""
        self.turn += 1
        self._look()
        np.copyto(self.group("turn"), self.turn, where=self.alive)

    def go_back(self, table: Rows, turn: int) -> None:
        """To how they were at the end of an earlier turn; `table` is a copy from then."""
        if len(table) != len(self.table):  # something was signed since, or had been then
            self.table = np.empty((len(table), self.count), dtype=REAL)
            self._settle_in()
        self.table[:] = table
        self.turn = turn
        self._look()

    def add_rows(self, rows: Rows) -> None:
        """More to keep, the same in every world, (n, 1)."""
        self.table = np.concatenate([self.table, rows.repeat(self.count, axis=1)])
        self._settle_in()

    @property
    def added(self) -> Rows:
        """The rows below those of the layout, (n, W); a view."""
        return self.table[self.layout.height :]

    def _look(self) -> None:
        self.alive = self._ending < 0
        self.all_alive = np.count_nonzero(self.alive) == self.count

    def branch(self, columns: Places, dice: Dice) -> Worlds:
        """Copies of some worlds, with the luck that is given to them."""
        return Worlds(self.layout, self.table.take(columns, axis=1), self.turn, dice)

    def hash(self, column: int) -> str:
        """The same text for the same world, in whatever ensemble it is."""
        values = np.ascontiguousarray(self.table[:, column], dtype="<f4")
        return blake2b(values.tobytes(), digest_size=16).hexdigest()
