"""Fans: how the main indicators went over time, in the middle and at the edges, beside history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.report.again import Course
from sim.report.chart import Band, Chart, Line, Mark
from sim.report.figures import number, short_day
from sim.scenario.schema import Clock, Indicator, KnownFigure, Scenario
from sim.scenario.units import counted_in
from sim.session.words import _

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
Known = dict[int, tuple[float, float]]
FEW = 6  # indicators that are shown where a scenario names none to be watched


@dataclass(frozen=True)
class Fan:
    """One indicator over the turns.

    Attributes:
        quantiles: (5, turns + 1), the lowest first.
        history: (turns + 1,) the median with history's moves; None without history.
        known: the least and the most that is known of it, by turn.
        recorded: the entries of history that are known of it.
    """

    name: str
    label: str
    unit: str
    harm: bool
    text: str
    quantiles: NDArray[np.floating]
    history: NDArray[np.floating] | None
    known: Known
    days: Sequence[str]
    chart: Chart
    recorded: Sequence[KnownFigure]
    sentence: str


def fans_of(scenario: Scenario, course: Course, history: Course | None) -> list[Fan]:
    """The main indicators: those that are watched, of human cost, or known from history."""
    known = {figure.indicator for figure in scenario.history.figures} if scenario.history else set()
    main = [
        name
        for name, part in scenario.indicators.items()
        if part.peak or part.harm or name in known
    ]
    names = main or list(scenario.indicators)[:FEW]
    return [_fan(scenario, name, course, history) for name in names]


def days_of(clock: Clock, first: int = 0) -> list[str]:
    """The names of turns on an axis, from that of turn `first`; 0 is the start."""
    days = [short_day(clock.date_of(turn)) for turn in range(max(first, 1), clock.turns + 1)]
    return [_("start"), *days] if first == 0 else days


def _fan(scenario: Scenario, name: str, course: Course, history: Course | None) -> Fan:
    part = scenario.indicators[name]
    quantiles = np.quantile(course.values[name], QUANTILES, axis=1)
    followed = np.median(history.values[name], axis=1) if history else None
    recorded = _recorded(scenario, name)
    known = _known(scenario, recorded)
    sentence = _sentence(part, quantiles[2], followed)
    days = days_of(scenario.clock)
    return Fan(
        name=name,
        label=str(part.label),
        unit=counted_in(part.unit),
        harm=part.harm,
        text=str(part.text or ""),
        quantiles=quantiles,
        history=followed,
        known=known,
        days=days,
        chart=_chart(sentence, days, quantiles, followed, known),
        recorded=recorded,
        sentence=sentence,
    )


def _recorded(scenario: Scenario, name: str) -> list[KnownFigure]:
    figures = scenario.history.figures if scenario.history else ()
    return [figure for figure in figures if figure.indicator == name]


def _known(scenario: Scenario, recorded: Sequence[KnownFigure]) -> Known:
    """By the last turn of the day that each is known of."""
    known = {}
    for figure in recorded:
        for turn in scenario.clock.turns_on(figure.date)[-1:]:
            value = figure.value
            known[turn] = value if isinstance(value, tuple) else (value, value)
    return known


def _chart(
    alt: str,
    days: Sequence[str],
    quantiles: NDArray[np.floating],
    history: NDArray[np.floating] | None,
    known: Known,
) -> Chart:
    turns = range(len(days))
    low, quarter, middle, three, high = quantiles.tolist()
    lines = [Line("middle", list(enumerate(middle)))]
    if history is not None:
        lines.append(Line("history", list(enumerate(history.tolist()))))
    return Chart(
        alt=alt,
        days=days,
        bands=[Band("most", turns, low, high), Band("half", turns, quarter, three)],
        lines=lines,
        marks=[Mark("known", turn, *ends) for turn, ends in known.items()],
    )


def _sentence(
    part: Indicator, middle: NDArray[np.floating], history: NDArray[np.floating] | None
) -> str:
    """What to see, in one sentence."""
    ends = number(middle[0]), number(middle[-1], part.unit)
    top, where = number(middle.max()), int(middle.argmax())
    if number(middle.min()) == top:
        words = _("The middle stays at {end}.")
    elif top in (number(middle[0]), number(middle[-1])):
        words = _("The middle goes from {start} to {end}.")
    else:
        words = _("The middle goes from {start} over {top} (turn {turn}) to {end}.")
    sentence = words.format(start=ends[0], top=top, turn=where, end=ends[1])
    if history is None:
        return sentence
    end = number(history[-1], part.unit)
    return sentence + " " + _("With history's moves it comes to {end}.").format(end=end)
