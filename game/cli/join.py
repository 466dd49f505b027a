"""`standoff join`: a seat in a class that somebody hosts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from game.ticket import Ticket

NO_LIBRARIES = (
    'joining a class needs a few libraries more: pip install "standoff[classroom,game]", or from '
    "a checkout python3 run.py join. A browser needs nothing: open the address there"
)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Join a class, in a window.")
@click.argument("address", required=False)
@click.option("--code", default="", help="The code of the class.")
@click.option("--name", default="", help="Your name, as the others see it.")
@click.option(
    "--trust", type=FILE, metavar="CERT", help="The certificate of an https host, to be trusted."
)
@click.option("--text", is_flag=True, help="Take part in the terminal, or from a script.")
@click.option("--language", metavar="CODE", help="The language of the program, such as en.")
def command(
    address: str | None,
    code: str,
    name: str,
    trust: Path | None,
    text: bool,
    language: str | None,
) -> None:
    """Join the class at ADDRESS, as its teacher shows it, such as 192.168.1.7:8642.

    What is not told is asked in the window. Who closes it and comes again has the same place.
    With --text, ADDRESS, --code and --name are needed the first time.
    """
    from game.cli.play import is_there, speak

    speak(language)
    if not (is_there("websockets") and (text or is_there("pygame"))):
        raise click.ClickException(NO_LIBRARIES)
    from game.ticket import NoAddress, Ticket

    try:
        ticket = Ticket.to(address, code, name) if address else None
    except NoAddress as problem:
        raise click.UsageError(str(problem)) from None
    whole = ticket if ticket and ticket.code and ticket.name else None
    if not text:
        in_a_window(ticket, trust, language)
    elif whole:
        in_the_terminal(whole, trust)
    else:
        raise click.UsageError("--text needs ADDRESS, --code and --name")


def in_a_window(ticket: Ticket | None, trust: Path | None, language: str | None) -> None:
    """Open the window in the room of the class, or at the form if something is missing."""
    from game.app import run
    from game.screens.join import Join, into
    from game.window import NoWindow

    is_whole = ticket is not None and ticket.code and ticket.name
    try:
        run(into(ticket, trust) if ticket and is_whole else Join(ticket, trust=trust), language)
    except NoWindow as problem:
        raise click.ClickException(f"{problem}. --text or a browser need none") from None


def in_the_terminal(ticket: Ticket, trust: Path | None) -> None:
    """Take part line by line."""
    from game.joining import NotIn
    from game.text.attending import attend
    from game.text.console import Console

    try:
        attend(Console.of_this_program(), ticket, trust)
    except NotIn as problem:
        raise click.UsageError(str(problem)) from None
