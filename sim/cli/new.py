"""`standoff new ID`: a small crisis that can be played at once, for its author to change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from datetime import date

    from sim.scenario.newborn import Wish

T = TypeVar("T")

SIDES = ("Northland", "Southland")
MEDIATOR = "Westmark"
NOBODY = "nobody"
START = "2030-03-04"
TURNS = "8"
SAMPLE = (
    "What it tells is a sample, a quarrel about a mountain pass with your title and sides: put\n"
    "your own story in its place, in the lesson too.\n"
)
SCHEMA = "scenario.schema.json"  # the first line of a scenario points to it


@click.command(short_help="Write a small crisis to begin with.")
@click.argument("id_", metavar="ID")
@click.option("--title", help="Its title.")
@click.option("--actors", metavar="NAME,NAME[,NAME]", help="Two sides; a third one mediates.")
@click.option("--start", metavar="DATE", help=f"The first day, such as {START}.")
@click.option("--turns", metavar="NUMBER", help="How many turns.")
@click.option("--turn", "length", default="1 day", show_default=True, help="How long a turn is.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where, if not among your own.")
def command(
    id_: str,
    title: str | None,
    actors: str | None,
    start: str | None,
    turns: str | None,
    length: str,
    folder: Path | None,
) -> None:
    """Write a small, commented scenario that can be played at once, to be changed into yours.

    On a terminal you are asked for what you don't say; Enter takes what is proposed. It lies among
    your own scenarios, where ID finds it, unless you name a folder. Nothing is ever overwritten.
    """
    from sim.scenario.newborn import Wish, fit_title

    with fitting():
        place = free_place(id_, folder)
        wish = Wish(
            id=id_,
            title=answer(title, "Title", id_.replace("-", " ").capitalize(), fit_title),
            sides=tuple(actors.split(",")) if actors else asked_sides(),
            start=answer(start, "First day", START, day),
            turns=answer(turns, "Turns", TURNS, count),
            turn=length,
        )
    is_new = folder is not None and not folder.exists()
    write(wish, place)
    tell(place, id_ if folder is None else str(place), is_new)


@contextmanager
def fitting() -> Iterator[None]:
    """What does not fit is the user's to mend: a question is asked again, a command ends with 2."""
    try:
        yield
    except ValueError as problem:
        raise click.UsageError(str(problem)) from problem


def free_place(id_: str, folder: Path | None) -> Path:
    """Where the file goes; ValueError or a UsageError when it can't go there."""
    from sim.scenario.library import list_scenarios, own_folder
    from sim.scenario.newborn import fit_id

    name = fit_id(id_)
    if folder is None and name in (path.stem for path in list_scenarios()):
        raise click.UsageError(f'"{name}" is a shipped scenario; choose another ID')
    place = (folder or own_folder()) / f"{name}.yaml"
    if place.parent.exists() and not place.parent.is_dir():
        raise click.UsageError(f"{place.parent} is a file, not a folder")
    for path in (place, place.with_suffix(".md")):
        if path.is_symlink() or path.exists():
            raise click.UsageError(f"{path} is there already and stays as it is; choose another ID")
    return place


def answer(told: str | None, question: str, usual: str, read: Callable[[str], T]) -> T:
    """What was told by a flag; else what is answered on a terminal; else the usual."""
    if told is not None:
        return read(told)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return read(usual)

    def tried(text: str) -> T:
        with fitting():
            return read(text)

    found: T = click.prompt(question, default=usual, value_proc=tried)
    return found


def asked_sides() -> tuple[str, ...]:
    """The names of two sides, and of a third if there is to be one."""
    first = answer(None, "First side", SIDES[0], side_beside())
    second = answer(None, "Second side", SIDES[1], side_beside(first))
    question = f'A third side that mediates, or "{NOBODY}"'
    third = answer(None, question, MEDIATOR, side_beside(first, second))
    return (first, second) if third.lower() == NOBODY else (first, second, third)


def side_beside(*others: str) -> Callable[[str], str]:
    """Reads the name of a side, which none of the others has."""
    from sim.scenario.newborn import fit_sides

    return lambda text: fit_sides([*others, text])[-1]


def day(text: str) -> date:
    """The day; ValueError says how one is written."""
    from datetime import date

    from sim.scenario.newborn import fit_start

    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'"{text}" is not a date; write it as {START}') from None
    return fit_start(found)


def count(text: str) -> int:
    """The number of turns; ValueError when it is none that fits."""
    from sim.scenario.newborn import fit_turns

    if not text.strip().isdecimal():
        raise ValueError(f'"{text}" is not a number of turns; write one such as {TURNS}')
    return fit_turns(int(text))


def write(wish: Wish, place: Path) -> None:
    """Write the scenario, its lesson, and the schema with which an editor explains it."""
    from sim.cli.schema import schema_text
    from sim.scenario.newborn import lesson, newborn

    place.parent.mkdir(parents=True, exist_ok=True)
    texts = {place: newborn(wish), place.with_suffix(".md"): lesson(wish)}
    schema = place.with_name(SCHEMA)
    if not schema.exists():
        texts[schema] = schema_text("scenario") + "\n"
    written: list[Path] = []
    try:
        for path, text in texts.items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                written.append(path)
                file.write(text)
    except OSError:
        for path in written:  # a part of it would stand in the way of the next attempt
            path.unlink(missing_ok=True)
        raise


def tell(place: Path, name: str, is_new_folder: bool) -> None:
    """What is there now, and what to do next."""
    from shlex import quote

    steps = {
        f"standoff play {quote(name)}": "play it as it is",
        f"standoff check {quote(name)}": "after every change: what is wrong, and how to mend it",
        f"standoff describe {quote(name)}": "read it as a page",
    }
    width = max(map(len, steps))
    lines: Sequence[str] = [f"  {step.ljust(width)}  {why}" for step, why in steps.items()]
    if is_new_folder:
        click.echo(f"The folder {place.parent} was made; it was not there.")
    click.echo(f"Written: {place}\nand beside it the lesson, {place.with_suffix('.md').name}.\n")
    click.echo(SAMPLE)
    click.echo(
        "\n".join(["Open it in an editor and read its comments from the top. Then:", *lines])
    )
