"""CSV of a class, table by table: what `docs/teaching/csv_dictionary.md` describes.

Nobody is named. Who had which seat is no business of these files, and what people wrote to each
other is only in them if the class agreed to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

from sim.analysis.classes.findings import Seat
from sim.analysis.debrief import Review
from sim.analysis.tables import Cell, Row, Teller, pseudonym, write_rows
from sim.engine.sight import EVERYTHING
from sim.session.inputs import Commit, Draft, Note, Turned
from sim.session.said import Clause, Proposal
from sim.session.saves import ENDING
from sim.session.session import replay
from sim.session.view import View
from sim.session.watch import Watch


def write_class_tables(
    tables: Mapping[int, Path],
    folder: Path,
    *,
    bom: bool = False,
    with_messages: bool = False,
    reviews: Mapping[Seat, Review] | None = None,
) -> list[Path]:
    """Write decisions, outcomes, turns, surveys and, of reviews, evaluation.

    Those that are there are replaced. What has no rows is left out.

    Args:
        tables: the file of each, by its number.
        folder: where to; it is made if need be.
        bom: with the sign by which some spreadsheets know that a file is UTF-8.
        with_messages: messages.csv too, to which a class has to agree beforehand.
        reviews: what `class_debriefing` found about each seat.

    Raises:
        SaveBroken: a table can't be read.
        OSError: the folder can't be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tellers = list(_tellers(tables))
    found: dict[str, Iterable[Row]] = {
        "decisions": (row for teller in tellers for row in teller.decisions()),
        "outcomes": (row for teller in tellers for row in teller.outcomes()),
        "turns": (row for teller in tellers for row in teller.turns()),
        "surveys": (row for teller in tellers for row in answers(teller)),
        "evaluation": (row for teller in tellers for row in _evaluated(teller, reviews or {})),
    }
    if with_messages:
        found["messages"] = (row for teller in tellers for row in messages(teller))
    filled = {name: rows for name, each in found.items() if (rows := list(each))}
    return [write_rows(folder / f"{name}.csv", rows, bom) for name, rows in filled.items()]


def class_name(tables: Mapping[int, Path]) -> str:
    """A name for a class that is always the same and leads back to nothing.

    It is made of the first table as it began, since branches begin anew.
    """
    number, path = min(tables.items())
    first = path.with_name(f"table-{number}{ENDING}")
    *_earlier, session = replay(first if first.is_file() else path)
    return pseudonym(session)


def seat_number(name: str, table: int, place: int) -> str:
    """What the seat of a table's person is called in all files; place: among its people, from 0."""
    return f"{name}-{table}-{place + 1}"


def _tellers(tables: Mapping[int, Path]) -> Iterator[Teller]:
    name = class_name(tables)
    for number, path in sorted(tables.items()):
        yield Teller(Watch.of_save(path), name, number, f"{name}-{number}")


def write_evaluation(
    tables: Mapping[int, Path], path: Path, reviews: Mapping[Seat, Review]
) -> None:
    """Write evaluation.csv alone, as for `write_class_tables`."""
    tellers = _tellers(tables)
    write_rows(path, (row for teller in tellers for row in _evaluated(teller, reviews)), bom=False)


def _evaluated(teller: Teller, reviews: Mapping[Seat, Review]) -> Iterator[Row]:
    return teller.evaluation([r for (table, _), r in reviews.items() if table == teller.table])


# -- surveys.csv ---------------------------------------------------------------------------------


def answers(teller: Teller) -> Iterator[Row]:
    """What people answered to questions, in order.

    turn: 0 as long as nobody at the table had put anything down; empty after the end.
    """
    turn: int | None = 0
    for entry in teller.watch.session.entries:
        match entry.given:
            case Draft() | Commit() if turn == 0:
                turn = 1
            case Turned(turn=taken, over=over):
                turn = None if over else taken + 1
            case Note(role=role, about=about, content=content):
                yield teller.head | {
                    "seat_id": teller.seat(role),
                    "role": role,
                    "turn": turn,
                    "item": about,
                    "answer": _answer(content),
                    "points": None,
                }


def _answer(content: object) -> Cell:
    """Without the one who gave it."""
    match content:
        case {"student": str(), "content": answered}:
            return _answer(answered)
        case str() | float() | None:
            return content
        case bool() | int():
            return int(content)
    return json.dumps(content, ensure_ascii=False)


# -- messages.csv --------------------------------------------------------------------------------


def messages(teller: Teller) -> Iterator[Row]:
    """Messages, and each step of what was proposed, by turn."""
    view = teller.watch.view(teller.watch.last, EVERYTHING)
    rows = [*_said(teller, view), *_proposed(teller, view)]
    yield from (row for _turn, row in sorted(rows, key=itemgetter(0)))


def _said(teller: Teller, view: View) -> Iterator[tuple[int, Row]]:
    for each in view.messages:
        yield _row(teller, each.turn, each.author, "message", None, " ".join(each.to), each.text)


def _proposed(teller: Teller, view: View) -> Iterator[tuple[int, Row]]:
    for number, each in enumerate(view.proposals, 1):
        promises = f"{each.give.words}; {each.ask.words}"
        text = f"{promises}. {each.text}" if each.text else promises
        yield _row(teller, each.turn, each.author, "proposal", number, each.to, text)
        if each.settled is not None:
            who, to = _settled_by(each)
            yield _row(teller, each.settled, who, each.fate, number, to, promises)
        for clause in (each.give, each.ask):
            yield from _kept(teller, number, each, clause)


def _settled_by(proposal: Proposal) -> tuple[str, str]:
    """Whose step it was, and toward whom."""
    sides = proposal.author, proposal.to
    return sides if proposal.fate in ("withdrawn", "lapsed") else sides[::-1]


def _kept(teller: Teller, number: int, pact: Proposal, clause: Clause) -> Iterator[tuple[int, Row]]:
    if clause.settled is not None and clause.fate in ("kept", "broken"):
        to = pact.to if clause.maker == pact.author else pact.author
        yield _row(teller, clause.settled, clause.maker, clause.fate, number, to, clause.words)


def _row(
    teller: Teller, turn: int, role: str, kind: str, number: int | None, to: str, text: str
) -> tuple[int, Row]:
    return turn, teller.head | {
        "turn": turn,
        "seat_id": teller.seat(role),
        "role": role,
        "kind": kind,
        "proposal": number,
        "to": to,
        "text": text,
    }
