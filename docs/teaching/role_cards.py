"""Role cards: one sheet a role, the front for all to read and the back for its player alone."""

from __future__ import annotations

from docs.teaching.sheets import sheets
from sim.report.describe.sides import goal_words
from sim.report.describe.whole import clock_words
from sim.report.describe.wording import Wording
from sim.scenario.actors import Actor, looks_of
from sim.scenario.schema import Scenario

SIGNS = {"escalate": "▲", "hold": "●", "de-escalate": "▼"}


def role_cards(scenario: Scenario) -> str:
    """A front and a back for every role that a person may take."""
    wording = Wording(scenario)
    roles = [
        {
            "actor": actor,
            "back": list(back(actor)),
            "wants": wants(actor, wording),
            "deeds": may(scenario, name, "deed"),
            "words": may(scenario, name, "word"),
            "look": looks_of(scenario.actors)[name],
        }
        for name, actor in scenario.actors.items()
        if actor.playable
    ]
    return sheets(
        "role_cards.html",
        scenario,
        roles=roles,
        clock=clock_words(scenario.clock),
        notes=str(scenario.note or "").splitlines(),  # the content note, then remarks on words
    )


def back(actor: Actor) -> list[tuple[str, list[str]]]:
    """What only its player reads, under the same headings for every role."""
    card = actor.card
    parts = [
        ("Your interests", card.interests),
        ("Your red lines", card.red_lines),
        ("Your limits", card.constraints),
        ("You answer to", (card.audience,)),
        ("A fair concern of yours", (card.concern,)),
        ("What your side got wrong", (card.mistake,)),
        ("Look into this first", card.first_look),
    ]
    told = [(heading, [str(line) for line in lines if line]) for heading, lines in parts]
    return [(heading, lines) for heading, lines in told if lines]


def wants(actor: Actor, wording: Wording) -> list[str]:
    """Its goals in words, the heaviest first, without how fast a loss grows."""
    plain = [goal.model_copy(update={"growing": False}) for goal in actor.goals]
    goals = sorted(plain, key=lambda goal: -goal.weight)
    return [f"{wording.label(goal.indicator)}: {goal_words(goal, wording)}" for goal in goals]


def may(scenario: Scenario, role: str, channel: str) -> list[str]:
    """The moves of a channel, each with the sign of its kind."""
    return [
        f"{SIGNS[move.kind]} {move.label}"
        for move in scenario.moves.get(role, {}).values()
        if move.channel == channel
    ]
