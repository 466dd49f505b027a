"""Talking points that need no futures: what was believed, promised, rare, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.afterwards import promises
from sim.analysis.classes.findings import Camp, Lane, TalkingPoint
from sim.analysis.classes.seating import ClassTable
from sim.analysis.debrief import Promise
from sim.engine.book import Book
from sim.engine.sight import Sight
from sim.session.hindsight import Lived
from sim.session.labels import spoken_label
from sim.session.said import Clause
from sim.session.words import _, figure, listed, share

ABOUT_RIGHT = 0.05  # of a quantity's range
RARE = 0.5  # what most simulated worlds have is not rare


def camps(labels: Iterable[tuple[int, str]]) -> tuple[Camp, ...]:
    """Tables by what is said of each, the largest camp first."""
    found: dict[str, list[int]] = {}
    for table, label in labels:
        found.setdefault(label, []).append(table)
    return tuple(Camp(k, tuple(found[k])) for k in sorted(found, key=lambda k: -len(found[k])))


# -- what was believed ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Misreading:
    """What a role took a quantity to be, and what it was."""

    table: int
    role: str
    turn: int
    indicator: str
    held: float
    was: float
    off: float  # as a share of the range, too much above 0


def misread(tables: Sequence[ClassTable], book: Book, language: str) -> TalkingPoint | None:
    """The largest misperception that somebody decided on."""
    found = max(misreadings(tables, book), key=lambda each: abs(each.off), default=None)
    if found is None or abs(found.off) <= ABOUT_RIGHT:
        return None
    part, name = book.scenario.indicators[found.indicator], found.indicator
    words = _("{role} at table {table} took “{label}” to be {held} in turn {turn}. It was {was}.")
    alike = [
        each
        for each in misreadings(tables, book, found.role, name)
        if (each.role, each.turn, each.indicator) == (found.role, found.turn, name)
    ]
    return TalkingPoint(
        id="misread",
        title=_("The largest misperception"),
        says=words.format(
            role=spoken_label(book.scenario, found.role, language),
            table=found.table,
            label=part.label.spoken(language),
            held=figure(found.held, part.unit),
            was=figure(found.was, part.unit),
            turn=found.turn,
        ),
        ask=_("What made it look so, and what would you have done had you known?"),
        turn=found.turn,
        tables=(found.table,),
        split=camps((each.table, _taken_for(each.off)) for each in alike),
    )


def misreadings(
    tables: Sequence[ClassTable], book: Book, role: str = "", indicator: str = ""
) -> Iterator[Misreading]:
    """Of everybody and everything, or of one role and one quantity."""
    for table in tables:
        for who in [role] if role else table.pasts:
            errors = Sight(book, who).errors
            unsure = [name for name in book.indicators if errors[name] != 0.0]
            for lived in table.decided(who):
                for name in [indicator] if indicator else unsure:
                    yield _misreading(table.number, who, lived, book, name)


def _misreading(table: int, role: str, lived: Lived, book: Book, name: str) -> Misreading:
    row = book.layout.row("indicator", name)
    held = float(np.frombuffer(lived.knowledge.column, dtype="<f4")[row])
    was = float(lived.truth[row])
    low, high = book.scenario.indicators[name].range
    return Misreading(table, role, lived.turn, name, held, was, (held - was) / (high - low))


def _taken_for(off: float) -> str:
    if abs(off) <= ABOUT_RIGHT:
        return _("about right")
    return _("taken for more than it was") if off > 0 else _("taken for less than it was")


# -- what was promised ---------------------------------------------------------------------------


def promised(tables: Sequence[ClassTable], book: Book, language: str) -> TalkingPoint | None:
    """A promise that was signed and broken, or kept; else a threat and what came of it."""
    settled = [(table, clause) for table in tables for clause in _settled(table)]
    if not settled:
        return _threatened(tables, book, language)
    table, clause = min(settled, key=lambda each: (each[1].fate != "broken", each[1].settled or 0))
    return TalkingPoint(
        id="promise",
        title=_("A promise broken") if clause.fate == "broken" else _("A promise kept"),
        says=_("Table {table}, {promise}. {outcome}").format(
            table=table.number, promise=clause.words, outcome=clause.outcome
        ),
        ask=_("Who relied on it, and what made it believable or not?"),
        turn=clause.settled,
        tables=(table.number,),
        split=camps((each.number, _word_kept(each)) for each in tables),
    )


def _settled(table: ClassTable) -> Iterator[Clause]:
    for pact in table.view.proposals:
        yield from (each for each in (pact.give, pact.ask) if each.fate in ("kept", "broken"))


def _word_kept(table: ClassTable) -> str:
    fates = {clause.fate for clause in _settled(table)}
    if "broken" in fates:
        return _("a signed promise was broken")
    return _("what was signed was kept") if fates else _("nothing was signed, or nothing came due")


def _threatened(tables: Sequence[ClassTable], book: Book, language: str) -> TalkingPoint | None:
    """The threat that came out differently at most tables."""
    fates = {table.number: _fates(table, book, language) for table in tables}
    names = dict.fromkeys(name for made in fates.values() for name in made)
    if not names:
        return None
    split = {n: camps((t, _fate(made.get(n))) for t, made in fates.items()) for n in names}
    name = max(names, key=lambda name: len(split[name]))
    number, threat = next((t, made[name]) for t, made in fates.items() if name in made)
    words = _("{maker} made a demand and a threat, at table {table} in turn {turn}: “{label}”.")
    return TalkingPoint(
        id="promise",
        title=_("A threat, and what came of it"),
        says=words.format(
            maker=spoken_label(book.scenario, threat.maker, language),
            table=number,
            turn=threat.made,
            label=threat.label,
        ),
        ask=_("What did backing down, or carrying it out, cost?"),
        turn=threat.settled or threat.made,
        tables=tuple(table for table, made in fates.items() if name in made),
        split=split[name],
    )


def _fates(table: ClassTable, book: Book, language: str) -> dict[str, Promise]:
    """What came of each threat that a person made, by id."""
    decided = {role: {lived.turn for lived in table.decided(role)} for role in table.pasts}
    found = promises(table.any_past, book, language)
    return {each.id: each for each in found if each.made in decided.get(each.maker, ())}


def _fate(threat: Promise | None) -> str:
    return {
        "": _("never threatened"),
        "met": _("the demand was met"),
        "kept": _("the threat was carried out"),
        "broken": _("the maker backed down"),
        "dropped": _("taken back with a reason"),
        "open": _("still open at the end"),
    }[threat.fate if threat else ""]


# -- what is rare --------------------------------------------------------------------------------


def rare(
    tables: Sequence[ClassTable], book: Book, came: Mapping[str, float], language: str
) -> TalkingPoint | None:
    """The event or incident that fewest simulated worlds have.

    came: in what share of simulated worlds each came about, by id.
    """
    turns = {(t.number, n): turn for t in tables for n in came if (turn := _came(t, book, n))}
    names = dict.fromkeys(name for _table, name in turns if came[name] < RARE)
    if not names:
        return None
    name = min(names, key=lambda name: came[name])
    there = tuple(table.number for table in tables if (table.number, name) in turns)
    words = _("“{label}” came about at {tables}. It does so in {share} of simulated worlds.")
    came_or_not = _("it did not come about"), _("it came about")
    same = _("All tables met the same luck, so the difference comes from what was done before.")
    said = words.format(
        label=spoken_label(book.scenario, name, language),
        tables=tables_named(there),
        share=share(came[name]),
    )
    return TalkingPoint(
        id="rare",
        title=_("Something rare"),
        says=said if len(there) == len(tables) else f"{said} {same}",
        ask=_("Could anybody have foreseen it? Who had made it likelier?"),
        turn=min(turns[table, name] for table in there),
        tables=there,
        split=camps((t.number, came_or_not[t.number in there]) for t in tables),
    )


def _came(table: ClassTable, book: Book, name: str) -> int | None:
    """The turn in which an event or incident came about first; None: never, or it was put in."""
    if any(name in events for events in table.session.injected.values()):
        return None
    past, row = table.any_past, book.layout.row("count", name)
    counts = [float(column[row]) for column in past.columns]
    for turn, after in enumerate(counts[1:], past.turns[0].turn if past.turns else 1):
        if after:
            return turn
    return None


def tables_named(tables: Sequence[int]) -> str:
    """As in "tables 1, 2 and 5"."""
    numbers = listed([str(table) for table in tables])
    one, many = _("table {tables}"), _("tables {tables}")
    return (one if len(tables) == 1 else many).format(tables=numbers)


# -- how it ended --------------------------------------------------------------------------------


def endings(tables: Sequence[ClassTable], lane: Lane | None) -> TalkingPoint | None:
    """How the class split in the end, beside what was recorded."""
    ended = [(table.number, table.summary().ending) for table in tables]
    if not all(ending for _table, ending in ended):
        return None
    same = sum(ending == lane.ending for _table, ending in ended) if lane else 0
    words = _("In history it came to “{ending}”, as it did at {same} of {all} tables.")
    no_lane = _("The same beginning and the same luck came to these endings.")
    said = words.format(ending=lane.ending, same=same, all=len(tables)) if lane else no_lane
    return TalkingPoint(
        id="endings",
        title=_("How it ended"),
        says=said,
        ask=_("Where did your path leave that of history, and why?") if lane else "",
        split=camps(ended),
    )
