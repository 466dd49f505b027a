"""A sheet: what a role knows now, as plain data with texts that a page only has to show.

Made from a view and from nothing else. The texts are those of the board and of the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import NamedTuple

from game import figures
from game.board import wording
from game.classroom.limits import LARGEST_FRAME, LONGEST_TEXT
from game.classroom.plain import Plain, size_of
from game.classroom.talk import talk_of
from game.story import prompts
from game.text import cards, state, turns
from game.text.sentences import listed, names_in
from game.words import _, said_once
from sim.session import Card, Played, Quantity, Report, Side, Step, View, plain

MOST_NEWS = 40
MOST_STEPS = 60
SPARE = 1_024  # bytes of a frame around a sheet


def sheet_of(view: View, most: int | None = None) -> Plain:
    """Everything that changes from turn to turn.

    most: bytes, where it is not alone in its frame; people's talk is told as far as it has room.
    """
    content = {
        "turn": view.turn,
        "date": date(view, view.turn),
        "over": view.phase == "over",
        "rung": view.rung,
        "rung_says": state.rung(view),
        "groups": list(groups(view)),
        "harm": list(state.human_cost(view)),
        "goals": goals(view),
        "sides": [side(each) for each in view.sides],
        "cards": hand(view),
        "pledges": pledges(view),
        "opened": [step(each) for each in view.opened],
        "happened": turn(view, view.played[-1]) if view.played else None,
        "news": news(view),
        "history": [line(view, played) for played in view.played],
        **places(view),
        **aftermath(view),
    }

    def room() -> int:
        return (most or LARGEST_FRAME - SPARE) - size_of(content)

    return content | talk_of(view, room, is_tight=most is not None)


def date(view: View, turn: int) -> str:
    """The day of a turn, with the hour where turns are shorter."""
    hours = any(day.moment.time() != time() for day in view.days)
    return figures.moment(view.days[turn - 1].moment, hours)


def goals(view: View) -> str | None:
    """How far the role's own goals are reached."""
    if not view.dossier.public:
        return None
    return _("{number} of {most}").format(number=figures.figure(view.goals, 0), most=100)


# -- how things stand ----------------------------------------------------------------------------


def groups(view: View) -> Iterator[Plain]:
    """The quantities of the world, then side by side."""
    for owner in (None, *(side.id for side in view.sides)):
        found = [quantity(each) for each in view.quantities if each.owner == owner]
        if found:
            name = view.side(owner).name if owner else _("For everybody")
            yield {"owner": owner or "", "name": name, "quantities": found}


@said_once(1_000)
def quantity(of: Quantity) -> Plain:
    """A quantity as far as it is known."""
    return {
        "id": of.id,
        "label": of.label,
        "value": wording.estimate(of),
        "certainty": of.certainty,
        "certainty_says": wording.certainty(of),
        "change": wording.changed(of),
        "aim": wording.aim(of.aim, of) if of.aim else "",
        "harm": of.harm,
        "numbers": {
            "value": short(of.value),
            "low": short(of.low),
            "high": short(of.high),
            "range": of.range,
            "past": [short(value) for value in of.past],
        },
    }


def short(value: float) -> float:
    """As exact as any chart can show it."""
    return float(f"{value:.5g}")


def side(of: Side) -> Plain:
    """A side as this role knows it."""
    return known_side(of) | {
        "player": state.player(of),
        "lines": list(state.standing(of)),
        "deed": of.deed,
        "word": of.word,
    }


def known_side(of: Side) -> Plain:
    """What everybody knows of a side at any time."""
    sign = {"letter": of.look.letter, "shape": of.look.shape, "colour": of.look.colour}
    return {"id": of.id, "name": of.name, "short": of.short, "sign": sign, "public": of.public}


def pledges(view: View) -> list[Plain]:
    """The open commitments."""
    return [
        {
            "id": pledge.id,
            "maker": pledge.maker,
            "to": pledge.to,
            "label": pledge.label,
            "due": pledge.due,
            "left": pledge.left,
            "says": state.promised(names_in(view), pledge),
        }
        for pledge in view.pledges
    ]


def places(view: View) -> Plain:
    """What stands where on the land."""
    if view.chart is None:
        return {"places": [], "forces": []}
    return {
        "places": [
            {
                "name": place.name,
                "kind": place.kind,
                "kind_says": state.kind_of_place(place.kind),
                "at": place.at,
                "closed": place.closed,
                "side": place.side,
            }
            for place in view.chart.places
        ],
        "forces": [
            {
                "quantity": force.quantity,
                "actor": force.actor,
                "at": force.at,
                "side": force.side,
                "value": wording.middle(view.quantity(force.quantity)),
            }
            for force in view.chart.forces
        ],
    }


