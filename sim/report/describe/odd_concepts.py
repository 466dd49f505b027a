"""The second part of an ODD+D description: the concepts behind the design."""

from __future__ import annotations

from sim.report.describe.blocks import (
    Block,
    Paragraph,
    Section,
    items,
    paragraph,
    say,
    section,
    table,
)
from sim.report.describe.notes import Notes
from sim.report.describe.sides import goals, policy_words
from sim.report.describe.wording import Wording
from sim.scenario.schema import Scenario
from sim.session.words import _, exact, listed, ngettext


def concepts(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Ten headings, in the order of the protocol."""
    return section(
        _("II. Design concepts"),
        section(_("II.i Theoretical and empirical background"), *_background(scenario, notes)),
        section(_("II.ii Individual decision-making"), *_deciding(scenario, notes, wording)),
        section(
            _("II.iii Learning"),
            paragraph(
                _(
                    "None. Goals, weights and ways of choosing stay as they are; what changes is "
                    "the state on which they work: attitudes and credibility remember what was "
                    "done and promised."
                )
            ),
        ),
        section(_("II.iv Individual sensing"), *_sensing()),
        section(_("II.v Individual prediction"), *_predicting(scenario)),
        section(_("II.vi Interaction"), *_interacting(scenario, wording)),
        section(
            _("II.vii Collectives"),
            paragraph(
                _(
                    "Each side is one decision-maker, though it stands for a government, a mission "
                    "or a union. Sides form no groups; friendship and enmity are attitudes."
                )
            ),
        ),
        section(_("II.viii Heterogeneity"), *_differing(scenario)),
        section(_("II.ix Stochasticity"), *_chance(scenario)),
        section(_("II.x Observation"), *_observing(scenario)),
        anchor="concepts",
    )


def _background(scenario: Scenario, notes: Notes) -> list[Block]:
    sources = [f"{s.outlet} ({len(claims)})" for s, claims in notes.ground.by_source]
    resting = _("Its figures rest on claims of these sources (number of claims): {sources}.")
    return [
        items(
            _("Choice: logit quantal response (McKelvey and Palfrey 1995)."),
            _("The price of backing down: audience costs (Fearon 1994; Tomz 2007)."),
            _("Incidents: the threat that leaves something to chance (Schelling 1966)."),
            _(
                "Action and reaction: Goldstein's scale (1992) of CAMEO event codes, in the list "
                "of {list}."
            ).format(list=scenario.dynamics.goldstein.upper()),
            _("The calibration: recorded crises between states (International Crisis Behavior)."),
        ),
        paragraph(resting.format(sources=listed(sources)) if sources else ""),
        paragraph(
            _(
                "All other figures are assumptions of the authors, each with its reason; they are "
                "listed at the end."
            )
        ),
    ]


def _deciding(scenario: Scenario, notes: Notes, wording: Wording) -> list[Block]:
    return [
        paragraph(
            _(
                "A side that no person plays chooses by its policy. Under “quantal” the chance of "
                "a move is in proportion to exp(λ × worth). The worth of a move is what it is "
                "expected to bring: all its changes, chance branches and delays counted in, words "
                "as far as the speaker is believed, valued at what a step of the usual size would "
                "now cost or spare; plus reciprocity toward those at whom it is directed; plus "
                "what carrying out or taking back a commitment spares; less its cost. It is "
                "measured in stakes: what the side's most consequential move would bring at a "
                "typical start."
            )
        ),
        paragraph(
            _(
                "A goal is a loss: 0 where the indicator is as the side wants it, the goal's "
                "weight where it is as far away as can be. On the near side of a red line nothing "
                "is felt. Where each further step hurts more, the loss goes with the square of the "
                "distance. Deed and word are chosen independently. Norms, culture and space play "
                "no part of their own."
            )
        ),
        *(
            section(
                str(actor.name),
                Paragraph(policy_words(actor, notes)),
                goals(actor, notes, wording),
            )
            for actor in scenario.actors.values()
        ),
    ]


def _sensing() -> list[Block]:
    return [
        paragraph(
            _(
                "A side sees its own indicators and those that are public exactly, and others as "
                "estimates with the errors listed in I.ii, drawn anew each turn: an error has the "
                "shape of a triangle, so that about two in three are smaller than the declared one "
                "and none is larger than two and a half times that. What is hidden is taken to be "
                "as it was at the start. Nobody decides on anything that it does not see. Sensing "
                "costs nothing."
            )
        )
    ]


def _predicting(scenario: Scenario) -> list[Block]:
    far = [str(actor.name) for actor in scenario.actors.values() if actor.policy.foresight]
    words = (
        _("Here {sides} also expect the reply in kind to their move.").format(sides=listed(far))
        if far
        else _("Here nobody looks beyond its own move (foresight 0).")
    )
    return [
        paragraph(
            _(
                "A side expects of its own moves what the scenario says that they change. At "
                "foresight 1 it also expects how its move, through attitude and reciprocity, tilts "
                "the choices of others, as their character has them at a typical start; what they "
                "really see or plan is not used. Nobody searches deeper than one reply."
            ),
            words,
        )
    ]


def _interacting(scenario: Scenario, wording: Wording) -> list[Block]:
    demands = [
        _("“{demand}”: {maker} to {to}").format(
            demand=part.label, maker=wording.names([part.maker]), to=wording.names([part.to])
        )
        for part in scenario.commitments.values()
    ]
    return [
        paragraph(
            _(
                "Directly, moves are directed at sides and change their attitudes; words work as "
                "far as the speaker is believed; demands bind those who make them. Indirectly, all "
                "sides change and react to the same indicators."
            )
        ),
        items(*demands),
    ]


def _differing(scenario: Scenario) -> list[Block]:
    rows = [
        (
            say(str(actor.name)),
            say(actor.policy.name),
            say(exact(actor.policy.rationality)),
            say(exact(actor.policy.reciprocity)),
            say(str(len(actor.goals))),
            say(str(len(scenario.moves.get(name, {})))),
        )
        for name, actor in scenario.actors.items()
    ]
    heads = _("side"), _("policy"), _("λ"), _("reciprocity"), _("goals"), _("moves")
    return [paragraph(_("Sides differ in goals, moves, sight and these:")), table(heads, rows)]


def _chance(scenario: Scenario) -> list[Block]:
    hazards = len(scenario.incidents)
    incidents = ngettext(
        "{count} incident, by its hazard in each turn.",
        "{count} incidents, each by its hazard in each turn.",
        hazards,
    )
    random = [event for event in scenario.events.values() if event.chance is not None]
    events = ngettext(
        "{count} event that happens by chance.",
        "{count} events that happen by chance.",
        len(random),
    )
    return [
        paragraph(_("Drawn are:")),
        items(
            _("Start values that are given as distributions, once for each world."),
            _("Errors of perception, for each turn."),
            _("Every side's deed and word, by the chances of its policy."),
            _("Branches of moves, events and incidents that may turn out in several ways."),
            events.format(count=len(random)) if random else "",
            incidents.format(count=hazards) if hazards else "",
        ),
        paragraph(
            _(
                "Each draw has an address made of seed, world, turn and purpose, so that a world "
                "is the same bit for bit alone and among a million, and two runs can be compared "
                "with the same luck."
            )
        ),
    ]


def _observing(scenario: Scenario) -> list[Block]:
    peaks = [str(part.label) for part in scenario.indicators.values() if part.peak]
    endings = [str(ending.label) for ending in scenario.endings.values()]
    watched = _("Peaks are recorded of the rung of the ladder and of: {indicators}.")
    return [
        paragraph(
            _(
                "Of each world: its ending and turn, the last value of each indicator, moves by "
                "kind, demands met, kept, broken and taken back, and how far each side's goals "
                "were reached, 0 to 100. Human cost is shown and never counted into a score."
            ),
            watched.format(indicators=listed(peaks)) if peaks else "",
        ),
        paragraph(_("Endings: {endings}.").format(endings=listed(endings))),
    ]
