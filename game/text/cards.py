"""The moves of a role, and what they might lead to, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from game import figures
from game.text.sentences import joined, listed, names_in, stop
from game.text.state import promised
from game.words import _, ngettext

if TYPE_CHECKING:
    from sim.session import Band, Card, Effect, Forecast, View


def numbered(view: View) -> list[Card]:
    """All cards in the order of their numbers: deeds, then words."""
    return sorted(view.cards, key=lambda card: card.channel == "word")


def cards(view: View) -> Iterator[str]:
    """A line a card."""
    channel = ""
    for number, card in enumerate(numbered(view), 1):
        if card.channel != channel:
            channel = card.channel
            yield _("Your deeds:") if channel == "deed" else _("Your words:")
        yield f"{number}. {joined(card.label, kind(card), chosen(view, card), refusal(card))}"


def kind(card: Card) -> str:
    """Which way it goes on the ladder."""
    return {"escalate": _("Escalates"), "hold": "", "de-escalate": _("Calms")}[card.kind]


def chosen(view: View, card: Card) -> str:
    """Is it what the role has put down?"""
    return _("Chosen") if card.id in (view.deed, view.word) else ""


def refusal(card: Card) -> str:
    """Why it may not be chosen now."""
    return "" if card.legal else _("Not now: {why}").format(why=card.why_not)


def details(view: View, card: Card) -> Iterator[str]:
    """Everything about a card."""
    yield joined(card.label, card.text, kind(card), refusal(card))
    yield from consequences(names_in(view), card)
    if card.assumption:
        yield _("Assumed: {assumption}").format(assumption=stop(card.assumption))
    if card.sources:
        yield _("Sources: {claims}.").format(claims=listed(card.sources))


def consequences(names: Mapping[str, str], card: Card) -> Iterator[str]:
    """What a card leads to and costs, and who notices. names: of the sides, by id."""
    if card.toward:
        others = listed(names[actor] for actor in card.toward)
        yield _("Directed at {names}, {signal}.").format(names=others, signal=signal(card))
    for effect in card.effects:
        yield expected(effect)
    if card.cost:
        yield _("Cost at home: {cost} of 5.").format(cost=figures.figure(card.cost))
    if card.risk:
        yield _("It adds {share} to the chance of incidents.").format(
            share=figures.percent(card.risk)
        )
    if card.pledge:
        yield joined(_("It makes a commitment"), promised(names, card.pledge))
    if card.drops:
        yield joined(_("It takes back a commitment"), promised(names, card.drops))
    yield stop(card.notice)


def signal(card: Card) -> str:
    """How it is taken by those at whom it is directed."""
    tone = _("a friendly signal") if card.signal > 0 else _("a hostile signal")
    if not card.signal:
        return _("a neutral signal")
    return _("{tone}, {strength} on a scale from −10 to 10").format(
        tone=tone, strength=figures.signed(card.signal)
    )


def expected(effect: Effect) -> str:
    """What a card changes, when and how surely."""
    much = figures.change(effect.amount, effect.unit)
    when = ngettext("in {turns} turn", "in {turns} turns", effect.after).format(turns=effect.after)
    parts = [f"{effect.label}: {much}", when if effect.after else _("at once")]
    if effect.chance is not None:
        parts.append(
            _("with a chance of {chance} ({branch})").format(
                chance=figures.percent(effect.chance), branch=effect.branch
            )
        )
    return f"{listed(parts)}."


def orders(view: View, deed_id: str = "", word_id: str = "") -> Iterator[str]:
    """What the role has put down, and where its word and deed do not go together.

    deed_id, word_id: what is put down, where that is not what stands in the view.
    """
    yield from put_down(view.card(deed_id or view.deed), view.card(word_id or view.word))


def put_down(deed: Card, word: Card) -> Iterator[str]:
    """Orders, and where word and deed do not go together; it is told by what is printed on them."""
    yield _("Your deed: {deed}. Your word: {word}.").format(deed=deed.label, word=word.label)
    if deed.kind == "escalate" and word.kind == "de-escalate":
        yield _("Your word calms and your deed escalates: the gap will be noticed.")


def outlook(view: View, found: Forecast) -> Iterator[str]:
    """A forecast, and beside it that of doing and saying nothing."""
    yield ngettext(
        "What might follow, in {futures} future made from what you know:",
        "What might follow, in {futures} futures made from what you know:",
        found.futures,
    ).format(futures=figures.figure(found.futures))
    yield from estimates(view, found)
    if found.reference is not None:
        yield _("For comparison, if you hold and say nothing:")
        yield from estimates(view, found.reference)


def estimates(view: View, found: Forecast) -> Iterator[str]:
    """The figures of a forecast."""
    yield estimate(_("An end without violence"), found.peaceful, figures.percent)
    yield estimate(_("Your goals, of 100"), found.goals, figures.figure)
    if found.killed is not None:
        yield estimate(_("More people come to harm"), found.killed, figures.percent)
    yield estimate(
        _("The ladder after this turn"), found.rung, lambda rung: view.ladder[round(rung)].label
    )


def estimate(label: str, band: Band, shown: Callable[[float], str]) -> str:
    """One figure: the best estimate, and from where to where it is likely to be."""
    value, low, high = shown(band.value), shown(band.low), shown(band.high)
    if low == high:
        return _("{label}: {value}.").format(label=label, value=value)
    return _("{label}: {value}, likely {low} to {high}.").format(
        label=label, value=value, low=low, high=high
    )
