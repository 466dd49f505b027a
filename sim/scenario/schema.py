"""The scenario as a whole: the one import for all parts of the file.

The JSON Schema for editors is made from these models. Whether names refer to something that
exists is not their business: `check` looks at the whole.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.actors import Actor, Goal, Look, PolicyChoice, RoleCard
from sim.scenario.fields import (
    FORMAT,
    Change,
    ClaimRef,
    Condition,
    Day,
    Grounded,
    IndicatorName,
    Name,
    Part,
    Share,
    Sourced,
    Text,
)
from sim.scenario.geography import Force, Map, MapLine, Place
from sim.scenario.geojson import Feature
from sim.scenario.indicators import Drift, Estimate, Indicator, OneOf, Sight, Triangular, Uniform
from sim.scenario.moves import (
    Branch,
    Channel,
    Commitment,
    Consequence,
    Consequences,
    Effects,
    Event,
    Incident,
    Kind,
    Later,
    Move,
)
from sim.scenario.readings import Reading, Readings
from sim.scenario.record import Band, DoneMove, Expectation, History, KnownFigure, Outcome, Question
from sim.scenario.teaching import CheckQuestion, Term

__all__ = [
    "Actor",
    "Band",
    "Branch",
    "Channel",
    "CheckQuestion",
    "Clock",
    "Commitment",
    "Consequence",
    "Consequences",
    "DoneMove",
    "Drift",
    "Dynamics",
    "Effects",
    "Ending",
    "Estimate",
    "Event",
    "Expectation",
    "Feature",
    "Force",
    "Goal",
    "History",
    "Incident",
    "Indicator",
    "Kind",
    "KnownFigure",
    "Later",
    "Look",
    "Map",
    "MapLine",
    "Move",
    "OneOf",
    "Outcome",
    "PactPrice",
    "Pacts",
    "Place",
    "PolicyChoice",
    "Question",
    "Reading",
    "Readings",
    "RoleCard",
    "Rung",
    "Scenario",
    "Sight",
    "Term",
    "Triangular",
    "Uniform",
]


class Clock(Part):
    """When the crisis starts and how its time is cut into turns."""

    start: Day = Field(description="The date of the first turn.")
    turn: Literal["6 hours", "12 hours", "1 day", "2 days", "1 week"] = Field(
        description="How long one turn is."
    )
    turns: int = Field(ge=1, le=120, description="After this many turns every world has ended.")

    @property
    def length(self) -> timedelta:
        """How long one turn is."""
        count, unit = self.turn.split()
        return int(count) * timedelta(**{unit.rstrip("s") + "s": 1})

    def date_of(self, turn: int) -> date:
        """The date on which `turn` (counted from 1) begins."""
        return self.moment_of(turn).date()

    def moment_of(self, turn: int) -> datetime:
        """When `turn` (counted from 1) begins; the first one does at midnight."""
        return datetime.combine(self.start, time()) + (turn - 1) * self.length

    def turns_on(self, day: date) -> range:
        """The turns (counted from 1) that `day` falls in; none when it is outside the clock."""
        span = max(self.length, timedelta(days=1))
        first = [self.date_of(turn) for turn in range(1, self.turns + 1)]
        turns = [turn for turn, start in enumerate(first, 1) if start <= day < start + span]
        return range(turns[0], turns[-1] + 1) if turns else range(0)

    def turn_of(self, day: date, hour: int = 0) -> int | None:
        """The turn (counted from 1) in which that hour lies; None when it is outside the clock."""
        moment = datetime.combine(day, time(hour))
        begun = [turn for turn in self.turns_on(day) if self.moment_of(turn) <= moment]
        return begun[-1] if begun else None


class Rung(Part):
    """A named level of escalation."""

    label: Text = Field(description="Its name.")
    example: Text = Field(description="What the level looks like here.")
    when: Condition | None = Field(
        default=None, description="The world stands on the highest rung whose condition holds."
    )


class Ending(Grounded):
    """Why a world is over."""

    label: Text = Field(description="Its name.")
    text: Text = Field(description="What a person reads when it comes to this.")
    when: Condition | None = Field(
        default=None, description="It comes to this when this holds; without it, at the last turn."
    )
    last: bool = Field(default=False, description="Only looked at when the last turn is over.")
    counts_as: tuple[Outcome, ...] = Field(
        min_length=1, description="What it counts as beside recorded crises."
    )
    violent: bool = Field(default=False, description="A violent ending caps every actor's goals.")


class Attitudes(Grounded):
    """How the actors stand to each other, from -10 (hostile) to 10 (friendly)."""

    per_point: float = Field(
        ge=0, le=5, description="What one point of Goldstein's scale changes in the target."
    )
    rate: Share = Field(description="The part of the way back to the start covered in a turn.")
    start: dict[Name, dict[Name, Annotated[float, Field(ge=-10, le=10)]]] = Field(
        default_factory=dict, description="attitudes of an actor to others; 0 where not given."
    )


class Credibility(Grounded):
    """How far an actor's words are believed, from 0 to 1."""

    start: Share = Field(description="At the start.")
    kept: Change = Field(description="For a threat carried out when its deadline passed.")
    broken: Change = Field(description="For backing down.")
    gap: Change = Field(description="For a soothing word and an escalating deed in one turn.")


