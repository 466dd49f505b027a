"""What an account is made of: the same blocks become a page, or text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sim.report.diagram import Diagram
from sim.report.timeline import Timeline


@dataclass(frozen=True)
class Note:
    """A footnote: its mark, the anchor that it leads to, and what stands there in short."""

    mark: str
    target: str
    text: str = ""


@dataclass(frozen=True)
class Words:
    """Some lines of text with their footnotes.

    Attributes:
        anchor: the place that footnotes lead to, if this is one.
    """

    lines: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    anchor: str = ""


def say(*lines: str, notes: Sequence[Note] = (), anchor: str = "") -> Words:
    """Words of the lines that are not empty."""
    return Words(tuple(filter(None, lines)), tuple(notes), anchor)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        tone: its class in the style: "", lead, box or soft. A "legend" explains pictures, and is
            left out where they are.
    """

    words: Words
    tone: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Words, ...]
    kind: str = "items"


@dataclass(frozen=True)
class Facts:
    """Names of things, and what is to be said of each."""

    pairs: tuple[tuple[str, Words], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """Rows under heads, each named by its first cell."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    kind: str = "table"


@dataclass(frozen=True)
class Picture:
    """A drawing, and what it shows in words."""

    drawing: Diagram | Timeline
    caption: str
    kind: str = "picture"

    @property
    def shows(self) -> str:
        """Which template draws it."""
        return "timeline" if isinstance(self.drawing, Timeline) else "diagram"


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; `folded` ones are opened by the reader."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    folded: bool = False
    kind: str = "section"


Block: TypeAlias = Paragraph | Items | Facts | Table | Picture | Section


@dataclass(frozen=True)
class Account:
    """All that is told of something, under one title."""

    kicker: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def sections(self) -> list[Section]:
        """The parts under headings."""
        return [block for block in self.blocks if isinstance(block, Section)]

    @property
    def anchored(self) -> list[Section]:
        """The parts that a list of contents leads to."""
        return [section for section in self.sections if section.anchor]


def section(title: str, *blocks: Block | None, anchor: str = "", folded: bool = False) -> Section:
    """A section of the blocks that say something."""
    return Section(title, tuple(_telling(blocks)), anchor, folded)


def account(kicker: str, title: str, *blocks: Block | None) -> Account:
    """An account of the blocks that say something."""
    return Account(kicker, title, tuple(_telling(blocks)))


def _telling(blocks: Sequence[Block | None]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case None | Items(items=()) | Facts(pairs=()) | Table(rows=()) | Section(blocks=()):
                continue
            case Paragraph(words=Words(lines=())):
                continue
        yield block


def paragraph(*lines: str, tone: str = "", notes: Sequence[Note] = ()) -> Paragraph:
    """A paragraph of these lines."""
    return Paragraph(say(*lines, notes=notes), tone)


def items(*lines: str | Words) -> Items:
    """A list of those that are not empty."""
    return Items(tuple(say(line) if isinstance(line, str) else line for line in lines if line))


def facts(*pairs: tuple[str, str | Words]) -> Facts:
    """Names with what is said of them; where nothing is, the name is left out."""
    made = [(name, say(words) if isinstance(words, str) else words) for name, words in pairs]
    return Facts(tuple((name, words) for name, words in made if words.lines))


def table(heads: Sequence[str], rows: Sequence[Sequence[str | Words]], caption: str = "") -> Table:
    """A table of texts or words."""
    made = tuple(tuple(say(c) if isinstance(c, str) else c for c in row) for row in rows)
    return Table(tuple(heads), made, caption)
