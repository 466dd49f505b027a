"""The page of a study of sensitivity: sentences first, then pictures, then all figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.sensitivity.findings import Findings, Found, Index
from sim.analysis.sensitivity.morris import MorrisEffect
from sim.analysis.sensitivity.ranges import Parameter
from sim.analysis.sensitivity.sobol import SobolIndex
from sim.report.chart import Scale
from sim.report.ground import ground_of
from sim.report.page import render
from sim.report.sensitivity_charts import Account, account_of, plane_of, scatter_of, way_of_boxes
from sim.report.sensitivity_pairs import MOST_PAIRS, pair_map, pairs_scale
from sim.report.sensitivity_words import (
    amount,
    box_in_words,
    change,
    in_short,
    number_name,
    outcome_name,
    setting,
    verdict_name,
    way,
)
from sim.scenario.fields import Grounded, Part
from sim.session.words import _

MOST_NUMBERS = 16
MOST_IN_MATRIX = 20


@dataclass(frozen=True)
class Cell:
    """How much a number has to do with an outcome: in words, and from 0 to 1."""

    text: str
    weight: float


def sensitivity_page(findings: Findings) -> str:
    """The page.

    Raises:
        MissingLibrary: what makes pages is not installed.
        ScenarioError: the sources can't be read.
    """
    study, scenario = findings.study, findings.study.scenario
    parameters = {parameter.path: parameter for parameter in study.parameters}
    return render(
        "sensitivity.html",
        findings=findings,
        study=study,
        scenario=scenario,
        chosen=findings.chosen,
        outcomes=findings.outcomes,
        short=list(in_short(findings)),
        method_name=method_name(study.method),
        shown=findings.chosen.indices[:MOST_NUMBERS],
        parts=parts_scale(findings.chosen),
        account=account(findings),
        plane=plane_of(findings),
        matrix=matrix(findings),
        pairs=findings.chosen.pairs[:MOST_PAIRS],
        pair_scale=pairs_scale(findings.chosen.pairs),
        pair_map=pair_map(findings),
        boxes=way_of_boxes(findings),
        scatter=scatter_of(findings),
        parameters=parameters,
        usual=usual_scale,
        grounded=lambda parameter: grounded(findings, parameter),
        ground=ground_of(scenario),
        name=lambda path: number_name(scenario, parameters[path]),
        outcome_name=lambda found: outcome_name(scenario, found.outcome),
        amount=amount,
        change=change,
        setting=setting,
        verdict_name=verdict_name,
        way=way,
        in_words=lambda found, box: box_in_words(findings, found, box),
        full=Scale(0, 1),
    )


def method_name(method: str) -> str:
    """What a method is called in a heading."""
    return {
        "sobol": _("Sobol' indices"),
        "morris": _("Screening after Morris"),
        "discover": _("Scenario discovery with PRIM"),
    }[method]


def parts_scale(found: Found) -> Scale:
    """An axis of parts of the variance with room for the widest interval that is shown."""
    ends = [each.total.high for each in found.indices if isinstance(each, SobolIndex)]
    most = max([0.1, *ends[:MOST_NUMBERS]])
    return Scale(0, min(1.2, -(-most // 0.1) * 0.1))


def account(findings: Findings) -> Account | None:
    """Where the variance of the outcome that is told first comes from."""
    indices = [each for each in findings.chosen.indices if isinstance(each, SobolIndex)]
    return account_of(findings.chosen, indices) if indices else None


def matrix(findings: Findings) -> list[tuple[str, list[Cell]]]:
    """The weightiest numbers, each with a cell for every outcome that has indices."""
    explained = [found for found in findings.outcomes if found.indices]
    by_path = [{each.path: each for each in found.indices} for found in explained]
    most: dict[str, float] = {}
    for indices in by_path:
        top = max(each.weight for each in indices.values()) or 1.0
        for path, each in indices.items():
            most[path] = max(most.get(path, 0.0), each.weight / top)
    paths = sorted(most, key=lambda path: -most[path])[:MOST_IN_MATRIX]
    return [(path, _cells(path, explained, by_path)) for path in paths]


def _cells(
    path: str, explained: Sequence[Found], by_path: Sequence[dict[str, Index]]
) -> list[Cell]:
    cells = []
    for found, indices in zip(explained, by_path, strict=True):
        each = indices[path]
        if isinstance(each, MorrisEffect):
            text = change(found.outcome, each.mean) if each.verdict == "matters" else ""
            cells.append(Cell(text.split(" ")[0], each.weight / each.largest))
        else:
            part = min(1.0, max(0.0, each.total.value))
            cells.append(Cell(f"{100 * part:.0f}", part))
    return cells


def usual_scale(parameter: Parameter) -> Scale:
    """The range of a number as an axis."""
    return Scale(parameter.low, parameter.high)


def grounded(findings: Findings, parameter: Parameter) -> Grounded | None:
    """The innermost part that a number belongs to and that says what it rests on."""
    here: object = findings.study.scenario
    found = None
    for key in parameter.loc:
        if isinstance(here, Grounded):
            found = here
        match here:
            case Part():
                here = getattr(here, str(key))
            case dict() | tuple():
                here = here[key]  # type: ignore[index]  # the loc leads through it
    return found
