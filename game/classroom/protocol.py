"""What clients may say, as `docs/classroom-protocol.md` explains it; the rest is refused."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from game.classroom.limits import LARGEST_FRAME, LARGEST_NOTE, LONGEST_SUGGESTION, LONGEST_TEXT

VERSION = 1

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
StudentId = Annotated[str, Field(pattern=r"^s[0-9]{1,6}$")]
Count = Annotated[int, Field(ge=0, le=10**9)]
Turn = Annotated[int, Field(ge=1, le=10_000)]
TableNumber = Annotated[int, Field(ge=1, le=10_000)]
Tables = Annotated[list[TableNumber], Field(max_length=100)]


class Malformed(ValueError):
    """What came is no message of this protocol."""


class NotLetIn(Exception):
    """The host refused a connection; the message is its sentence.

    Attributes:
        why: in a word of the protocol.
    """

    def __init__(self, why: str, says: str) -> None:
        super().__init__(says)
        self.why = why


class Said(BaseModel):
    """Anything a client says: nothing more than its fields, and each of its type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Hello(Said):
    """Who is there: told by the token alone."""

    type: Literal["hello"]
    v: Annotated[int, Field(ge=0, le=10**6)]
    as_: Literal["student", "teacher", "projector"] = Field(alias="as")
    token: Annotated[str, Field(pattern=r"^[0-9a-f]{32,64}$")]
    code: Annotated[str, Field(max_length=40)] = ""
    name: Annotated[str, Field(max_length=200)] = ""
    frames: Literal["sheet", "view"] = "sheet"
    window: Annotated[str, Field(pattern=r"^[0-9a-f]{0,32}$")] = ""


class Request(Said):
    """What a student asks for; `seq` is one more than that of the last."""

    seq: Count


class Draft(Request):
    """Put down a deed, a word, or both."""

    type: Literal["draft"]
    turn: Turn
    deed: Id | None = None
    word: Id | None = None


class Undo(Request):
    """Take back the last change."""

    type: Literal["undo"]
    turn: Turn


class Commit(Request):
    """Give the orders."""

    type: Literal["commit"]
    turn: Turn
    expected: Annotated[float, Field(ge=0, le=1, strict=False)] | None = None


class Suggest(Request):
    """What a member of a team would do."""

    type: Literal["suggest"]
    turn: Turn
    deed: Id
    word: Id
    says: Annotated[str, Field(max_length=LONGEST_SUGGESTION)] = ""


class Lead(Request):
    """Another member of the team is captain."""

    type: Literal["lead"]
    student: StudentId


class Ready(Request):
    """I have read it."""

    type: Literal["ready"]


class Note(Request):
    """Something to keep."""

    type: Literal["note"]
    about: Annotated[str, Field(min_length=1, max_length=60)]
    content: Any


class Forecast(Request):
    """What might follow from these orders?"""

    type: Literal["forecast"]
    turn: Turn
    deed: Id
    word: Id


class Recall(Request):
    """What happened in a turn that is over?"""

    type: Literal["recall"]
    turn: Turn


class Reread(Request):
    """What was said or proposed, whole, from the one in that place on."""

    type: Literal["reread"]
    what: Literal["messages", "proposals"]
    first: Count


class Review(Request):
    """What did my decisions do? `turn`: one of them, in full."""

    type: Literal["review"]
    turn: Turn | None = None


class Say(Request):
    """A message to some roles, or to everybody."""

    type: Literal["say"]
    to: Annotated[list[Id], Field(max_length=20)]
    text: Text


class Vow(Said):
    """One side's promise in a proposal."""

    sense: Literal["do", "refrain"]
    what: Id
    until: Turn


class Propose(Request):
    """A proposal to another role."""

    type: Literal["propose"]
    to: Id
    give: Vow
    ask: Vow
    public: bool = False
    until: Turn | None = None
    text: Text = ""


class Reply(Request):
    """Sign a proposal, or decline it."""

    type: Literal["reply"]
    proposal: Count
    sign: bool


class Withdraw(Request):
    """Take back one's own proposal."""

    type: Literal["withdraw"]
    proposal: Count


class Leave(Request):
    """For good."""

    type: Literal["leave"]


StudentRequest = (
    Draft | Undo | Commit | Suggest | Lead | Ready | Note | Forecast | Recall | Reread
    | Review | Say | Propose | Reply | Withdraw | Leave
)  # fmt: skip


class Act(Said):
    """What the teacher does; which fields an act has, `game/classroom/acts.py` says."""

    type: Literal["act"]
    seq: Count
    act: Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
    confirm: Annotated[str, Field(max_length=64)] | None = None
    says: Text | None = None
    text: Text | None = None
    on: bool | None = None
    seconds: Annotated[int, Field(ge=-600, le=3600)] | None = None
    minutes: Annotated[float, Field(ge=0.1, le=240, strict=False)] | None = None
    student: Annotated[str, Field(max_length=10)] | None = None
    knock: Count | None = None
    table: TableNumber | None = None
    tables: Tables | None = None
    role: Annotated[str, Field(max_length=64)] | None = None
    turn: Turn | None = None
    event: Id | None = None
    point: Annotated[str, Field(max_length=64)] | None = None


HELLO = TypeAdapter(Hello)
REQUEST: TypeAdapter[StudentRequest] = TypeAdapter(
    Annotated[StudentRequest, Field(discriminator="type")]
)
ACT = TypeAdapter(Act)


def read(kind: TypeAdapter[Any], frame: str) -> Any:
    """A frame as what it should be; Malformed if it is not, in words that hold none of it."""
    if len(frame.encode("utf-8", "replace")) > LARGEST_FRAME:
        raise Malformed("larger than 64 KB")
    try:
        return kind.validate_json(frame)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:100]
        raise Malformed(f"{place}: {first['msg'][:100]}" if place else first["msg"][:100]) from None
    except (ValueError, RecursionError):
        raise Malformed("not a JSON object") from None


def is_small(content: object) -> bool:
    """Is it a text that is no longer than others, or plain data of a size that is kept?"""
    if isinstance(content, str) and len(content) <= LONGEST_TEXT:
        return True  # whatever its letters take
    try:
        return len(TypeAdapter(Any).dump_json(content)) <= LARGEST_NOTE
    except (ValueError, RecursionError):
        return False
