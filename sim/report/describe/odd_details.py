"""The third part of an ODD+D description: what it takes to make the model again."""

from __future__ import annotations

from sim.report.describe.blocks import Block, Section, paragraph, section
from sim.report.describe.course import endings, ladder, timeline
from sim.report.describe.deeds import moves
from sim.report.describe.happenings import commitments, events, incidents
from sim.report.describe.notes import Notes
from sim.report.describe.rules import rules, tests
from sim.report.describe.webs import webs
from sim.report.describe.wording import Wording
from sim.scenario.schema import Scenario
from sim.session.words import _


def details(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Implementation, start, input, and every part as its file has it."""
    return section(
        _("III. Details"),
        section(_("III.i Implementation details"), *_implementation(scenario)),
        section(_("III.ii Initialisation"), *_start()),
        section(_("III.iii Input data"), *_input(scenario, notes, wording)),
        section(_("III.iv Submodels"), *_submodels(scenario, notes, wording)),
        anchor="details",
    )


def _implementation(scenario: Scenario) -> list[Block]:
    again = _("To run {worlds} worlds of it: {command}")
    command = f"standoff batch {scenario.id} -n 10000 --seed 1 -o results"
    return [
        paragraph(
            _(
                "Standoff is written in Python; sides are agents of Mesa, and all worlds of a run "
                "are computed together in NumPy, in single precision. Only sums, products, "
                "comparisons and tables are used, so that results do not differ between machines. "
                "The scenario is one YAML file; the source code of both comes with the program."
            )
        ),
        paragraph(again.format(worlds="10,000", command=command)),
    ]


def _start() -> list[Block]:
    return [
        paragraph(
            _(
                "Each world draws the start values of its indicators from the distributions in "
                "I.ii, independently of each other. Attitudes and credibility start as told under "
                "Numbers of the rules, in III.iv. Nothing was done or said before the first turn."
            )
        )
    ]


def _input(scenario: Scenario, notes: Notes, wording: Wording) -> list[Block]:
    found = timeline(scenario, notes, wording)
    unread = _("No data are read while it runs.")
    if not found:
        return [paragraph(unread, _("Nothing is fixed to dates."))]
    recorded = _("Recorded moves are used by the policy “historical” and for tests only.")
    fixed = _("What is fixed to dates is listed here.")
    return [paragraph(unread, fixed, recorded if scenario.history else ""), found]


def _submodels(scenario: Scenario, notes: Notes, wording: Wording) -> list[Block]:
    return [
        rules(scenario, notes),
        paragraph(
            _(
                "Drift: an indicator covers, in each turn, the part of the way to its baseline "
                "that I.ii tells. A commitment that is broken costs cost × loudness × (1 + growth "
                "× turns that it stood)."
            )
        ),
        webs(scenario, wording),
        moves(scenario, notes, wording),
        commitments(scenario, notes, wording),
        events(scenario, notes, wording),
        incidents(scenario, notes, wording),
        ladder(scenario, wording),
        endings(scenario, notes, wording),
        tests(scenario, notes),
    ]
