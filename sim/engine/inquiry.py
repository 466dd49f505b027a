"""What rules want to know at the same moment, asked once and answered together."""

from __future__ import annotations

from sim.engine.book import Book
from sim.engine.program import Program, Rows
from sim.scenario.expressions import Node


class Inquiry:
    """Collects expressions while the rules are set up; `answer` computes all of them.

    The answers keep the order of the questions: `ask` gives the row of its answer.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._questions: list[Node] = []
        self._program: Program | None = None

    def ask(self, question: Node) -> int:
        """The row in which `answer` will give this expression's value."""
        assert self._program is None, "asked after the first answer"
        self._questions.append(question)
        return len(self._questions) - 1

    @property
    def program(self) -> Program:
        """The compiled questions; from now on nothing more can be asked."""
        if self._program is None:
            scratch = self._book.layout.height
            self._program = Program(self._questions, self._book.resolve, scratch)
        return self._program

    def answer(self, table: Rows) -> Rows:
        """The value of every question in every world, (questions, W); conditions are 1 or 0."""
        return self.program.run(table)
