"""What may be done, said or happen, and what that changes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from sim.scenario.fields import (
    Amount,
    Condition,
    Day,
    Figure,
    Grounded,
    Hour,
    IndicatorName,
    Name,
    Part,
    Share,
    Text,
)

Kind = Literal["escalate", "hold", "de-escalate"]
Channel = Literal["deed", "word"]
Effects = dict[str, Amount]
CAMEO = r"^\d{2,4}$"

# What everybody may always do, or say; no scenario writes them.
REST: dict[Channel, str] = {"deed": "hold", "word": "silence"}


def _several(value: object) -> object:
    """One thing may be written without a list around it."""
    if isinstance(value, str | dict):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_several, json_schema_input_type=Name | tuple[Name, ...]),
]


class Later(Part):
    """Effects that arrive some turns later."""

    after: int = Field(ge=1, le=30, description="In how many turns.")
    effects: Effects = Field(min_length=1, description="What changes then, and by how much.")


Delayed = Annotated[
    tuple[Later, ...],
    BeforeValidator(_several, json_schema_input_type=Later | tuple[Later, ...]),
]


class Consequence(Part):
    """What something changes: amounts added to an indicator, `attitude(a, b)`, `credibility(a)`."""

    effects: Effects = Field(default_factory=dict, description="Changes now: indicator: amount.")
    later: Delayed = Field(default=(), description="Changes that arrive some turns later.")


class Branch(Consequence):
    """One way that chance may turn it."""

    chance: Share = Field(description="How likely this branch is; what is left over is no branch.")
    label: Text | None = Field(default=None, description="What happens then.")


class Consequences(Consequence):
    """What always follows, and what may follow."""

    chances: tuple[Branch, ...] = Field(
        default=(), description="At most one of these happens as well; chances add up to 1 or less."
    )

    @model_validator(mode="after")
    def chances_fit(self) -> Consequences:
        """The chances of the branches add up to 1 or less."""
        total = sum(branch.chance for branch in self.chances)
        if total > 1 + 1e-9:
            raise ValueError(f"the chances add up to {total:.0%}, more than 100%")
        return self


class Move(Grounded, Consequences):
    """What an actor may do in a turn: a deed, or a word (a statement)."""

    label: Text = Field(description="What the card says.")
    text: Text | None = Field(default=None, description="One sentence more.")
    channel: Channel = Field(description="deed: something done; word: something said.")
    kind: Kind = Field(description="Does it escalate, hold, or de-escalate?")
    cameo: Annotated[str, Field(pattern=CAMEO)] = Field(
        description="CAMEO event code in quotes; its Goldstein value moves attitudes."
    )
    toward: Names = Field(default=(), description="The actor or actors that it is directed at.")
    private: bool = Field(default=False, description="Said where no audience hears it.")
    when: Condition | None = Field(default=None, description="Only legal when this holds.")
    cooldown: int = Field(default=0, ge=0, le=60, description="Turns to wait before repeating it.")
    limit: int | None = Field(default=None, ge=0, le=120, description="How often at most.")
    cost: float = Field(
        default=0,
        ge=0,
        le=5,
        description="What it costs the actor in effort or standing at home, in units of the stake "
        "of its most consequential move.",
    )
    risk: Share = Field(
        default=0.0, description="Added to `risk` for this turn, which incidents may read."
    )
    believed: dict[str, Figure] = Field(
        default_factory=dict,
        description="For words: effects in proportion to how far the speaker is believed.",
    )
    pledges: Name | None = Field(default=None, description="The commitment that it makes.")
    drops: Name | None = Field(
        default=None, description="The commitment that it takes back, with a justification."
    )


class Event(Grounded, Consequences):
    """What happens to the actors: scheduled, conditional, or by hazard."""

    label: Text = Field(description="Its name in lists and logs.")
    text: Text = Field(description="The news item that a person reads.")
    on: Day | None = Field(default=None, description="The date on which it happens.")
    hour: Hour = Field(default=0, description="The hour, where a turn is shorter than a day.")
    when: Condition | None = Field(default=None, description="It can only happen while this holds.")
    chance: Amount | None = Field(
        default=None, description="How likely it is in a turn in which it can happen; else 100%."
    )
    limit: int = Field(default=1, ge=1, le=120, description="How often at most.")
    cooldown: int = Field(default=0, ge=0, le=60, description="Turns between two of the same.")
    foreseen: bool = Field(
        default=False, description="Everybody knows its date beforehand, such as that of talks."
    )
    inject: bool = Field(default=False, description="Only happens when a teacher puts it in.")


class Incident(Grounded, Consequences):
    """A threat that leaves something to chance: nobody chose it."""

    label: Text = Field(description="Its name in lists and logs.")
    text: Text = Field(description="The news item that a person reads.")
    chance: Amount = Field(description="Its hazard in this turn, cut to between 0 and 1.")
    limit: int = Field(default=120, ge=1, le=120, description="How often at most.")
    cooldown: int = Field(default=0, ge=0, le=60, description="Turns between two of the same.")


class Commitment(Grounded):
    """A public demand with a deadline and a threatened move."""

    label: Text = Field(description="Its name.")
    text: Text = Field(description="What was demanded, by when, or else what.")
    maker: Name = Field(description="The actor that is bound by it.")
    to: Name = Field(description="The actor of whom something is demanded.")
    met: Condition = Field(description="The demand is met when this holds.")
    deadline: int = Field(ge=1, le=60, description="Turns from the word to the deadline.")
    threat: Name = Field(description="The maker's deed that is threatened.")
    loudness: Share = Field(description="How public it is: 0 in private, 1 before all cameras.")
    audience: IndicatorName = Field(description="The indicator that backing down costs.")
    cost: float = Field(
        gt=0, le=1e6, description="What backing down costs the audience at once, at loudness 1."
    )
