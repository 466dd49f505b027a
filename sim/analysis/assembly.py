"""Puts a review together from what has been found so far."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sim.analysis.afterwards import beliefs, foresight, promises
from sim.analysis.comparing import Compared
from sim.analysis.debrief import Decision, Foresight, Point, Question, Review, Swing
from sim.analysis.turning import Curve, Lane, ended_peacefully, turning_points
from sim.analysis.work import Finding, Worker, first_tasks, other_tasks
from sim.session.futures import Band
from sim.session.hindsight import Lived
from sim.session.labels import spoken_label

LIKELY = 0.5  # from here on a peaceful end is called likely


class Assembly:
    """What is found about one role's part in a session.

    Args:
        asked: the questions that are asked about each decision.
        turns: those whose decision they are asked about; None: all.
    """

    def __init__(
        self, worker: Worker, asked: tuple[Question, ...], turns: Collection[int] | None = None
    ) -> None:
        self.past, self.language, self.asked = worker.past, worker.language, asked
        self.scenario = worker.past.scenario
        lived = [lived.turn for lived in self.past.turns]
        self.turns = [turn for turn in lived if turns is None or turn in turns]
        self.curves: dict[Lane, Curve] = {}
        self.swings: dict[int, Swing] = {}
        self.decisions = {lived.turn: self._decision(lived) for lived in self.past.turns}
        self.done = 0
        self.blank = self._blank(worker)

    def review_with(self, found: Finding) -> Review:
        """All that is found so far and this."""
        self.done += 1
        match found:
            case Curve():
                self.curves[found.lane] = found
            case Swing():
                self.swings[found.turn] = found
            case Compared():
                self._compare(found)
        return replace(
            self.blank,
            done=self.done,
            decisions=tuple(self.decisions.values()),
            curve=tuple(map(self._point, self._turns_and_end())),
            swings=tuple(self.swings[turn] for turn in sorted(self.swings)),
            off_ramp=self._off_ramp(),
            foresight=self._foresight(),
        )

    @property
    def turning_points(self) -> list[int]:
        """The turns that changed the chance of a peaceful end most; none before they are known."""
        return turning_points(self.curves["truth"]) if "truth" in self.curves else []

    # -- what is known before any futures ----------------------------------------------------------

    def _blank(self, worker: Worker) -> Review:
        past, book = self.past, worker.scene.futures.book
        tasks = [*first_tasks(past), *other_tasks(past, self.asked, (), self.turns)]
        column, layout = past.last, book.layout
        ending = int(column[layout.row("ending", "ending")])
        harm = [name for name, part in self.scenario.indicators.items() if part.harm]
        return Review(
            scenario=self.scenario.id,
            role=past.role,
            over=past.over,
            ending=list(self.scenario.endings)[ending] if past.over else None,
            peaceful=ended_peacefully(worker.scene) if past.over else None,
            futures=worker.scene.copies,
            done=0,
            total=len(tasks) + past.over,
            questions=self.asked,
            decisions=(),
            curve=(),
            swings=(),
            off_ramp=None,
            promises=tuple(promises(past, book, self.language)),
            beliefs=tuple(beliefs(past, book, self.language)) if past.over else (),
            foresight=None,
            harm={n: float(column[layout.row("indicator", n)]) for n in harm if past.over},
        )

    def _decision(self, lived: Lived) -> Decision:
        deed, word = (f"{self.past.role}.{move}" for move in (lived.deed, lived.word))
        return Decision(
            turn=lived.turn,
            moment=self.scenario.clock.moment_of(lived.turn),
            deed=lived.deed,
            deed_label=spoken_label(self.scenario, deed, self.language),
            word=lived.word,
            word_label=spoken_label(self.scenario, word, self.language),
            expected=lived.expected,
        )

    # -- what is found -----------------------------------------------------------------------------

    def _compare(self, found: Compared) -> None:
        decision = self.decisions[found.turn]
        compared = decision.comparisons + found.comparisons
        self.decisions[found.turn] = replace(
            decision,
            # In the order of the questions, whichever helper was done first.
            comparisons=tuple(sorted(compared, key=lambda c: self.asked.index(c.question))),
            best_play=found.best_play or decision.best_play,
        )

    def _turns_and_end(self) -> range:
        turns = self.past.turns
        return range(turns[0].turn, turns[-1].turn + 1 + self.past.over) if turns else range(0)

    def _point(self, turn: int) -> Point:
        return Point(
            turn=turn,
            moment=self.scenario.clock.moment_of(turn),
            truth=self._share("truth", turn),
            knew=self._share("knew", turn),
            history=self._share("history", turn),
        )

    def _share(self, lane: Lane, turn: int) -> Band | None:
        return self.curves[lane].shares.get(turn) if lane in self.curves else None

    def _off_ramp(self) -> int | None:
        plays = {turn: self.decisions[turn].best_play for turn in self.turns}
        if not all(plays.values()):
            return None
        likely = [turn for turn, play in plays.items() if play and play.value >= LIKELY]
        return max(likely, default=None)

    def _foresight(self) -> Foresight | None:
        if "truth" not in self.curves:
            return None
        return foresight(self.past, self.curves["truth"], bool(self.blank.peaceful))
