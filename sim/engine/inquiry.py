"""What rules want to know at the same moment, asked once and answered together."""

from __future__ import annotations

from functools import cached_property

from sim.engine.book import Book
from sim.engine.program import Program
from sim.engine.rows import Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Node


class Inquiry:
    """Collects expressions while the rules are set up; `answer` computes all of them.

    `ask` gives the row in which `answer` will give an expression's value.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._questions: dict[Node, int] = {}

    def ask(self, question: Node) -> int:
        """The row of the answer; equal questions share one."""
        assert "program" not in self.__dict__, "asked after the first answer"
        return self._questions.setdefault(question, len(self._questions))

    @cached_property
    def program(self) -> Program:
        """The compiled questions; from now on nothing more can be asked."""
        return Program(list(self._questions), self._book.resolve)

    def answer(self, worlds: Worlds) -> Rows:
        """The value of every question in every world, (questions, W); conditions are 1 or 0."""
        return self.program(worlds.table)
