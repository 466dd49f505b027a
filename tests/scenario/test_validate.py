"""What a model refuses is told all at once, in an author's words, where it stands in the file."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from sim.scenario.faults import ScenarioError
from sim.scenario.read import MAX_BYTES, parse_document, read_model, validate


class Part(BaseModel):
    """As the parts of a scenario are, and strict."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class OnADay(Part):
    """One member of a tagged union; it has a key with the name of its tag."""

    kind: Literal["scheduled"]
    day: int = Field(ge=1)
    scheduled: bool = True


class OnACondition(Part):
    """The other member."""

    kind: Literal["conditional"]
    when: str


class Uniform(Part):
    """One member of a plain union, known by its key."""

    uniform: tuple[float, float]


class Triangular(Part):
    """Another member."""

    triangular: tuple[float, float, float]


class ConditionError(ValueError):
    """An error that knows which character is wrong."""

    at = 4


def condition(text: str) -> str:
    if "oops" in text:
        raise ConditionError('"oops" is not a name')
    return text


class Story(Part):
    """A file with one key for each kind of mistake."""

    title: str = Field(default="Banjska", min_length=2, max_length=10)
    start: date = date(2023, 9, 24)
    turns: int = Field(default=16, ge=1, le=120)
    rate: float = Field(default=0.5, gt=0, lt=1)
    secret: bool = False
    channel: Literal["deed", "word"] = "deed"
    level: Literal[1, 2] = 1
    tension: float | Uniform | Triangular = 0
    sight: Literal["exact", "hidden"] | Uniform = "exact"
    drift: Uniform | None = None
    events: list[Annotated[OnADay | OnACondition, Field(discriminator="kind")]] = []
    goals: Annotated[list[Uniform], Field(min_length=1, max_length=2)] = [Uniform(uniform=(0, 1))]
    forces: dict[Annotated[str, StringConstraints(pattern="^[a-z][a-z-]*$")], int | Uniform] = {}
    roles: dict[str, Literal["play", "watch"]] = {}
    when: float | Annotated[str, AfterValidator(condition)] = 0

    @model_validator(mode="after")
    def is_long_enough(self) -> Story:
        if self.secret and self.turns < 3:
            raise ValueError("a secret needs three turns")
        return self


def faults_of(text: str) -> list[str]:
    """What the model says of the text, as `line:column  where: message`."""
    try:
        validate(parse_document(text, "f"), Story)
    except ScenarioError as error:
        return [str(fault).removeprefix("f:") for fault in error.faults]
    return []


FAULTS = """
chanel: deed
1:1  chanel: "chanel" is not a key here. Did you mean "channel"?

drift: {uniform: [0, 1], x: 1}
1:26  drift.x: "x" is not a key here.

drift: {unifrom: [0, 1]}
1:9  drift.unifrom: "unifrom" is not a key here. Did you mean "uniform"?

drift: {}
1:8  drift: "uniform" is missing

title: 1999
1:8  title: a text is needed here, found the number 1999; put it in quotes: "1999"

title: x
1:8  title: too few characters: 1; the least is 2

title: The Banjska standoff
1:8  title: too many characters: 20; the most is 10

title:
1:7  title: a text is needed here, found nothing

start: 2023
1:8  start: a date such as 2023-09-24 is needed here, found the number 2023

start: 2023-13-01
1:8  start: a date such as 2023-09-24 is needed here, found the text "2023-13-01"

turns: ten
1:8  turns: a whole number is needed here, found the text "ten"

turns: 010
1:8  turns: a whole number is needed here, found the text "010"; write numbers as 10, -0.5 or 1e3

turns: "10"
1:8  turns: a whole number is needed here, found the text "10"; write it without quotes

turns: –5
1:8  turns: a whole number is needed here, found the text "–5"; write -5, with a plain minus

rate: 0,4
1:7  rate: a number is needed here, found the text "0,4"; write 0.4, with a point

turns: 1.5
1:8  turns: a whole number is needed here, found the number 1.5

turns: 0
1:8  turns: 0 is too small; the least is 1

turns: 121
1:8  turns: 121 is too large; the most is 120

rate: 0
1:7  rate: 0 is too small; it must be more than 0

rate: 1.5
1:7  rate: 1.5 is too large; it must be less than 1

rate: [1]
1:7  rate: a number is needed here, found a list

secret: no
1:9  secret: true or false is needed here, found the text "no"

channel: dead
1:10  channel: "dead" is not a channel. Did you mean "deed"?

channel: x
1:10  channel: "x" is not a channel. Allowed: deed, word.

channel: 1
1:10  channel: "deed" or "word" is needed here, found the number 1

level: 3
1:8  level: 1 or 2 is needed here, found the number 3

roles: {us: plya}
1:13  roles.us: "plya" is not a value here. Did you mean "play"?

events: {}
1:9  events: a list is needed here, found a part with keys

goals: []
1:8  goals: too few entries: 0; the least is 1

goals: [{uniform: [0, x]}]
1:23  goals.0.uniform.1: a number is needed here, found the text "x"

forces: {A B: 1}
1:10  forces.A B: "A B" cannot be a name here. Did you mean "a-b"?

forces: {x1: 1}
1:10  forces.x1: "x1" does not fit here; what fits is the form [a-z][a-z-]*

when: a < oops
1:11  when: "oops" is not a name

{secret: true, turns: 2}
1:1  a secret needs three turns
"""

