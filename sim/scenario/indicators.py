"""The quantities of a crisis: where they start, what they drift to and who sees them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from sim.scenario.fields import Figure, Grounded, Name, Part, Share, Text
from sim.scenario.units import is_sound


class Uniform(Part):
    """Anything between two figures is as likely."""

    uniform: tuple[Figure, Figure] = Field(description="Lowest and highest value.")


class Triangular(Part):
    """Most likely in the middle, impossible beyond the ends."""

    triangular: tuple[Figure, Figure, Figure] = Field(description="Lowest, likeliest, highest.")


class OneOf(Part):
    """One of several figures, each as likely: for sources that disagree."""

    one_of: tuple[Figure, ...] = Field(min_length=2, description="The figures.")


Start = Figure | Uniform | Triangular | OneOf


class Drift(Part):
    """What an indicator relaxes toward when nobody touches it."""

    toward: Figure = Field(description="The value that it drifts to.")
    rate: Share = Field(description="The part of the distance covered in a turn.")


class Estimate(Part):
    """Seen, but not exactly."""

    error: Share = Field(
        description="Size of the error: about two estimates in three lie this close to the truth."
    )


Sight = Literal["exact", "hidden"] | Estimate


class Indicator(Grounded):
    """A quantity of the world, or of the actor whose name stands before the dot."""

    label: Text = Field(description="What it is called on screen.")
    unit: str = Field(
        min_length=1,
        description='What it is counted in: "troops", "index", "flag". A word that is another one '
        'for a single thing has both: "person | people".',
    )
    range: tuple[Figure, Figure] = Field(description="The least and the most it can be.")
    start: Start = Field(description="Its value at the start, or how that value is distributed.")
    drift: Drift | None = Field(default=None, description="What it relaxes toward.")
    seen_by: dict[Name, Sight] = Field(
        default_factory=dict,
        description="How each actor sees it; `default` stands for those not named. "
        "An actor sees its own indicators exactly; without this, all see all exactly.",
    )
    harm: bool = Field(default=False, description="Human cost: shown, never converted into points.")
    peak: Literal["highest", "lowest"] | None = Field(
        default=None, description="Which extreme of it is worth recording for each world."
    )
    text: Text | None = Field(default=None, description="One sentence for the glossary.")

    @field_validator("unit")
    @classmethod
    def _one_and_many(cls, unit: str) -> str:
        if not is_sound(unit):
            raise ValueError(f'"{unit}" is no unit; write "people", or "person | people"')
        return unit


def sight_of(indicator: Indicator, name: str, actor: str) -> Sight:
    """How an actor sees an indicator: its own exactly, others as the scenario says."""
    if name.startswith(f"{actor}."):
        return "exact"
    return indicator.seen_by.get(actor, indicator.seen_by.get("default", "exact"))


def typical_start(indicator: Indicator) -> float:
    """The mean of an indicator's start."""
    match indicator.start:
        case Uniform(uniform=ends):
            return sum(ends) / 2
        case Triangular(triangular=corners):
            return sum(corners) / 3
        case OneOf(one_of=figures):
            return sum(figures) / len(figures)
        case figure:
            return figure
