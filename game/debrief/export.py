"""The debrief as a page to print and tables to count in, written beside the save by a helper."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from game.reviewing import PATIENCE, leave
from game.words import _, language, use_language

if TYPE_CHECKING:
    from sim import Review

State = Literal["idle", "writing", "written", "failed"]


@dataclass(frozen=True)
class Order:
    """What is to be written: about which role of which save, and where.

    Attributes:
        review: what was found about the role; None: it has to be found first.
        page: the page; tables: the folder of the tables.
    """

    save: Path
    role: str
    page: Path
    tables: Path
    language: str
    review: Review | None = None


@dataclass(frozen=True)
class Outcome:
    """How it went: whether there are tables, and why there is no page, or nothing at all."""

    has_tables: bool
    fault: str = ""


class Export:
    """The files of one role's debrief.

    Args:
        write: does what is ordered; it is sent to the helper.

    Attributes:
        page: the page; tables: the folder of the tables. outcome: how it went, once it is over.
        process: what writes them now.
    """

    def __init__(
        self, path: Path, role: str, write: Callable[[Order], Outcome] | None = None
    ) -> None:
        self.path = path
        self.role = role
        self.write = write or write_files
        self.page = path.with_name(f"{path.stem}-{role}.html")
        self.tables = path.with_name(f"{path.stem}-{role}-csv")
        self.order: Order | None = None
        self.outcome: Outcome | None = None
        self.process: BaseProcess | None = None
        self.line: Connection | None = None

    def start(self, review: Review | None = None) -> None:
        """Begin to write, unless it is being done already. review: if it is finished."""
        if self.process is None:
            from sim import start_helper

            self.outcome = None
            self.order = Order(self.path, self.role, self.page, self.tables, language(), review)
            self.line, theirs = Pipe()
            self.process = start_helper(serve, theirs, self.write)
            theirs.close()  # so that the line ends when the helper does

    def poll(self) -> State:
        """How far it is; it never waits."""
        try:
            while self.line is not None and self.line.poll():
                self._hear(self.line.recv())
        except (EOFError, OSError):
            self._hear(Outcome(False, _("It broke off.")))
        if self.outcome is None:
            return "idle" if self.process is None else "writing"
        return "written" if self.outcome.has_tables else "failed"

    def _hear(self, said: Outcome | None) -> None:
        """The first word of a helper is that it is up: now it can be told what to write."""
        if said is not None:
            self.outcome = said
            self.close()
        elif self.line is not None:
            self.line.send(self.order)

    @property
    def told(self) -> str:
        """How it went, in a sentence; empty before it begins."""
        state = self.poll()
        fault = self.outcome.fault if self.outcome else ""
        match state:
            case "writing":
                return _("Writing a page and tables…")
            case "written" if fault:
                words = _("Tables are in {tables}. No page was written: {fault}")
                return words.format(tables=self.tables, fault=fault)
            case "written":
                words = _("Written: {page}, and tables in {tables}")
                return words.format(page=self.page, tables=self.tables)
            case "failed":
                return _("Nothing was written. {fault}").format(fault=fault)
        return ""

    def close(self) -> None:
        """Stop writing; no file is left half."""
        if self.line is not None:
            self.line.close()
            self.line = None
        if self.process is not None:
            self.process.terminate()
            self.process.join(PATIENCE)
            self.process.kill()
            self.process.join()
            self.process.close()
            self.process = None


def serve(line: Connection, write: Callable[[Order], Outcome]) -> None:
    """What the helper does: hear what is to be written, write it, and say how it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the game to answer
    signal.signal(signal.SIGTERM, leave)
    with suppress(EOFError, OSError):
        line.send(None)
        line.send(write(line.recv()))


def write_files(order: Order) -> Outcome:
    """The tables, and then the page, which needs libraries that may be missing."""
    from sim import MissingLibrary, ScenarioError, write_debrief_page, write_debrief_tables
    from sim.session import SaveBroken, SessionRefused

    use_language(order.language)
    has_tables = False
    try:
        review = order.review or _review(order)
        write_debrief_tables(order.tables, order.save, [review])
        has_tables = True
        write_debrief_page(order.page, order.save, review)
    except (SaveBroken, SessionRefused, ScenarioError, MissingLibrary, OSError) as refusal:
        return Outcome(has_tables, str(refusal))
    return Outcome(has_tables)


def _review(order: Order) -> Review:
    from sim import review

    return review(order.save, order.role, language=order.language)
