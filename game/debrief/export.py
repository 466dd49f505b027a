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
STANDOFF = (sys.executable, "-c", "from sim.cli import main; main()")


class Export:
    """The files of one role's debrief.

    Attributes:
        page: the page; tables: the folder of the tables. fault: why they could not be written.
    """

    def __init__(self, path: Path, role: str, program: Sequence[str] = STANDOFF) -> None:
        self.path = path
        self.role = role
        self.program = program
        self.page = path.with_name(f"{path.stem}-{role}.html")
        self.tables = path.with_name(f"{path.stem}-{role}-csv")
        self.state: State = "idle"
        self.fault = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Begin to write, unless it is being done already."""
        if self._process is not None:
            return
        asked = ["debrief", str(self.path), "--role", self.role]
        asked += ["--html", str(self.page), "--csv", str(self.tables)]
        self._process = subprocess.Popen(
            [*self.program, *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.state, self.fault = "writing", ""

    def poll(self) -> State:
        """How far it is; it never waits."""
        process = self._process
        if process is not None and process.poll() is not None:
            complaint = process.communicate()[1].strip()
            self._process = None
            self.state = "failed" if process.returncode else "written"
            self.fault = complaint.splitlines()[-1] if complaint and process.returncode else ""
        return self.state

    @property
    def told(self) -> str:
        """How it went, in a sentence; empty before it begins."""
        match self.poll():
            case "writing":
                return _("Writing a page and tables; this takes half a minute…")
            case "written":
                words = _("Written: {page}, and tables in {tables}")
                return words.format(page=self.page, tables=self.tables)
            case "failed":
                return _("Nothing was written. {fault}").format(fault=self.fault)
        return ""

    def close(self) -> None:
        """Stop writing."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
