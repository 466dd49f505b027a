"""What happens to the sides: events, incidents that nobody chose, and commitments that bind."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.describe.blocks import Section, say, section, table
from sim.report.describe.notes import Notes
from sim.report.describe.wording import Wording, at_most, percent, turns
from sim.report.figures import day
from sim.scenario.moves import Event, Incident
from sim.scenario.schema import Scenario
from sim.session.words import _, exact


def events(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """What happens by date, by chance or by a teacher's hand."""
    rows = [
        (
            say(str(event.label), str(event.text)),
            say(*_when(scenario, event, wording)),
            say(
                *wording.consequences(event),
                notes=notes.of(event),
            ),
        )
        for event in scenario.events.values()
    ]
    heads = _("event"), _("when"), _("what it changes")
    return section(_("Events"), table(heads, rows), anchor="events")


def _when(scenario: Scenario, event: Event, wording: Wording) -> Iterator[str]:
    if event.inject:
        yield _("Only when a teacher puts it in.")
    if event.on:
        turn = scenario.clock.turn_of(event.on, event.hour)
        yield _("On {day}, turn {turn}.").format(day=day(event.on), turn=turn)
    if event.foreseen:
        yield _("Everybody knows the date beforehand.")
    yield wording.only(event.when)
    if event.chance is not None:
        yield wording.chance(event.chance)
    yield from _again(event)


def _again(part: Event | Incident) -> Iterator[str]:
    if part.limit < 120:
        yield at_most(part.limit)
    if part.cooldown:
        yield _("Then not again for {turns}.").format(turns=turns(part.cooldown))


def incidents(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """What grows out of the situation, with its hazard."""
    rows = [
        (
            say(str(incident.label), str(incident.text)),
            say(wording.chance(incident.chance), *_again(incident)),
            say(
                *wording.consequences(incident),
                notes=notes.of(incident),
            ),
        )
        for incident in scenario.incidents.values()
    ]
    heads = _("incident"), _("how likely"), _("what it changes")
    drawn = _("Nobody chooses these: each turn it is drawn whether the situation comes to them.")
    return section(_("Incidents"), table(heads, rows, drawn), anchor="incidents")


def commitments(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Public demands with a deadline and a threatened deed."""
    rows = []
    for part in scenario.commitments.values():
        maker, to = (str(scenario.actors[actor].name) for actor in (part.maker, part.to))
        bound = _("{maker} demands it of {to}.").format(maker=maker, to=to)
        due = _("Deadline: {turns} after the word.").format(turns=turns(part.deadline))
        threat = _("Or else: “{deed}”.").format(deed=wording.label(f"{part.maker}.{part.threat}"))
        price = _("Backing down costs {cost} of “{audience}” at once; loudness {loudness}.")
        rows.append(
            (
                say(str(part.label), str(part.text)),
                say(bound, due, threat),
                say(wording.clause(part.met)),
                say(
                    price.format(
                        cost=exact(part.cost * part.loudness),
                        audience=wording.label(part.audience),
                        loudness=percent(part.loudness),
                    ),
                    notes=notes.of(part),
                ),
            )
        )
    heads = _("demand"), _("who, when, or else"), _("met"), _("price")
    return section(_("Commitments"), table(heads, rows), anchor="commitments")
