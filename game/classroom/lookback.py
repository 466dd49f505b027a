"""The debrief of the class: paths at once, and what another process finds out meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

from game.classroom.classroom import Classroom
from game.classroom.export import keep_evaluation
from game.classroom.plain import Plain
from game.reviewing import Reviewer
from game.words import _, language
from sim.session import EVERYTHING

WORKERS = 2

Look = Callable[[Path, str, str], Generator[Plain, None, None]]


def look_back(folder: Path, _role: str, language: str) -> Generator[Plain, None, None]:
    """What `sim` finds out about a class, ever fuller."""
    from sim import class_debriefing, tables_in

    workers = min(WORKERS, os.cpu_count() or 1)
    for found in class_debriefing(tables_in(folder), workers=workers, language=language):
        yield found.plain()
    keep_evaluation(folder, found.reviews)


class Lookback:
    """Looks back once the crisis is over at every table.

    Attributes:
        found: the frame `debrief` as full as it is by now; None before the debrief.
    """

    def __init__(self, room: Classroom, look: Look = look_back) -> None:
        self.room = room
        self.found: Plain | None = None
        self._reviewer: Reviewer[Plain] = Reviewer(room.folder, "", language(), look)

    def poll(self) -> bool:
        """Is there anything new? It never waits; the first look at a debrief starts the process."""
        if self.room.register.phase not in ("debrief", "closed"):
            return False
        earlier, known = self.found, self._reviewer.poll() or paths_of(self.room)
        fault = self._reviewer.fault
        self.found = known | {"progress": fault} if fault else known
        return self.found != earlier

    def close(self) -> None:
        """Let the process go."""
        self._reviewer.close()


def paths_of(room: Classroom) -> Plain:
    """What is known without any comparing."""
    return {
        "progress": _("The tables are being compared."),
        "turns": room.scenario.clock.turns,
        "tables": [path_of(room, number) for number in room.tables],
        "history": None,
        "fan": None,
        "points": [],
        "weighed": [],
    }


def path_of(room: Classroom, number: int) -> Plain:
    """The rungs of a table."""
    view = room.tables[number].view(EVERYTHING)
    return {
        "table": number,
        "path": [played.rung for played in view.played],
        "ending": view.ending.label if view.ending else "",
        "violent": bool(view.ending and view.ending.violent),
        "decided": room.tables[number].session.decided_until,
    }
