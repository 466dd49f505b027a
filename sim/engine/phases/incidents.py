"""Phase 6. The threat that leaves something to chance: hazards that nobody chose (Schelling)."""

from __future__ import annotations

from sim.engine.book import Book
from sim.engine.dice import Purpose
from sim.engine.phases.happenings import Happenings


class Incidents(Happenings):
    """Forces close together at high tension run a risk each turn."""

    def __init__(self, book: Book) -> None:
        super().__init__(book, book.scenario.incidents, Purpose.INCIDENT)