TAGGED_UNION = """
events: [{kind: shceduled}]
1:17  events.0.kind: "shceduled" is not a kind. Did you mean "scheduled"?

events: [{day: 2}]
1:10  events.0: "kind" is missing

events: [{kind: scheduled, day: x}]
1:33  events.0.day: a whole number is needed here, found the text "x"

events: [{kind: scheduled, scheduled: 3, day: 1}]
1:39  events.0.scheduled: true or false is needed here, found the number 3

events: [{kind: scheduled, scheduled: true}]
1:10  events.0: "day" is missing

events: [{kind: scheduled, day: 1, whne: x}]
1:36  events.0.whne: "whne" is not a key here. Allowed: scheduled.
"""

PLAIN_UNION = """
tension: high
1:10  tension: a number or a part with keys (key: value) is needed here, found the text "high"

tension: {triangular: [1, 2]}
1:23  tension.triangular: this list is too short: entry 3 is missing

tension: {uniform: [1, 2, 3]}
1:20  tension.uniform: too many entries: 3; the most is 2

tension: {uniform: [1, x]}
1:24  tension.uniform.1: a number is needed here, found the text "x"

tension: {triangulr: [1]}
1:11  tension.triangulr: "triangulr" is not a key here. Did you mean "triangular"?

tension: {}
1:10  tension: "uniform" or "triangular" is missing

sight: hiden
1:8  sight: "hiden" is not a sight. Did you mean "hidden"?

sight: none
1:8  sight: "exact", "hidden" or a part with keys (key: value) is needed here, found the text "none"
"""


def cases(table: str) -> list[tuple[str, str]]:
    """The pairs of a table: what is written, and below it the fault that it has."""
    pairs = [pair.split("\n") for pair in table.strip().split("\n\n")]
    return [(written, fault) for written, fault in pairs]


@pytest.mark.parametrize(("written", "fault"), cases(FAULTS))
def test_a_fault_says_what_was_found_and_what_is_allowed(written, fault):
    assert faults_of(written) == [fault]


@pytest.mark.parametrize(("written", "fault"), cases(TAGGED_UNION))
def test_of_a_tagged_union_only_the_tagged_member_speaks(written, fault):
    assert faults_of(written) == [fault]


@pytest.mark.parametrize(("written", "fault"), cases(PLAIN_UNION))
def test_of_a_plain_union_the_member_that_was_meant_speaks(written, fault):
    assert faults_of(written) == [fault]


def test_all_faults_come_at_once_in_the_order_of_the_file():
    text = "turns: 0\nchanel: deed\ngoals:\n  - {uniform: [0, x]}\nsecret: maybe\n"
    assert [fault.split()[0] for fault in faults_of(text)] == ["1:8", "2:1", "4:19", "5:9"]


def test_a_sound_file_becomes_the_model(tmp_path):
    """Lists become tuples and text becomes dates, though the model is strict."""
    path = tmp_path / "story.yaml"
    path.write_text("start: 2023-10-02\ntension: {uniform: [1, 2.5]}\n", encoding="utf-8")
    story = read_model(path, Story)
    assert story == Story(start=date(2023, 10, 2), tension=Uniform(uniform=(1, 2.5)))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"k{i}: 1" for i in range(25_000)),
        "events: [" + "{day: 1}," * 10_000 + "]",
        "events:\n" + "- {kind: x}\n" * 11_000,
        "forces:\n" + "\n".join(f"  A{i}: x" for i in range(14_000)),
    ],
    ids=["unknown keys", "wrong entries", "wrong tags", "wrong names"],
)
def test_a_file_of_nothing_but_faults_is_answered_soon(text):
    assert len(text) < MAX_BYTES
    started = time.perf_counter()
    assert any("there are more faults than" in fault for fault in faults_of(text))
    assert time.perf_counter() - started < 2
