"""Classes in tests, as files: a few tables that met the same luck and got other orders."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from sim.scenario.schema import Scenario
from sim.session import Session
from tests.support.sessions import give
from tests.support.three import three, three_parts
from tests.support.tiny import ending, tiny

PEOPLE = ("a", "b")

Script = Callable[[Session], object]


@cache
def tense() -> Scenario:
    """Three sides, for whom a little more tension is war."""
    endings = {"war": ending("x > 68", violent=True, label="War"), "over": ending()}
    return tiny(**three_parts() | {"endings": endings})


def class_of(
    folder: Path, *scripts: Script, scenario: Scenario | None = None, seed: int = 8
) -> dict[int, Path]:
    """A table for each script, which plays some turns of it; then policies play it to its end."""
    saves = {}
    for number, script in enumerate(scripts, 1):
        path = folder / "tables" / f"table-{number}.standoff"
        session = Session.begin(scenario or three(), PEOPLE, seed=seed, path=path)
        script(session)
        to_the_end(session)
        session.close()
        saves[number] = path
    return saves


def to_the_end(session: Session) -> None:
    """Everybody leaves, as at the debrief of a class."""
    for role in session.people:
        if not session.over:
            session.leave(role)
    while not session.over:
        session.close_turn()


def striking(session: Session) -> None:
    """Both hold, then Ash strikes and Birch sends crates."""
    give(session)
    give(session, a=("strike", "threaten"), b="send")


def holding(session: Session) -> None:
    """Both hold twice."""
    give(session)
    give(session)


def sending(session: Session) -> None:
    """Both hold, then Birch sends crates."""
    give(session)
    give(session, b="send")
