"""The journal of a class: who came, who sits where, what the teacher did; all on disk first.

One SQLite file beside those of the tables. Entries are appended and never changed; each holds the
digest of all before it, so that a file in which somebody wrote is told from one that is whole.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any
from weakref import finalize

from game.classroom.limits import LARGEST_LOG, MOST_ENTRIES
from game.words import _
from sim.session import SaveBroken

FORMAT = 1
APPLICATION = 0x53544E43  # "STNC"
TABLE = (
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, time TEXT NOT NULL, ms INTEGER NOT NULL, "
    "kind TEXT NOT NULL, content TEXT NOT NULL, digest TEXT NOT NULL)"
)


@dataclass(frozen=True)
class Entry:
    """Something that happened in a class.

    Attributes:
        ms: on the host's monotonic clock, for lengths of time; time: for people to read.
    """

    time: str
    ms: int
    kind: str
    content: dict[str, Any]


def must_be(path: Path) -> None:
    """A SaveBroken if there is no journal at all: somebody gave another folder."""
    if not path.is_file():
        words = _("There is no class in {path}; give the folder that the host named.")
        raise SaveBroken(words.format(path=path.parent))


class Journal:
    """An open journal."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        finalize(self, connection.close)
        self._count = 0
        self._digest = ""

    @classmethod
    def create(cls, path: Path) -> Journal:
        """A new one.

        Raises:
            SaveBroken: there is one already, or it can't be written.
        """
        with _told(path):
            path.touch(mode=0o600, exist_ok=False)
            connection = _connect(path)
            connection.execute(TABLE)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> tuple[Journal, list[Entry]]:
        """One that is there, and what stands in it.

        Raises:
            SaveBroken: it is none of ours, damaged, or was changed by hand.
        """
        must_be(path)
        with _told(path):
            connection = _connect(path)
            found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
            if found != [*_MARKS.values()]:
                connection.close()
                raise ValueError
            journal = cls(path, connection)
            return journal, list(journal._read())

    def append(self, kind: str, content: dict[str, Any]) -> Entry:
        """Write it down; when this returns, it is on disk.

        Raises:
            SaveBroken: it could not be written.
        """
        entry = Entry(datetime.now(UTC).isoformat(timespec="milliseconds"), now_ms(), kind, content)
        row = self._row(entry)
        with _told(self.path):
            if self._count >= MOST_ENTRIES or self.path.stat().st_size > LARGEST_LOG:
                raise SaveBroken(_("{path} is as large as it may be.").format(path=self.path))
            self._connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
        self._count, self._digest = row[0], row[5]
        return entry

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _row(self, entry: Entry) -> tuple[int, str, int, str, str, str]:
        content = json.dumps(entry.content, ensure_ascii=False, separators=(",", ":"))
        number = self._count + 1
        facts = f"{self._digest}\n{number}\n{entry.time}\n{entry.ms}\n{entry.kind}\n{content}"
        digest = sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()
        return number, entry.time, entry.ms, entry.kind, content, digest

    def _read(self) -> Iterator[Entry]:
        rows = self._connection.execute("SELECT * FROM entry ORDER BY number")
        for number, time, ms, kind, content, digest in rows:
            entry = Entry(time, ms, kind, json.loads(content))
            row = self._row(entry)
            if (row[0], row[5]) != (number, digest):
                raise ValueError
            self._count, self._digest = number, digest
            yield entry


_MARKS = {"application_id": APPLICATION, "user_version": FORMAT}


def now_ms() -> int:
    """The host's clock that nobody sets."""
    return round(monotonic() * 1000)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("trusted_schema = OFF", "journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong, in a sentence."""
    try:
        yield
    except FileExistsError:
        raise SaveBroken(_("{path} is there already.").format(path=path)) from None
    except sqlite3.IntegrityError:
        raise SaveBroken(_("{path} is open in another host.").format(path=path)) from None
    except (sqlite3.OperationalError, OSError) as problem:
        words = _("{path} can't be read or written ({problem}); is there room, and is it yours?")
        raise SaveBroken(words.format(path=path, problem=problem)) from None
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        words = _("{path} is damaged or was changed; go on from a copy, or begin a new class.")
        raise SaveBroken(words.format(path=path)) from None


def make_folder(folder: Path) -> None:
    """A folder that only its owner may look into, with one for the tables."""
    try:
        (folder / "tables").mkdir(parents=True, exist_ok=False)
        if os.name == "posix":
            folder.chmod(0o700)
    except FileExistsError:
        words = _("{folder} holds a class already: go on with --resume, or give another folder.")
        raise SaveBroken(words.format(folder=folder)) from None
    except OSError as problem:
        words = _("{folder} can't be made ({reason}); give another folder.")
        raise SaveBroken(words.format(folder=folder, reason=problem.strerror)) from None
