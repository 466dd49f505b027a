"""Roles: signs that differ, questions that have an answer, and moves that the role has."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, did_you_mean, quoted
from sim.scenario.parts import Path
from sim.scenario.schema import RoleCard, Scenario


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Two sides with one sign, and role cards that ask or suggest what is not there."""
    yield from _signs(document, scenario)
    for name, actor in scenario.actors.items():
        path = ("actors", name, "card")
        yield from _answers(document, path, actor.card)
        moves = scenario.moves.get(name, {})
        for number, move in enumerate(actor.card.suggest):
            if move not in moves:
                message = did_you_mean(move, f"move of {name}", moves)
                yield document.fault((*path, "suggest", number), message)


def _signs(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """A letter and a colour are one side's; shapes may come again, since there are few."""
    taken: dict[tuple[str, str], str] = {}
    for name, actor in scenario.actors.items():
        for field in ("letter", "colour") if actor.look else ():
            value = getattr(actor.look, field)
            other = taken.setdefault((field, value), name)
            if other != name:
                message = f"{quoted(value)} is also the {field} of {other}; choose another"
                yield document.fault(("actors", name, "look", field), message)


def _answers(document: Document, path: Path, card: RoleCard) -> Iterator[Fault]:
    for number, question in enumerate(card.checks):
        if question.right > len(question.options):
            message = f"there is no option {question.right}; the last is {len(question.options)}"
            yield document.fault((*path, "checks", number, "right"), message)
