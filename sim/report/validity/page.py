"""The page of a validity: sentences first, then every check with picture, figures and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis.validity.assumptions import FOLLOW, Flip, Point
from sim.analysis.validity.finding import SECTIONS, Finding, Section, Unit
from sim.analysis.validity.responses import FEWEST, RESPONSES, TRIGGERS, recorded_responses
from sim.analysis.validity.validity import Validity
from sim.report.page import render
from sim.report.validity.charts import plot_of, recorded_moves, scale_of, surprise_chart
from sim.report.validity.words import (
    flip_text,
    found_parts,
    in_short,
    section_name,
    unit_text,
    verdict_name,
    wanted_text,
)
from sim.scenario.moves import REST
from sim.session.words import _


@dataclass(frozen=True)
class Shown:
    """A section of the page.

    Attributes:
        groups: what was found, by unit and then by check.
        aside: those that do not apply here.
    """

    id: Section
    title: str
    groups: dict[Unit, dict[str, list[Finding]]]
    aside: list[Finding]


@dataclass(frozen=True)
class Responses:
    """A row of the table of responses: shares here and in the record, in order of gravity."""

    label: str
    count: int
    cases: int
    shares: list[tuple[float, float]]


def validity_page(validity: Validity) -> str:
    """The page.

    Raises:
        MissingLibrary: what makes pages is not installed.
    """
    scenario, test = validity.scenario, validity.history
    return render(
        "validity.html",
        validity=validity,
        scenario=scenario,
        short=list(in_short(validity)),
        command=command_of(validity),
        sections=[shown(validity, section) for section in SECTIONS],
        chart=surprise_chart(scenario, test) if test else None,
        recorded=recorded_moves(test) if test else [],
        move_name=lambda decision: move_label(validity, decision.actor, decision.move),
        responses=list(responses_of(validity)),
        flips=list(flips_by_point(validity.flips)),
        flip_text=flip_text,
        found_parts=found_parts,
        wanted_text=wanted_text,
        verdict_name=verdict_name,
        unit_text=unit_text,
        scale_of=scale_of,
        plot_of=plot_of,
        stage_move=lambda actor, move: move_label(validity, actor, move),
        follow=FOLLOW,
    )


def shown(validity: Validity, section: Section) -> Shown:
    """A section with its checks sorted out."""
    found = validity.of(section)
    made = [each for each in found if each.found]
    aside = [each for each in found if not each.found]
    return Shown(section, section_name(section), grouped(made), aside)


def grouped(findings: Sequence[Finding]) -> dict[Unit, dict[str, list[Finding]]]:
    """By unit, since they share an axis, and by check, since they share a heading."""
    groups: dict[Unit, dict[str, list[Finding]]] = {}
    for found in findings:
        groups.setdefault(found.unit, {}).setdefault(found.check, []).append(found)
    return groups


def command_of(validity: Validity) -> str:
    """What computes it again."""
    quick = " --quick" if validity.quick else ""
    return (
        f"standoff validate {validity.scenario.id} -n {validity.worlds} "
        f"--seed {validity.seed}{quick}"
    )


def move_label(validity: Validity, actor: str, move: str) -> str:
    """What a move is called; rest has no card."""
    if move in REST.values():
        return _("hold") if move == REST["deed"] else _("silence")
    return str(validity.scenario.moves[actor][move].label)


def responses_of(validity: Validity) -> Iterator[Responses]:
    """A row for each kind of trigger that came often enough."""
    if validity.responses is None:
        return
    for recorded in recorded_responses():
        row = validity.responses[TRIGGERS.index(recorded.trigger)]
        count = int(row.sum())
        if count >= FEWEST:
            here = (row / count).tolist()
            shares = list(zip(here, recorded.shares, strict=True))
            assert len(shares) == len(RESPONSES)
            yield Responses(recorded.label, count, recorded.cases, shares)


def flips_by_point(flips: Sequence[Flip]) -> Iterator[tuple[Point, list[Flip]]]:
    """The verdicts that would be others, by what was turned."""
    for point in dict.fromkeys(flip.point for flip in flips):
        yield point, [flip for flip in flips if flip.point == point]
