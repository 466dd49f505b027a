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
TEACHER = re.compile(r"https?://\S+/teacher\b")
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
        found = TEACHER.search("\n".join(self.lines))
        return found.group() if found else ""

    @property
    def parting(self) -> str:
        """What to know when leaving."""
        return _(
            "The class stops then. Everything in it is saved; the last line says how to go on."
        )

    def close(self) -> None:
        """Stop the class; whatever was acknowledged is on disk."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self._process.kill()
        self._process.wait()
        self._reader.join(PATIENCE)
