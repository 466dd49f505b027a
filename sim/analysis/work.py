"""The pieces of work that a review is made of, and the order in which they are wanted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sim.analysis.comparing import Compared, compare
from sim.analysis.debrief import AS_THEY_DID, Question, Swing
from sim.analysis.scene import Scene
from sim.analysis.turning import Curve, Lane, curve, swing
from sim.session.hindsight import Hindsight

Finding = Curve | Swing | Compared


@dataclass(frozen=True)
class Task:
    """A piece of work: a curve, or of a turn its swing or its decision under one question."""

    lane: Lane | None = None
    turn: int = 0
    rank: int = 0
    question: Question | None = None


TRUE_CURVE = Task("truth")


class Worker:
    """Does pieces of work. It is sent to helpers, and sets up there what it needs.

    Args:
        futures: for every move.
        luck: another number gives other futures.
    """

    def __init__(self, past: Hindsight, futures: int, luck: int, language: str) -> None:
        self.past, self.language = past, language
        self.scene = Scene(past, futures, luck)
        self.made_of = past, futures, luck, language

    def __reduce__(self) -> tuple[type[Worker], tuple[Hindsight, int, int, str]]:
        return Worker, self.made_of

    def __call__(self, task: Task) -> Finding:
        """What is found."""
        if task.lane:
            return curve(self.scene, task.lane)
        lived = {lived.turn: lived for lived in self.past.turns}[task.turn]
        if task.question:
            return compare(self.scene, lived, task.question, self.language)
        return swing(self.scene, lived, task.rank, self.language)


def first_tasks(past: Hindsight) -> list[Task]:
    """What need not wait for the true curve, and what the least depends on."""
    lanes: list[Lane] = ["knew", "history"] if past.scenario.history else ["knew"]
    return [Task(lane) for lane in lanes]


def other_tasks(
    past: Hindsight,
    asked: Collection[Question],
    turning_points: Sequence[int],
    decided: Collection[int],
) -> list[Task]:
    """All but the curves: the turning points first, as they did last.

    decided: the turns whose decision is asked about; every turn has its swing.
    """
    ranks = {turn: rank for rank, turn in enumerate(turning_points, 1)}
    ranks |= {lived.turn: 0 for lived in past.turns if lived.turn not in ranks}
    found = []
    for turn, rank in ranks.items():
        found += _about(past, turn, rank, asked if turn in decided else ())
    return sorted(found, key=lambda task: task.question == AS_THEY_DID)


def _about(past: Hindsight, turn: int, rank: int, asked: Collection[Question]) -> list[Task]:
    """The swing of a turn, which tells of the truth, and its decision under every question."""
    swings = [Task(turn=turn, rank=rank)] if past.over else []
    return swings + [Task(turn=turn, question=question) for question in asked]
