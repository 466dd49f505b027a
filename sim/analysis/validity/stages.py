"""Stages: one turn of two actors as a game of its own, taken out of a scenario at a typical start.

Both do one thing at once. A payoff is what the actor would have spared or lost, in its stakes, if
both moves changed what they are expected to change, less the cost of its own move, plus what
answering in kind is worth. The model's actor values its moves one by one at going rates; it does
not ask what the other does in the same turn. So its choice is no equilibrium, and how far the two
lie apart says what that leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from sim.analysis.assay.bench import Bench
from sim.analysis.validity.finding import Finding, Measured, judged, not_applicable
from sim.analysis.validity.gambit import HOW, MissingGambit, logit_equilibrium
from sim.analysis.validity.plays import rivals
from sim.engine.book import CHANNELS
from sim.engine.crisis import Crisis
from sim.engine.logit import STEPS
from sim.engine.phases.decide import Outlook
from sim.engine.policies.quantal import Policy
from sim.engine.rows import Figures
from sim.engine.rules import Rules, rules_of
from sim.scenario.moves import Channel
from sim.session.words import _

MOST_APART = 0.1
FEWEST, MOST_MOVES = 2, 12  # of a side, the likeliest ones; a larger game takes Gambit minutes
STEP = 1 / STEPS  # a step of the table: what a chance may be wrong by


@dataclass(frozen=True, eq=False)
class Stage:
    """A game of two.

    Attributes:
        actors: who plays; channel: with deeds or with words.
        moves: the names of the moves of each.
        payoffs: of each, (moves of the first, moves of the second), in its own stakes.
        rationality: the λ of each. chosen: the chances with which the model makes each move.
    """

    actors: tuple[str, str]
    channel: Channel
    moves: tuple[list[str], list[str]]
    payoffs: tuple[Figures, Figures]
    rationality: tuple[float, float]
    chosen: tuple[Figures, Figures]


@dataclass(frozen=True, eq=False)
class Solved:
    """A stage, and the chances in its logit equilibrium."""

    stage: Stage
    equilibrium: tuple[Figures, Figures]

    @property
    def apart(self) -> tuple[float, float]:
        """The total variation between model and equilibrium, of each actor."""
        pairs = zip(self.stage.chosen, self.equilibrium, strict=True)
        first, second = (float(np.abs(ours - theirs).sum()) / 2 for ours, theirs in pairs)
        return first, second


def stages_of(rules: Rules) -> Iterator[Stage]:
    """The rivals with deeds and with words, then every other pair with deeds.

    Left out are pairs of which one has less than two legal moves or is no quantal actor.
    """
    scenario = rules.book.scenario
    pair = rivals(scenario)
    others = [each for each in combinations(scenario.actors, 2) if each != pair]
    typical = Typical(rules)
    for actors, channels in ([(pair, CHANNELS)] if pair else []) + [
        (each, CHANNELS[:1]) for each in others
    ]:
        if all(scenario.actors[name].policy.name == "quantal" for name in actors):
            for channel in channels:
                stage = typical.stage(actors, channel)
                if min(map(len, stage.moves)) >= FEWEST:
                    yield stage


class Typical:
    """A typical world in its first turn, as the actors see it before they decide."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.book = rules, rules.book
        self.worlds = rules.start.typical_world()
        answers = rules.decision.answer(self.worlds)
        self.outlook = Outlook(self.worlds, answers, rules.legality(self.worlds, answers))
        policy = Policy(rules)
        weights = policy.weigh(self.outlook) * self.outlook.legal
        self.weights = weights[:, 0].astype(np.float64)
        losses = rules.prospects.losses
        self.distance = losses.distance(self.worlds.table)[:, 0].astype(np.float64)
        self.changes = np.array(
            [
                rules.typical_changes[side.indicator] * float(losses.scale[number, 0])
                for number, side in enumerate(losses.sides)
            ]
        ).reshape(len(losses.sides), len(self.book.moves))

    def stage(self, actors: tuple[str, str], channel: Channel) -> Stage:
        """The game of these two in one channel."""
        places = (self._likeliest(actors[0], channel), self._likeliest(actors[1], channel))
        policies = [self.book.scenario.actors[name].policy for name in actors]
        first, second = (self._payoffs(name, places) for name in actors)
        chosen_first, chosen_second = (
            self.weights[own] / self.weights[own].sum() for own in places
        )
        return Stage(
            actors=actors,
            channel=channel,
            moves=(self._names(places[0]), self._names(places[1])),
            payoffs=(first, second),
            rationality=(policies[0].rationality, policies[1].rationality),
            chosen=(chosen_first, chosen_second),
        )

    def _likeliest(self, actor: str, channel: Channel) -> list[int]:
        """The legal moves of a seat, at most so many, in the order of the book."""
        seat = self.book.seats.index(f"{actor}/{channel}")
        own = [
            place
            for place, move in enumerate(self.book.moves)
            if move.seat == seat and self.outlook.legal[place, 0]
        ]
        return sorted(sorted(own, key=lambda place: -self.weights[place])[:MOST_MOVES])

    def _names(self, places: list[int]) -> list[str]:
        return [self.book.moves[place].name.split(".", 1)[1] for place in places]

    def _payoffs(self, actor: str, places: tuple[list[int], list[int]]) -> Figures:
        """What each pair of moves brings the actor, in its stakes."""
        number = self.book.actors.index(actor)
        losses = self.rules.prospects.losses
        own = [i for i, side in enumerate(losses.sides) if side.actor == number]
        first, second = (self.changes[own][:, chosen] for chosen in places)
        ends = self.distance[own][:, None, None] + first[:, :, None] + second[:, None, :]
        curved, straight = (
            part[own].reshape(-1, 1, 1) for part in (losses.curved, losses.straight)
        )

        def felt(distance: Figures) -> Figures:
            inside = distance.clip(0, 1)
            return np.asarray(((inside * curved + straight) * inside).sum(axis=0))

        spared = felt(self.distance[own][:, None, None]) - felt(ends)
        side = 0 if number == self.book.moves[places[0][0]].actor else 1
        aside = np.array([self._aside(place) for place in places[side]])
        return np.asarray(spared + (aside[:, None] if side == 0 else aside[None, :]))

    def _aside(self, place: int) -> float:
        """What a move is worth apart from what it changes: answering in kind, less its cost."""
        move = self.book.moves[place]
        names = self.book.actors
        reciprocity = self.book.scenario.actors[names[move.actor]].policy.reciprocity
        worth = -(move.move.cost if move.move else 0.0)
        for other in move.toward:
            attitude = float(self.worlds.row("attitude", f"{names[move.actor]}/{names[other]}")[0])
            worth += reciprocity * attitude / 10 * move.goldstein / 10 / len(move.toward)
        return worth


