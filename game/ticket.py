"""Tickets: with whose token this computer came into which class, so that it finds its place again.

They lie in one file beside the settings, which only its owner may read.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from game.settings import settings_path
from game.words import _

PORT = 8642  # where a host listens if it was not told otherwise
MOST = 20  # tickets that are kept


class NoAddress(ValueError):
    """What was typed is no address of a host."""


@dataclass(frozen=True)
class Ticket:
    """How to get into a class.

    Attributes:
        token: whoever has it is this student; made by this computer.
    """

    address: str
    code: str
    name: str
    token: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    @classmethod
    def to(cls, typed: str, code: str = "", name: str = "") -> Ticket:
        """A ticket to the class at an address; the one that is kept if there is one.

        Raises:
            NoAddress: it can't be one; the message says what it should be.
        """
        address, code_there = address_of(typed)
        code, name = (code or code_there).strip().upper(), name.strip()
        kept = next((one for one in tickets() if one.is_for(address, name)), None)
        if kept is None:
            return cls(address, code, name)
        return cls(address, code or kept.code, kept.name, kept.token)

    def is_for(self, address: str, name: str) -> bool:
        """Does it lead to this address, for somebody of this name, or for anybody?"""
        return self.address == address and (not name or self.name.casefold() == name.casefold())

    def keep(self) -> None:
        """Keep it for the next time, before all others."""
        others = [one for one in tickets() if not one.is_for(self.address, self.name)]
        write([self, *others][:MOST])

    def forget(self) -> None:
        """It opens nothing any more."""
        write([one for one in tickets() if one.token != self.token])


def tickets_path() -> Path:
    """Where they lie."""
    return settings_path().with_name("classes.json")


def tickets() -> list[Ticket]:
    """Those that are kept, the newest first; none if the file can't be used."""
    try:
        return [Ticket(**kept) for kept in json.loads(tickets_path().read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def write(kept: list[Ticket]) -> None:
    """Replace them all at once, in a file that nobody else can read."""
    path = tickets_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    place = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "w", encoding="utf-8") as file:
        json.dump([asdict(ticket) for ticket in kept], file)
    os.replace(fresh, path)


def address_of(typed: str) -> tuple[str, str]:
    """The address of a host as it is called, and the code if it stood behind a #.

    `192.168.1.7`, `192.168.1.7:8642` and `http://192.168.1.7:8642/#K7M2QX` mean the same host.
    """
    typed = typed.strip()
    scheme = "" if "://" in typed else "http://"
    try:
        parts = urlsplit(scheme + typed)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if not host or parts.scheme not in ("http", "https") or " " in host:
        words = _("“{typed}” is no address. Type what your teacher shows, such as 192.168.1.7:8642")
        raise NoAddress(words.format(typed=typed[:60]))
    host = f"[{host}]" if ":" in host else host
    port = port or (PORT if scheme else None)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}", parts.fragment
