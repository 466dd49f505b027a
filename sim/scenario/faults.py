"""What is wrong in a file, and where: all faults come at once, each with a way out.

A remark is a fault of a lower level: the file can be played, and could be better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

MOST_FAULTS = 200  # nobody reads more at once, and looking for near names takes its time
AND_MORE = f"there are more faults than the {MOST_FAULTS} told here"
SHORT_LIST = 12
LONGEST_QUOTE = 60

# fault: it can't be played; warning: its author would be sorry in class; note: worth knowing.
Level = Literal["fault", "warning", "note"]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong at one place; sorted by place.

    line, column: counted from 1. where: the dotted path of the value, empty for the whole file.
    """

    file: str
    line: int
    column: int
    where: str
    message: str
    level: Level = "fault"

    def at_level(self, level: Level) -> Fault:
        """The same at another level: `document.fault(path, "…").at_level("warning")`."""
        return replace(self, level=level)

    def __str__(self) -> str:
        subject = f"{self.where}: " if self.where else ""
        return _printable(f"{self.file}:{self.line}:{self.column}  {subject}{self.message}")


class ScenarioError(Exception):
    """A file that cannot be used: all its faults, sorted by place; its text is a line for each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that was probably meant, whatever its case."""
    spelled = {word.lower(): word for word in allowed}
    close = get_close_matches(name.lower(), spelled, n=1)
    return spelled[close[0]] if close else None


def did_you_mean(found: str, kind: str, allowed: Iterable[str]) -> str:
    """What was found, what it is not, and what to write instead.

    kind: the word for what was expected, without its article: "policy", "indicator".
    """
    names = tuple(allowed)
    article = "an" if kind[0] in "aeio" else "a"  # an indicator, but a unit
    sentence = f"{quoted(found)} is not {article} {kind}."
    near = nearest(found, names)
    if near is not None:
        return f"{sentence} Did you mean {quoted(near)}?"
    if 0 < len(names) <= SHORT_LIST:
        return f"{sentence} Allowed: {', '.join(names)}."
    return sentence


def quoted(text: str) -> str:
    """The text in quotation marks, cut short where it is long."""
    return f'"{shortened(text)}"'


def shortened(text: str) -> str:
    """The text, or its beginning where it would fill the screen."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _printable(text: str) -> str:
    """One line that is safe to print: a hostile file must not speak to the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
