"""A scenario as a model description after ODD+D, the protocol for models of human decisions.

Müller et al. 2013, Describing human decisions in agent-based models: ODD + D, an extension of the
ODD protocol. What is said of the engine holds for every scenario; the rest is read off this one.
"""

from __future__ import annotations

from sim.engine.rules import RULES_VERSION
from sim.report.describe.blocks import (
    Account,
    Block,
    Section,
    account,
    facts,
    items,
    paragraph,
    section,
)
from sim.report.describe.grounds import grounds
from sim.report.describe.notes import Notes
from sim.report.describe.odd_concepts import concepts
from sim.report.describe.odd_details import details
from sim.report.describe.quantities import indicators
from sim.report.describe.whole import clock_words
from sim.report.describe.wording import Wording
from sim.report.ground import Ground
from sim.scenario.schema import Scenario
from sim.session.words import _, listed


def odd_protocol(scenario: Scenario, ground: Ground) -> Account:
    """The description in the order of the protocol, then what it rests on."""
    notes, wording = Notes(ground), Wording(scenario)
    return account(
        _("Model description after the ODD+D protocol (Müller et al. 2013)"),
        str(scenario.title),
        paragraph(
            _("Scenario {id}, version {version} of the rules.").format(
                id=scenario.id, version=RULES_VERSION
            )
        ),
        _overview(scenario, notes, wording),
        concepts(scenario, notes, wording),
        details(scenario, notes, wording),
        grounds(notes),
    )


def _overview(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    return section(
        _("I. Overview"),
        section(_("I.i Purpose"), *_purpose(scenario)),
        section(
            _("I.ii Entities, state variables, and scales"),
            *_entities(scenario),
            indicators(scenario, notes, wording),
        ),
        section(_("I.iii Process overview and scheduling"), *_process(scenario)),
        anchor="overview",
    )


def _purpose(scenario: Scenario) -> list[Block]:
    return [
        paragraph(str(scenario.summary)),
        paragraph(
            _(
                "The model is made for teaching: people take sides in the crisis, and afterwards "
                "see what each of their decisions would have led to in many simulated worlds. It "
                "is not made to predict. It serves students and teachers of international "
                "relations, and those who study how crises escalate and come to rest."
            )
        ),
        items(*map(str, scenario.learning)),
    ]


def _entities(scenario: Scenario) -> list[Block]:
    sides = listed([str(actor.name) for actor in scenario.actors.values()])
    return [
        facts(
            (_("Agents"), _("One for each side: {sides}.").format(sides=sides)),
            (
                _("State of a side"),
                _(
                    "Its own indicators, its attitude to each other side (−10 to 10), how far its "
                    "words are believed (0 to 1), its estimates of what it does not see, its "
                    "commitments, and when and how often it made each of its moves."
                ),
            ),
            (
                _("State of the world"),
                _(
                    "The indicators of the world, the rung of the ladder, when and how often each "
                    "event and incident happened, and changes that are on their way."
                ),
            ),
            (_("Time"), clock_words(scenario.clock)),
            (_("Space"), _("None; places are only drawn on a map.")),
            (
                _("Exogenous drivers"),
                _("Events that are fixed to a date or happen by chance, as listed in III.iv."),
            ),
        )
    ]


def _process(scenario: Scenario) -> list[Block]:
    order = listed([str(actor.name) for actor in scenario.actors.values()])
    return [
        paragraph(_("Each turn has eight phases, in this order:")),
        items(
            _(
                "Events: what was announced arrives; scheduled, conditional and random events "
                "happen. Their chances and amounts are worked out before the first happens."
            ),
            _("Perception: every side estimates anew what it does not see exactly."),
            _(
                "Decision: at the same time, on the same state, every side chooses one deed and "
                "one word among those that are legal for it now."
            ),
            _(
                "Resolution: in the order {order}, chance branches are drawn and effects added; "
                "sums are kept in their ranges."
            ).format(order=order),
            _(
                "Commitments: those that stood before are dropped, met, carried out or broken, "
                "in that order; what was said in this turn stands from the next."
            ),
            _("Incidents: hazards are read off the state that the deeds left."),
            _("Drift: indicators and attitudes go a part of the way back to their baselines."),
            _(
                "Endings: the rung of the ladder is found, and the first ending whose condition "
                "holds ends the world."
            ),
        ),
    ]
