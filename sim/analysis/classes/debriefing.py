"""The debrief of a class, ever fuller: paths first, then what the futures of each table tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.analysis.assembly import Assembly
from sim.analysis.classes.facts import endings, misread, promised, rare
from sim.analysis.classes.findings import ClassDebrief, Seat, TalkingPoint, Weighed
from sim.analysis.classes.seating import ClassTable, read_table
from sim.analysis.classes.splits import Split, all_splits, biggest, parting
from sim.analysis.classes.turns import most_split, off_ramp, parted, weightiest
from sim.analysis.classes.work import ClassTask, ClassWorker, Contrast, Found
from sim.analysis.classes.worlds import recorded, simulate
from sim.analysis.comparing import Compared
from sim.analysis.debrief import TRUTH, Review, Swing
from sim.analysis.helpers import Helpers
from sim.analysis.turning import Curve
from sim.analysis.work import TRUE_CURVE, Finding, Task
from sim.session.refusals import SessionRefused
from sim.session.words import _

FUTURES = 400  # fewer than for one player, since a class makes hundreds of decisions
MOST_WEIGHED = 3  # of each table


def class_debriefing(
    tables: Mapping[int, Path], *, futures: int = FUTURES, workers: int = 2, language: str = "en"
) -> Iterator[ClassDebrief]:
    """Look back on the tables of a class, each by its file.

    Whoever has seen enough closes the iterator. A table that is not over is looked at too, so
    this is for the teacher alone until the class is at its debrief.

    Args:
        tables: the file of each, by its number.
        futures: for every move.
        workers: processes at work, this one included.
        language: of labels.

    Raises:
        SaveBroken: a table can't be read.
        SessionRefused: they do not play the same with the same luck.
        ValueError: there is no table, fewer than two futures, or less than one worker.
    """
    if not tables or futures < 2 or workers < 1:
        raise ValueError(f"tables: {len(tables)}, futures: {futures}, workers: {workers}: too few")
    read: list[ClassTable] = []
    for number, path in sorted(tables.items()):
        read.append(read_table(number, path, language))
        words = _("Reading the tables: {done} of {all}.")
        yield _paths(read, words.format(done=len(read), all=len(tables)))
    check_same(read)
    yield from _Debriefing(read, futures, language).found(workers)


def check_same(tables: Sequence[ClassTable]) -> None:
    """SessionRefused if tables can't be compared."""
    first = tables[0].session.about
    for table in tables:
        about = table.session.about
        if (about.digest, about.seed) != (first.digest, first.seed):
            words = _("Tables {first} and {table} played different crises, or met different luck.")
            raise SessionRefused(words.format(table=table.number, first=tables[0].number))


def _paths(tables: Sequence[ClassTable], progress: str) -> ClassDebrief:
    """What is known without any futures."""
    return ClassDebrief(
        progress=progress,
        turns=tables[0].scenario.clock.turns,
        ladder=tuple(rung.label for rung in tables[0].view.ladder),
        tables=tuple(table.summary() for table in tables),
        history=None,
        fan=None,
    )


