"""The backtest: with history's moves forced, how likely did the model find each of them?

Worlds follow what was really done. In every turn, before it is forced, the actors' own policies
are asked how likely that move is, from what the actors see then; and the indicators are held
against the figures that are known of that day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.intervals import Spread, spread
from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.engine.policies import find_policy
from sim.engine.policies.historical import recorded_moves
from sim.engine.rows import Rows
from sim.scenario.schema import KnownFigure, Scenario

LEAST = 1e-9  # what a policy gives no chance at all is counted as this: one miss is not the end
WORLDS = 200


@dataclass(frozen=True)
class Decision:
    """What an actor did or said in a turn, in the worlds where it had a choice.

    Attributes:
        recorded: history has an entry; otherwise the actor is taken to have rested.
        worlds: in so many of them it was legal, and not the only thing that was.
        probability: that the policy gave it, on average over these worlds.
        log_likelihood: the natural logarithm of that probability, on average.
        chance: the same for choosing at random among what is legal.
        rank: 1 where no legal move was likelier, on average; equals share their ranks.
        options: how many moves were legal, on average.
    """

    turn: int
    date: str
    actor: str
    channel: str
    move: str
    recorded: bool
    worlds: int
    probability: float
    log_likelihood: float
    chance: float
    rank: float
    options: float


@dataclass(frozen=True)
class Illegal:
    """A recorded move that the model did not allow, in `share` of the worlds."""

    date: str
    actor: str
    move: str
    share: float


@dataclass(frozen=True)
class FigureCheck:
    """A known figure beside what the worlds had on that day."""

    date: str
    indicator: str
    least: float
    most: float
    found: Spread

    @property
    def is_inside(self) -> bool:
        """Do what is known and eight of ten worlds overlap?"""
        return self.found.low <= self.most and self.least <= self.found.high


@dataclass(frozen=True)
class Backtest:
    """How well the model's actors agree with those of history."""

    worlds: int
    decisions: tuple[Decision, ...]
    illegal: tuple[Illegal, ...]
    figures: tuple[FigureCheck, ...]

    @property
    def mean_log_likelihood(self) -> float:
        """Of all decisions alike."""
        return mean(decision.log_likelihood for decision in self.decisions)

    @property
    def random_log_likelihood(self) -> float:
        """What choosing at random would have reached."""
        return mean(decision.chance for decision in self.decisions)

    def of(self, actor: str | None = None, recorded: bool | None = None) -> Backtest:
        """Only the decisions of an actor, or only those with an entry in history or without."""
        chosen = tuple(
            decision
            for decision in self.decisions
            if actor in (None, decision.actor) and recorded in (None, decision.recorded)
        )
        return Backtest(self.worlds, chosen, self.illegal, self.figures)

    def surprises(self, most: int = 5) -> list[Decision]:
        """The recorded decisions that the model found least likely."""
        recorded = (decision for decision in self.decisions if decision.recorded)
        return sorted(recorded, key=lambda decision: decision.log_likelihood)[:most]


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing, which is what no decision adds."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def backtest(
    scenario: Scenario, worlds: int = WORLDS, seed: int = 0, foresight: int | None = None
) -> Backtest:
    """Follow history in so many worlds.

    foresight: of all actors, in place of what the scenario says; 0 or 1.

    Raises:
        ValueError: the scenario has no history.
    """
    if foresight is not None:
        scenario = with_foresight(scenario, foresight)
    return _Follower(Crisis(scenario, worlds, seed=seed)).follow()


def with_foresight(scenario: Scenario, foresight: int) -> Scenario:
    """The same scenario with actors that all look so far ahead."""
    actors = {
        name: actor.model_copy(
            update={"policy": actor.policy.model_copy(update={"foresight": foresight})}
        )
        for name, actor in scenario.actors.items()
    }
    return scenario.model_copy(update={"actors": actors})


class _Follower:
    """Moves a crisis along history and notes what the actors would have done."""

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        self.book = crisis.rules.book
        self.scenario = self.book.scenario
        self.done = recorded_moves(self.book)
        self.history = find_policy("historical")(crisis.rules)
        self.decisions: list[Decision] = []
        self.illegal: list[Illegal] = []
        self.figures: list[FigureCheck] = []

    def follow(self) -> Backtest:
        crisis = self.crisis
        while crisis.running:
            outlook = crisis.open_turn()
            self._judge(outlook, crisis.weigh(outlook))
            forced = self.history.weigh(outlook) * outlook.legal
            crisis.close_turn(outlook, crisis.rules.draw(crisis.worlds, forced))
            self._check_figures()
        return Backtest(
            crisis.worlds.count, tuple(self.decisions), tuple(self.illegal), tuple(self.figures)
        )

    def _judge(self, outlook: Outlook, weights: Rows) -> None:
        """How likely each seat's recorded move is by these weights."""
        turn, alive = outlook.worlds.turn, outlook.worlds.alive
        date = self.scenario.clock.date_of(turn).isoformat()
        for seat, place in enumerate(self.done[turn - 1].tolist()):
            own = [i for i, move in enumerate(self.book.moves) if move.seat == seat]
            actor, channel = self.book.seats[seat].split("/")
            name = self.book.moves[place].name.removeprefix(f"{actor}.")
            legal = outlook.legal[place]
            missed = alive & ~legal
            if missed.any():
                self.illegal.append(Illegal(date, actor, name, float(missed.sum() / alive.sum())))
            options = outlook.legal[own].sum(axis=0)
            here = alive & legal & (options > 1)
            if here.any():
                chances = _chances(weights[own], own.index(place))[here]
                self.decisions.append(
                    Decision(
                        turn=turn,
                        date=date,
                        actor=actor,
                        channel=channel,
                        move=name,
                        recorded=place != own[0],
                        worlds=int(here.sum()),
                        probability=float(chances.mean()),
                        log_likelihood=float(np.log(np.maximum(chances, LEAST)).mean()),
                        chance=float(-np.log(options[here]).mean()),
                        rank=float(_ranks(weights[own], own.index(place))[here].mean()),
                        options=float(options[here].mean()),
                    )
                )

    def _check_figures(self) -> None:
        """The figures that are known of the day that ends with this turn."""
        assert self.scenario.history is not None
        worlds = self.crisis.worlds
        played = worlds.row("turn", "turn") == worlds.turn
        for figure in self.scenario.history.figures:
            if list(self.scenario.clock.turns_on(figure.date))[-1:] == [worlds.turn]:
                found = worlds.row("indicator", figure.indicator)[played]
                self.figures.append(_checked(figure, found))


def _chances(weights: Rows, place: int) -> NDArray[np.float64]:
    """The chance of the move at `place`, (W,); a seat whose weights are all 0 rests."""
    total = weights.sum(axis=0, dtype=np.float64)
    rests = 1.0 if place == 0 else 0.0
    return np.where(total > 0, weights[place] / np.maximum(total, 1), rests)


def _ranks(weights: Rows, place: int) -> NDArray[np.float64]:
    """How many moves are likelier than the one at `place`, and half of its equals, from 1, (W,).

    What is not legal weighs nothing and comes last.
    """
    likelier = (weights > weights[place]).sum(axis=0)
    equals = ((weights == weights[place]) & (weights > 0)).sum(axis=0) - (weights[place] > 0)
    ranks: NDArray[np.float64] = 1 + likelier + equals / 2
    return ranks


def _checked(figure: KnownFigure, found: Rows) -> FigureCheck:
    ends = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    return FigureCheck(figure.date.isoformat(), figure.indicator, *ends, spread(found))
