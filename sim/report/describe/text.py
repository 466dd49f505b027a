"""An account as Markdown that reads well as it stands, in a terminal or a file.

A table that fits the width is a table; a wider one becomes an entry a row, since no cell of it
could be read otherwise. Pictures are left out: what they show stands in the tables below them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from sim.report.describe.blocks import (
    Account,
    Block,
    Facts,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    Words,
)
from sim.report.describe.wording import TIGHT

TAG = re.compile(r"<(?=[a-zA-Z/!?])")  # what some reader of Markdown would take for HTML
DEEPEST = 6


def as_text(account: Account, width: int) -> str:
    """The account in lines of at most that width, as far as its words allow."""
    lines = [f"# {escaped(account.title)}", "", escaped(account.kicker), ""]
    for block in account.blocks:
        lines += _block(block, width, 2)
    return "\n".join(lines).rstrip().replace(TIGHT, " ") + "\n"


def escaped(text: str) -> str:
    """What an author wrote, which is text and never a tag."""
    return TAG.sub(r"\\<", text)


def _block(block: Block, width: int, level: int) -> Iterator[str]:
    match block:
        case Paragraph(tone="legend"):
            return
        case Paragraph(words):
            yield from _wrapped(_joined(words), width)
        case Items(found):
            for words in found:
                yield from _wrapped(_joined(words), width, "- ")
        case Facts(pairs):
            for name, words in pairs:
                yield from _wrapped(f"**{name}:** {_joined(words)}", width, "- ")
        case Table():
            yield from _table(block, width)
        case Section():
            yield from _section(block, width, level)
            return
        case Picture():
            return
    yield ""


def _section(section: Section, width: int, level: int) -> Iterator[str]:
    """A heading with what stands under it; where that is only pictures, nothing."""
    lines = [line for block in section.blocks for line in _block(block, width, level + 1)]
    if lines:
        yield from [f"{'#' * min(level, DEEPEST)} {escaped(section.title)}", "", *lines]


def _joined(words: Words) -> str:
    """Lines as sentences after one another."""
    ended = [line if line[-1] in ".!?:;" else f"{line}." for line in words.lines[:-1]]
    return " ".join([*ended, *words.lines[-1:], *(note.mark for note in words.notes)])


def _wrapped(text: str, width: int, sign: str = "") -> list[str]:
    indent = " " * len(sign)
    return textwrap.wrap(
        escaped(text),
        width,
        initial_indent=sign,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


# -- tables ----------------------------------------------------------------------------------


def _table(table: Table, width: int) -> Iterator[str]:
    if table.caption:
        yield from [*_wrapped(table.caption, width), ""]
    rows = [[_cell(words) for words in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.heads, *rows, strict=True)]
    if sum(widths) + 3 * len(widths) + 1 <= width:
        yield _row(table.heads, widths)
        yield f"|{'|'.join('-' * (w + 2) for w in widths)}|"
        yield from (_row(row, widths) for row in rows)
    else:
        yield from _entries(table, width)


def _cell(words: Words) -> str:
    return escaped(_joined(words)).replace("|", "\\|")


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(c.ljust(w) for c, w in zip(cells, widths, strict=True))} |"


def _entries(table: Table, width: int) -> Iterator[str]:
    for first, *rest in table.rows:
        name, *more = first.lines or ("",)
        rest_of_it = _joined(Words(tuple(more), first.notes))
        yield from _wrapped(f"**{name}**{rest_of_it and f'. {rest_of_it}'}", width, "- ")
        for head, words in zip(table.heads[1:], rest, strict=True):
            if words.lines or words.notes:
                yield from (
                    "  " + line for line in _wrapped(f"{head}: {_joined(words)}", width - 2, "- ")
                )
