"""What an actor can't know: change that, and look at what it does, or at what a person sees."""

from __future__ import annotations

import numpy as np

from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.scenario.indicators import sight_of
from sim.scenario.schema import Scenario
from sim.session import Session
from tests.support.three import three_parts
from tests.support.tiny import indicator, tiny, word


def choices_that_tell(crisis: Crisis, turns: int) -> list[str]:
    """`ACTOR INDICATOR` for each secret on which the weights or the legal moves of an actor hang.

    Played for some turns. An actor's secrets are the true values of all that it does not see
    exactly, the attitudes of others, and what is estimated by others.
    """
    told: list[str] = []
    for _ in range(turns):
        outlook = crisis.open_turn()
        before = crisis.weigh(outlook).copy()
        told += [
            " ".join((actor, *secret))
            for actor in crisis.actors
            for secret in secrets_of(crisis, actor)
            if _changes(crisis, actor, secret, before)
        ]
        crisis.close_turn(outlook, crisis.rules.draw(crisis.worlds, before))
    return told


def secrets_of(crisis: Crisis, actor: str) -> list[tuple[str, str]]:
    """(group, name) of every quantity that an actor can't know."""
    book = crisis.rules.book
    hidden = [
        ("indicator", name)
        for name, indicator in book.scenario.indicators.items()
        if sight_of(indicator, name, actor) != "exact"
    ]
    for group in ("attitude", "estimate"):
        names = book.layout.names(group)
        hidden += [(group, name) for name in names if not name.startswith(f"{actor}/")]
    return hidden


def _changes(crisis: Crisis, actor: str, secret: tuple[str, str], before: np.ndarray) -> bool:
    worlds = crisis.worlds
    row = worlds.row(*secret)
    truth = row.copy()
    # Another world's value: within range, and different in most worlds.
    row[:] = np.roll(truth, 1) * 0.5 + 1
    answers = crisis.rules.decision.answer(worlds)
    legal = crisis.rules.legality(worlds, answers)
    after = crisis.weigh(Outlook(worlds, answers, legal))
    row[:] = truth
    own = crisis.rules.book.moves_of(list(crisis.actors).index(actor))
    return bool((after[own] != before[own]).any())


def disturb(session: Session, role: str, *, but: tuple[str, ...] = ()) -> None:
    """Put other values in place of all that the role can't know, and other luck."""
    crisis = session._table.crisis
    for group, name in secrets_of(crisis, role):
        if name not in but:
            row = crisis.worlds.row(group, name)
            row[:] = row * 0.5 + 1


def secretive() -> Scenario:
    """As `three`, but what is secret has no effect on what anybody can see."""
    parts = three_parts()
    parts["indicators"]["b.stock"] = indicator({"uniform": [20, 60]}, seen_by={"default": "hidden"})
    parts["moves"]["b"]["whisper"] = word(toward="c", private=True, effects={"b.plan": 7})
    parts["moves"]["b"]["send"].pop("chances")
    for kind, name in (("events", "rumour"), ("incidents", "clash")):
        parts[kind].pop(name)
    return tiny(**parts)


PLAYED = (
    {"a": ("strike", "threaten"), "b": ("send", "calm"), "c": "watch"},
    {"b": "send", "c": "watch"},
    {"a": ("hold", "retract"), "c": "hold"},
    {"a": "strike", "b": ("send", "calm")},
    {},
)
# What `b` does in the second world where it seems to rest in the first.
SECRETLY = {"send": ("send", "whisper"), None: ("meet", "whisper")}
