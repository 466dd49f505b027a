"""Phase 8. Where the world stands on the ladder, its peaks, and whether it is over."""

from __future__ import annotations

import numpy as np

from sim.engine.book import Book
from sim.engine.compiled import compiled
from sim.engine.inquiry import Inquiry
from sim.engine.rows import REAL, Places, Rows
from sim.engine.worlds import Worlds
from sim.scenario.expressions import Binary, Call, Choose, Name, Node, Number
from sim.scenario.schema import Scenario

ALWAYS = Number(1.0)


def highest_rung(scenario: Scenario) -> Node:
    """The number of the highest rung whose condition holds; 0 if none does."""
    conditions = [rung.when or ALWAYS for rung in scenario.ladder.values()]
    heights = [Binary("*", when, Number(height)) for height, when in enumerate(conditions)]
    return Call("max", (Number(0.0), *heights))


class Endings:
    """Endings are checked in order; a world that ends records which and when."""

    def __init__(self, book: Book) -> None:
        self.book = book
        scenario, layout = book.scenario, book.layout
        self.inquiry = Inquiry(book)
        self.highest = self.inquiry.ask(highest_rung(scenario))
        self.ending = self.inquiry.ask(self._first_ending())
        self.rung = layout.row("rung", "rung")
        peaks = layout.names("peak")
        self.watched = np.array(
            [self.rung if k == "rung" else layout.row("indicator", k) for k in peaks], np.intp
        )
        lowest = [k != "rung" and scenario.indicators[k].peak == "lowest" for k in peaks]
        self.sign = np.array([-1 if is_lowest else 1 for is_lowest in lowest], dtype=REAL)

    def _first_ending(self) -> Node:
        """The number of the first ending that holds; -1 if none does."""
        found: Node = Number(-1.0)
        endings = list(self.book.scenario.endings.values())
        for number, ending in reversed(list(enumerate(endings))):
            holds = ending.when or ALWAYS
            if ending.last or ending.when is None:
                last_turn = Number(self.book.scenario.clock.turns)
                holds = Binary("and", Binary(">=", Name("turn"), last_turn), holds)
            found = Choose(holds, Number(number), found)
        return found

    def __call__(self, worlds: Worlds) -> None:
        """Look at the ladder first: its highest rung may be reached in the last turn."""
        answers = self.inquiry.answer(worlds)
        worlds.table[self.rung] = answers[self.highest]
        self.record_peaks(worlds)
        np.copyto(worlds.group("ending"), answers[self.ending], where=worlds.alive)

    def record_peaks(self, worlds: Worlds) -> None:
        """The size and the turn of the extreme so far; the first one where several are equal."""
        peak, peak_turn = worlds.group("peak"), worlds.group("peak_turn")
        _watch(worlds.table, self.watched, self.sign, REAL(worlds.turn), peak, peak_turn)


@compiled
def _watch(
    table: Rows, watched: Places, sign: Rows, turn: np.float32, peak: Rows, peak_turn: Rows
) -> None:
    for number in range(len(watched)):
        now, most, when = table[watched[number]], peak[number], peak_turn[number]
        for w in range(len(now)):
            beyond = now[w] * sign[number] > most[w] * sign[number]
            most[w] = now[w] if beyond else most[w]
            when[w] = turn if beyond else when[w]
