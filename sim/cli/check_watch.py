"""`standoff check --watch`: the check again whenever a file is saved, with what that changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from sim.cli.check_words import (
    counted_levels,
    print_finding,
    print_line,
    print_told,
    print_totals,
)

if TYPE_CHECKING:
    from sim.cli.check_finding import Finding
    from sim.scenario.faults import Fault

Stamp: TypeAlias = dict[Path, tuple[int, int]]  # when each file was written, and how long it is
# By what it is about, not by its line: lines move while somebody writes.
Known: TypeAlias = "dict[tuple[str, str], Fault]"

FEW = 3  # files that are named
PAUSE = 0.2  # seconds between two looks
PATIENCE = 10  # looks for which a file may be gone or empty: some editors write it anew


def watch_files(names: Sequence[str], quick: bool) -> None:
    """Check now and after every save, until Ctrl-C."""
    from sim.cli.check_finding import find

    known: dict[str, Known] = {}
    files = ", ".join(names) if len(names) <= FEW else f"{len(names)} files"
    click.echo(f"Watching {files}, with lesson and maps beside; Ctrl-C ends it.")
    try:
        for _ in saves(watched(names)):
            click.echo(f"{datetime.now():%H:%M:%S}")
            gone = [name for name in known if not is_there(name)]
            for name in gone:
                click.echo(f"{name} is gone; it is checked again as soon as it is back")
            findings = [find(name, quick) for name in names if name not in gone]
            for finding in findings:
                known[finding.file] = print_changes(known.get(finding.file), finding)
            if findings:
                print_totals(findings)
    except KeyboardInterrupt:
        click.echo()


def is_there(name: str) -> bool:
    """Whether there is a file of this id or path."""
    from sim.scenario.library import NotFound, scenario_path

    try:
        scenario_path(name)
    except NotFound:
        return False
    return True


def watched(names: Sequence[str]) -> list[Path]:
    """The files of scenarios, their lessons, and the sources and maps that they may rest on."""
    from sim.scenario.faults import ScenarioError
    from sim.scenario.library import data_folder, scenario_path

    files = sorted(data_folder("seeds").glob("*.yaml"))
    for name in names:
        try:
            file = scenario_path(name)
        except ScenarioError:
            file = Path(name)  # it may be about to be written
        files += [file, file.with_suffix(".md"), *sorted(file.parent.glob("maps/*.geojson"))]
    return list(dict.fromkeys(files))


def saves(files: Sequence[Path], pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Now, and whenever a file was written and has come to rest."""
    known = _stamp(files)
    yield
    while True:
        pause(PAUSE)
        if _stamp(files) != known:
            known = _at_rest(files, known, pause)
            yield


def _at_rest(files: Sequence[Path], known: Stamp, pause: Callable[[float], None]) -> Stamp:
    """The files when two looks see the same, with none of those that are known gone or empty."""
    before = _stamp(files)
    for _ in range(PATIENCE):
        pause(PAUSE)
        now = _stamp(files)
        if now == before and known.keys() <= now.keys() and all(size for _, size in now.values()):
            break
        before = now
    return now


def _stamp(files: Sequence[Path]) -> Stamp:
    found: Stamp = {}
    for file in files:
        try:
            state = file.stat()
        except OSError:  # it is not there, for a moment or at all
            continue
        found[file] = state.st_mtime_ns, state.st_size
    return found


def print_changes(before: Known | None, finding: Finding) -> Known:
    """The first time everything; later what is new, what is mended, and which faults are left.

    Returns what is known of the file now: also what may only be hidden by a fault.
    """
    now = {(each.where, each.message): each for each in finding.told}
    if before is None:
        print_finding(finding)
        return now
    gone = {key: each for key, each in before.items() if key not in now}
    hidden = {key: each for key, each in gone.items() if is_hidden(each, finding)}
    for each in sorted(now[key] for key in now.keys() - before.keys()):
        print_line("new", f"{each.level}: {each}")
    for each in sorted(gone[key] for key in gone.keys() - hidden.keys()):
        print_line("mended", f"{each.level}: {each}")
    left = replace(finding, told=tuple(sorted(now[key] for key in now.keys() & before.keys())))
    for each in left.at("fault"):
        print_told(each)
    if left.at("warning", "note"):
        click.echo(f"{counted_levels([left], 'warning', 'note')} as before")
    return now | hidden


def is_hidden(gone: Fault, finding: Finding) -> bool:
    """Whether it may be there still: a file that can't be read shows nothing else.

    And what a file could do better is only looked for where it has no faults.
    """
    return not finding.is_readable or (gone.level != "fault" and not finding.is_sound)
