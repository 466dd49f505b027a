"""The world of a role: what it knows, advanced by what it saw and heard.

The role knows the rules, as everybody does who reads the scenario. So its world goes through the
same phases as the true one, with the moves, events, incidents and outcomes that it noticed, and
from its own guess of what it can't see. After each phase, what it does see is put in: exactly, or
as it estimates it. Whatever is shown to a person, and every forecast, is read from this world
alone; the true one is never asked. Its luck is its own, so that nothing is told of what will come.
"""

from __future__ import annotations

import numpy as np

from sim.engine.dice import Dice
from sim.engine.phases.decide import Outlook
from sim.engine.phases.happenings import Happenings
from sim.engine.rows import REAL, Places, Rows, bound
from sim.engine.rules import Rules
from sim.engine.sight import sight_in
from sim.engine.vows import WIDTH
from sim.engine.worlds import Worlds
from sim.session.course import Beat, Course, Hazards
from sim.session.told import Herald, Told

STREAM = 2**60  # of luck that no world of any session and no fork meets


class Memory:
    """The world of one role.

    Attributes:
        sight: what the role sees and hears.
        worlds: its one world.
        indicators: the rows of the indicators.
        told: what it learned, turn by turn; the first list is that of turn 1.
        past: the indicators as each turn began for it, and as it ended, (indicators,) each.
        rungs: where the world stood after each turn, as far as it could tell.
        bonds: the places, among all that were signed in the true world, of the promises that it
            knows of.
    """

    def __init__(self, rules: Rules, role: str, truth: Worlds) -> None:
        """truth: the one world of the session, before its first turn. role: or an onlooker."""
        self.rules = rules
        self.sight = sight_in(rules.book, role)
        self.herald = Herald(rules, self.sight)
        # The true luck is only asked how that turned which the role saw turn; when it looks ahead
        # or imagines what the others see, it has luck of its own.
        own = Dice(0, self.sight.number, 1, STREAM)
        self.worlds, self.imagined = (truth.branch(np.array([0]), d) for d in (truth.dice, own))
        for worlds in (self.worlds, self.imagined):
            worlds.go_back(rules.start.typical, 0)
        self.indicators = rules.book.layout.rows("indicator", rules.book.indicators)
        self.told: list[list[Told]] = []
        self.past: list[Rows] = []
        self.rungs: list[int] = []
        self.bonds: list[int] = []
        self._learn(truth.table[:, 0])

    @property
    def column(self) -> Rows:
        """Its world now, (rows,)."""
        column: Rows = self.worlds.table[:, 0]
        return column

    @property
    def outlook(self) -> Outlook:
        """What stands before the role when it decides."""
        answers = self.rules.decision.answer(self.worlds)
        return Outlook(self.worlds, answers, self.rules.legality(self.worlds, answers))

    # -- a turn --------------------------------------------------------------------------------

    def open(self, course: Course) -> None:
        """Live through the beginning of a turn."""
        worlds, rules = self.worlds, self.rules
        worlds.begin_turn()
        rules.events.arrive(worlds)
        self._learn(course.tables["arrived"])
        chances = self._happen(rules.events, course.events)
        chances |= self._happen(rules.injects, course.injects)
        self._learn(course.tables["happened"])
        self._look_around(course.tables["opened"])
        self.past.append(self.column[self.indicators])
        self.told.append(self.herald.tell(course.beats, chances))

    def _look_around(self, truth: Rows) -> None:
        """What the others may see is imagined; what the role itself estimates, it goes by."""
        worlds = self.worlds
        self.imagined.go_back(worlds.table, worlds.turn)
        self.rules.perceive(self.imagined)
        worlds.table[:] = self.imagined.table
        self._learn(truth)
        rows, estimates = self.sight.estimates
        worlds.table[rows] = worlds.table[estimates]

    def close(self, course: Course) -> None:
        """Live through the rest of it."""
        worlds, rules, tables = self.worlds, self.rules, course.tables
        answers = rules.decision.answer(worlds).copy()
        rules.resolve(worlds, self._noticed(course.chosen), answers)
        self._learn(tables["resolved"])
        self._charge(course.beats, answers)
        self._learn(tables["committed"])
        chances = self._happen(rules.incidents, course.incidents)
        self._learn(tables["struck"])
        rules.drift(worlds)
        self._learn(tables["drifted"])
        rules.endings(worlds)
        self._learn(tables["closed"])
        self.rungs.append(int(worlds.row("rung", "rung")[0]))
        since = [beat for beat in course.beats if beat.phase != "events"]
        self.told[-1] += self.herald.tell(since, chances)
        if worlds.over.all():
            self.past.append(self.column[self.indicators])

    def sign(self, rows: Rows, first: int) -> None:
        """Learn of a pact. rows: of its promises, (n, 1). first: the place of the first of them."""
        self.worlds.add_rows(rows)
        self.bonds += range(first, first + len(rows) // WIDTH)

    def _learn(self, truth: Rows) -> None:
        """Put in what the role sees as it is."""
        self.worlds.table[self.sight.known, 0] = truth[self.sight.known]
        if self.bonds:
            signed = truth[self.worlds.layout.height :].reshape(-1, WIDTH)
            self.worlds.added[:, 0] = signed[self.bonds].ravel()

    def _noticed(self, chosen: Places) -> Places:
        """What was chosen, as the role saw it: who does something unnoticed seems to rest."""
        unnoticed = np.isin(chosen, self.sight.unnoticed)
        rest = self.rules.book.seat_starts[:, None]
        return np.where(unnoticed, rest, chosen).astype(chosen.dtype)

    def _happen(self, happenings: Happenings, hazards: Hazards) -> dict[str, float]:
        """Let happen what happened, in amounts as the role knows them; how likely each was."""
        if not hazards.here.any():
            return {}
        answers = happenings.inquiry.answer(self.worlds).copy()
        happenings.happen(self.worlds, answers, hazards.luck, hazards.here)
        chances = answers.take(happenings.chances, 0)[:, 0].tolist()
        hazardous = [name for name, part in happenings.named.items() if part.chance is not None]
        named = dict(zip(happenings.named, chances, strict=True))
        return {name: min(max(named[name], 0.0), 1.0) for name in hazardous}

    def _charge(self, beats: list[Beat], answers: Rows) -> None:
        """What came of commitments is public, and so is what that costs, even if it is unseen.

        So is that a promise was broken.
        """
        book = self.rules.book
        excuse = book.scenario.dynamics.audience.excuse
        prices = dict(zip(book.scenario.commitments, self.rules.commitments.prices, strict=True))
        for beat in beats:
            if beat.bond and beat.bond.price:
                paid = self.rules.pacts.prices[book.actors.index(beat.bond.maker)]
                assert paid, "who pays nothing has no price"
                row = book.layout.row("indicator", paid.audience)
                values = self.worlds.table[row]
                values -= REAL(beat.bond.price)
                bound(values, book.low[row], book.high[row])
            elif not beat.bond and beat.fate in ("broken", "dropped"):
                row = book.layout.row("indicator", book.scenario.commitments[beat.what].audience)
                values = self.worlds.table[row]
                values -= answers[prices[beat.what]] * (excuse if beat.fate == "dropped" else 1)
                bound(values, book.low[row], book.high[row])
