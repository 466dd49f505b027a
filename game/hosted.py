"""A class that this computer hosts: `standoff host` in a process of its own, and what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from contextlib import suppress

from game.words import _, language

COMMAND = "from sim.cli import main; main()"
PATIENCE = 5.0  # seconds to stop
ADDRESS = re.compile(r"https?://[^\s,]+")
TEACHER = re.compile(r"https?://\S+/teacher\b")
CODE = re.compile(r"\b[2-9A-Z]{6}\b")  # of the class, as students type it
SECRET = re.compile(r"\b[0-9a-f]{48}\b")
AGAIN = re.compile(r"standoff host --resume .+")
QR = re.compile(r"[\u2580-\u259f]")  # blocks of which pictures of codes are made


class Hosted:
    """The process and what it has printed, as far as it can be read in a window.

    Attributes:
        lines: what it has said, without the picture of the code.
    """

    lives = True

    def __init__(self, scenario: str) -> None:
        self.lines: list[str] = []
        around = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "host", scenario, "--language", language()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=os.environ | around,
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self._process.stdout
        with self._process.stdout as said:
            for line in said:
                if line.strip() and not QR.search(line):
                    self.lines.append(line.strip())

    @property
    def is_running(self) -> bool:
        """Does the class go on?"""
        return self._process.poll() is None

    @property
    def teacher(self) -> str:
        """The address of the teacher's page; empty as long as it is not known."""
        return self._found(TEACHER)

    @property
    def secret(self) -> str:
        """What opens that page; nobody else may see it."""
        return self._found(SECRET)

    @property
    def again(self) -> str:
        """The command that goes on with the class when it has been stopped."""
        return self._found(AGAIN)

    @property
    def invitation(self) -> tuple[str, str]:
        """The address and the code for students; empty as long as they are not known."""
        for line in list(self.lines):
            address, code = ADDRESS.search(line), CODE.search(line)
            if address and code:
                return address.group(), code.group()
        return "", ""

    @property
    def remarks(self) -> list[str]:
        """What else it said: what it has checked, other addresses, why it stopped."""
        _address, code = self.invitation
        told = re.compile("|".join(each.pattern for each in (SECRET, TEACHER, AGAIN)))
        return [x for x in list(self.lines) if not told.search(x) and not (code and code in x)]

    def _found(self, what: re.Pattern[str]) -> str:
        found = what.search("\n".join(self.lines))
        return found.group() if found else ""

    @property
    def parting(self) -> str:
        """What to know when leaving."""
        if not self.again:
            return _("The class stops then.")
        words = _(
            "The class stops then. Everything in it is saved. To go on, in a terminal: {command}"
        )
        return words.format(command=self.again)

    def close(self) -> None:
        """Stop the class; whatever was acknowledged is on disk."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self._process.kill()
        self._process.wait()
        self._reader.join(PATIENCE)
