"""The pictures of a study: where variance comes from, effects in a plane, the way to a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.sensitivity.findings import Findings, Found
from sim.analysis.sensitivity.luck import means_and_luck
from sim.analysis.sensitivity.morris import MorrisEffect
from sim.analysis.sensitivity.prim import Box
from sim.analysis.sensitivity.sobol import SobolIndex
from sim.report.plane import Axis, Dot, Plane
from sim.report.sensitivity_words import number_name, outcome_name
from sim.session.words import _

NUMBERED = 12
MOST_DOTS = 700
NARROW = 4.0  # per cent of a bar: in less a number finds no room


@dataclass(frozen=True)
class Slice:
    """A part of a bar, in per cent of its length; `text` is written in it if there is room."""

    kind: str
    begin: float
    width: float
    text: str


@dataclass(frozen=True)
class Account:
    """What the variance between points is made of: numbers alone, together, and luck."""

    slices: Sequence[Slice]
    alone: float
    together: float
    luck: float


def account_of(found: Found, indices: Sequence[SobolIndex]) -> Account:
    """All of it is one bar; numbers have the places that they have in the table."""
    kept = 1 - found.luck
    parts = [(str(n), kept * max(0.0, each.first.value)) for n, each in enumerate(indices, 1)]
    alone = min(kept, sum(part for _text, part in parts))
    scale = alone / (sum(part for _text, part in parts) or 1.0)
    wanted = [("own", text, scale * part) for text, part in parts]
    wanted += [("together", "", kept - alone), ("luck", "", found.luck)]
    slices, begin = [], 0.0
    for kind, text, part in wanted:
        width = round(100 * part, 2)
        slices.append(Slice(kind, round(begin, 2), width, text if width >= NARROW else ""))
        begin += width
    return Account(slices, alone, kept - alone, found.luck)


def plane_of(findings: Findings) -> Plane | None:
    """Morris's plane: how far an outcome goes, against how much that depends on the others."""
    effects = [each for each in findings.chosen.indices if isinstance(each, MorrisEffect)]
    if not effects:
        return None
    factor = _factor(findings.chosen)
    dots = [
        Dot(factor * each.size, factor * each.spread, each.verdict, str(n) if n <= NUMBERED else "")
        for n, each in enumerate(effects, 1)
    ]
    most = max(dot.x for dot in dots)
    up = max(dot.y for dot in dots)
    words = _(
        "{count} numbers: how far “{outcome}” goes when each crosses its range, and how much "
        "that differs with the others. The table below has the figures."
    )
    name = outcome_name(findings.study.scenario, findings.chosen.outcome)
    return Plane(
        alt=words.format(count=len(effects), outcome=name),
        across=Axis(_("size of the effect →"), 0, most),
        up=Axis(_("↑ how much it depends on the other numbers"), 0, up),
        dots=dots[::-1],  # so that those with numbers lie on top
    )


def _factor(found: Found) -> float:
    """Chances are told in percentage points."""
    return 100.0 if found.outcome.kind == "chance" else 1.0


def way_of_boxes(findings: Findings) -> list[tuple[Box, Plane]]:
    """Each box of the outcome that is told first, and how it was found."""
    return [(box, _way(box)) for box in findings.chosen.boxes]


def _way(box: Box) -> Plane:
    """Slice by slice: the fewer cases a box still holds, the likelier they are in it."""
    taken = box.steps[box.taken]
    places = [(step.coverage, step.chance) for step in box.steps]
    return Plane(
        alt=_("The way to the box: from all cases at the usual chance to few at a high one."),
        across=Axis(_("part of all cases held →"), 0, 1, percent=True),
        up=Axis(_("↑ chance in the box"), 0, max(y for _x, y in places), percent=True),
        line=places,
        dots=[Dot(x, y) for x, y in places]
        + [
            Dot(taken.coverage, taken.chance, "taken", "a"),
            Dot(box.held.coverage, box.chance.value, "held", "b"),
        ],
    )


def scatter_of(findings: Findings) -> Plane | None:
    """Points by the two numbers of the first box that matter most; the stronger, the likelier."""
    found, study = findings.chosen, findings.study
    if not found.boxes:
        return None
    box = found.boxes[0]
    names = [parameter.path for parameter in study.parameters]
    first, *others = box.conditions
    x = names.index(first.path)
    means, _luck = means_and_luck(found.points)
    values = study.values()
    top = float(means.max()) or 1.0
    across = study.parameters[x]
    if others:
        y = names.index(others[0].path)
        upright = study.parameters[y]
        up = Axis(f"↑ {number_name(study.scenario, upright)}", upright.low, upright.high)
        heights = values[:, y]
        bottom, ceiling = upright.at(others[0].low), upright.at(others[0].high)
    else:
        up = Axis(_("↑ how often it came"), 0, top, percent=True)
        heights, bottom, ceiling = means, 0.0, top
    dots = [
        Dot(float(a), float(b), "case", strength=round(0.06 + 0.94 * float(mean) / top, 2))
        for a, b, mean in zip(values[:, x], heights, means, strict=True)
    ]
    return Plane(
        alt=_("{count} of the points; the frame is the box.").format(count=len(dots[:MOST_DOTS])),
        across=Axis(f"{number_name(study.scenario, across)} →", across.low, across.high),
        up=up,
        dots=dots[:MOST_DOTS],
        frame=(across.at(first.low), across.at(first.high), bottom, ceiling),
    )
