"""The tables of a study of sensitivity, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.intervals import Estimate
from sim.analysis.sensitivity.findings import Findings, Found
from sim.analysis.sensitivity.morris import MorrisEffect
from sim.analysis.sensitivity.ranges import Parameter
from sim.analysis.sensitivity.sobol import SobolIndex
from sim.report.assay_tables import Table
from sim.report.figures import percent
from sim.report.sensitivity_words import (
    amount,
    change,
    number_name,
    outcome_name,
    setting,
    verdict_name,
    way,
)
from sim.session.words import _, share

MOST_NUMBERS = 12


def tables(findings: Findings) -> Iterator[Table]:
    """All that have rows, the most wanted first."""
    found = (_numbers(findings), _pairs(findings), _conditions(findings), _outcomes(findings))
    return (table for table in found if table.rows)


def _numbers(findings: Findings) -> Table:
    """The weightiest numbers of the outcome that is told first."""
    found, study = findings.chosen, findings.study
    shown = found.indices[:MOST_NUMBERS]
    name = outcome_name(study.scenario, found.outcome)
    parameters = {parameter.path: parameter for parameter in study.parameters}
    below = [
        _("{path} is {number}").format(
            path=each.path, number=number_name(study.scenario, parameters[each.path])
        )
        for each in shown
    ]
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if study.method == "sobol":
        title = _("Parts of the variance of “{outcome}”, with 95 % intervals").format(outcome=name)
        columns = ("--vary", _("alone"), _("in all"), _("more of it brings"), "")
        rows = [_sobol_row(each) for each in shown if isinstance(each, SobolIndex)]
    else:
        title = _("What crossing its range does to “{outcome}”").format(outcome=name)
        columns = ("--vary", _("from"), _("to"), _("mean"), _("size"), _("by luck alone"), "")
        rows = [
            _morris_row(found, parameters[each.path], each)
            for each in shown
            if isinstance(each, MorrisEffect)
        ]
    return Table(title, columns, rows, below)


def _pairs(findings: Findings) -> Table:
    """The weightiest pairs of the outcome that is told first."""
    found = findings.chosen
    rows = [
        (each.path, each.other, estimate(each.part), verdict_name(each.verdict))
        for each in found.pairs[:MOST_NUMBERS]
    ]
    name = outcome_name(findings.study.scenario, found.outcome)
    title = _("What two bring together of the variance of “{outcome}”").format(outcome=name)
    return Table(title, ("--vary", _("with"), _("together"), ""), rows)


def _sobol_row(each: SobolIndex) -> tuple[str, ...]:
    first, total = estimate(each.first), estimate(each.total)
    return each.path, first, total, way(each), verdict_name(each.verdict)


def estimate(found: Estimate) -> str:
    """A part with its interval; what is estimated below nothing is nothing."""
    low, high = max(0.0, found.low), max(0.0, found.high)
    return f"{100 * max(0.0, found.value):.0f} % [{100 * low:.0f} – {100 * high:.0f}]"


def _morris_row(found: Found, parameter: Parameter, each: MorrisEffect) -> tuple[str, ...]:
    ends = (setting(parameter, parameter.low), setting(parameter, parameter.high))
    mean = change(found.outcome, each.mean)
    sizes = (change(found.outcome, value).lstrip("+") for value in (each.size, each.luck))
    return each.path, *ends, mean, *sizes, verdict_name(each.verdict)


def _conditions(findings: Findings) -> Table:
    """The boxes of the outcome that is told first."""
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    rows = []
    for number, box in enumerate(findings.chosen.boxes, 1):
        for each in box.conditions:
            parameter = parameters[each.path]
            ends = (setting(parameter, parameter.at(end)) for end in (each.low, each.high))
            sure = _("sure") if each.is_sure else _("cannot tell")
            rows.append((str(number), each.path, *ends, percent(each.without.value), sure))
    title = _("Conditions under which it comes more often")
    columns = (_("box"), "--vary", _("from"), _("to"), _("chance without it"), "")
    return Table(title, columns, rows)


def _outcomes(findings: Findings) -> Table:
    """Every outcome in a line."""
    scenario = findings.study.scenario
    rows: list[tuple[str, ...]] = [
        (
            found.outcome.name,
            outcome_name(scenario, found.outcome),
            amount(found.outcome, found.mean),
            change(found.outcome, found.spread).lstrip("+"),
            share(found.luck) if found.differs else "",
            found.indices[0].path if found.indices else "",
        )
        for found in findings.outcomes
    ]
    columns: tuple[str, ...] = ("--outcome", _("what"), _("mean"), _("differs by"), _("luck"))
    if findings.study.method == "discover":
        rows = [row[:-1] for row in rows]
    else:
        columns = (*columns, _("first"))
    return Table(_("All outcomes, over all points"), columns, rows)