class AudienceCosts(Grounded):
    """What a public threat costs those who make it (Fearon 1994; Tomz 2007)."""

    growth: Share = Field(description="Growth of the cost for each turn that the threat stood.")
    excuse: Share = Field(description="The part that is left when it is taken back with a reason.")


class PactPrice(Part):
    """What an actor pays for breaking a promise that it signed in public."""

    audience: IndicatorName = Field(description="The indicator that breaking it costs.")
    cost: float = Field(gt=0, le=1e6, description="What it costs the audience at once.")


class Pacts(Grounded):
    """What breaking a signed promise costs; it grows with time like that of a public threat."""

    quiet: Share = Field(
        default=0.5, description="The part of the price that breaking a private pact costs."
    )
    prices: dict[Name, PactPrice] = Field(
        default_factory=dict,
        description="The price by actor; who is not listed pays as for its dearest commitment at "
        "its loudness, and with credibility alone if it has none.",
    )


PACTS = Pacts(
    assumption="A signature is as public as the loudest threat of its author, so that breaking "
    "it costs as much. That a private promise was broken comes out too, but is heard by fewer: "
    "half of that."
)


class Dynamics(Part):
    """The numbers of the rules themselves."""

    goldstein: Literal["icews", "gdelt"] = Field(
        default="icews", description="Which published list of Goldstein values is used."
    )
    attitudes: Attitudes = Field(description="Action and reaction.")
    credibility: Credibility = Field(description="Words and deeds.")
    audience: AudienceCosts = Field(description="The price of backing down.")
    pacts: Pacts = Field(
        default_factory=lambda: PACTS,
        description="Promises that two roles sign, which only people propose. Where this is left "
        "out, they are priced as described below.",
    )
    violent_cap: float = Field(
        default=25, ge=0, le=100, description="No actor's goals score more after a violent ending."
    )


class Scenario(Part):
    """A crisis: its sides, what can be done, what may happen and how it can end."""

    format: Literal[1] = Field(default=FORMAT, description="Version of this format.")
    id: Name = Field(description="Its name on the command line; the same as the file's.")
    title: Text = Field(description="Its title.")
    summary: Text = Field(description="What it is about, in a neutral paragraph.")
    note: Text | None = Field(default=None, description="Notes on content, names and status.")
    reviewed: str = Field(default="not yet reviewed", description="By whom and when it was read.")
    level: Literal["introductory", "standard", "advanced"] = Field(
        default="standard", description="How much it asks of a person who plays it."
    )
    minutes: int | None = Field(
        default=None, ge=1, le=600, description="About how long one person plays it."
    )
    learning: tuple[Text, ...] = Field(
        default=(), max_length=8, description="What a person can do or explain afterwards."
    )
    clock: Clock = Field(description="When, and how long.")
    actors: dict[Name, Actor] = Field(min_length=1, description="The sides, in order of acting.")
    indicators: dict[IndicatorName, Indicator] = Field(min_length=1, description="Quantities.")
    dynamics: Dynamics = Field(description="The numbers of the rules.")
    moves: dict[Name, dict[Name, Move]] = Field(description="What each actor may do, by actor.")
    events: dict[Name, Event] = Field(default_factory=dict, description="What happens to them.")
    incidents: dict[Name, Incident] = Field(default_factory=dict, description="What nobody chose.")
    commitments: dict[Name, Commitment] = Field(default_factory=dict, description="Public threats.")
    ladder: dict[Name, Rung] = Field(min_length=2, description="Levels of escalation, low first.")
    endings: dict[Name, Ending] = Field(min_length=1, description="In the order they are checked.")
    history: History | None = Field(default=None, description="What was really done.")
    calibration: tuple[Band, ...] = Field(default=(), description="The calibration contract.")
    debrief: tuple[Question, ...] = Field(default=(), description="Questions for afterwards.")
    expect: tuple[Expectation, ...] = Field(
        default=(), max_length=100, description="Tests of the scenario."
    )
    readings: dict[Name, Readings] = Field(
        default_factory=dict, description="What other sources say, by the conflict of seeds/."
    )
    map: Map | None = Field(default=None, description="What is drawn of the world.")
    terms: dict[Name, Term] = Field(
        default_factory=dict, max_length=100, description="The glossary: words that are explained."
    )

    def switched(self) -> dict[str, Readings]:
        """The conflicts in which another reading than the usual one is in place."""
        return {name: each for name, each in self.readings.items() if each.taken}

    def claims(self) -> list[ClaimRef]:
        """Every claim that the scenario rests on, each once, sorted."""
        found: set[str] = set()
        stack: list[object] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, Sourced):
                found.update(part.sources)
            if isinstance(part, Part):
                stack.extend(value for _, value in part)
            elif isinstance(part, dict):
                stack.extend(part.values())
            elif isinstance(part, tuple):
                stack.extend(part)
        return sorted(found)
