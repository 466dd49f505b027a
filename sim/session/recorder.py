"""Follows a world from turn to turn, and takes each turn apart into what happened in it.

The engine moves a world on a phase at a time. Phases are deterministic, so they are applied here
again, to a copy, with the things of a phase let in one after the other; the difference between
two of these is what one thing changed. The last of them is what the engine itself came to.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.engine.dice import Purpose
from sim.engine.phases.happenings import Happenings
from sim.engine.rows import REAL, Mask, Places, Rows
from sim.engine.rules import Rules
from sim.engine.vows import FATES, Signed
from sim.engine.worlds import Worlds
from sim.scenario.moves import Consequences
from sim.session.course import NO_HAZARDS, Beat, Bond, Course, Hazards
from sim.session.labels import part_of
from sim.session.spoken import Propose
from sim.session.story import ReportKind, StepPhase

SETTLED = ("dropped", "met", "kept", "broken")  # groups that count what came of commitments


class Recorder:
    """Applies the rules again, to a world of its own that meets the same luck."""

    def __init__(self, rules: Rules, worlds: Worlds) -> None:
        """worlds: the one world that is followed, before its first turn."""
        self.rules = rules
        self.book = rules.book
        self.mirror = worlds.branch(np.array([0]), worlds.dice)
        self.branching = sorted({m.seat for m in self.book.moves if m.move and m.move.chances})
        self.announced: list[tuple[int, Beat, Rows]] = []  # the turn that it is for, and amounts
        self.signed: list[Propose] = []  # every pact that ever was

    # -- the beginning of a turn ---------------------------------------------------------------

    def opened(self, before: Rows, worlds: Worlds) -> Course:
        """Arrivals and events. before: the table as the last turn left it, (rows, 1)."""
        course = Course(worlds.turn)
        self.mirror.go_back(before, worlds.turn - 1)
        self.mirror.begin_turn()
        self._arrivals(course)
        course.tables["arrived"] = self._column()
        course.events = self._happen(course, "events", "event", self.rules.events, worlds)
        course.injects = self._happen(course, "events", "event", self.rules.injects, worlds)
        course.tables["happened"] = self._column()
        course.tables["opened"] = worlds.table[:, 0].copy()
        return course

    def _arrivals(self, course: Course) -> None:
        """What was announced for this turn, announcement by announcement."""
        slot = self._slot(course.turn)
        start = self.mirror.table.copy()
        whole, so_far = start[slot].copy(), np.zeros_like(start[slot])
        due = [(beat, amounts) for turn, beat, amounts in self.announced if turn == course.turn]
        self.announced = [entry for entry in self.announced if entry[0] > course.turn]
        before = self._column()
        for number, (cause, amounts) in enumerate(due, 1):
            so_far = whole if number == len(due) else so_far + amounts
            self.mirror.table[:] = start
            self.mirror.table[slot] = so_far
            self.rules.events.arrive(self.mirror)
            after = self._column()
            course.beats.append(
                Beat(course.turn, "events", "arrival", cause.what, before, after, cause=cause)
            )
            before = after
        if not due:
            self.rules.events.arrive(self.mirror)

    def _slot(self, turn: int) -> slice:
        """The rows in which amounts wait for a turn."""
        width = len(self.book.delayed)
        first = self.book.layout.first("arriving") + turn % self.book.slots * width
        return slice(first, first + width)

    # -- while people decide -------------------------------------------------------------------

    def sign(self, course: Course, pact: Propose, worlds: Worlds) -> None:
        """Two sides have signed something. worlds: with their promises in it."""
        self.signed.append(pact)
        column = course.tables["opened"] = worlds.table[:, 0].copy()
        beat = Beat(course.turn, "commitments", "pact", "", column, column, fate="signed")
        course.beats.append(replace(beat, bond=Bond(pact)))

    # -- the rest of it ------------------------------------------------------------------------

    def closed(self, course: Course, chosen: Places, answers: Rows, worlds: Worlds) -> None:
        """Moves, commitments, incidents and drift.

        chosen: (seats, 1). answers: those of the decision's inquiry. worlds: as the turn left it.
        """
        course.chosen = chosen.copy()
        self._moves(course, chosen, answers)
        course.tables["resolved"] = self._column()
        self._commitments(course, chosen, answers)
        self._pacts(course, chosen)
        course.tables["committed"] = self._column()
        course.incidents = self._happen(
            course, "incidents", "incident", self.rules.incidents, worlds
        )
        course.tables["struck"] = self._column()
        self.rules.drift(self.mirror)
        course.tables["drifted"] = self._column()
        struck, drifted = course.tables["struck"], course.tables["drifted"]
        course.beats.append(Beat(course.turn, "drift", "drift", "", struck, drifted))
        course.tables["closed"] = worlds.table[:, 0].copy()

    def _moves(self, course: Course, chosen: Places, answers: Rows) -> None:
        """Each seat's move in the order of resolving, while those that come later still rest."""
        opened = course.tables["opened"][:, None]
        moved = self.book.seat_starts[:, None].astype(chosen.dtype)
        self._resolve(opened, course.turn, moved, answers)
        sides = len(self.book.actors)
        for seat in (actor + channel for actor in range(sides) for channel in (0, sides)):
            if chosen[seat, 0] == moved[seat, 0]:
                continue
            before = self._column()
            moved[seat] = chosen[seat]
            self._resolve(opened, course.turn, moved, answers)
            book_move = self.book.moves[int(chosen[seat, 0])]
            assert book_move.move, "whoever rests has been passed over"
            branch = self._branch_of_move(book_move.move, seat, course.turn)
            kind: ReportKind = book_move.move.channel
            self._note(course, "moves", kind, book_move.name, before, branch)

    def _resolve(self, opened: Rows, turn: int, chosen: Places, answers: Rows) -> None:
        self.mirror.go_back(opened, turn)
        self.rules.resolve(self.mirror, chosen, answers)

    def _branch_of_move(self, move: Consequences, seat: int, turn: int) -> int | None:
        if not move.chances:
            return None
        luck = self.mirror.dice.uniforms(Purpose.CHANCE, turn, len(self.branching))
        return branch_of(move, luck[self.branching.index(seat), 0])

    def _commitments(self, course: Course, chosen: Places, answers: Rows) -> None:
        """What came of each commitment, as if those that come later did not stand."""
        names = list(self.book.scenario.commitments)
        resolved = self.mirror.table.copy()
        self.rules.commitments(self.mirror, chosen, answers)
        whole, stand = self.mirror.table.copy(), self.book.layout.groups["open"]
        fates = [self._fate(name, resolved, whole) for name in names]
        before = resolved[:, 0].copy()
        for number, (name, fate) in enumerate(zip(names, fates, strict=True), 1):
            if not fate:
                continue
            self.mirror.go_back(resolved if any(fates[number:]) else whole, course.turn)
            if any(fates[number:]):
                self.mirror.table[stand][number:] = 0
                self.rules.commitments(self.mirror, chosen, answers)
            after = self._column()
            beat = Beat(course.turn, "commitments", "pledge", name, before, after, fate=fate)
            course.beats.append(beat)
            before = after
        self.mirror.go_back(whole, course.turn)

    def _fate(self, name: str, before: Rows, after: Rows) -> str:
        """What came of a commitment; empty if nothing did."""
        for fate, group in (*zip(SETTLED, SETTLED, strict=True), ("made", "open")):
            row = self.book.layout.row(group, name)
            if after[row, 0] > before[row, 0]:
                return fate
        return ""

    # -- pacts ---------------------------------------------------------------------------------

    def _pacts(self, course: Course, chosen: Places) -> None:
        """What became of each promise, in the order in which they are settled."""
        pacts = self.rules.pacts
        rewarded = np.zeros((len(self.book.actors), 1), dtype=np.bool_)
        for number, vow in enumerate(pacts.promises.signed(self.mirror)):
            before = self._column()
            pacts.settle(self.mirror, chosen, vow, rewarded)
            after = self._column()
            fate = FATES[int(after[vow.fate_row])]
            if after[vow.fate_row] != before[vow.fate_row]:
                bond = Bond(self.signed[number // 2], number % 2, self._paid(vow, fate))
                beat = Beat(course.turn, "commitments", "pact", "", before, after, fate=fate)
                course.beats.append(replace(beat, bond=bond))
        pacts.release(self.mirror)

    def _paid(self, vow: Signed, fate: str) -> float:
        turns = self.mirror.turn - vow.since
        broken = fate == "broken"
        return self.rules.pacts.price(vow.promise.maker, turns, vow.public) if broken else 0.0

    # -- events and incidents ------------------------------------------------------------------

    def _happen(
        self,
        course: Course,
        phase: StepPhase,
        kind: ReportKind,
        happenings: Happenings,
        worlds: Worlds,
    ) -> Hazards:
        """Let happen, one after the other, what the engine let happen in `worlds`."""
        here = self._came(happenings, worlds)
        if not here.any():
            return Hazards(NO_HAZARDS.luck, here)
        luck = self.mirror.dice.uniforms(happenings.purpose, course.turn, happenings.draws)
        answers = happenings.inquiry.answer(self.mirror).copy()
        for number, (name, part) in enumerate(happenings.named.items()):
            if here[number, 0]:
                before, only = self._column(), np.zeros_like(here)
                only[number] = True
                happenings.happen(self.mirror, answers, luck, only)
                branch = branch_of(part, luck[happenings.branch_draws[number], 0])
                self._note(course, phase, kind, name, before, branch)
        return Hazards(luck, here)

    def _came(self, happenings: Happenings, worlds: Worlds) -> Mask:
        """(happenings, 1): which of them came about in this turn."""
        counted = self.book.layout.rows("count", happenings.named)
        came: Mask = worlds.table[counted] > self.mirror.table[counted]
        return came

    # -- keeping notes -------------------------------------------------------------------------

    def _column(self) -> Rows:
        column: Rows = self.mirror.table[:, 0].copy()
        return column

    def _note(
        self,
        course: Course,
        phase: StepPhase,
        kind: ReportKind,
        what: str,
        before: Rows,
        branch: int | None,
    ) -> None:
        """A beat that has just come about, and what it announced."""
        after = self._column()
        beat = Beat(course.turn, phase, kind, what, before, after, branch)
        course.beats.append(beat)
        part = part_of(self.book.scenario, what)
        turned = [part] if branch is None else [part, part.chances[branch]]
        for delay in sorted({later.after for each in turned for later in each.later}):
            rows = self._slot(course.turn + delay)
            amounts = (after[rows] - before[rows])[:, None]
            self.announced.append((course.turn + delay, beat, amounts))


def branch_of(part: Consequences, luck: np.float32) -> int | None:
    """Which way chance turned something; None where it turned none."""
    bound = 0.0
    for place, branch in enumerate(part.chances):
        bound += branch.chance
        if luck < REAL(bound):
            return place
    return None
