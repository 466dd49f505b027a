"""What the check found, in words: a line for each thing, and a last line that counts them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, get_args

import click

if TYPE_CHECKING:
    from sim.analysis.expectations import ExpectationResult
    from sim.cli.check_finding import Finding
    from sim.scenario.faults import Fault, Level

COLOURS = {
    "fault": "red",
    "warning": "yellow",
    "note": "cyan",
    "holds": "green",
    "fails": "red",
    "new": "yellow",
    "mended": "green",
}
WIDEST = max(map(len, COLOURS))


def print_finding(finding: Finding) -> None:
    """The counts of a sound file, then every fault, warning and note of it."""
    if finding.is_sound:
        parts = finding.counts.items()
        counts = ", ".join(_counted(count, what.removesuffix("s")) for what, count in parts)
        click.echo(f"{finding.file}: sound ({counts})")
    for each in finding.told:
        print_told(each)
    print_cards(finding)


def print_briefly(finding: Finding) -> None:
    """Whether it is sound, and how much else there is to say of it."""
    if finding.is_sound:
        click.echo(f"{finding.file}: sound, {counted_levels([finding], 'warning', 'note')}")
    for each in finding.at("fault"):
        print_told(each)


def print_told(each: Fault) -> None:
    """One thing with its level and place."""
    print_line(each.level, str(each))


def print_line(word: str, rest: str) -> None:
    """A line that begins with a coloured word; without colour in a pipe or where none is wanted."""
    head = click.style(f"{word:<{WIDEST}}", fg=COLOURS[word], bold=True)
    click.echo(f"{head} {rest}", color=False if os.environ.get("NO_COLOR") else None)


def print_cards(finding: Finding) -> None:
    """How much each role's card says, where one says more than others."""
    from sim.cli.tables import print_table
    from sim.scenario.advice.balance import LISTS, is_balanced

    if not finding.is_sound or is_balanced(finding.cards):
        return
    mean = sum(card.words for card in finding.cards) / len(finding.cards)
    rows = [
        (
            card.role,
            f"{card.words} ({card.words / mean - 1:+.0%})",
            *(str(getattr(card, name)) for name in LISTS),
            "yes" if card.concern else "no",
            "yes" if card.mistake else "no",
        )
        for card in finding.cards
    ]
    lists = (name.replace("_", " ") for name in LISTS)
    click.echo("What the role cards say of each side:")
    print_table(("role", "words", *lists, "concern", "mistake"), rows)


def print_totals(findings: Sequence[Finding]) -> None:
    """The last line: how much there is of everything."""
    from sim.scenario.faults import Level

    results = [result for finding in findings for result in finding.expectations]
    failed = sum(not result.holds for result in results)
    words = [counted_levels(findings, *get_args(Level))]
    if results:
        words.append(f"{len(results) - failed} of {len(results)} expectations hold")
    click.echo(f"{_counted(len(findings), 'file')}: {', '.join(words)}")


def counted_levels(findings: Sequence[Finding], *levels: Level) -> str:
    """How much there is of each: "no warnings, 2 notes"."""
    counts = {level: sum(len(finding.at(level)) for finding in findings) for level in levels}
    return ", ".join(_counted(count, level) for level, count in counts.items())


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"


def expectations_told(name: str, finding: Finding, aloud: bool) -> Iterator[ExpectationResult]:
    """Play what a scenario expects of itself; each result is printed as it comes if `aloud`."""
    from sim.analysis.expectations import each_expectation

    results = each_expectation(name)
    count = finding.counts["expectations"]
    for number in range(1, count + 1):
        with waiting(f"expectation {number} of {count}"):
            result = next(results)
        if aloud:
            print_line("holds" if result.holds else "fails", in_words(result))
        yield result


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """A sign of life with the time gone by, on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn(words), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task("", total=None)
        yield


def in_words(result: ExpectationResult) -> str:
    """What was expected, what was found, how sure that is, and in how many worlds."""
    low, high = result.found.interval
    found = f"found {_percent(result.found.share)} ({_percent(low)} to {_percent(high)})"
    words = [f"{found} of {result.found.of:,} worlds"]
    if result.between:
        least, most = result.between
        words.append(f"expected {_percent(least)} to {_percent(most)}")
    if result.difference:
        gap = result.difference
        interval = f"{_points(gap.low)} to {_points(gap.high)}"
        words.append(f"expected {result.compared}, is {_points(gap.mean)} points ({interval})")
    return f"{result.says}  {'; '.join(words)}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"
