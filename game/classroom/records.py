"""What there is of a class: its journal, its tables, and what both came to. All of it is on disk.

What changes is in the journal or in the file of a table before it counts, so what was answered with
"done" is there after any crash.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from game.classroom.door import new_code
from game.classroom.journal import Journal, make_folder, now_ms
from game.classroom.register import Register
from game.classroom.table import Table
from game.words import _
from sim import load_scenario
from sim.session import SaveBroken

if TYPE_CHECKING:
    from sim import Scenario

JOURNAL = "class.standoff-class"


@dataclass(frozen=True)
class Setting:
    """What a class begins with.

    Attributes:
        scenario: an id or a path. roles: those that students play.
        tables: how many; None: as many as the students fill.
        minutes: the length of a turn; None: no clock.
    """

    scenario: str
    roles: tuple[str, ...]
    tables: int | None = None
    minutes: float | None = None
    seed: int = 0
    forecasts: bool = False


class Records:
    """A class as it stands.

    Attributes:
        register: who came and where they sit, and how far the class is. tables: by their numbers.
        fault: why nothing can be written now; empty if it can.
    """

    def __init__(self, folder: Path, setting: Setting, journal: Journal) -> None:
        self.folder = folder
        self.setting = setting
        self.journal = journal
        self.scenario: Scenario = load_scenario(setting.scenario)
        self.register = Register()
        self.tables: dict[int, Table] = {}
        self.fault = ""
        self._touched: set[int | None] = set()

    @classmethod
    def begin(cls, folder: Path, setting: Setting) -> Self:
        """A new class in a new folder.

        Raises:
            SaveBroken: the folder is there already, or can't be written.
        """
        make_folder(folder)
        room = cls(folder, setting, Journal.create(folder / JOURNAL))
        room.write("begun", **vars(setting), code=new_code())
        return room

    @classmethod
    def resume(cls, folder: Path) -> Self:
        """A class as it was left; in the middle of a turn it is paused.

        Raises:
            SaveBroken: it can't be read, or a table of it can't.
        """
        journal, entries = Journal.open(folder / JOURNAL)
        if not entries or entries[0].kind != "begun":
            raise SaveBroken(_("{path} holds no class yet.").format(path=journal.path))
        begun = {name: value for name, value in entries[0].content.items() if name != "code"}
        room = cls(folder, Setting(**begun | {"roles": tuple(begun["roles"])}), journal)
        for entry in entries:
            room.register.apply(entry)
        room._reopen()
        return room

    def _reopen(self) -> None:
        """Take up the tables where they were."""
        now = now_ms()
        for number, path in self.register.paths.items():
            table = self.tables[number] = Table.resume(number, self.folder / path)
            table.clock.set(self.register.ms_left.get(number), now)
            self.scenario = table.session.scenario  # which may differ from today's file
            for student, seq in table.marks():
                self.register.was_done(student, seq)
        if self.register.phase == "turn" and self.register.paused is None:
            self.write("pause", says=_("The host was started again. Everything is as it was."))

    def close(self) -> None:
        """Let go of all files."""
        for table in self.tables.values():
            table.session.close()
        self.journal.close()

    # -- writing -------------------------------------------------------------------------------

    def write(self, kind: str, **content: Any) -> None:
        """Into the journal, and then it counts."""
        self.register.apply(self.journal.append(kind, content))
        self.touch(None)

    def touch(self, table: int | None) -> None:
        """Something changed there that somebody may see; None: everywhere."""
        self._touched.add(table)

    def touched(self) -> set[int | None]:
        """Where something changed since this was asked last."""
        touched, self._touched = self._touched, set()
        return touched

    def failed(self, broken: SaveBroken) -> None:
        """Nothing can be written: everything stops until it can."""
        self.fault = _("Nothing can be saved, so nothing is taken: {why}").format(why=broken)
        self.touch(None)

    def free_space(self) -> int:
        """Bytes that are free on the disk."""
        return shutil.disk_usage(self.folder).free
