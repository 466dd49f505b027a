"""`standoff upgrade FILE`: an older scenario file in today's format, and what that changes."""

from __future__ import annotations

from pathlib import Path

import click

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command(short_help="Bring an older scenario file to today's format.")
@click.argument("file")
@click.option("--write", is_flag=True, help="Write it, and keep the old file beside it.")
def command(file: str, write: bool) -> None:
    """Show what has to change in FILE, so that this version of Standoff reads it.

    FILE is a path, or the id of a scenario of your own. Comments and layout stay. Nothing is
    written unless you say --write.
    """
    from sim.scenario.library import scenario_path
    from sim.scenario.migrations import upgraded

    path = scenario_path(file)
    old = read_text(path)
    new = upgraded(old, str(path))
    if new == old:
        click.echo(f"{path}: this is today's format; there is nothing to upgrade")
        return
    show_difference(old, new, str(path))
    if write:
        backup = replace_file(path, new, suffix=f".format-{version_of(old)}")
        click.echo(f"\nWritten. The file as it was: {backup}")
    else:
        click.echo("\nNothing is written yet; --write does it and keeps the old file beside it.")
    click.echo(still_wrong(new, path))


def read_text(path: Path) -> str:
    """The file's text, after the guard that every file of an author passes."""
    from sim.scenario.read import read_document

    read_document(path)
    return path.read_bytes().decode("utf-8")


def version_of(text: str) -> int:
    """The format that the text names."""
    from sim.scenario.formats import format_of
    from sim.scenario.read import parse_document

    return format_of(parse_document(text, ""))


def show_difference(old: str, new: str, name: str) -> None:
    """A unified diff, in colours on a terminal."""
    from difflib import unified_diff

    texts = old.splitlines(), new.splitlines()
    for line in unified_diff(*texts, name, f"{name}, upgraded", lineterm=""):
        click.secho(line, fg=COLOURS.get(line[:1]))


def replace_file(path: Path, text: str, suffix: str) -> Path:
    """Put the text in place of the file at once, or not at all; the copy of what was there.

    Where the path is a link, the file that it leads to is replaced and the link stays.
    """
    import os
    import shutil

    path = path.resolve()
    backup, fresh = free_name(path, suffix), free_name(path, ".new")
    shutil.copy2(path, backup)
    try:
        with fresh.open("xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return backup


def free_name(path: Path, suffix: str) -> Path:
    """The name with the suffix, or with a number after it where that is taken."""
    from itertools import count

    names = (path.with_name(f"{path.name}{suffix}{n or ''}") for n in count())
    return next(name for name in names if not name.exists())


def still_wrong(text: str, path: Path) -> str:
    """What is left to do, if anything."""
    from shlex import quote

    from sim.scenario.check import check_scenario
    from sim.scenario.faults import ScenarioError
    from sim.scenario.read import parse_document, validate
    from sim.scenario.schema import Scenario

    document = parse_document(text, str(path))
    try:
        faults = check_scenario(document, validate(document, Scenario))
    except ScenarioError as refusal:
        faults = list(refusal.faults)
    if not faults:
        return "In today's format it is sound."
    count = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    return f"In today's format it has {count}; see: standoff check {quote(str(path))}"
