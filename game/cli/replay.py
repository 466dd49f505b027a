"""`standoff replay`: watch what was played turn by turn, and take over from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from game.showing import Showing

NO_PYGAME = 'a window needs pygame: pip install "standoff[game]". replay --text needs nothing more'
NO_WINDOW = "standoff replay --text tells it in the terminal"


@click.command(short_help="Watch what was played turn by turn, and take over.")
@click.argument("what", metavar="SAVE|DIR#WORLD")
@click.option("--turn", type=click.IntRange(min=1), help="The turn to begin with.")
@click.option("--as", "role", metavar="ROLE", help="See it as this side saw it.")
@click.option("--text", is_flag=True, help="In the terminal; in a pipe, all of it.")
@click.option("--language", metavar="CODE", help="The language of the program, such as en.")
def command(
    what: str, turn: int | None, role: str | None, text: bool, language: str | None
) -> None:
    """Watch a saved game, or a world of a batch, turn by turn, forward and back.

    DIR#WORLD is a row of a batch: the folder of its results and the number of the world; of a
    sweep it is DIR#POINT/WORLD. It is played again from what stands in the folder, and is the same
    bit for bit. From any turn one can take over. With --text and --turn in a pipe, only that turn
    is told.
    """
    from game.cli.play import speak

    speak(language)
    play = opened(what)
    begin_at(play, turn, role)
    if text:
        in_the_terminal(play, only=turn is not None)
    else:
        in_a_window(play, language)


def opened(what: str) -> Showing:
    """What is to be watched; a UsageError says why it can't be."""
    path = Path(what)
    folder, sign, world = what.rpartition("#")
    if path.is_dir():
        raise click.UsageError(f'"{what}" is a folder; a world of its batch is "{what}#0"')
    if path.exists() or not sign:
        return of_save(path)
    point, slash, number = world.rpartition("/")
    if not number.isdecimal() or (slash and not point.isdecimal()):
        raise click.UsageError(f'"{what}" is not of the form DIR#WORLD, such as "{folder}#17"')
    return of_row(folder, int(number), int(point) if slash else None)


def of_save(path: Path) -> Showing:
    """A saved game."""
    from game.showing import show_save
    from sim.session import SaveBroken

    try:
        return show_save(path)
    except SaveBroken as problem:
        raise click.UsageError(str(problem)) from None


def of_row(folder: str, world: int, point: int | None = None) -> Showing:
    """A world of a batch, or of a point of a sweep."""
    from game.showing import show_row
    from sim import find_row
    from sim.session import SessionRefused

    try:
        return show_row(find_row(folder, world, point))
    except (SessionRefused, ValueError) as problem:
        raise click.UsageError(str(problem)) from None


def begin_at(play: Showing, turn: int | None, role: str | None) -> None:
    """Go to the turn and the side that were asked for; a UsageError if there is none such."""
    if turn is not None and turn > play.last:
        raise click.UsageError(f"--turn: there is no turn {turn}; there are 1 to {play.last}")
    if role is not None and role not in play.eyes:
        known = ", ".join(filter(None, play.eyes))
        raise click.UsageError(
            f'--as: there is no side "{role}" to look through; there is: {known}'
        )
    play.go_to(turn or 1)
    if role is not None:
        play.look_through(role)


def in_the_terminal(play: Showing, only: bool) -> None:
    """Turn by turn with a person, all at once into a pipe."""
    from game.text.console import Console
    from game.text.replay import look_on, tell
    from sim.session import SaveBroken

    console = Console.of_this_program()
    try:
        if console.prompts:
            look_on(console, play)
        else:
            tell(console, play, only)
    except SaveBroken as problem:
        raise click.ClickException(str(problem)) from None


def in_a_window(play: Showing, language: str | None) -> None:
    """Open the window at the replay."""
    from game.cli.play import is_there

    if not is_there("pygame"):
        raise click.ClickException(NO_PYGAME)
    from game.app import run
    from game.screens.replay import Replay
    from game.window import NoWindow

    try:
        run(Replay(play), language)
    except NoWindow as problem:
        raise click.ClickException(f"{problem}. {NO_WINDOW}") from None
