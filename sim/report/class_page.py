"""The page of a class: all tables side by side, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.analysis.classes.findings import ClassDebrief, TablePath
from sim.report.chart import Band, Chart, Line
from sim.report.fans import days_of
from sim.report.ground import ground_of
from sim.report.page import render, write_page
from sim.session.labels import spoken_label
from sim.session.session import Session, replay
from sim.session.words import _


def write_class_page(page: Path, table: Path, found: ClassDebrief) -> None:
    """Write the page.

    table: the file of one of its tables, which tells what was played.

    Raises:
        SaveBroken: it can't be read.
        MissingLibrary: what makes pages is not installed.
        OSError: the page can't be written.
    """
    *_earlier, session = replay(table)
    write_page(page, class_page(session, found))


def class_page(session: Session, found: ClassDebrief) -> str:
    """The page of a class, one table of which is this session.

    Raises:
        MissingLibrary: what makes pages is not installed.
    """
    scenario = session.scenario
    days = days_of(scenario.clock, 1)
    return render(
        "class.html",
        found=found,
        scenario=scenario,
        about=session.about,
        charts=[(table, chart_of(table, found, days)) for table in found.tables],
        names={role: spoken_label(scenario, role, "en") for role in scenario.actors},
        split_of=split_of,
        some_played_on=any(map(is_played_on, found.tables)),
        highest=lambda table: found.ladder[max(table.path, default=0)],
        harm=list(dict.fromkeys(label for table in found.tables for label in table.harm)),
        ground=ground_of(scenario),
    )


def chart_of(table: TablePath, found: ClassDebrief, days: list[str]) -> Chart:
    """A table's path before what might have been; rungs count from 1 on a page."""
    steps = _steps(table.path)
    lines = [Line("middle", steps[: table.decided])] if table.decided else []
    if is_played_on(table):
        lines.append(Line("rest", steps[max(table.decided - 1, 0) :]))
    if found.history:
        lines.append(Line("history", _steps(found.history.path)))
    return Chart(
        alt=said(table, found),
        days=days,
        bands=list(_bands(found)),
        lines=lines,
        first=1,
        least=1,
        most=len(found.ladder),
    )


def _steps(path: tuple[int | None, ...]) -> list[tuple[float, float]]:
    return [(turn, rung + 1) for turn, rung in enumerate(path, 1) if rung is not None]


def _bands(found: ClassDebrief) -> Iterator[Band]:
    if found.fan:
        bands = found.fan.bands
        turns = [band.turn for band in bands]
        yield Band("most", turns, [b.low + 1 for b in bands], [b.high + 1 for b in bands])
        yield Band("half", turns, [b.lower + 1 for b in bands], [b.upper + 1 for b in bands])


def said(table: TablePath, found: ClassDebrief) -> str:
    """What to see in a table's path."""
    if not table.path:
        return _("Table {table}: nothing has been played.").format(table=table.table)
    words = _("Table {table}: highest “{highest}” (rung {rung}) after turn {turn}. {ending}")
    top = max(table.path)
    ended = _("It ended as “{ending}”.").format(ending=table.ending)
    told = words.format(
        table=table.table,
        highest=found.ladder[top],
        rung=top + 1,
        turn=table.path.index(top) + 1,
        ending=ended if table.ending else _("It is not over."),
    )
    alone = _("People decided up to turn {turn}; then policies played on.")
    return f"{told} {alone.format(turn=table.decided)}" if is_played_on(table) else told


def is_played_on(table: TablePath) -> bool:
    """Did policies play on after the people of the table had stopped?"""
    return table.decided < len(table.path)


def split_of(tables: tuple[int, ...]) -> str:
    """As in "1, 2 and 5"."""
    return ", ".join(map(str, tables))
