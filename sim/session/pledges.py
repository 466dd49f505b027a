"""Commitments as a person reads them: whose word stands, until when, at what price."""

from __future__ import annotations

from sim.engine.book import Book
from sim.session.card import Pledge
from sim.session.labels import spoken_label
from sim.session.reading import Reading


def open_pledges(reading: Reading, language: str) -> tuple[Pledge, ...]:
    """All that stand now; what stands is public."""
    names = reading.book.scenario.commitments
    return tuple(_standing(reading, name, language) for name in names if _is_open(reading, name))


def pledge_to_make(reading: Reading, name: str | None, language: str) -> Pledge | None:
    """The commitment that a word makes, as if it were made now."""
    return _pledge(reading, name, _turn(reading), language) if name else None


def pledge_to_drop(reading: Reading, name: str | None, language: str) -> Pledge | None:
    """The commitment that a word takes back, at the price of that; None if it does not stand."""
    if name is None or not _is_open(reading, name):
        return None
    excuse = reading.book.scenario.dynamics.audience.excuse
    return _standing(reading, name, language, excuse)


def _is_open(reading: Reading, name: str) -> bool:
    return reading.row("open", name) > 0


def _turn(reading: Reading) -> int:
    return round(reading.row("turn", "turn"))


def _standing(reading: Reading, name: str, language: str, share: float = 1.0) -> Pledge:
    return _pledge(reading, name, round(reading.row("pledged", name)), language, share)


def _pledge(reading: Reading, name: str, made: int, language: str, share: float = 1.0) -> Pledge:
    book, part = reading.book, reading.book.scenario.commitments[name]
    due, turn = made + part.deadline, _turn(reading)
    return Pledge(
        id=name,
        label=part.label.spoken(language),
        text=part.text.spoken(language),
        maker=part.maker,
        to=part.to,
        due=due,
        left=due - turn,
        threat=spoken_label(book.scenario, f"{part.maker}.{part.threat}", language),
        audience=spoken_label(book.scenario, part.audience, language),
        price=price_after(book, name, turn - made) * share,
        price_due=price_after(book, name, part.deadline),
        sources=part.sources,
    )


def price_after(book: Book, name: str, turns: int) -> float:
    """What backing down costs the audience when the demand has stood for so many turns."""
    part = book.scenario.commitments[name]
    growth = book.scenario.dynamics.audience.growth
    return part.cost * part.loudness * (1 + growth * turns)
