"""The sides: their signs, role cards, goals and ways of choosing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from sim.report.describe.blocks import (
    Block,
    Section,
    Words,
    facts,
    items,
    paragraph,
    say,
    section,
    table,
)
from sim.report.describe.notes import Notes
from sim.report.describe.wording import Wording, figure
from sim.scenario.actors import Actor, Goal, RoleCard, looks_of
from sim.scenario.policies import policy_modules
from sim.scenario.schema import Scenario
from sim.session.words import _, exact, share


def sides(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Every side, with all that only its player or a teacher may read."""
    return section(
        _("Sides"),
        paragraph(_("In the order in which they act.")),
        *(_side(scenario, name, notes, wording) for name in scenario.actors),
        anchor="sides",
    )


def _side(scenario: Scenario, name: str, notes: Notes, wording: Wording) -> Section:
    actor = scenario.actors[name]
    return section(
        str(actor.name),
        facts(
            (_("Sign"), sign(scenario, name)),
            (_("Played by"), _("a person or its policy") if actor.playable else _("its policy")),
        ),
        paragraph(str(actor.card.public)),
        section(_("Its role card, which no other side reads"), *own_parts(actor.card)),
        goals(actor, notes, wording),
        facts((_("How it chooses when nobody plays it"), policy_words(actor, notes))),
        section(_("A check of understanding, with its answers"), _checks(actor.card), folded=True),
    )


def sign(scenario: Scenario, name: str) -> str:
    """Its letter, shape and colour."""
    look = looks_of(scenario.actors)[name]
    words = _("{letter}, {colour} {shape}")
    return words.format(letter=look.letter, colour=look.colour, shape=look.shape)


def own_parts(card: RoleCard) -> Iterator[Block]:
    """What only the player of the role reads."""
    yield paragraph(str(card.private))
    yield facts(
        (_("Interests"), say(*map(str, card.interests))),
        (_("Red lines"), say(*map(str, card.red_lines))),
        (_("Limits"), say(*map(str, card.constraints))),
        (_("Answers to"), str(card.audience)),
        (_("A concern of this side"), str(card.concern or "")),
        (_("What it got wrong"), str(card.mistake or "")),
        (_("To look into first"), say(*map(str, card.first_look))),
    )


def _checks(card: RoleCard) -> Block:
    return items(*(say(str(c.ask), f"→ {c.options[c.right - 1]}. {c.why}") for c in card.checks))


# -- goals and policies ----------------------------------------------------------------------


def goals(actor: Actor, notes: Notes, wording: Wording) -> Block:
    """What it wants, the heaviest first."""
    total = sum(goal.weight for goal in actor.goals)
    rows = [
        (
            say(wording.label(goal.indicator)),
            say(goal_words(goal, wording)),
            say(f"{exact(goal.weight)} ({share(goal.weight / total)})"),
        )
        for goal in sorted(actor.goals, key=lambda goal: -goal.weight)
    ]
    found = notes.of(actor)
    return section(
        _("What it wants"),
        table((_("indicator"), _("wanted"), _("weight")), rows),
        paragraph(_("Why so:"), notes=found, tone="soft") if found else None,
    )


def goal_words(goal: Goal, wording: Wording) -> str:
    """What is wanted of an indicator."""
    unit = wording.scenario.indicators[goal.indicator].unit
    mark = goal.line if goal.target is None else goal.target
    words = {
        "more": _("as high as can be"),
        "less": _("as low as can be"),
        "near": _("near {mark}"),
        "below": _("below {mark}, a red line"),
        "above": _("above {mark}, a red line"),
    }[goal.shape].format(mark=figure(mark or 0.0, unit))
    if not goal.growing:
        return words
    return _("{wanted}; each further step away hurts more").format(wanted=words)


def policy_words(actor: Actor, notes: Notes) -> Words:
    """How it chooses when nobody plays it, with what it rests on."""
    policy = actor.policy
    said = {"quantal": _quantal(actor)}.get(policy.name) or described(policy.name)
    return say(f"{policy.name}: {said}", notes=notes.of(policy))


def _quantal(actor: Actor) -> str:
    policy = actor.policy
    looks = (
        _("looks at its own move and at the reply that it expects")
        if policy.foresight
        else _("looks at its own move only")
    )
    words = _(
        "better moves are likelier (λ = {rationality}; 0 would be at random); it {looks}; it "
        "answers in kind with a weight of {reciprocity}"
    )
    return words.format(
        rationality=exact(policy.rationality), looks=looks, reciprocity=exact(policy.reciprocity)
    )


def described(policy: str) -> str:
    """What a policy says of itself."""
    doc = import_module(policy_modules()[policy]).__doc__ or policy
    first = doc.strip().splitlines()[0].rstrip(".")
    return first[0].lower() + first[1:]