# -- what can be done ----------------------------------------------------------------------------


def hand(view: View) -> list[Plain]:
    """The moves of the role, whether they are legal now or not, in the order to show."""
    names = tuple(names_in(view).items())
    return [
        card(Dealt(each if each.legal else replace(each, legal=True, why_not=""), names))
        | {
            "legal": each.legal,
            "why_not": each.why_not,
            "suggested": each.id in view.dossier.suggest,
        }
        for each in cards.numbered(view)
    ]


class Dealt(NamedTuple):
    """A card, and what the sides are called that it speaks of."""

    card: Card
    names: tuple[tuple[str, str], ...]


@said_once(1_000)
def card(dealt: Dealt) -> Plain:
    """A move as it is at any time when it would do the same."""
    of, names = dealt
    return {
        "id": of.id,
        "channel": of.channel,
        "kind": of.kind,
        "kind_says": wording.kind(of),
        "label": of.label,
        "text": of.text,
        "legal": True,
        "why_not": "",
        "toward": of.toward,
        "details": list(cards.consequences(dict(names), of)),
    }


# -- what happened -------------------------------------------------------------------------------


def turn(view: View, played: Played) -> Plain:
    """A turn that is over, step by step."""
    return {
        "turn": played.turn,
        "date": date(view, played.turn),
        "steps": [step(each) for each in played.steps[:MOST_STEPS]],
        "changes": list(turns.changes(view, played))[1:],  # without their heading
        "expected": played.expected,
    }


@said_once(1_000)
def step(of: Step) -> Plain:
    """One thing that happened, what it changed, and why."""
    unseen = _("You can't see whether this changed: {labels}").format(labels=listed(of.unseen))
    return {
        "phase": of.phase,
        "kind": of.report.kind,
        "actor": of.report.actor,
        "headline": of.report.headline,
        "text": of.report.text,
        "branch": of.report.branch,
        "changes": [text for text in map(turns.changed, of.changes) if text],
        "unseen": unseen if of.unseen else "",
        "why": of.why,
        "private": of.report.private,
        "sources": of.report.sources,
    }


def news(view: View) -> list[Plain]:
    """What was heard in this turn and in the one before, the newest first."""
    heard = [report for report in view.news if report.turn >= view.turn - 1]
    return [piece(report) for report in reversed(heard[-MOST_NEWS:])]


def piece(of: Report) -> Plain:
    """A piece of news."""
    return {
        "turn": of.turn,
        "kind": of.kind,
        "actor": of.actor,
        "toward": of.toward,
        "headline": of.headline,
        "text": of.text,
        "branch": of.branch,
        "private": of.private,
        "sources": of.sources,
    }


def line(view: View, played: Played) -> Plain:
    """A turn that is over, in a line."""
    return {
        "turn": played.turn,
        "date": date(view, played.turn),
        "deed": played.deed,
        "word": played.word,
        "rung": played.rung,
        "expected": played.expected,
        "by_policy": played.by_policy,
    }


# -- when it is over -----------------------------------------------------------------------------


def aftermath(view: View) -> Plain:
    """What is told only when it is over: the end, the truth, and what was recorded."""
    return {
        "ending": ending(view),
        "scores": [{"side": name, "score": short(score)} for name, score in view.scores.items()],
        "truth": [believed(each, view.truth) for each in view.quantities if each.id in view.truth],
        "record": [
            {
                "turn": each.turn,
                "date": date(view, each.turn),
                "actor": each.actor,
                "label": each.label,
                "note": each.note,
                "sources": each.sources,
            }
            for each in view.record
        ],
        "recorded_ending": view.recorded_ending,
        "questions": [
            {
                "phase": prompt.phase,
                "phase_says": prompts.phase_words(prompt.phase),
                "ask": prompt.ask,
            }
            for prompt in view.debrief
        ],
    }


def ending(view: View) -> Plain | None:
    """Why it is over."""
    if view.ending is None:
        return None
    return {
        "label": view.ending.label,
        "text": view.ending.text,
        "violent": view.ending.violent,
        "history": view.ending.history,
        "says": list(turns.ending(view)),
    }


def believed(of: Quantity, truth: dict[str, float]) -> Plain:
    """What the role took to be the case, and what was."""
    thought = wording.level(wording.rounded(of.value, of), of)
    return {
        "id": of.id,
        "label": of.label,
        "thought": "" if of.certainty == "exact" else thought,
        "was": wording.level(truth[of.id], of),
    }


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Text of a person as it may be shown anywhere."""
    return plain(text)[:longest]
