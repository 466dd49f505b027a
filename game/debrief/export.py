"""The debrief as a page to print and tables to count in, written beside the save.

Another process of this program does it, by the command that does the same without a window.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from game.words import _

State = Literal["idle", "writing", "written", "failed"]
STANDOFF = (sys.executable, "-c", "import sys; from sim.cli import main; sys.exit(main())")


class Export:
    """The files of one role's debrief.

    Attributes:
        page: the page; tables: the folder of the tables. fault: why the page, or both, could not be
            written. process: what writes them now.
    """

    def __init__(self, path: Path, role: str, program: Sequence[str] = STANDOFF) -> None:
        self.path = path
        self.role = role
        self.program = program
        self.page = path.with_name(f"{path.stem}-{role}.html")
        self.tables = path.with_name(f"{path.stem}-{role}-csv")
        self.state: State = "idle"
        self.fault = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin to write, unless it is being done already."""
        if self.process is None:
            self.fault = ""
            self._write("--html", str(self.page), "--csv", str(self.tables))

    def _write(self, *what: str) -> None:
        asked = ["debrief", str(self.path), "--role", self.role, *what]
        self.process = subprocess.Popen(
            [*self.program, *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.state = "writing"

    def poll(self) -> State:
        """How far it is; it never waits."""
        process = self.process
        if process is not None and process.poll() is not None:
            complaint = process.communicate()[1].strip()
            self.process = None
            self._ended(process.returncode == 0, complaint)
        return self.state

    def _ended(self, well: bool, complaint: str) -> None:
        """Done; or without the page, which needs libraries that may be missing; or not at all."""
        if well:
            self.state = "written"
        elif not self.fault:
            self.fault = complaint.splitlines()[-1] if complaint else _("It broke off.")
            self._write("--csv", str(self.tables))
        else:
            self.state = "failed"

    @property
    def told(self) -> str:
        """How it went, in a sentence; empty before it begins."""
        match self.poll():
            case "writing":
                return _("Writing a page and tables; this takes half a minute…")
            case "written" if self.fault:
                words = _("Tables are in {tables}. No page was written: {fault}")
                return words.format(tables=self.tables, fault=self.fault)
            case "written":
                words = _("Written: {page}, and tables in {tables}")
                return words.format(page=self.page, tables=self.tables)
            case "failed":
                return _("Nothing was written. {fault}").format(fault=self.fault)
        return ""

    def close(self) -> None:
        """Stop writing."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None
