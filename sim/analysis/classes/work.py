"""The pieces of work of a class's debrief: those of a review of each seat, and contrasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.analysis.bands import gap_of
from sim.analysis.classes.findings import Seat
from sim.analysis.classes.splits import Split
from sim.analysis.futures import Luck
from sim.analysis.scene import Scene
from sim.analysis.work import Finding, Task, Worker
from sim.session.futures import Band, share_of
from sim.session.hindsight import Hindsight, Lived

AGAIN = 1  # the luck in which what was picked is measured once more
LEAST_CONTRASTED = 1_000  # futures; there are only two contrasts, which everybody looks at


@dataclass(frozen=True)
class Contrast:
    """What several moves of one role would have led to from one moment, with the same luck.

    Attributes:
        moves: those that were legal there; shares: of futures that end peacefully, by move.
        gap: how much likelier that is after the first move than after the second.
    """

    split: Split
    moves: tuple[str, ...]
    shares: tuple[Band, ...]
    gap: Band


@dataclass(frozen=True)
class ClassTask:
    """A piece of work about a seat.

    Attributes:
        task: one of a review; again: with other luck than that by which it was picked.
        split: or else: the moves to contrast.
    """

    seat: Seat
    task: Task | None = None
    again: bool = False
    split: Split | None = None


Found = tuple[ClassTask, Finding | Contrast]


class ClassWorker:
    """Does pieces of work. It is sent to helpers, and sets up there what it needs.

    Args:
        futures: for every move.
    """

    def __init__(self, pasts: Mapping[Seat, Hindsight], futures: int, language: str) -> None:
        self.pasts, self.futures, self.language = pasts, futures, language
        self.workers: dict[tuple[Seat, bool], Worker] = {}

    def __reduce__(self) -> tuple[type[ClassWorker], tuple[Mapping[Seat, Hindsight], int, str]]:
        return ClassWorker, (self.pasts, self.futures, self.language)

    def worker(self, seat: Seat, again: bool = False) -> Worker:
        """For the pieces of a seat's review."""
        if (seat, again) not in self.workers:
            luck = AGAIN if again else 0
            made = Worker(self.pasts[seat], self.futures, luck, self.language)
            self.workers[seat, again] = made
        return self.workers[seat, again]

    def __call__(self, asked: ClassTask) -> Found:
        """What is found."""
        if asked.split:
            return asked, contrast(self.pasts, asked.split, self.futures)
        assert asked.task
        return asked, self.worker(asked.seat, asked.again)(asked.task)


def contrast(pasts: Mapping[Seat, Hindsight], split: Split, futures: int) -> Contrast:
    """The futures of one table's moment under what each camp chose; all others react.

    It is the first table at which the choices of the two largest camps were both legal.
    """
    tables = [table for _move, tables in split.camps for table in tables]
    copies = max(futures, LEAST_CONTRASTED)
    scenes = [Scene(pasts[table, split.role], copies, AGAIN) for table in tables]
    found = (scene for scene in scenes if not {*split.moves[:2]} - {*_open_moves(scene, split)})
    scene = next(found, scenes[0])
    lived, places = _lived(scene, split), _open_moves(scene, split)
    seat = scene.seats[0 if split.channel == "deed" else 1]
    plans = [{**scene.orders(lived), seat: place} for place in places.values()]
    peaceful = scene.play(scene.truth(lived.turn, lived.truth), plans, Luck.SWING).peaceful
    return Contrast(
        split=split,
        moves=tuple(places),
        shares=tuple(map(share_of, peaceful)),
        gap=gap_of(peaceful[0].astype(float) - peaceful[min(1, len(plans) - 1)]),
    )


def _lived(scene: Scene, split: Split) -> Lived:
    return next(lived for lived in scene.hindsight.turns if lived.turn == split.turn)


def _open_moves(scene: Scene, split: Split) -> dict[str, int]:
    """The choices that were legal there, with their places in the book."""
    legal, index = scene.legal(_lived(scene, split)), scene.futures.book.move_index
    places = {move: index[f"{split.role}.{move}"] for move in split.moves}
    return {move: place for move, place in places.items() if place in legal}
