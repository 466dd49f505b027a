"""What a session begins with and what people put into it: all that its file holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from sim.session.spoken import AnyTalking, Talking
from sim.session.written import Given, Written


def _printable(text: str) -> str:
    """What is shown without being looked into any further must not speak to the terminal."""
    if not text.isprintable():
        raise ValueError("a title is one line of plain words")
    return text


LONGEST = 200
Shown = Annotated[str, Field(max_length=LONGEST), AfterValidator(_printable)]


def shown(name: str) -> str:
    """Any name, such as that of a file, as far as it may be shown."""
    return "".join(filter(str.isprintable, name))[:LONGEST]


class Origin(Written):
    """What a session branched off from: a save or a world, and the turn that is taken again."""

    of: Shown
    turn: int


class About(Written):
    """What a session began with.

    Attributes:
        scenario: the whole scenario with its map, as JSON, which all sessions that play it at the
            same time share; digest: of that text.
        people: the actors that persons play; policies: who plays which other, where this differs
            from the scenario.
        rules: the version of the rules; program: of the program that wrote it.
        title, roles, turns: for a list of saves, which does not look into the scenario.
        world: the number of the world.
        prelude: the turns that were over when the people sat down: what was ordered in each, as
            role: (deed, word); all else was chosen by policies.
        talked: what was said and signed in these turns, the answers of policies among it.
        injected: what was put in from outside, by the turn that began with it.
        origin: what it branched off from; None if it began at the beginning.
    """

    scenario: Annotated[str, AfterValidator(sys.intern)]
    digest: str
    seed: int
    people: tuple[str, ...]
    policies: dict[str, str]
    rules: int
    program: Shown
    begun: str
    title: Shown
    roles: tuple[Shown, ...]
    turns: int
    world: int = 0
    prelude: tuple[dict[str, tuple[str, str]], ...] = ()
    talked: tuple[tuple[AnyTalking, ...], ...] = ()
    injected: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    origin: Origin | None = None


class Draft(Given):
    """A role puts down what it would do and say."""

    kind: Literal["draft"] = "draft"
    role: str
    deed: str
    word: str


class Undo(Given):
    """A role takes its last change back."""

    kind: Literal["undo"] = "undo"
    role: str


class Commit(Given):
    """A role gives its orders; it may say how likely it finds a peaceful end, 0 to 1."""

    kind: Literal["commit"] = "commit"
    role: str
    expected: Annotated[float, Field(ge=0, le=1)] | None


class Away(Given):
    """A person leaves the seat to the role's policy, or is back."""

    kind: Literal["away"] = "away"
    role: str
    away: bool


class Close(Given):
    """The turn is taken without those who have not given their orders: what is put down counts."""

    kind: Literal["close"] = "close"


class Inject(Given):
    """Whoever leads the game has an event happen as the next turn begins."""

    kind: Literal["inject"] = "inject"
    event: str


class Note(Given):
    """Something that is kept and changes nothing, such as answers to questions."""

    kind: Literal["note"] = "note"
    role: str
    about: str
    content: Any


class Turned(Written):
    """A turn was taken: what it came to, so that a replay can be held against it."""

    kind: Literal["turn"] = "turn"
    turn: int
    state: str
    over: bool


Input = Draft | Undo | Commit | Away | Close | Inject | Note | Talking | Turned


@dataclass(frozen=True, slots=True)
class Entry:
    """An input, and when it was put in."""

    time: datetime
    given: Input


def now() -> datetime:
    """The time, as exactly as it is written down."""
    moment = datetime.now().astimezone()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


ANY_INPUT: TypeAdapter[Input] = TypeAdapter(Annotated[Input, Field(discriminator="kind")])
