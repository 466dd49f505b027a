"""The file of a session: what it began with and every input since, each on disk before it counts.

One SQLite file with two tables. Inputs are appended, numbered, and never changed; whoever applies
them again, in order, comes to the same session.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import starmap
from pathlib import Path
from weakref import finalize

from sim.session.inputs import ANY_INPUT, About, Entry, Input, Turned, now
from sim.session.refusals import SaveBroken
from sim.session.words import _

FORMAT = 1
APPLICATION = 0x53544E44  # "STND", by which our SQLite files are told apart
APPLICATION_AT = slice(68, 72)  # where it stands in them
LARGEST_VALUE = 8 * 2**20
MOST_INPUTS = 100_000
TABLES = {
    "about": "CREATE TABLE about (content TEXT NOT NULL)",
    "input": "CREATE TABLE input "
    "(number INTEGER PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL)",
}
SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
)
INSERT = "INSERT INTO input VALUES (?, ?, ?, ?)"


class Log:
    """An open file of a session."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        finalize(self, connection.close)  # whoever forgets to close it holds nobody up
        self.about = self._read_about()
        self._count = self._counted()
        connection.execute("PRAGMA shrink_memory")  # which holds the scenario once more

    @classmethod
    def create(cls, path: Path, about: About, entries: Iterable[Entry] = ()) -> Log:
        """A new file, in which something may stand already; it is there as a whole or not at all.

        Raises:
            SaveBroken: there is such a file already, or it can't be written.
        """
        if path.exists():
            raise SaveBroken(_("{path} is there already; choose another name.").format(path=path))
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            with closing(_connect(unfinished)) as connection:
                connection.execute("BEGIN")
                for table in TABLES.values():
                    connection.execute(table)
                connection.execute("INSERT INTO about VALUES (?)", (about.model_dump_json(),))
                connection.executemany(INSERT, starmap(_row, enumerate(entries, 1)))
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
                connection.execute("COMMIT")
            unfinished.rename(path)
            _sync_folder(path.parent)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Log:
        """A file that is there.

        Raises:
            SaveBroken: it is none of ours, or damaged.
        """
        if not path.is_file():
            raise SaveBroken(_("There is no save {path}.").format(path=path))
        with _told(path):
            if not _is_ours(path):
                raise SaveBroken(_("{path} is not a save of Standoff.").format(path=path))
            connection = _connect(path)
            try:
                _inspect(path, connection)
                return cls(path, connection)
            except BaseException:
                connection.close()
                raise

    def append(self, given: Input) -> Entry:
        """Write an input down; when this returns, it is on disk.

        Raises:
            SaveBroken: it could not be written, or another program goes on with this save.
        """
        entry = Entry(now(), given)
        with _told(self.path):
            self._connection.execute(INSERT, _row(self._count + 1, entry))
        self._count += 1
        return entry

    def entries(self) -> list[Entry]:
        """Every input so far, in order."""
        with _told(self.path):
            rows = self._connection.execute("SELECT time, content FROM input ORDER BY number")
            return [Entry(_time(time), ANY_INPUT.validate_json(content)) for time, content in rows]

    def last_turn(self) -> Turned | None:
        """The turn that was taken last, without looking at what came before."""
        query = "SELECT content FROM input WHERE kind = 'turn' ORDER BY number DESC LIMIT 1"
        with _told(self.path):
            row = self._connection.execute(query).fetchone()
            return Turned.model_validate_json(row[0]) if row else None

    def last_time(self) -> datetime:
        """When something was put in last."""
        query = "SELECT time FROM input ORDER BY number DESC LIMIT 1"
        with _told(self.path):
            row = self._connection.execute(query).fetchone()
            begun = _time(self.about.begun)
            return max(_time(row[0]), begun) if row else begun

    def close(self) -> None:
        """Put everything into the one file, and let go of it."""
        self._connection.close()

    def _read_about(self) -> About:
        [(content,)] = self._connection.execute("SELECT content FROM about LIMIT 2").fetchall()
        return About.model_validate_json(content)

    def _counted(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM input").fetchone()[0]
        if count > MOST_INPUTS:
            raise ValueError("more inputs than any people give")
        return count


def _row(number: int, entry: Entry) -> tuple[int, str, str, str]:
    given = entry.given
    return number, str(entry.time), given.kind, given.model_dump_json()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
    try:
        # A stranger's file may hold anything: nothing in it is run, nothing is read without end.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(path: Path) -> bool:
    """Looked at before SQLite touches it: opening a stranger's file could change it."""
    with path.open("rb") as file:
        return file.read(100)[APPLICATION_AT] == APPLICATION.to_bytes(4)


def _inspect(path: Path, connection: sqlite3.Connection) -> None:
    """Is it of this format, and whole?"""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != FORMAT:
        words = _("{path} was written by another version of Standoff; play it on with that one.")
        raise SaveBroken(words.format(path=path))
    schema = dict(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())
    if schema != TABLES or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError


def _sync_folder(folder: Path) -> None:
    """Make sure that a new name is on disk, where folders can be opened for that."""
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the file system, the database and the content complain about, in a sentence."""
    try:
        yield
    except sqlite3.IntegrityError:
        words = _("{path} is being played in another window; close it there first.")
        raise SaveBroken(words.format(path=path)) from None
    except (sqlite3.OperationalError, OSError) as problem:
        words = _("{path} can't be read or written ({problem}); is there room, and is it yours?")
        raise SaveBroken(words.format(path=path, problem=problem)) from None
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        words = _("{path} is damaged and can't be read; go on from another save.")
        raise SaveBroken(words.format(path=path)) from None
