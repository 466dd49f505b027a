"""The review of a session: what every decision of a role was worth, as it knew things and in truth.

Nothing of the session is changed, and the same save always has the same review.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from sim.analysis.assembly import Assembly
from sim.analysis.debrief import KNEW, QUESTIONS, Question, Review
from sim.analysis.helpers import Helpers
from sim.analysis.work import TRUE_CURVE, Finding, Task, Worker, first_tasks, other_tasks
from sim.session.hindsight import look_back

FUTURES = 500


def review(
    path: Path,
    role: str,
    *,
    futures: int = FUTURES,
    workers: int = 2,
    questions: Collection[Question] = QUESTIONS,
    language: str = "en",
    luck: int = 0,
) -> Review:
    """All that is found about a role's part in a saved session; as for `reviewing`."""
    *_earlier, last = reviewing(
        path,
        role,
        futures=futures,
        workers=workers,
        questions=questions,
        language=language,
        luck=luck,
    )
    return last


def reviewing(
    path: Path,
    role: str,
    *,
    futures: int = FUTURES,
    workers: int = 2,
    questions: Collection[Question] = QUESTIONS,
    language: str = "en",
    luck: int = 0,
    turns: Collection[int] | None = None,
) -> Iterator[Review]:
    """Ever fuller reviews: first the curve, then the turning points, then all the rest.

    Whoever has seen enough closes the iterator.

    Args:
        path: the save; of a session that is not over, nothing is told but what the role knew.
        role: one that a person played.
        futures: for every move.
        workers: processes at work, this one included.
        questions: asked about each decision.
        language: of labels.
        luck: another number gives other futures.
        turns: those whose decision is asked about; None: all.

    Raises:
        SaveBroken: the save can't be read.
        SessionRefused: no person plays that role.
        ValueError: there are fewer than two futures, or less than one worker.
    """
    if futures < 2 or workers < 1:
        raise ValueError(f"futures: {futures} is below 2, or workers: {workers} below 1")
    past = look_back(path, role)
    asked = tuple(q for q in QUESTIONS if q in questions and (past.over or q == KNEW))
    worker = Worker(past, futures, luck, language)
    assembly = Assembly(worker, asked, turns)
    helpers: Helpers[Task, Finding] = Helpers(worker, workers - 1)
    try:
        helpers.add(first_tasks(past))
        if past.over:
            yield assembly.review_with(worker(TRUE_CURVE))
        helpers.add(other_tasks(past, asked, assembly.turning_points, assembly.turns))
        for found in helpers.results():
            yield assembly.review_with(found)
    finally:
        helpers.dismiss()
