"""A whole scenario, as its author or a teacher reads it."""

from __future__ import annotations

from sim.report.describe.blocks import Account, account, facts, items, paragraph, section
from sim.report.describe.course import endings, ladder, timeline
from sim.report.describe.deeds import moves
from sim.report.describe.grounds import grounds
from sim.report.describe.happenings import commitments, events, incidents
from sim.report.describe.notes import Notes
from sim.report.describe.quantities import indicators
from sim.report.describe.rules import rules, teaching, tests
from sim.report.describe.sides import sides
from sim.report.describe.webs import webs
from sim.report.describe.wording import Wording, turns
from sim.report.figures import day
from sim.report.ground import Ground
from sim.scenario.schema import Clock, Scenario
from sim.session.words import _


def whole(scenario: Scenario, ground: Ground) -> Account:
    """All that stands in the file, and what it rests on."""
    notes, wording = Notes(ground), Wording(scenario)
    return account(
        _("A scenario, for teachers and authors"),
        str(scenario.title),
        paragraph(str(scenario.summary), tone="lead"),
        paragraph(
            _("This page holds the private parts of all role cards and what no side can see."),
            tone="box",
        ),
        paragraph(str(scenario.note or "")),
        facts(*_facts(scenario)),
        section(_("What is learned"), items(*map(str, scenario.learning)), anchor="learning"),
        sides(scenario, notes, wording),
        indicators(scenario, notes, wording),
        webs(scenario, wording),
        moves(scenario, notes, wording),
        commitments(scenario, notes, wording),
        events(scenario, notes, wording),
        incidents(scenario, notes, wording),
        timeline(scenario, notes, wording),
        ladder(scenario, wording),
        endings(scenario, notes, wording),
        rules(scenario, notes),
        tests(scenario, notes),
        teaching(scenario, notes),
        grounds(notes),
    )


def _facts(scenario: Scenario) -> list[tuple[str, str]]:
    levels = {
        "introductory": _("introductory"),
        "standard": _("standard"),
        "advanced": _("advanced"),
    }
    minutes = _("about {minutes} minutes").format(minutes=scenario.minutes)
    return [
        (_("Id"), scenario.id),
        (_("Clock"), clock_words(scenario.clock)),
        (_("Level"), levels[scenario.level]),
        (_("Takes"), minutes if scenario.minutes else ""),
        (_("Read by"), scenario.reviewed),
    ]


def clock_words(clock: Clock) -> str:
    """When it begins and ends, and how it is cut into turns."""
    words = _("{start} to {end}: {turns} of {length}")
    return words.format(
        start=day(clock.start),
        end=day(clock.date_of(clock.turns)),
        turns=turns(clock.turns),
        length=clock.turn,
    )
