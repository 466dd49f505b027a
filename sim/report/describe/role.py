"""The card of one role, to be handed out: nothing on it is another role's secret."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.describe.blocks import (
    Account,
    Block,
    account,
    facts,
    items,
    paragraph,
    say,
    section,
    table,
)
from sim.report.describe.deeds import kind
from sim.report.describe.quantities import sight_words
from sim.report.describe.sides import goal_words, own_parts, sign
from sim.report.describe.whole import clock_words
from sim.report.describe.wording import Wording
from sim.scenario.indicators import sight_of
from sim.scenario.schema import Scenario
from sim.session.words import _


def role_card(scenario: Scenario, name: str) -> Account:
    """What the player of a role reads before the first turn."""
    actor, wording = scenario.actors[name], Wording(scenario)
    return account(
        str(scenario.title),
        str(actor.name),
        paragraph(str(scenario.summary)),
        facts((_("Clock"), clock_words(scenario.clock)), (_("Sign"), sign(scenario, name))),
        section(_("You"), paragraph(str(actor.card.public), tone="lead"), *own_parts(actor.card)),
        section(_("What you want"), _wishes(scenario, name, wording)),
        section(_("The others, in the words of their cards"), facts(*_others(scenario, name))),
        *_moves(scenario, name),
        section(_("What you see, and how well"), _sights(scenario, name)),
    )


def _wishes(scenario: Scenario, name: str, wording: Wording) -> Block:
    goals = sorted(scenario.actors[name].goals, key=lambda goal: -goal.weight)
    words = _("{indicator}: {wanted}")
    return items(
        *(
            words.format(indicator=wording.label(goal.indicator), wanted=goal_words(goal, wording))
            for goal in goals
        )
    )


def _others(scenario: Scenario, name: str) -> Iterator[tuple[str, str]]:
    for other, actor in scenario.actors.items():
        if other != name:
            yield str(actor.name), str(actor.card.public)


def _moves(scenario: Scenario, name: str) -> Iterator[Block]:
    headings = {"deed": _("What you may do"), "word": _("What you may say")}
    for channel, heading in headings.items():
        rows = [
            (say(str(move.label)), say(str(move.text or "")), say(kind(move)))
            for move in scenario.moves.get(name, {}).values()
            if move.channel == channel
        ]
        yield section(heading, table((_("move"), _("what it is"), _("kind")), rows))


def _sights(scenario: Scenario, name: str) -> Block:
    rows = [
        (
            say(str(part.label)),
            say(str(part.text or "")),
            say(sight_words(sight_of(part, found, name))),
        )
        for found, part in scenario.indicators.items()
    ]
    return table((_("what"), _("what it is"), _("you see it")), rows)
