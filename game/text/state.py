"""How things stand, in sentences: quantities, ladder, commitments, sides and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game import figures
from game.board import wording
from game.text.sentences import joined, listed, name_of, names_in
from game.words import _, ngettext
from sim.session import Pledge, Quantity, Side, View


def situation(view: View) -> Iterator[str]:
    """Every quantity that this role knows of: the world's first, then side by side."""
    for owner in (None, *(side.id for side in view.sides)):
        found = [q for q in view.quantities if q.owner == owner and not q.harm]
        if found:
            yield ""
            yield name_of(view, owner) or _("For everybody")
        for quantity in found:
            yield described(quantity)
    yield from ("", *human_cost(view))


def described(quantity: Quantity) -> str:
    """A quantity as far as it is known, how it moved, and what the role wants of it."""
    moved = wording.changed(quantity)
    return _("{label}: {rest}").format(
        label=quantity.label,
        rest=joined(
            known(quantity),
            _("{change} since last turn").format(change=moved) if moved else "",
            wording.aim(quantity.aim, quantity) if quantity.aim else "",
        ),
    )


def known(quantity: Quantity) -> str:
    """The value as far as it is known; a guess is called one."""
    value = wording.estimate(quantity)
    return _("{value}, a guess").format(value=value) if quantity.certainty == "guess" else value


def human_cost(view: View) -> Iterator[str]:
    """What people suffered, in words; shown, never counted."""
    suffered = [
        _("{label}: {value}").format(label=quantity.label, value=known(quantity))
        for quantity in view.quantities
        if quantity.harm and quantity.value > 0
    ]
    if suffered:
        yield _("Human cost. {parts}.").format(parts="; ".join(suffered))


def ladder(view: View) -> Iterator[str]:
    """The rungs from the highest down, and where the world stands."""
    for number in range(len(view.ladder), 0, -1):
        rung = view.ladder[number - 1]
        here = _("Here the world stands now.") if number - 1 == view.rung else ""
        yield f"{number}. {joined(rung.label, rung.example, here)}"


def rung(view: View) -> str:
    """Where the world stands, in a sentence."""
    return _("The ladder: {number} of {rungs}, {label}.").format(
        number=view.rung + 1, rungs=len(view.ladder), label=view.ladder[view.rung].label
    )


def pledges(view: View) -> Iterator[str]:
    """The open commitments; a sentence where there are none."""
    if not view.pledges:
        yield _("No commitment is open.")
    for pledge in view.pledges:
        yield promised(names_in(view), pledge)


def promised(names: Mapping[str, str], pledge: Pledge) -> str:
    """A commitment: who wants what of whom, until when, and what giving it up would cost.

    names: of the sides, by id.
    """
    deadline = ngettext(
        "The deadline is turn {due}, in {left} turn", "The deadline is turn {due}, in {left} turns",
        pledge.left,
    )  # fmt: skip
    price = _("Backing down now costs {maker} {price} of “{audience}”, at the deadline {later}")
    return joined(
        _("{maker} to {to}: {label}").format(
            maker=names[pledge.maker], to=names[pledge.to], label=pledge.label
        ),
        pledge.text,
        deadline.format(due=pledge.due, left=pledge.left),
        _("Threatened: {threat}").format(threat=pledge.threat),
        price.format(
            maker=names[pledge.maker],
            price=figures.figure(pledge.price),
            audience=pledge.audience,
            later=figures.figure(pledge.price_due),
        ),
    )


def sides(view: View) -> Iterator[str]:
    """Who is there, who plays them, and how they stand to this role."""
    for side in view.sides:
        yield joined(f"{side.name}: {player(side)}", *standing(side))


def player(side: Side) -> str:
    """Who plays a side."""
    if side.played_by == "you":
        return _("you")
    if side.played_by == "person":
        return _("played by a person")
    return _("played by the program, policy “{policy}”").format(policy=side.played_by)


def standing(side: Side) -> Iterator[str]:
    """How far it is believed, how it stands to this role, and what it did last."""
    yield _("Its word is believed to {share}").format(share=figures.percent(side.credibility))
    if side.attitude is not None:
        yield _("Toward you: {attitude} on a scale from −10 to 10").format(
            attitude=figures.signed(side.attitude)
        )
    if side.deed:
        yield _("Last deed: {deed}").format(deed=side.deed)
    if side.word:
        yield _("Last word: {word}").format(word=side.word)


def places(view: View) -> Iterator[str]:
    """The map as a list: places, what is closed, and the forces that are drawn on it."""
    if view.chart is None:
        yield _("This scenario has no map.")
        return
    for line in view.chart.lines:
        yield _("Line: {label}.").format(label=line.label)
    for place in view.chart.places:
        state = {None: "", True: _("closed"), False: _("open")}[place.closed]
        yield f"{listed(filter(None, (place.name, kind_of_place(place.kind), state)))}."
    for force in view.chart.forces:
        yield described(view.quantity(force.quantity))


def kind_of_place(kind: str) -> str:
    """What a place is."""
    kinds = {
        "capital": _("capital"),
        "city": _("city"),
        "town": _("town"),
        "village": _("village"),
        "crossing": _("crossing"),
        "base": _("base"),
    }
    return kinds.get(kind, _("place"))
