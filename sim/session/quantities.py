"""The indicators as a role sees them: how large, how sure, and how far from what it wants."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.engine.prospects import sides_of
from sim.scenario.actors import Goal
from sim.scenario.indicators import Indicator, OneOf, Triangular, Uniform, typical_start
from sim.session.memory import Memory
from sim.session.view import Aim, Certainty, Quantity

TWO_IN_THREE = 2 / 3


def quantities_of(memory: Memory, language: str) -> tuple[Quantity, ...]:
    """All indicators, in the order of the scenario."""
    names = memory.rules.book.indicators
    past = np.array(memory.past).T.tolist()
    values = memory.column[memory.indicators].tolist()
    goals = _goals(memory)
    return tuple(
        _quantity(memory, name, language, value, tuple(was), goals)
        for name, value, was in zip(names, values, past, strict=True)
    )


def _quantity(
    memory: Memory,
    name: str,
    language: str,
    value: float,
    past: tuple[float, ...],
    goals: Sequence[Goal],
) -> Quantity:
    part = memory.rules.book.scenario.indicators[name]
    actor, dot, _rest = name.partition(".")
    certainty, low, high = _sureness(part, memory.sight.errors[name], value)
    return Quantity(
        id=name,
        label=part.label.spoken(language),
        unit=part.unit,
        text=part.text.spoken(language) if part.text else "",
        owner=actor if dot else None,
        value=value,
        low=max(low, part.range[0]),
        high=min(high, part.range[1]),
        range=part.range,
        certainty=certainty,
        past=past,
        harm=part.harm,
        aim=_aim(goals, name, part, value),
        sources=part.sources,
        assumption=part.assumption,
    )


def _goals(memory: Memory) -> Sequence[Goal]:
    """What the role wants; who only looks on wants nothing."""
    role = memory.sight.role
    actors = memory.rules.book.scenario.actors
    return actors[role].goals if role in actors else ()


def _sureness(part: Indicator, error: float | None, value: float) -> tuple[Certainty, float, float]:
    """How sure a value is, and between what about two in three would have it."""
    if error == 0:
        return "exact", value, value
    if error is None:
        below, above = _spread(part)
        return "guess", value - below, value + above
    return "estimate", value - error * abs(value), value + error * abs(value)


def _spread(part: Indicator) -> tuple[float, float]:
    """How far below and above the mean of its start most starts lie."""
    match part.start:
        case Uniform(uniform=(low, high)) | Triangular(triangular=(low, _, high)):
            ends = low, high
        case OneOf(one_of=figures):
            ends = min(figures), max(figures)
        case _:
            return 0.0, 0.0
    mean = typical_start(part)
    return TWO_IN_THREE * (mean - ends[0]), TWO_IN_THREE * (ends[1] - mean)


def _aim(goals: Sequence[Goal], name: str, part: Indicator, value: float) -> Aim | None:
    """What the role wants of it; of several goals, the one that counts most."""
    own = [goal for goal in goals if goal.indicator == name]
    if not own:
        return None
    goal = max(own, key=lambda each: each.weight)
    figure = goal.target if goal.target is not None else goal.line
    share = goal.weight / sum(each.weight for each in goals)
    return Aim(goal.shape, figure, share, _distance(goal, part, value))


def _distance(goal: Goal, part: Indicator, value: float) -> float:
    """0 where the role wants it, 1 as far away as can be."""
    away = [
        (value - best) / (worst - best)
        for best, worst in sides_of(goal, part.range)
        if best != worst
    ]
    return min(max(0.0, *away), 1.0)


def goals_reached(memory: Memory) -> float:
    """How far the role's goals are reached, 0 to 100, on what it sees."""
    losses, scenario = memory.rules.true_losses, memory.rules.book.scenario
    loss = losses.loss(losses.distance(memory.worlds.table))[:, 0]
    own = [i for i, side in enumerate(losses.sides) if side.actor == memory.sight.number]
    score: float = 100 * (1 - sum(loss[own].tolist()))
    ending = int(memory.worlds.row("ending", "ending")[0])
    if ending >= 0 and list(scenario.endings.values())[ending].violent:
        return min(score, scenario.dynamics.violent_cap)
    return score
