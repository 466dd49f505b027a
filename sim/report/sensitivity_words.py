"""A study of sensitivity in plain words: what its outcomes are called, and what comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.calibration import OUTCOMES
from sim.analysis.sensitivity.findings import Findings, Found
from sim.analysis.sensitivity.luck import Verdict
from sim.analysis.sensitivity.morris import NEARLY_NOTHING, MorrisEffect
from sim.analysis.sensitivity.outcomes import VIOLENCE, Outcome
from sim.analysis.sensitivity.prim import Box, Condition
from sim.analysis.sensitivity.ranges import Parameter
from sim.analysis.sensitivity.sobol import MATTERS, SobolIndex
from sim.report.figures import MINUS, number, percent
from sim.report.number_names import name_of_number
from sim.scenario.schema import Scenario
from sim.session.words import _, listed, share

MOST_NAMED = 3
LUCKY = 0.5  # of the variance: with more luck than that, more copies help most
ONE_WAY = 0.5  # of what a number brings alone: with less in a straight line, no way is told


def outcome_name(scenario: Scenario, outcome: Outcome) -> str:
    """What an outcome is called in a table, or in quotation marks."""
    match outcome.kind:
        case "chance" if len(outcome.of) == 1:
            return str(scenario.endings[outcome.of[0]].label)
        case "chance":
            return _class_name(outcome.name)
        case "rung":
            return _("Highest rung of the ladder")
        case "score":
            side = scenario.actors[outcome.of[0]].name
            return _("Goals of {side}, 0 to 100").format(side=side)
        case "harm":
            return str(scenario.indicators[outcome.of[0]].label)


def _class_name(name: str) -> str:
    """A class of endings."""
    if name in OUTCOMES:
        return OUTCOMES[name][0]
    return {
        VIOLENCE: _("Any violent end"),
        "pull-back": _("A pull-back"),
        "standoff": _("A standoff that goes on"),
    }[name]


def number_name(scenario: Scenario, parameter: Parameter) -> str:
    """What a number belongs to, and which of its numbers it is."""
    return name_of_number(scenario, parameter.loc)


def amount(outcome: Outcome, value: float) -> str:
    """A value of an outcome."""
    if outcome.kind == "chance":
        return percent(value)
    return number(value, decimals=2 if abs(value) < 10 else 1)


def change(outcome: Outcome, value: float) -> str:
    """A change of an outcome, with its sign; of a chance in percentage points."""
    figure = 100 * value if outcome.kind == "chance" else value
    digits = f"{figure:+.2f}" if abs(figure) < 1 else f"{figure:+,.1f}"
    signed = digits.replace("-", MINUS)
    return _("{change} points").format(change=signed) if outcome.kind == "chance" else signed


def setting(parameter: Parameter, value: float) -> str:
    """A value of a number that is varied, or of the factor before a formula."""
    return f"{'× ' if parameter.is_factor else ''}{value:.4g}"


def verdict_name(verdict: Verdict) -> str:
    """What can be said of a number."""
    return {
        "matters": _("matters"),
        "hardly": _("hardly matters"),
        "open": _("cannot tell"),
    }[verdict]


def way(each: SobolIndex | MorrisEffect) -> str:
    """What more of a number brings; empty if that is not one way, or not sure."""
    if isinstance(each, MorrisEffect):
        rises, sure = each.mean > 0, each.is_one_way
    else:
        rises = each.slope > 0
        sure = each.first.low > 0 and each.slope**2 > ONE_WAY * each.first.value
    if not sure:
        return ""
    return _("more") if rises else _("less")


def in_short(findings: Findings) -> Iterator[str]:
    """What was found of the outcome that is told first."""
    found, study = findings.chosen, findings.study
    scenario = study.scenario
    if not found.differs:
        words = _("“{outcome}” is the same at every point: {value}. There is nothing to explain.")
        name = outcome_name(scenario, found.outcome)
        yield words.format(outcome=name, value=amount(found.outcome, found.mean))
        return
    yield _overall(scenario, found)
    yield _luck(found)
    if study.method == "discover":
        yield from _boxes(findings)
    else:
        yield from _verdicts(findings)


def _overall(scenario: Scenario, found: Found) -> str:
    words = _(
        "“{outcome}”: {mean} on average over all points. From point to point it differs by "
        "{spread} (standard deviation, luck taken off)."
    )
    return words.format(
        outcome=outcome_name(scenario, found.outcome),
        mean=amount(found.outcome, found.mean),
        spread=change(found.outcome, found.spread).lstrip("+"),
    )


def _luck(found: Found) -> str:
    words = _("{share} of the variance between points is luck; it is not counted as influence.")
    told = words.format(share=share(found.luck))
    if found.luck > LUCKY:
        more = _("More worlds for each point (--copies) would make everything here surer.")
        return f"{told} {more}"
    return told


def _verdicts(findings: Findings) -> Iterator[str]:
    found = findings.chosen
    if not found.indices:
        yield _(
            "Beside so much luck nothing can be said of any number: take more worlds for each "
            "point (--copies), wider ranges, or more points (-n)."
        )
        return
    groups: dict[Verdict, list[SobolIndex | MorrisEffect]] = {
        verdict: [each for each in found.indices if each.verdict == verdict]
        for verdict in ("matters", "hardly", "open")
    }
    yield _mattering(findings, groups["matters"])
    if findings.study.method == "sobol":
        parts = [each for each in found.indices if isinstance(each, SobolIndex)]
        yield _interplay(findings, parts)
    if findings.study.second_order:
        yield _pairs(findings)
    if groups["hardly"]:
        yield _hardly(findings, groups["hardly"])
    if groups["open"]:
        yield _open(findings, groups["open"])


def _mattering(findings: Findings, matter: Sequence[SobolIndex | MorrisEffect]) -> str:
    if not matter:
        return _("No number surely matters for it, as far as these points can tell.")
    words = _("What surely matters for it: {count} of {all} numbers. The first: {numbers}.")
    told = [_how_much(findings, each) for each in matter[:MOST_NAMED]]
    count = len(findings.study.parameters)
    return words.format(all=count, count=len(matter), numbers="; ".join(told))


def _how_much(findings: Findings, each: SobolIndex | MorrisEffect) -> str:
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    parameter = parameters[each.path]
    name = number_name(findings.study.scenario, parameter)
    if isinstance(each, SobolIndex):
        words = {
            "": _("{number} ({first} of the variance alone, {total} in all)"),
            _("more"): _("{number} ({first} of the variance alone, {total} in all; it adds to it)"),
            _("less"): _("{number} ({first} of the variance alone, {total} in all; it lessens it)"),
        }[way(each)]
        parts = {"first": share(max(0.0, each.first.value)), "total": share(each.total.value)}
    else:
        words = _("{number} ({change} from {low} to {high})")
        parts = {
            "change": change(findings.chosen.outcome, each.mean if each.is_one_way else each.size),
            "low": setting(parameter, parameter.low),
            "high": setting(parameter, parameter.high),
        }
    return words.format(number=name, **parts)


def _interplay(findings: Findings, indices: Sequence[SobolIndex]) -> str:
    """Which of those that matter surely do more together with others than alone."""
    matter = [each for each in indices if each.verdict == "matters"]
    together = [each for each in matter if each.total.low > each.first.high]
    if not together:
        return _("No number surely does more together with others than alone.")
    words = _("Alone these do less than together with others: {numbers}.")
    return words.format(numbers=_named(findings, together))


def _pairs(findings: Findings) -> str:
    """Which two surely bring something together."""
    sure = [each for each in findings.chosen.pairs if each.verdict == "matters"]
    if not sure:
        return _("No two numbers surely bring anything together beyond what each brings alone.")
    one = _("{first} with {second} ({share} of the variance)")
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    scenario = findings.study.scenario
    told = [
        one.format(
            first=number_name(scenario, parameters[each.path]),
            second=number_name(scenario, parameters[each.other]),
            share=share(each.part.value),
        )
        for each in sure[:MOST_NAMED]
    ]
    if len(sure) > MOST_NAMED:
        told.append(_("{count} more").format(count=len(sure) - MOST_NAMED))
    return _("Together, beyond what each brings alone: {pairs}.").format(pairs="; ".join(told))


def _hardly(findings: Findings, hardly: Sequence[SobolIndex | MorrisEffect]) -> str:
    if findings.study.method == "sobol":
        words = _("These hardly matter, with less than {line} in all: {numbers}.")
        line = share(MATTERS)
    else:
        words = _("These hardly matter, with less than {line} of the largest effect: {numbers}.")
        line = share(NEARLY_NOTHING)
    return words.format(line=line, numbers=_named(findings, hardly))


def _open(findings: Findings, unknown: Sequence[SobolIndex | MorrisEffect]) -> str:
    words = _(
        "Of these the intervals are too wide to tell: {numbers}. Take more samples, such as "
        "-n {more} or --copies {copies}."
    )
    study = findings.study
    named = _named(findings, unknown)
    return words.format(numbers=named, more=2 * study.base, copies=2 * study.copies)


def _named(findings: Findings, some: Sequence[SobolIndex | MorrisEffect]) -> str:
    """The first few by name, of the others how many."""
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    scenario = findings.study.scenario
    names = [number_name(scenario, parameters[each.path]) for each in some[:MOST_NAMED]]
    if len(some) > MOST_NAMED:
        names.append(_("{count} more").format(count=len(some) - MOST_NAMED))
    return listed(names)


def _boxes(findings: Findings) -> Iterator[str]:
    found = findings.chosen
    if not found.boxes:
        yield _(
            "No conditions were found under which it comes more often than luck explains: within "
            "these ranges it may come anywhere."
        )
    for box in found.boxes:
        yield box_in_words(findings, found, box)


def box_in_words(findings: Findings, found: Found, box: Box) -> str:
    """Where an outcome comes more often, and how much more."""
    words = _(
        "Where {conditions}, it comes in {chance} of worlds, rather than in {usual}. These {mass} "
        "of the ranges hold {coverage} of all its cases."
    )
    return words.format(
        conditions=listed([condition_in_words(findings, each) for each in box.conditions]),
        chance=percent(box.chance.value),
        usual=percent(found.mean),
        mass=share(box.held.mass),
        coverage=share(box.held.coverage),
    )


def condition_in_words(findings: Findings, condition: Condition) -> str:
    """Between what a number lies."""
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    parameter = parameters[condition.path]
    ends = (parameter.at(condition.low), parameter.at(condition.high))
    low, high = (setting(parameter, end) for end in ends)
    name = number_name(findings.study.scenario, parameter)
    if condition.low == 0:
        return _("“{number}” is at most {high}").format(number=name, high=high)
    if condition.high == 1:
        return _("“{number}” is at least {low}").format(number=name, low=low)
    words = _("“{number}” is between {low} and {high}")
    return words.format(number=name, low=low, high=high)
