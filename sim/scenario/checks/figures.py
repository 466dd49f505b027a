"""Figures: everything said about an indicator lies in its range, and lows are below highs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.parts import Path
from sim.scenario.schema import Goal, Indicator, OneOf, Scenario, Triangular, Uniform

Reach = tuple[float, float]


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Figures outside their range, and ranges that run backwards."""
    for name, indicator in scenario.indicators.items():
        yield from _of_indicator(document, ("indicators", name), indicator)
    for path, name, figures in _about_indicators(scenario):
        if name in scenario.indicators:
            reach = scenario.indicators[name].range
            yield from _outside(document, path, figures, reach)
            yield from _backwards(document, path, figures)
    for path, goal in _goals(scenario):
        if goal.indicator in scenario.indicators:
            yield from _of_goal(document, path, goal, scenario.indicators[goal.indicator].range)
    for group in ("calibration", "expect"):
        for number, part in enumerate(getattr(scenario, group)):
            yield from _backwards(document, (group, number, "between"), part.between or ())


def _of_indicator(document: Document, path: Path, indicator: Indicator) -> Iterator[Fault]:
    low, high = indicator.range
    if low >= high:
        message = f"the least, {_shown(low)}, must be below the most, {_shown(high)}"
        yield document.fault((*path, "range"), message)
        return
    yield from _of_start(document, (*path, "start"), indicator)
    if indicator.drift:
        toward = indicator.drift.toward
        yield from _outside(document, (*path, "drift", "toward"), [toward], indicator.range)


def _of_start(document: Document, path: Path, indicator: Indicator) -> Iterator[Fault]:
    match indicator.start:
        case Uniform(uniform=figures):
            path = (*path, "uniform")
            yield from _backwards(document, path, figures)
        case Triangular(triangular=figures):
            path = (*path, "triangular")
            yield from _backwards(document, path, figures)
        case OneOf(one_of=figures):
            path = (*path, "one_of")
        case figure:
            figures = (figure,)
    yield from _outside(document, path, figures, indicator.range)


def _about_indicators(scenario: Scenario) -> Iterator[tuple[Path, str, Sequence[float]]]:
    """Every figure outside `indicators` that is about one, with that one's name."""
    for number, known in enumerate(scenario.history.figures if scenario.history else ()):
        figures = known.value if isinstance(known.value, tuple) else (known.value,)
        yield ("history", "figures", number, "value"), known.indicator, figures


def _goals(scenario: Scenario) -> Iterator[tuple[Path, Goal]]:
    for name, actor in scenario.actors.items():
        for number, goal in enumerate(actor.goals):
            yield ("actors", name, "goals", number), goal


def _of_goal(document: Document, path: Path, goal: Goal, reach: Reach) -> Iterator[Fault]:
    """A target lies in the range, and beyond a red line there is something to feel."""
    if goal.target is not None:
        yield from _outside(document, (*path, "target"), [goal.target], reach)
    if goal.line is not None:
        yield from _outside(document, (*path, "line"), [goal.line], reach)
        if goal.line == reach[goal.shape == "below"]:
            message = f"nothing of the range is {'above' if goal.shape == 'below' else 'below'} it"
            yield document.fault((*path, "line"), f"{message}, so it can never be crossed")


def _outside(
    document: Document, path: Path, figures: Sequence[float], reach: Reach
) -> Iterator[Fault]:
    low, high = reach
    several = isinstance(document.value(path), list)
    for number, figure in enumerate(figures):
        if not low <= figure <= high and low < high:
            message = f"{_shown(figure)} is outside the range, {_shown(low)} to {_shown(high)}"
            yield document.fault((*path, number) if several else path, message)


def _backwards(document: Document, path: Path, figures: Sequence[float]) -> Iterator[Fault]:
    if list(figures) != sorted(figures):
        order = ", ".join(map(_shown, figures))
        yield document.fault(path, f"these go from low to high, found {order}")


def _shown(figure: float) -> str:
    return format(figure, ".15g")
