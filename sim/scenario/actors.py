"""The sides of a crisis: what they want, how they choose, and what a person who plays one reads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from string import ascii_uppercase
from typing import Annotated, Literal, TypeVar, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from sim.scenario.fields import Figure, Grounded, IndicatorName, Name, Part, Text
from sim.scenario.teaching import CheckQuestion

Shape = Literal["circle", "square", "pentagon", "diamond", "hexagon", "triangle"]
Colour = Literal["orange", "sky", "green", "pink", "yellow", "blue", "brown", "grey"]
T = TypeVar("T")


def _is_capital(letter: str) -> str:
    if not letter.isupper():
        raise ValueError(f'"{letter}" is not a capital letter')
    return letter


Letter = Annotated[str, StringConstraints(max_length=1), AfterValidator(_is_capital)]


class Goal(Part):
    """What an actor wants of one indicator."""

    indicator: IndicatorName = Field(description="The indicator that it cares about.")
    shape: Literal["more", "less", "near", "below", "above"] = Field(
        description="More or less of it is better; or it should be near a target; or it must stay "
        "below or above a line (a red line: nothing is felt until it is crossed)."
    )
    target: Figure | None = Field(default=None, description="The target of `near`.")
    line: Figure | None = Field(default=None, description="The red line of `below` and `above`.")
    weight: float = Field(gt=0, le=100, description="How much it counts beside the other goals.")
    growing: bool = Field(
        default=False, description="Each further step away hurts more than the one before."
    )

    @model_validator(mode="after")
    def has_its_figure(self) -> Goal:
        """`near` needs a target, a red line its line, and the others neither."""
        wants = {"near": "target", "below": "line", "above": "line"}.get(self.shape)
        for key in ("target", "line"):
            if (key == wants) != (getattr(self, key) is not None):
                verb = "needs" if key == wants else "takes no"
                raise ValueError(f'the shape "{self.shape}" {verb} "{key}"')
        return self


class PolicyChoice(Grounded):
    """How an actor chooses its moves when no person does."""

    name: Name = Field(default="quantal", description="The policy, such as quantal or dove.")
    rationality: float = Field(
        default=4.0,
        ge=0,
        le=100,
        description="λ of the logit choice: 0 picks at random, high picks what looks best.",
    )
    foresight: Literal[0, 1] = Field(
        default=0, description="0 looks at its own move; 1 also at the reply that it expects."
    )
    reciprocity: float = Field(
        default=0.2,
        ge=0,
        le=5,
        description="How much it wants to answer friendly acts with friendly, hostile with "
        "hostile ones, in units of the stake of its most consequential move.",
    )


class RoleCard(Part):
    """What a person who plays this actor reads."""

    public: Text = Field(description="What everybody knows about the role.")
    private: Text = Field(description="What only the role itself knows.")
    interests: tuple[Text, ...] = Field(min_length=1, description="What it wants, by weight.")
    red_lines: tuple[Text, ...] = Field(min_length=1, description="What it will not accept.")
    constraints: tuple[Text, ...] = Field(default=(), description="What it can't do, and why.")
    audience: Text = Field(description="To whom it answers.")
    concern: Text | None = Field(default=None, description="A legitimate concern of this role.")
    mistake: Text | None = Field(default=None, description="Something that this side got wrong.")
    first_look: tuple[Text, ...] = Field(
        default=(), max_length=3, description="Questions to look into before the first decision."
    )
    suggest: tuple[Name, ...] = Field(
        default=(),
        max_length=4,
        description="Own moves that the guide of the first turn points at.",
    )
    checks: tuple[CheckQuestion, ...] = Field(
        default=(), max_length=5, description="A short check of understanding."
    )


class Look(Part):
    """The sign of a side, which is never told by its colour alone."""

    letter: Letter = Field(description="One capital letter, which no other side has.")
    shape: Shape = Field(description="The shape around the letter.")
    colour: Colour = Field(description="A colour, which no other side has.")


class Actor(Grounded):
    """A side of the crisis."""

    name: Text = Field(description="The side's name.")
    short: Text | None = Field(default=None, description="A short form for tables and the map.")
    look: Look | None = Field(
        default=None, description="Its sign; without it, one is made of its name and its place."
    )
    playable: bool = Field(default=True, description="May a person take this role?")
    card: RoleCard = Field(description="The role card.")
    policy: PolicyChoice = Field(default_factory=PolicyChoice, description="How it chooses.")
    goals: tuple[Goal, ...] = Field(min_length=1, description="What it wants, with weights.")


def looks_of(actors: Mapping[Name, Actor]) -> dict[Name, Look]:
    """Every side's sign, those that the scenario leaves out included.

    They take the next shape and colour that are free, and the first free letter of the short name.
    """
    looks = {name: actor.look for name, actor in actors.items() if actor.look}
    for name, actor in actors.items():
        if name not in looks:
            taken = looks.values()
            own = [letter for letter in str(actor.short or actor.name).upper() if letter.isupper()]
            looks[name] = Look(
                letter=_free((*own, *ascii_uppercase), [look.letter for look in taken]),
                shape=_free(get_args(Shape), [look.shape for look in taken]),
                colour=_free(get_args(Colour), [look.colour for look in taken]),
            )
    return {name: looks[name] for name in actors}


def _free(options: Sequence[T], taken: Collection[T]) -> T:
    """The first that is free; when there are more sides than options, they come round again."""
    free = [option for option in options if option not in taken]
    return free[0] if free else options[len(taken) % len(options)]