class _Debriefing:
    """What has been found about some tables."""

    def __init__(self, tables: Sequence[ClassTable], futures: int, language: str) -> None:
        self.tables, self.language = tables, language
        self.scenario, book = tables[0].scenario, tables[0].book
        pasts = {(t.number, role): past for t in tables for role, past in t.pasts.items()}
        self.worker = ClassWorker(pasts, futures, language)
        self.decided = {
            (t.number, role): [lived.turn for lived in t.decided(role)]
            for t in tables
            for role in t.pasts
        }
        self.parting = parting(tables)
        self.splits = self._splits()
        simulated, lane = simulate(self.scenario), recorded(self.scenario, language)
        self.facts = [
            misread(tables, book, language),
            promised(tables, book, language),
            rare(tables, book, simulated.came, language),
            endings(tables, lane),
        ]
        self.blank = replace(_paths(tables, ""), history=lane, fan=simulated.fan)
        self.assemblies = {seat: Assembly(self.worker.worker(seat), (TRUTH,)) for seat in pasts}
        self.reviews: dict[Seat, Review] = {}
        self.swings: dict[Seat, list[Swing]] = {}
        self.weighed: list[Weighed] = []
        self.contrasts: dict[Split, Contrast] = {}
        self.done, self.total = 0, 0

    def _splits(self) -> list[Split]:
        """The widest split where tables part, and the widest elsewhere."""
        at = biggest(self.parting.by) if self.parting else None
        elsewhere = biggest([split for split in all_splits(self.tables) if split != at])
        return [split for split in (at, elsewhere) if split]

    def found(self, workers: int) -> Iterator[ClassDebrief]:
        """Do all that is to be done, and tell of it as it goes on."""
        first = self._first_tasks()
        self.total = len(first) + sum(map(len, self.decided.values()))
        yield self.debrief()
        helpers: Helpers[ClassTask, Found] = Helpers(self.worker, workers - 1)
        try:
            helpers.add(first)
            for found in helpers.results():
                yield self._with(*found)
            helpers.add(self._other_tasks())
            for found in helpers.results():
                yield self._with(*found)
        finally:
            helpers.dismiss()
        reviews = {s: replace(found, total=found.done) for s, found in self.reviews.items()}
        yield replace(self.debrief(), progress="", reviews=reviews)

    # -- what is to be done --------------------------------------------------------------------

    def _first_tasks(self) -> list[ClassTask]:
        """Contrasts, then of each table its curve, and what each decision did."""
        any_seat = next(iter(self.decided))
        found = [ClassTask(any_seat, split=split) for split in self.splits]
        for table in self.tables:
            seats = [(table.number, role) for role in table.pasts]
            if table.session.over:
                found.append(ClassTask(seats[0], TRUE_CURVE))
            found += [ClassTask(seat, Task(turn=t)) for seat in seats for t in self.decided[seat]]
        return found

    def _other_tasks(self) -> list[ClassTask]:
        """What weighed most is measured again, because the largest of many looks larger than it is.

        Then every decision is held against all others that were legal.
        """
        again = [
            ClassTask(seat, Task(turn=turn), again=True)
            for table in self.tables
            for seat, turn in self._heaviest(table)
        ]
        others = [
            ClassTask(seat, Task(turn=turn, question=TRUTH))
            for seat, turns in self.decided.items()
            for turn in turns
        ]
        self.total = self.done + len(again) + len(others)
        return again + others

    def _heaviest(self, table: ClassTable) -> list[tuple[Seat, int]]:
        """The decisions that weighed most, as far as that can be told."""
        found = [
            (abs(swing.own.value), (table.number, role), swing.turn)
            for role in table.pasts
            for swing in self.swings.get((table.number, role), [])
            if not swing.own.low <= 0 <= swing.own.high
        ]
        heaviest = sorted(found, key=lambda each: -each[0])[:MOST_WEIGHED]
        return [(seat, turn) for _weight, seat, turn in heaviest]

    # -- what is found -------------------------------------------------------------------------

    def _with(self, asked: ClassTask, found: Finding | Contrast) -> ClassDebrief:
        """All that is found so far and this."""
        self.done += 1
        match found:
            case Contrast():
                self.contrasts[found.split] = found
            case Swing() if asked.again:
                self._weigh(asked.seat, found)
            case Swing():
                self.swings.setdefault(asked.seat, []).append(found)
                self.reviews[asked.seat] = self.assemblies[asked.seat].review_with(found)
            case Curve():  # it is the same for all at the table
                for seat in self.assemblies:
                    if seat[0] == asked.seat[0]:
                        self.reviews[seat] = self.assemblies[seat].review_with(found)
            case Compared():
                self.reviews[asked.seat] = self.assemblies[asked.seat].review_with(found)
        return self.debrief()

    def _weigh(self, seat: Seat, swing: Swing) -> None:
        """The largest first, and nothing of which it can't be told."""
        if swing.own.low <= 0 <= swing.own.high:
            return
        decision = self.reviews[seat].decision(swing.turn)
        table, role = seat
        labels = decision.deed_label, decision.word_label
        self.weighed.append(Weighed(table, role, swing.turn, *labels, swing.own))
        self.weighed.sort(key=lambda each: (each.table, -abs(each.own.value)))

    def debrief(self) -> ClassDebrief:
        """All that has been found so far."""
        words = _("Looking back from all tables: {percent} % done.")
        return replace(
            self.blank,
            progress=words.format(percent=100 * self.done // max(self.total, 1)),
            points=tuple(filter(None, self._points())),
            weighed=tuple(self.weighed),
        )

    def _points(self) -> Iterator[TalkingPoint | None]:
        """In the order in which a class may want to talk about them."""
        scenario, language = self.scenario, self.language
        at = biggest(self.parting.by) if self.parting else None
        if self.parting:
            contrast = self.contrasts.get(at) if at else None
            yield parted(self.parting, scenario, contrast, language)
        for split in self.splits:
            if split != at:
                yield most_split(split, scenario, self.contrasts.get(split), language)
        if self.done == self.total:
            yield off_ramp(self.blank.tables, self.reviews)
        yield from self.facts
        yield from weightiest(self.weighed, scenario, language)
