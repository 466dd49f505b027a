"""What people say to one another and promise, as it is put in and kept in the file of a session."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from sim.session.plain_text import is_plain
from sim.session.written import Given, Written


def _plain_already(text: str) -> str:
    """What people wrote was made plain before it was written down."""
    if not is_plain(text):
        raise ValueError("a text is one paragraph of plain characters")
    return text


PlainText = Annotated[str, AfterValidator(_plain_already)]


class Message(Given):
    """A role says something to some others, or to all if it names none."""

    kind: Literal["message"] = "message"
    role: str
    to: tuple[str, ...]
    text: Annotated[PlainText, Field(min_length=1)]


class Vow(Written):
    """One side's promise: to make a move by a turn, or to refrain from it up to and in that turn.

    Attributes:
        what: the move's id; ANY_ESCALATION, to refrain from all that escalates.
    """

    sense: Literal["do", "refrain"]
    what: str
    until: int


class Propose(Given):
    """A role offers a promise for a promise.

    Attributes:
        give: what `role` would promise; ask: what `to` would.
        public: once it is signed, everybody learns of it. until: the last turn to sign it.
    """

    kind: Literal["propose"] = "propose"
    role: str
    to: str
    give: Vow
    ask: Vow
    public: bool
    until: int
    text: PlainText

    @property
    def sides(self) -> tuple[str, str]:
        """Its author and the other side."""
        return self.role, self.to

    @property
    def vows(self) -> tuple[Vow, Vow]:
        """The author's, and that of the other side."""
        return self.give, self.ask


class Answer(Given):
    """A role signs what was proposed to it, or declines.

    Attributes:
        number: of the proposal, from 0 among all of the session.
    """

    kind: Literal["answer"] = "answer"
    role: str
    number: int
    sign: bool


class Withdraw(Given):
    """A role takes its own proposal back; number: as in `Answer`."""

    kind: Literal["withdraw"] = "withdraw"
    role: str
    number: int


Talking = Message | Propose | Answer | Withdraw
AnyTalking = Annotated[Talking, Field(discriminator="kind")]
