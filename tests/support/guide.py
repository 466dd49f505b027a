"""The guide for authors as a program: its blocks are put into a file, its commands are run."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from sim.cli import run
from tests.support.shipped import ROOT

GUIDE = ROOT / "docs" / "writing" / "guide.md"
FILE = "skerry.yaml"
BLOCK = re.compile(r"^```(yaml|diff|console|sh)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class Evening:
    """What an author has so far, who does in a folder what the guide says.

    Attributes:
        codes: how each command ended, by its number in the guide.
    """

    folder: Path
    codes: list[int]

    def __post_init__(self) -> None:
        self.file.touch()

    @property
    def file(self) -> Path:
        """The scenario that is being written."""
        return self.folder / FILE

    def do(self, kind: str, block: str) -> str:
        """Follow one block; the block as it should stand in the guide."""
        match kind:
            case "yaml":
                self._write(merged(self._lines(), block.splitlines()))
            case "diff":
                self._write(changed(self._lines(), block.splitlines()))
            case "sh":
                self._run(block.strip())
            case "console":
                command, *_told = block.splitlines()
                return f"{command}\n{self._run(command.removeprefix('$ '))}"
        return block

    def _lines(self) -> list[str]:
        return self.file.read_text("utf-8").splitlines()

    def _write(self, lines: list[str]) -> None:
        self.file.write_text("\n".join(lines) + "\n", "utf-8")

    def _run(self, command: str) -> str:
        program, *args = shlex.split(command)
        assert program == "standoff", command
        said = io.StringIO()
        home = {"STANDOFF_HOME": str(self.folder / "home")}
        with (
            patch.dict(os.environ, home),
            patch("sys.stdin", io.StringIO()),
            chdir(self.folder),
            redirect_stdout(said),
            redirect_stderr(said),
        ):
            self.codes.append(run(args))
        return said.getvalue()


def merged(lines: list[str], new: list[str]) -> list[str]:
    """The lines with new ones at the end of the parts whose first line they repeat."""
    for part in parts(new):
        head = next(line for line in part if line.strip() and not line.strip().startswith("#"))
        if head not in lines:
            lines = [*lines, *part]
            continue
        start = lines.index(head) + 1
        end = start + extent(lines[start:], indent(head))
        inside = merged(lines[start:end], part[part.index(head) + 1 :])
        lines = [*lines[:start], *inside, *lines[end:]]
    return lines


def parts(lines: list[str]) -> Iterator[list[str]]:
    """The lines in parts, each beginning as far in as the first; comments go with what follows."""
    part: list[str] = []
    for line in filter(str.strip, lines):
        is_begun = any(not each.strip().startswith("#") for each in part)
        if is_begun and indent(line) <= indent(lines[0]):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def extent(lines: list[str], margin: int) -> int:
    """How many of the lines lie further in than the margin."""
    return next((n for n, line in enumerate(lines) if indent(line) <= margin), len(lines))


def indent(line: str) -> int:
    """How far in it begins."""
    return len(line) - len(line.lstrip())


def changed(lines: list[str], diff: list[str]) -> list[str]:
    """The lines with those after `-` replaced by those after `+`."""
    old = [line[1:] for line in diff if line.startswith("-")]
    new = [line[1:] for line in diff if line.startswith("+")]
    found = [n for n in range(len(lines)) if lines[n : n + len(old)] == old]
    assert len(found) == 1, f"{old} stands {len(found)} times in the file"
    return [*lines[: found[0]], *new, *lines[found[0] + len(old) :]]


def followed(folder: Path) -> tuple[str, Evening]:
    """The guide with what its commands really say, and what an author has who followed it."""
    evening = Evening(folder, [])

    def done(block: re.Match[str]) -> str:
        return f"```{block[1]}\n{evening.do(block[1], block[2])}```"

    return BLOCK.sub(done, GUIDE.read_text("utf-8")), evening
