"""Reading time, and labels that are too long for what they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from math import ceil

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.fields import Text
from sim.scenario.schema import RoleCard, Scenario

PACE = 200  # words a minute: a young reader, or one who reads a second language
LONGEST_CARD = 2  # minutes
READING = 0.5  # the part of the time that may be reading; the rest is for thinking
LONGEST_LABEL = 56  # characters; more take a third line on a card


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Cards that take long to read, more text than the minutes allow, and long labels."""
    for role, actor in scenario.actors.items():
        if actor.playable:
            yield from _of_card(document, role, minutes(_card(actor.card)))
    yield from _of_whole(document, scenario)
    for mover, moves in scenario.moves.items():
        for name, move in moves.items():
            if len(str(move.label)) > LONGEST_LABEL:
                length = f"{len(str(move.label))} characters, the most is {LONGEST_LABEL}"
                message = f"this is long for a card ({length}); move what explains it to `text`"
                path = ("moves", mover, name, "label")
                yield document.fault(path, message).at_level("warning")


def _of_card(document: Document, role: str, needed: float) -> Iterator[Fault]:
    if needed > LONGEST_CARD:
        message = (
            f"this takes about {needed:.1f} minutes to read ({PACE} words a minute); cut it to "
            f"{LONGEST_CARD * PACE} words, since others wait"
        )
        yield document.fault_of_key(("actors", role, "card"), message).at_level("warning")


def _of_whole(document: Document, scenario: Scenario) -> Iterator[Fault]:
    if scenario.minutes is None:
        return
    own = [minutes(texts) for texts in _read_by_each_role(scenario)]
    needed = minutes(_read_by_all(scenario)) + max(own, default=0)
    if needed > READING * scenario.minutes:
        message = (
            f"reading alone takes about {needed:.1f} minutes of these (briefing, card, moves, a "
            f"news item a turn, ending); declare {ceil(needed / READING)} or more, or cut the texts"
        )
        yield document.fault(("minutes",), message).at_level("warning")


def minutes(texts: Iterable[Text | None]) -> float:
    """How long it takes to read the texts."""
    return sum(len(str(text).split()) for text in texts if text) / PACE


def _read_by_all(scenario: Scenario) -> list[Text | None]:
    """The briefing, a news item a turn, and an ending: the longest, as it may come to them."""
    news = [event.text for event in scenario.events.values()]
    news += [incident.text for incident in scenario.incidents.values()]
    told = sorted(news, key=_length, reverse=True)[: scenario.clock.turns]
    ending = max((ending.text for ending in scenario.endings.values()), key=_length)
    return [scenario.title, scenario.summary, scenario.note, *scenario.learning, *told, ending]


def _read_by_each_role(scenario: Scenario) -> Iterator[list[Text | None]]:
    """The own card and the own moves."""
    for role, actor in scenario.actors.items():
        if actor.playable:
            moves = scenario.moves.get(role, {}).values()
            deck = chain.from_iterable((move.label, move.text) for move in moves)
            yield [*_card(actor.card), *deck]


def _length(text: Text) -> int:
    return len(str(text))


def _card(card: RoleCard) -> list[Text | None]:
    alone = [card.public, card.private, card.audience, card.concern, card.mistake]
    return [*alone, *card.interests, *card.red_lines, *card.constraints, *card.first_look]
