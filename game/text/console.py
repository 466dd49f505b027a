"""The terminal: plain lines out, plain lines in; nothing moves and nothing is drawn."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from game.words import _

WIDTH = 80
FIRM_SPACE = "\u00a0"
SCREENFUL = 60  # blank lines: enough that nothing above is in sight


class NoMoreInput(Exception):
    """The script or the person has nothing more to say."""


@dataclass
class Console:
    """Where lines are read from and written to.

    Attributes:
        prompts: whether to say that an answer is expected; not to a script.
    """

    source: TextIO
    out: TextIO
    prompts: bool

    @classmethod
    def of_this_program(cls) -> Console:
        """Standard input and output; a script is not prompted, and no letter stops the game."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        return cls(sys.stdin, sys.stdout, sys.stdin.isatty() and sys.stdout.isatty())

    def say(self, *paragraphs: str) -> None:
        """Write paragraphs, wrapped; an empty one is a blank line."""
        for paragraph in paragraphs:
            for line in paragraph.split("\n"):
                self.out.write(wrapped(line) + "\n")

    def show(self, line: str) -> None:
        """Write a line as it is, so that it can be copied."""
        self.out.write(line + "\n")

    def listen(self, prompt: str = "") -> str:
        """The next line that is typed, without white space around it."""
        if self.prompts:
            self.out.write(f"{prompt}> ")
        self.out.flush()
        line = self.source.readline()
        if not line:
            raise NoMoreInput
        return line.strip()

    def choose(self, question: str, options: Sequence[str], english: Sequence[str] = ()) -> int:
        """The place of the option that is chosen, by its number or its first letters.

        english: the same options in English, which scripts may use in every language.
        """
        self.say(question, *(f"{number}. {option}" for number, option in enumerate(options, 1)))
        while True:
            said = self.listen()
            found = matching(said, options) or matching(said, english)
            if len(found) == 1:
                return found[0]
            self.say(
                _(
                    "That is none of the choices. Type a number from 1 to {last}, or how the "
                    "choice begins."
                ).format(last=len(options))
            )

    def hide(self) -> None:
        """Move what was said out of sight before another person comes to the keyboard."""
        if self.prompts:
            self.say("\n" * SCREENFUL)


def matching(said: str, options: Sequence[str]) -> list[int]:
    """The places of the options that are meant: one by number or whole name, else by beginning."""
    wanted = said.casefold()
    if wanted.isdecimal():
        return [int(wanted) - 1] if 1 <= int(wanted) <= len(options) else []
    names = [option.casefold() for option in options]
    if wanted in names:
        return [names.index(wanted)]
    return [place for place, name in enumerate(names) if wanted and name.startswith(wanted)]


def wrapped(line: str) -> str:
    """The line broken at spaces, but not between a number and its %."""
    kept = line.replace(" %", f"{FIRM_SPACE}%")
    broken = textwrap.fill(kept, WIDTH, break_long_words=False, break_on_hyphens=False)
    return broken.replace(FIRM_SPACE, " ")