def stage_findings(bench: Bench, worlds: int) -> tuple[list[Finding], list[Solved]]:
    """The stages beside Gambit, and the model's table of the logit curve beside the exact one."""
    rules = rules_of(bench.scenario)
    table = _table_finding(bench, worlds)
    stages = list(stages_of(rules))
    label = _("One-shot stages beside Gambit's logit equilibria")
    if not stages:
        why = _("No two quantal actors have two legal moves each at the start.")
        return [table, not_applicable("stages", "stages", label, why)], []
    try:
        solved = [
            Solved(stage, logit_equilibrium(stage.payoffs, stage.rationality)) for stage in stages
        ]
    except MissingGambit:
        why = _("Not made: Gambit's package is not installed. To get it: {how}").format(how=HOW)
        return [table, not_applicable("stages", "stages", label, why)], []
    return [table, *(_stage(rules, each) for each in solved)], solved


def _stage(rules: Rules, solved: Solved) -> Finding:
    stage, actors = solved.stage, rules.book.scenario.actors
    names = [str(actors[name].short or actors[name].name) for name in stage.actors]
    what = _("deeds") if stage.channel == "deed" else _("words")
    told = "; ".join(
        _("{actor} {apart}").format(actor=name, apart=f"{apart:.3f}")
        for name, apart in zip(names, solved.apart, strict=True)
    )
    return judged(
        "stages",
        f"stages.{stage.actors[0]}.{stage.actors[1]}.{stage.channel}",
        _("Distance from the logit equilibrium of one turn"),
        Measured.exactly(max(solved.apart)),
        "distance",
        _("The larger of two: {told}. Games of {moves} moves.").format(
            told=told, moves=" × ".join(str(len(moves)) for moves in stage.moves)
        ),
        most=MOST_APART,
        case=_("{one} and {other}, {what}").format(one=names[0], other=names[1], what=what),
    )


def _table_finding(bench: Bench, worlds: int) -> Finding:
    crisis = Crisis(bench.scenario, worlds, seed=bench.seed)
    found, choices = table_error(crisis)
    return judged(
        "stages",
        "stages.table",
        _(
            "The model's table of the logit curve beside exp(λ × worth): largest distance of a "
            "choice"
        ),
        Measured.exactly(found),
        "distance",
        _("{choices} choices in free play. A step of the table is {step}.").format(
            choices=f"{choices:,}", step=f"{STEP:.4f}"
        ),
        most=STEP,
        worlds=worlds,
    )


def table_error(crisis: Crisis) -> tuple[float, int]:
    """The largest total variation between chances by table and by exp, and of how many choices."""
    policy = Policy(crisis.rules)
    rationality = policy.steepness / STEPS
    largest, choices = 0.0, 0
    while crisis.running:
        outlook = crisis.open_turn()
        legal = outlook.legal[:-1]
        worth = policy.worth(outlook)[:-1]
        weights = (policy.weigh(outlook)[:-1] * legal).astype(np.float64)
        for first, end in pairwise(policy.seats.tolist()):
            own = slice(first, end)
            exponents = np.where(
                legal[own], rationality[own] * worth[own].astype(np.float64), -np.inf
            )
            exact = np.exp(exponents - exponents.max(axis=0))
            gap = weights[own] / weights[own].sum(axis=0) - exact / exact.sum(axis=0)
            apart = np.abs(gap).sum(axis=0)[outlook.worlds.alive] / 2
            largest = max(largest, float(apart.max(initial=0.0)))
            choices += apart.size
        crisis.close_turn(outlook, crisis.rules.draw(crisis.worlds, crisis.weigh(outlook)))
    return largest, choices
