"""A decision beside every other that was legal: one channel at a time, the other as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.bands import gap_of, mean_of, spreads_of
from sim.analysis.debrief import TRUTH, Alternative, Comparison, Gap, Judgement, Question
from sim.analysis.futures import Luck, Outcomes, Plan
from sim.analysis.judgement import judge, judged, nothing_else
from sim.analysis.scene import Scene
from sim.scenario.moves import Channel
from sim.session.futures import Band, share_of
from sim.session.hindsight import Lived
from sim.session.labels import spoken_label


@dataclass(frozen=True)
class Compared:
    """Both channels of a decision under one question.

    Attributes:
        best_play: the share that end peacefully after the best deed and the best word; only from
            the truth, while the others react.
    """

    turn: int
    question: Question
    comparisons: tuple[Comparison, ...]
    best_play: Band | None


@dataclass(frozen=True)
class Rivals:
    """The other moves of one channel.

    Attributes:
        plans: the numbers of their plans; best: that of the best of them, the plan of the decision
            itself (0) where there is no other. counterpart: how that fares where it is judged.
    """

    channel: Channel
    seat: int
    plans: range
    best: int
    counterpart: int


def compare(scene: Scene, lived: Lived, question: Question, language: str) -> Compared:
    """What every other legal deed, and every other legal word, would have led to."""
    return _Comparing(scene, lived, question, language).compared()


class _Comparing:
    """One decision under one question. The first plan is what the role did and said."""

    def __init__(self, scene: Scene, lived: Lived, question: Question, language: str) -> None:
        self.scene, self.lived, self.question, self.language = scene, lived, question, language
        self.book = scene.futures.book
        self.taken = scene.orders(lived)
        deeds, words = map(self._others, scene.seats)
        self.plans = [self.taken, *deeds, *words]
        self.found = self._play(self.plans, Luck.CHOICE)
        self.shares = self.found.peaceful.mean(axis=1).tolist()
        self.goals = spreads_of(self.found.goals)
        self.peaks = {name: spreads_of(values) for name, values in self.found.peaks.items()}
        first, last = 1 + len(deeds), len(self.plans)
        self.rivals = (
            self._rivals("deed", scene.seats[0], range(1, first), 1),
            self._rivals("word", scene.seats[1], range(first, last), 2),
        )

    def _others(self, seat: int) -> list[Plan]:
        """The same decision with every other legal move of one seat."""
        moves, taken = self.book.moves, self.taken[seat]
        own = [p for p in self.scene.legal(self.lived) if moves[p].seat == seat and p != taken]
        return [{**self.taken, seat: place} for place in own]

    def _play(self, plans: Sequence[Plan], luck: Luck) -> Outcomes:
        basis, as_they_did = self.question.basis, self.question.reading == "as they did"
        moment = self.scene.moment(self.lived, basis, luck)
        return self.scene.play(moment, plans, luck, basis, as_they_did)

    def _rivals(self, channel: Channel, seat: int, plans: range, counterpart: int) -> Rivals:
        best = max(plans, key=lambda plan: self.shares[plan], default=0)
        return Rivals(channel, seat, plans, best, counterpart)

    def compared(self) -> Compared:
        # The best of many looks better than it is in the futures in which it was found, so it is
        # held against the decision in others.
        plans = [self.taken, *(self.plans[rivals.best] for rivals in self.rivals)]
        if self.question == TRUTH:
            plans.append(self._best_play())
        again = self._play(plans, Luck.JUDGEMENT)
        return Compared(
            turn=self.lived.turn,
            question=self.question,
            comparisons=tuple(self._comparison(rivals, again) for rivals in self.rivals),
            best_play=share_of(again.peaceful[3]) if self.question == TRUTH else None,
        )

    def _best_play(self) -> Plan:
        """The best deed and the best word, each found with the other as it was."""
        return {
            r.seat: self.plans[max(0, r.best, key=lambda plan: self.shares[plan])][r.seat]
            for r in self.rivals
        }

    def _comparison(self, rivals: Rivals, again: Outcomes) -> Comparison:
        others = [self._alternative(plan, rivals.seat) for plan in rivals.plans]
        return Comparison(
            channel=rivals.channel,
            question=self.question,
            taken=self._alternative(0, rivals.seat),
            others=tuple(sorted(others, key=lambda other: -other.peaceful.value)),
            judgement=self._judgement(rivals, again),
        )

    def _judgement(self, rivals: Rivals, again: Outcomes) -> Judgement:
        if not rivals.plans:
            return nothing_else(rivals.channel)
        drop = gap_of(again.peaceful[rivals.counterpart].astype(float) - again.peaceful[0])
        name, label = self._named(rivals.best, rivals.seat)
        likeliest = max(self.shares[plan] for plan in (0, *rivals.plans))
        return judge(self.question, name, label, drop, likeliest)

    def _named(self, plan: int, seat: int) -> tuple[str, str]:
        """The id and the label of the move that a plan has for a seat."""
        name = self.book.moves[self.plans[plan][seat]].name
        return name.partition(".")[2], spoken_label(self.book.scenario, name, self.language)

    def _alternative(self, plan: int, seat: int) -> Alternative:
        found = self.found
        move, label = self._named(plan, seat)
        return Alternative(
            move=move,
            label=label,
            endings=self._endings(plan),
            peaceful=share_of(found.peaceful[plan]),
            peaks={name: peaks[plan] for name, peaks in self.peaks.items()},
            goals=self.goals[plan],
            harm={
                name: float(values[plan].mean(dtype=float)) for name, values in found.harm.items()
            },
            gap=self._gap(plan) if plan else None,
        )

    def _endings(self, plan: int) -> dict[str, float]:
        ended = self.found.ending[plan]
        endings = enumerate(self.book.scenario.endings)
        return {name: float((ended == number).mean()) for number, name in endings}

    def _gap(self, plan: int) -> Gap:
        """Against the decision itself, future by future."""
        found = self.found
        peaceful = gap_of(found.peaceful[plan].astype(float) - found.peaceful[0])
        return Gap(
            peaceful=peaceful,
            goals=mean_of(found.goals[plan] - found.goals[0]),
            harm={k: mean_of(values[plan] - values[0]) for k, values in found.harm.items()},
            judged=judged(peaceful),
        )
