"""What really happened, what a scenario is held against, and what it asks in the end."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sim.scenario.fields import Day, Figure, Grounded, Hour, IndicatorName, Name, Part, Share, Text

Outcome = Literal["agreement", "pull-back", "standoff", "clashes", "war"]


class DoneMove(Grounded):
    """A move that was really made."""

    date: Day = Field(description="When.")
    hour: Hour = Field(default=0, description="The hour, where a turn is shorter than a day.")
    actor: Name = Field(description="By whom.")
    move: Name = Field(description="The move of the scenario that stands for it.")
    note: Text | None = Field(default=None, description="What was done, in our words.")


class KnownFigure(Grounded):
    """A value that an indicator really had."""

    date: Day = Field(description="When.")
    indicator: IndicatorName = Field(description="Of what.")
    value: Figure | tuple[Figure, Figure] = Field(description="The value, or lowest and highest.")


class History(Part):
    """What was really done, by date and source."""

    moves: tuple[DoneMove, ...] = Field(description="Every move that was made, in any order.")
    figures: tuple[KnownFigure, ...] = Field(default=(), description="Figures that are known.")
    ending: Name = Field(description="The ending that stands for what happened.")


class Band(Grounded):
    """Where recorded crises lead us to expect the default run."""

    label: Text = Field(description="What is held against them.")
    of: tuple[Outcome, ...] = Field(min_length=1, description="Worlds that end as any of these.")
    between: tuple[Share, Share] = Field(description="Least and most.")


class Expectation(Part):
    """A test of the scenario itself."""

    says: Text = Field(description="The expectation in a sentence.")
    chance_of: tuple[Name, ...] = Field(
        min_length=1, description="Endings, or what endings count as; any of them."
    )
    between: tuple[Share, Share] | None = Field(default=None, description="Least and most.")
    compared: Literal["higher", "lower"] | None = Field(
        default=None, description="Than in the scenario as it stands, with the same luck."
    )
    policy: dict[Name, Name] = Field(
        default_factory=dict, description="Actor: policy; `all` stands for every actor."
    )
    set: dict[str, Any] = Field(default_factory=dict, description="Values changed for this test.")
    worlds: int = Field(default=2000, ge=100, le=100_000, description="In so many worlds.")


class Question(Part):
    """A question for the debrief."""

    phase: Literal["describe", "analyse", "compare", "judge the model", "transfer"] = Field(
        description="Where in the debrief it belongs."
    )
    ask: Text = Field(description="The question.")
