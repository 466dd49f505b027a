"""Things of a scenario by their names, and what they are called on the screen."""

from __future__ import annotations

from sim.scenario.expressions import Query, parse
from sim.scenario.fields import Text
from sim.scenario.moves import REST, Event, Incident, Move
from sim.scenario.schema import Scenario
from sim.session.words import _


def part_of(scenario: Scenario, name: str) -> Move | Event | Incident:
    """The move (as `actor.move`), event or incident of that name."""
    if name in scenario.events:
        return scenario.events[name]
    if name in scenario.incidents:
        return scenario.incidents[name]
    actor, move = name.split(".", 1)
    return scenario.moves[actor][move]


def label_of(scenario: Scenario, name: str) -> Text | None:
    """The label of an indicator, actor, event, incident, commitment or move; None for rest."""
    if name in scenario.actors:
        return scenario.actors[name].name
    for parts in (scenario.indicators, scenario.events, scenario.incidents, scenario.commitments):
        if name in parts:
            return parts[name].label
    actor, _dot, move = name.partition(".")
    found = scenario.moves.get(actor, {}).get(move)
    return found.label if found else None


def spoken_label(scenario: Scenario, name: str, language: str) -> str:
    """The same in a language; what everybody may always do has a name of the program's."""
    label = label_of(scenario, name)
    if label:
        return label.spoken(language)
    return _("Hold") if name.endswith(REST["deed"]) else _("Say nothing")


def quality(scenario: Scenario, key: str, language: str) -> tuple[str, str, float]:
    """Label, unit and scale of how a side stands to another, or of how far it is believed."""
    match parse(key):
        case Query("attitude", (actor, other)):
            words = _("How {actor} stands to {other}")
            names = [spoken_label(scenario, name, language) for name in (actor, other)]
            return words.format(actor=names[0], other=names[1]), _("points"), 1.0
        case Query("credibility", (actor,)):
            words = _("How far {actor} is believed")
            return words.format(actor=spoken_label(scenario, actor, language)), "percent", 100.0
    raise AssertionError(f"no quality of a side: {key}")
