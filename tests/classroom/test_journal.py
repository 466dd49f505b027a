"""The journal of a class: nothing is lost, and nobody changes it unseen."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from game.classroom.classroom import Classroom
from game.classroom.journal import Journal
from game.classroom.records import JOURNAL
from sim.session import SaveBroken
from tests.support.classes import ask, begin, playing, student


def test_what_was_written_is_read_again(tmp_path: Path):
    journal = Journal.create(tmp_path / "j")
    written = [journal.append("notice", {"text": "č\n" * n, "tables": [n]}) for n in range(5)]
    journal.close()
    assert Journal.open(tmp_path / "j")[1] == written


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET content = replace(content, 'Student 1', 'Student 9') WHERE number = 2",
        "UPDATE entry SET kind = 'leave' WHERE number = 2",
        "DELETE FROM entry WHERE number = 2",
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 7",
    ],
)
def test_a_journal_that_was_changed_by_hand_is_refused(tmp_path: Path, change: str):
    room = begin(tmp_path, students=3)
    room.close()
    with sqlite3.connect(room.folder / JOURNAL) as connection:
        connection.execute(change)
    connection.close()
    with pytest.raises(SaveBroken, match="is damaged or was changed"):
        Classroom.resume(room.folder)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"x" * 5000])
def test_a_file_that_is_no_journal_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(SaveBroken):
        Classroom.resume(tmp_path)


def test_a_folder_without_a_class_is_told_so(tmp_path: Path):
    with pytest.raises(SaveBroken, match="There is no class in"):
        Classroom.resume(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes there")
def test_only_the_owner_can_read_a_class(tmp_path: Path):
    room = begin(tmp_path, students=1)
    assert stat.S_IMODE(room.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((room.folder / JOURNAL).stat().st_mode) == 0o600


def test_a_full_disk_stops_the_class_until_there_is_room(tmp_path: Path):
    """SQLite's own limit of pages stands for the end of the disk."""
    room = playing(tmp_path, students=2)
    pages = room.journal._connection.execute("PRAGMA page_count").fetchone()[0]
    room.journal._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SaveBroken) as broken:
        fill(room, 500)
    with pytest.raises(SaveBroken):
        fill(room, 0)
    room.failed(broken.value)
    before = vars(room.register).copy()
    room.tick()
    assert "is there room" in room.fault
    assert ask(room, 1, "commit", turn=1).says == "Nothing can be put in now; wait for the others."
    room.journal._connection.execute("PRAGMA max_page_count = 100000")
    room.tick()
    assert room.fault == ""
    assert vars(room.register) | {"ms_left": {}} == before | {"ms_left": {}}
    assert ask(room, 1, "commit", turn=1).ok


def fill(room: Classroom, size: int) -> None:
    """Write entries of that size until there is no more room."""
    for _number in range(1000):
        room.write("notice", text="x" * size, tables=[])


def test_a_table_that_can_not_be_written_acknowledges_nothing(tmp_path: Path):
    room = playing(tmp_path, students=2)
    log = room.tables[1].session._log._connection
    log.execute(f"PRAGMA max_page_count = {log.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(SaveBroken):
        keep_on(room)
    kept = len(room.tables[1].session.notes)
    room.close()
    assert len(Classroom.resume(room.folder).tables[1].session.notes) == kept


def test_a_file_that_is_gone_is_told_in_words(tmp_path: Path):
    """As where somebody deletes the folder of a class that goes on."""
    journal = Journal.create(tmp_path / JOURNAL)
    journal.path.unlink()
    with pytest.raises(SaveBroken, match="can't be read or written"):
        journal.append("resume", {})


def keep_on(room: Classroom) -> None:
    """Write long notes until there is no more room."""
    for _number in range(200):
        ask(room, 1, "note", about="x", content="y" * 3000)


def test_names_and_tokens_are_nowhere_but_in_the_journal(tmp_path: Path):
    room = playing(tmp_path, students=2)
    ask(room, 1, "say", to=[], text="Hello")
    ask(room, 1, "note", about="check 1", content="fine")
    room.close()
    found = [path for path in room.folder.rglob("*") if path.is_file()]
    with_names = [path.name for path in found if b"Student 1" in path.read_bytes()]
    assert with_names == [JOURNAL]
    assert not any(f"{1:032x}".encode() in path.read_bytes() for path in found)
    assert student(room, 1).token != f"{1:032x}"
