"""Tables for people and pipes: ruled on a terminal, plain columns elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

Row = Sequence[str]


def print_table(columns: Row, rows: Sequence[Row]) -> None:
    """Print the rows under the names of their columns."""
    if sys.stdout.isatty():
        print_ruled(columns, rows)
    else:
        print_plain(columns, rows)


def print_ruled(columns: Row, rows: Sequence[Row]) -> None:
    """A table fitted to the width of the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns)
    for row in rows:
        table.add_row(*map(Text, row))  # as text: a "[" in a title is not markup
    Console().print(table)


def print_plain(columns: Row, rows: Sequence[Row]) -> None:
    """Columns two spaces apart, however wide."""
    table = [columns, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())
