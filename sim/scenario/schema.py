"""What an author writes: the parts of a scenario file, each field with what it means.

The JSON Schema for editors is made from these models. Whether names refer to something that
exists is not their business: `check` looks at the whole.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sim.scenario.fields import (
    FORMAT,
    Amount,
    Change,
    ClaimRef,
    Condition,
    Day,
    Figure,
    Grounded,
    IndicatorName,
    Name,
    Part,
    Share,
    Text,
)

Kind = Literal["escalate", "hold", "de-escalate"]
Channel = Literal["deed", "word"]
Outcome = Literal["agreement", "pull-back", "standoff", "clashes", "war"]
Effects = dict[str, Amount]


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
        hours = (turn - 1) * self.length
        return self.start + timedelta(days=hours.days)

    def turns_on(self, day: date) -> range:
        """The turns (counted from 1) that begin on `day`; empty when the clock does not reach it."""
        return range_of([t for t in range(1, self.turns + 1) if self.date_of(t) == day])


def range_of(turns: list[int]) -> range:
    """Neighbouring turns as a range."""
    return range(turns[0], turns[-1] + 1) if turns else range(0)


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
    unit: str = Field(min_length=1, description='What it is counted in: "troops", "index", "flag".')
    range: tuple[Figure, Figure] = Field(description="The least and the most it can be.")
    start: Start = Field(description="Its value at the start, or how that value is distributed.")
    drift: Drift | None = Field(default=None, description="What it relaxes toward.")
    seen_by: dict[Name, Sight] = Field(
        default_factory=dict,
        description="How each actor sees it; `default` stands for those not named. "
        "An actor sees its own indicators exactly; without this, all see all exactly.",
    )
    harm: bool = Field(
        default=False, description="Human cost: shown, never converted into points."
    )
    peak: Literal["highest", "lowest"] | None = Field(
        default=None, description="Which extreme of it is worth recording for each world."
    )
    text: Text | None = Field(default=None, description="One sentence for the glossary.")


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
    interests: tuple[Text, ...] = Field(min_length=1, description="What it wants, first things first.")
    red_lines: tuple[Text, ...] = Field(min_length=1, description="What it will not accept.")
    constraints: tuple[Text, ...] = Field(default=(), description="What it can't do, and why.")
    audience: Text = Field(description="To whom it answers.")
    concern: Text | None = Field(default=None, description="A legitimate concern of this role.")
    mistake: Text | None = Field(default=None, description="Something that this side got wrong.")


class Actor(Grounded):
    """A side of the crisis."""

    name: Text = Field(description="The side's name.")
    short: Text | None = Field(default=None, description="A short form for tables and the map.")
    playable: bool = Field(default=True, description="May a person take this role?")
    card: RoleCard = Field(description="The role card.")
    policy: PolicyChoice = Field(default_factory=PolicyChoice, description="How it chooses.")
    goals: tuple[Goal, ...] = Field(min_length=1, description="What it wants, with weights.")


class Later(Part):
    """Effects that arrive some turns later."""

    after: int = Field(ge=1, le=30, description="In how many turns.")
    effects: Effects = Field(min_length=1, description="What changes then, and by how much.")


def _list_of_one(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Delayed = Annotated[tuple[Later, ...], BeforeValidator(_list_of_one)]


class Consequence(Part):
    """What something changes: amounts are added to indicators, `attitude(a, b)`, `credibility(a)`."""

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
    cameo: Annotated[str, Field(pattern=r"^\d{2,4}$")] = Field(
        description="CAMEO event code in quotes; its Goldstein value moves attitudes."
    )
    toward: Annotated[tuple[Name, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)] = (
        Field(default=(), description="The actor or actors that it is directed at.")
    )
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
    when: Condition | None = Field(default=None, description="It can only happen while this holds.")
    chance: Amount | None = Field(
        default=None, description="How likely it is, each turn that it can happen. 100% if not given."
    )
    limit: int = Field(default=1, ge=1, le=120, description="How often at most.")
    cooldown: int = Field(default=0, ge=0, le=60, description="Turns between two of the same.")
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


class Dynamics(Part):
    """The numbers of the rules themselves."""

    goldstein: Literal["icews", "gdelt"] = Field(
        default="icews", description="Which published list of Goldstein values is used."
    )
    attitudes: Attitudes = Field(description="Action and reaction.")
    credibility: Credibility = Field(description="Words and deeds.")
    audience: AudienceCosts = Field(description="The price of backing down.")
    violent_cap: float = Field(
        default=25, ge=0, le=100, description="No actor's goals score more after a violent ending."
    )


class DoneMove(Grounded):
    """A move that was really made."""

    date: Day = Field(description="When.")
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


class Scenario(Part):
    """A crisis: its sides, what can be done, what may happen and how it can end."""

    format: Literal[1] = Field(default=FORMAT, description="Version of this format.")
    id: Name = Field(description="Its name on the command line; the same as the file's.")
    title: Text = Field(description="Its title.")
    summary: Text = Field(description="What it is about, in a neutral paragraph.")
    note: Text | None = Field(default=None, description="Content note and notes on names and status.")
    reviewed: str = Field(default="not yet reviewed", description="By whom and when it was read.")
    clock: Clock = Field(description="When, and how long.")
    actors: dict[Name, Actor] = Field(min_length=1, description="The sides, in order of acting.")
    indicators: dict[IndicatorName, Indicator] = Field(min_length=1, description="Quantities.")
    dynamics: Dynamics = Field(description="The numbers of the rules.")
    moves: dict[Name, dict[Name, Move]] = Field(description="What each actor may do, by actor.")
    events: dict[Name, Event] = Field(default_factory=dict, description="What happens to them.")
    incidents: dict[Name, Incident] = Field(default_factory=dict, description="What nobody chose.")
    commitments: dict[Name, Commitment] = Field(default_factory=dict, description="Public threats.")
    ladder: dict[Name, Rung] = Field(min_length=2, description="Levels of escalation, low to high.")
    endings: dict[Name, Ending] = Field(min_length=1, description="In the order they are looked at.")
    history: History | None = Field(default=None, description="What was really done.")
    calibration: tuple[Band, ...] = Field(default=(), description="The calibration contract.")
    debrief: tuple[Question, ...] = Field(default=(), description="Questions for afterwards.")
    expect: tuple[Expectation, ...] = Field(default=(), description="Tests of the scenario.")

    def claims(self) -> list[ClaimRef]:
        """Every claim that the scenario rests on, each once, sorted."""
        found: set[str] = set()
        stack: list[object] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, Grounded):
                found.update(part.sources)
            if isinstance(part, Part):
                stack.extend(value for _, value in part)
            elif isinstance(part, dict):
                stack.extend(part.values())
            elif isinstance(part, tuple):
                stack.extend(part)
        return sorted(found)
