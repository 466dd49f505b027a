"""`standoff host`: a class plays together, from browsers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

NO_LIBRARIES = (
    'a class needs a few libraries more: pip install "standoff[classroom]", or from a checkout '
    "python3 run.py host"
)
NEEDED = ("ifaddr", "segno", "starlette", "uvicorn", "websockets")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Let a class play together, from browsers.")
@click.argument("scenario", required=False)
@click.option("--tables", type=click.IntRange(1, 50), help="How many; else as many as are filled.")
@click.option("--seats", metavar="ROLE,ROLE", help="The roles that students play; else all.")
@click.option(
    "--turn-minutes",
    "minutes",
    metavar="MINUTES",
    type=click.FloatRange(0.1, 240),
    help="The length of a turn; else there is no clock.",
)
@click.option("--forecasts", is_flag=True, help="Students may ask what might follow.")
@click.option("--seed", type=click.IntRange(min=0), help="The luck, the same at all tables.")
@click.option(
    "--folder", metavar="FOLDER", type=click.Path(path_type=Path), help="Where to keep it."
)
@click.option("--resume", metavar="FOLDER", type=FOLDER, help="Go on with a class.")
@click.option("--delete", metavar="FOLDER", type=FOLDER, help="Delete a class and all it holds.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Where it listens, such as 8642; 0: any."
)
@click.option("--address", help="The address to listen at and to give to students.")
@click.option("--local-only", is_flag=True, help="Only this computer can connect.")
@click.option("--from-anywhere", is_flag=True, help="Not only the local network can connect.")
@click.option("--teacher-anywhere", is_flag=True, help="The teacher's page opens elsewhere too.")
@click.option(
    "--tls", nargs=2, type=FILE, metavar="CERT KEY", help="Encrypt with this certificate."
)
@click.option("--language", metavar="CODE", help="The language of the program, such as en.")
def command(language: str | None, delete: Path | None, **wanted: Any) -> None:
    """Host a class that plays SCENARIO; students join from browsers on the same network.

    It prints the address for students and their code, and the teacher's secret, once. Whatever
    was acknowledged is on disk: after a crash, --resume goes on where it was.
    """
    from game.cli.play import is_there, speak

    speak(language)
    if not all(map(is_there, NEEDED)):
        raise click.ClickException(NO_LIBRARIES)
    from game.classroom.hosting import Wanted, delete_class, serve

    if delete is not None:
        delete_class(delete)
    else:
        serve(Wanted(**wanted))
