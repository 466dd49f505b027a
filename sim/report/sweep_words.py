"""A sweep in plain words: what its paths and values are called, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod, sqrt
from typing import Any

from sim.analysis.dimensions import Dimension
from sim.analysis.intervals import line_among
from sim.analysis.swept import Compared, Swept
from sim.engine.cast import EVERYBODY, POLICY, is_policy
from sim.report.figures import difference
from sim.report.number_names import name_of_number
from sim.report.sensitivity_words import amount, change, outcome_name
from sim.scenario.faults import ScenarioError
from sim.scenario.overrides import places_of, told
from sim.scenario.schema import Scenario
from sim.scenario.variables import SECTIONS
from sim.session.words import _, ngettext

MOST_TOLD = 3  # paths in the sentences that come first


def path_name(scenario: Scenario, data: dict[str, Any], path: str) -> str:
    """What a path is about; itself, where it has no plainer name.

    data: the scenario as plain data.
    """
    if is_policy(path):
        role = path[len(POLICY) :]
        if role == EVERYBODY:
            return _("Who plays every side")
        return _("Who plays {side}").format(side=scenario.actors[role].name)
    try:
        places = list(places_of(data, path))
    except ScenarioError:
        return path
    if len(places) == 1 and len(places[0]) > 2 and places[0][0] in SECTIONS:
        return name_of_number(scenario, places[0])
    return path


def value_name(value: Any) -> str:
    """A value as it is written."""
    if value is None:
        return _("as it is")
    if isinstance(value, dict):  # such as a spread of start values
        return "; ".join(f"{name}: {value_name(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(value_name, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def compared_with(design: Sequence[dict[str, Any]], reference: int, is_usual: bool) -> str:
    """Which point the others are compared with."""
    settings = told(design[reference])
    if is_usual:
        words = _("point {number}, which leaves the scenario as it stands ({settings})")
    else:
        words = _("point {number} ({settings}), since no point leaves the scenario as it stands")
    return words.format(number=reference, settings=settings)


def in_short(
    scenario: Scenario,
    names: dict[str, str],
    dimensions: Sequence[Dimension],
    swept: Sequence[Swept],
    settings: Sequence[str],
    ranks: Mapping[str, Sequence[float]],
) -> Iterator[str]:
    """What the sweep shows of the outcome that is told first.

    Args:
        scenario: what was played.
        names: of the paths.
        dimensions: what was varied.
        swept: the outcomes that differ.
        settings: of each point that was played, in a line.
        ranks: of each path with numbers, its rank correlation with each outcome.
    """
    first = next((each for each in swept if each.differs), None)
    if first is None:
        yield _("Nothing that was varied changes how any world goes.")
        return
    yield _range(scenario, first, settings)
    lines = [each for each in dimensions if not each.is_cloud]
    if lines:
        yield _how_many(first)
    if is_even(dimensions, len(settings)):
        for dimension in lines[:MOST_TOLD]:
            yield _levels(names[dimension.path], dimension, first)
    if len(lines) < len(dimensions):
        yield from _clouds(names, ranks, first)


def is_even(dimensions: Sequence[Dimension], points: int) -> bool:
    """Is every value met with the same of the others, so that their means may be compared?"""
    lines = [len(each.levels) for each in dimensions if not each.is_cloud]
    return prod(lines) == points or len(dimensions) == 1


def _range(scenario: Scenario, swept: Swept, settings: Sequence[str]) -> str:
    """From the point at which it is least to that at which it is most."""
    least, most = int(swept.means.argmin()), int(swept.means.argmax())
    words = _("“{outcome}” goes from {low} (at {there}) to {high} (at {here}).")
    return words.format(
        outcome=outcome_name(scenario, swept.outcome),
        low=amount(swept.outcome, swept.means[least]),
        high=amount(swept.outcome, swept.means[most]),
        there=settings[least],
        here=settings[most],
    )


def _how_many(swept: Swept) -> str:
    """At how many points it is surely different."""
    compared = [each for each in swept.points if each.difference]
    sure = sum(each.is_sure(len(compared)) for each in compared)
    words = ngettext(
        "It surely differs from the point of reference at {sure} of {count} other point: by more "
        "than luck explains, however many are compared.",
        "It surely differs from the point of reference at {sure} of {count} other points: by more "
        "than luck explains, however many are compared.",
        len(compared),
    )
    return words.format(sure=sure, count=len(compared))


def _levels(name: str, dimension: Dimension, swept: Swept) -> str:
    """What one path does, over all points that have each of its values."""
    levels = swept.levels[dimension.path]
    others = [
        (level, each)
        for level, each in zip(dimension.levels, levels, strict=True)
        if each.difference
    ]
    level, each = max(others, key=lambda pair: abs(_difference(pair[1])))
    usual = value_name(dimension.levels[dimension.usual_level].value)
    if not each.is_sure(len(others)):
        words = _("{name}: no value surely makes it other than {usual} does.")
        return words.format(name=name, usual=usual)
    words = _("{name}: the largest difference is {change}, at {value} beside {usual}.")
    told_change = change(swept.outcome, _difference(each))
    return words.format(name=name, value=value_name(level.value), change=told_change, usual=usual)


def _clouds(
    names: Mapping[str, str], ranks: Mapping[str, Sequence[float]], swept: Swept
) -> Iterator[str]:
    """The numbers that it goes with most, over all points."""
    line = line_among(len(ranks)) / sqrt(max(1, len(swept.points) - 1))
    strongest = sorted(ranks.items(), key=lambda pair: -abs(pair[1][0]))
    told_ranks = [(names[path], found[0]) for path, found in strongest if abs(found[0]) > line]
    if not told_ranks:
        yield _("It goes with none of the numbers more than luck explains.")
    for name, found in told_ranks[:MOST_TOLD]:
        rises = _("It rises with {name} (rank correlation {rank}).")
        falls = _("It falls with {name} (rank correlation {rank}).")
        yield (rises if found > 0 else falls).format(name=f"“{name}”", rank=difference(found))


def _difference(each: Compared) -> float:
    return each.difference.value if each.difference else 0.0
