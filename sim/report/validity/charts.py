"""Pictures of a validity: surprise by day, and figures beside where they should lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from sim.analysis.backtest import Backtest, Decision, mean
from sim.analysis.validity.finding import Finding
from sim.analysis.validity.history import commonest
from sim.report.chart import Chart, Line, Mark, Scale
from sim.report.fans import days_of
from sim.scenario.schema import Scenario
from sim.session.words import _


def surprise_chart(scenario: Scenario, test: Backtest) -> Chart:
    """Day by day: how surprising history's choices are to the model and to the two yardsticks."""
    named = commonest(test.decisions).tolist()
    turns = sorted({each.turn for each in test.decisions})

    def line(kind: str, surprises: Sequence[float]) -> Line:
        pairs = list(zip(test.decisions, surprises, strict=True))
        return Line(kind, [(turn, mean(s for d, s in pairs if d.turn == turn)) for turn in turns])

    ours = [-each.log_likelihood for each in test.decisions]
    return Chart(
        alt=_(
            "Surprise by day, in nats, on average over all choices: {model} for the model, "
            "{chance} for picking any legal move, {commonest} for naming what each seat did most "
            "often."
        ).format(
            model=f"{mean(ours):.2f}",
            chance=f"{-test.random_log_likelihood:.2f}",
            commonest=f"{-mean(named):.2f}",
        ),
        days=days_of(scenario.clock, first=1),
        first=1,
        lines=[
            line("middle", ours),
            line("history", [-each.chance for each in test.decisions]),
            line("knew", [-each for each in named]),
        ],
        marks=[
            Mark("known", each.turn, -each.log_likelihood, -each.log_likelihood)
            for each in test.decisions
            if each.recorded
        ],
        least=0.0,
    )


def recorded_moves(test: Backtest) -> list[Decision]:
    """The decisions with an entry in history, in the order of days."""
    return list(test.of(recorded=True).decisions)


@dataclass(frozen=True)
class Plot:
    """A row of a picture: where a figure should lie, and where it lies; in percent of an axis."""

    should: tuple[float, float]
    reach: tuple[float, float]
    dot: float
    zero: float | None


def scale_of(findings: Sequence[Finding]) -> Scale:
    """One axis for findings of one unit: all of it for shares, else as far as they reach."""
    if findings and findings[0].unit == "share":
        return Scale(0, 1)
    ends = [0.0]
    for each in findings:
        if each.found:
            found = (each.found.low, each.found.high, each.least, each.most)
            ends += [end for end in found if abs(end) != inf]
    room = 0.06 * ((max(ends) - min(ends)) or 1)
    low = 0.0 if findings and findings[0].unit in ("distance", "days") else min(ends) - room
    return Scale(low, max(ends) + room)


def plot_of(found: Finding, scale: Scale) -> Plot | None:
    """The row of a finding; None where nothing was found."""
    if found.found is None:
        return None
    is_open = scale.least < 0
    return Plot(
        should=(scale.at(found.least), scale.at(found.most)),
        reach=(scale.at(found.found.low), scale.at(found.found.high)),
        dot=scale.at(found.found.value),
        zero=scale.at(0) if is_open else None,
    )
