"""What the numbers of a scenario are called: by the thing that they belong to, and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.document import dotted
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario
from sim.session.labels import label_of, spoken_label
from sim.session.words import _


def name_of_number(scenario: Scenario, path: Path) -> str:
    """What the number at a path belongs to, and which of its numbers it is."""
    match path:
        case ("actors", str(role), "goals", int(place), "weight"):
            goal = scenario.actors[role].goals[place]
            words = _("How much {side} cares for {indicator}")
            return words.format(
                side=str(scenario.actors[role].name), indicator=label_of(scenario, goal.indicator)
            )
        case ("moves", str(role), str(move), *rest):
            card = _("{side}, “{card}”")
            thing = card.format(
                side=str(scenario.actors[role].name),
                card=spoken_label(scenario, f"{role}.{move}", "en"),
            )
        case ("dynamics", str(name), *rest):
            thing = name.capitalize()
        case (_section, str(name), *rest):
            thing = spoken_label(scenario, name, "en")
    return f"{thing}: {_which(scenario, rest)}"


def _which(scenario: Scenario, rest: Sequence[str | int]) -> str:
    """A number of a thing, by its path from there."""
    match rest:
        case [*_before, "effects" | "believed", str(key)]:
            label = label_of(scenario, key)
            return _("what it does to {indicator}").format(indicator=label or key)
        case ["start"]:
            return _("at the start")
        case ["drift", "toward"]:
            return _("where it drifts to")
        case ["drift", "rate"]:
            return _("how fast it drifts")
        case ["chance"]:
            return _("how likely it is")
        case ["cost"]:
            return _("what it costs")
        case ["policy", "rationality"]:
            return _("how surely it takes the better move")
        case ["policy", "reciprocity"]:
            return _("how far it answers in kind")
    return dotted(rest)
