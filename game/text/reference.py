"""What can be looked up: the role, the terms, and what every figure rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.claims import rests_on
from game.text.sentences import joined
from game.words import _
from sim.session import View

if TYPE_CHECKING:
    from sim import Claim, Source, Sources


def briefing(view: View) -> Iterator[str]:
    """Where the game is set, and who this role is."""
    yield view.title
    yield from filter(None, (view.summary, view.note))
    yield ""
    yield from dossier(view)


def dossier(view: View) -> Iterator[str]:
    """The role card, its private part included."""
    card = view.dossier
    yield _("Your side: {name}. {public}").format(
        name=view.side(view.role).name, public=card.public
    )
    yield _("Only for you: {private}").format(private=card.private)
    yield from points(_("Your interests, the first comes first:"), card.interests)
    yield from points(_("Your red lines:"), card.red_lines)
    yield from points(_("What holds you back:"), card.constraints)
    yield _("You answer to: {audience}").format(audience=card.audience)
    if card.concern:
        yield _("What worries you: {concern}").format(concern=card.concern)
    if card.mistake:
        yield _("What went wrong before: {mistake}").format(mistake=card.mistake)


def points(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A list with a title; nothing where the list is empty."""
    lines = list(lines)
    if lines:
        yield title
    yield from (f"{number}. {line}" for number, line in enumerate(lines, 1))


def others(view: View) -> Iterator[str]:
    """The other sides as everybody knows them."""
    for side in view.sides:
        if side.id != view.role and side.public:
            yield _("The role of {name}: “{public}”").format(name=side.name, public=side.public)


def glossary(view: View, wanted: str = "") -> Iterator[str]:
    """The terms, quantities and rungs in which `wanted` occurs, explained."""
    entries = [(term.term, term.text) for term in view.terms]
    entries += [(quantity.label, quantity.text) for quantity in view.quantities if quantity.text]
    entries += [(rung.label, rung.example) for rung in view.ladder]
    found = [entry for entry in entries if wanted.casefold() in " ".join(entry).casefold()]
    if not found:
        yield _("Nothing in the glossary has “{wanted}” in it.").format(wanted=wanted)
    for term, text in sorted(found, key=lambda entry: entry[0].casefold()):
        yield _("{term}: {text}").format(term=term, text=text)


def sources(view: View, known: Sources, wanted: str = "") -> Iterator[str]:
    """The claims behind what this role sees, with who says them and where they disagree."""
    found = []
    for address in sorted(rests_on(view)):
        source, claim = find(known, address)
        if source is None or claim is None:
            continue
        account = claimed(address, source, claim)
        if wanted.casefold() in account.casefold():
            found.append(address)
            yield account
    if not found:
        yield _("No source here has “{wanted}” in it.").format(wanted=wanted)
    for conflict in known.conflicts.values():
        if set(found).intersection(conflict.claims):
            yield joined(
                _("Where they disagree: {title}").format(title=conflict.title),
                conflict.disagreement,
                _("Usually taken: {used}").format(used=conflict.used),
            )


def find(known: Sources, address: str) -> tuple[Source | None, Claim | None]:
    """The claim of that address and its source, where they were shipped."""
    source = known.sources.get(address.partition("/")[0])
    return source, source.claims.get(address.partition("/")[2]) if source else None


def claimed(address: str, source: Source, claim: Claim) -> str:
    """A claim: where it stands, what it says, who says it, and how it is put forward."""
    date = str(source.date) if source.date else _("no date")
    return joined(
        address,
        source.outlet,
        date,
        claim.says,
        _("Said by {speaker}, {certainty}").format(
            speaker=claim.attributed_to, certainty=certainty(claim.certainty)
        ),
    )


def certainty(kind: str) -> str:
    """How a claim is put forward."""
    return {
        "stated": _("of what is theirs to know"),
        "reported": _("as the article reports"),
        "alleged": _("about another side"),
        "denied": _("as a denial"),
    }[kind]
