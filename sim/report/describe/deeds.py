"""The moves: what each side may do and say, when, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.describe.blocks import Section, Words, paragraph, say, section, table
from sim.report.describe.notes import Notes
from sim.report.describe.wording import TIGHT, Wording, at_most, change, figure, percent, turns
from sim.scenario.goldstein import goldstein_scale
from sim.scenario.moves import Move
from sim.scenario.schema import Scenario
from sim.session.words import _, exact


def moves(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Every side's deeds, then its words."""
    if not any(scenario.moves.values()):
        return section(_("Moves"))
    return section(
        _("Moves"),
        paragraph(
            _(
                "In each turn a side does one thing and says one thing; to do nothing new and to "
                "say nothing is always possible. A deed or word moves the attitude of those at "
                "whom it is directed by its Goldstein value, from −10 (hostile) to 10 (friendly)."
            )
        ),
        *(_of_side(scenario, name, notes, wording) for name in scenario.moves),
        anchor="moves",
    )


def _of_side(scenario: Scenario, name: str, notes: Notes, wording: Wording) -> Section:
    rows = {
        channel: [
            _row(scenario, move, notes, wording)
            for move in scenario.moves[name].values()
            if move.channel == channel
        ]
        for channel in ("deed", "word")
    }
    heads = _("move"), _("when"), _("what it changes"), _("signal and price")
    return section(
        str(scenario.actors[name].name),
        table(heads, rows["deed"], caption=_("Deeds")),
        table(heads, rows["word"], caption=_("Words")),
    )


def _row(scenario: Scenario, move: Move, notes: Notes, wording: Wording) -> tuple[Words, ...]:
    return (
        say(str(move.label), str(move.text or ""), kind(move)),
        say(*_when(move, wording)),
        say(*_changes(move, wording), notes=notes.of(move)),
        say(*_price(scenario, move, wording)),
    )


def kind(move: Move) -> str:
    """What it does to the crisis, and whether anybody hears of it."""
    words = {
        "escalate": _("▲ escalates"),
        "hold": _("● holds"),
        "de-escalate": _("▼ de-escalates"),
    }[move.kind]
    return _("{kind}, in private").format(kind=words) if move.private else words


def _when(move: Move, wording: Wording) -> Iterator[str]:
    bound = move.when, move.pledges, move.drops, move.limit
    if bound == (None,) * 4 and not move.cooldown:
        yield _("always")
    yield wording.only(move.when)
    if move.pledges:
        yield _("Not while the demand stands already.")
    if move.drops:
        words = _("Only while the demand “{demand}” stands.")
        yield words.format(demand=wording.label(move.drops))
    if move.cooldown:
        words = _("Then not again for {turns}.")
        yield words.format(turns=turns(move.cooldown))
    if move.limit is not None:
        yield at_most(move.limit)


def _changes(move: Move, wording: Wording) -> Iterator[str]:
    yield from wording.consequences(move)
    if move.believed:
        what = "; ".join(
            f"{label}{TIGHT}{change(amount * scale, unit, label)}"
            for key, amount in move.believed.items()
            for label, unit, scale in [wording.quality(key)]
        )
        yield _("As far as it is believed: {what}").format(what=what)
    if move.pledges:
        yield _("Makes the demand “{demand}”.").format(demand=wording.label(move.pledges))
    if move.drops:
        yield _("Takes the demand back, with a reason.")


def _price(scenario: Scenario, move: Move, wording: Wording) -> Iterator[str]:
    value = goldstein_scale(scenario.dynamics.goldstein)[move.cameo]
    signal = _("Goldstein {value} (CAMEO {code})").format(value=figure(value), code=move.cameo)
    sides = wording.names(move.toward)
    yield _("To {sides}: {signal}").format(sides=sides, signal=signal) if sides else signal
    if move.cost:
        yield _("Cost {cost}").format(cost=exact(move.cost))
    if move.risk:
        yield _("Risk of incidents +{risk}").format(risk=percent(move.risk))
