"""What a role knows at one moment, as plain data that can be sent to another process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b


@dataclass(frozen=True)
class Knowledge:
    """All that a role knows at one moment.

    Attributes:
        scenario: the whole scenario, as JSON; everybody may read it.
        policies: who would play which actor, by actor.
        turn: the turn to decide now.
        column: the role's own world (see `memory`), a row of the engine's layout after the other.
    """

    role: str
    scenario: str
    policies: tuple[tuple[str, str], ...]
    turn: int
    column: bytes

    @cached_property
    def digest(self) -> str:
        """The same for equal knowledge."""
        facts = blake2b(digest_size=16)
        for part in (self.role, self.scenario, repr(self.policies), str(self.turn)):
            facts.update(part.encode() + b"\0")
        facts.update(self.column)
        return facts.hexdigest()
