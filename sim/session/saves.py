"""Where saves lie, and what there is to go on with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sim.scenario.library import home_folder
from sim.session.inputs import Origin
from sim.session.log import Log
from sim.session.refusals import SaveBroken

ENDING = ".standoff"


@dataclass(frozen=True)
class Save:
    """A session that is on disk.

    Attributes:
        roles: the names of the actors that persons play; people: their ids.
        turn: the turn to decide now, or the last one if it is over.
        when: when something was put in last.
        fault: why it can't be taken up; empty if it can. All else is empty then.
        origin: what it branched off from; None if it began at the beginning.
    """

    path: Path
    title: str
    people: tuple[str, ...]
    roles: tuple[str, ...]
    turn: int
    turns: int
    when: datetime
    over: bool
    fault: str
    origin: Origin | None = None


def saves_folder() -> Path:
    """The folder of saves: in `$STANDOFF_HOME` if that is set, else where programs keep data."""
    return home_folder() / "saves"


def new_path(scenario_id: str) -> Path:
    """A name for a new save that no other has."""
    name = f"{scenario_id}-{datetime.now():%Y-%m-%d-%H%M%S}"
    path, number = saves_folder() / f"{name}{ENDING}", 1
    while path.exists():
        number += 1
        path = saves_folder() / f"{name}-{number}{ENDING}"
    return path


def list_saves() -> list[Save]:
    """All saves, the one that was played last first."""
    saves = [_look_at(path) for path in saves_folder().glob(f"*{ENDING}")]
    return sorted(saves, key=lambda save: save.when, reverse=True)


def _look_at(path: Path) -> Save:
    try:
        log = Log.open(path)
        try:
            about, last, when = log.about, log.last_turn(), log.last_time()
        finally:
            log.close()
    except SaveBroken as broken:
        when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        return Save(path, "", (), (), 0, 0, when, False, str(broken))
    over = last is not None and last.over
    turn = last.turn + (not over) if last else 1
    return Save(
        path=path,
        title=about.title,
        people=about.people,
        roles=about.roles,
        turn=turn,
        turns=about.turns,
        when=when,
        over=over,
        fault="",
        origin=about.origin,
    )
