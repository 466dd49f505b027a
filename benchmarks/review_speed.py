"""How long the review of a whole game takes, on screen and in all.

    python benchmarks/review_speed.py

One role of the flagship, every turn decided by lot; all legal moves of both channels, from what it
knew and from the truth. Then as the window does it, where helpers stand by, and as the command
line does it, which has all to import first. Prints what was wanted beside what was found.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path
from random import Random
from time import perf_counter, process_time, sleep

from game.reviewing import Reviewer
from sim import prepare_helpers
from sim.analysis.debrief import KNEW, QUESTIONS, TRUTH, Question, Review
from sim.analysis.review import reviewing
from sim.session import Session

SCENARIO = "banjska-2023"
MEGABYTE = 2**10  # in the units of getrusage on Linux
STANDOFF = [sys.executable, "-c", "import sys; from sim.cli import main; sys.exit(main())"]


@dataclass(frozen=True)
class Timing:
    """Seconds since the review was asked for.

    Attributes:
        curve, moment, decision: until the curve was there, the first turning point with who or
            what brought it about, and its decision beside all others.
        work: processor time of this process and its helpers together.
    """

    curve: float
    moment: float
    decision: float
    whole: float
    work: float
    moves: int


def main() -> None:
    """Play, review, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        save = play(Path(folder) / "game.standoff", options.role, options.seed)
        for name, questions in (("both bases", (KNEW, TRUTH)), ("and as they did", QUESTIONS)):
            found = timed(save, options, questions)
            print(f"\n{options.role}, {options.futures} futures a move, {name}:")
            print(f"  the curve              {found.curve:6.1f} s")
            print(f"  first turning point    {found.moment:6.1f} s   wanted below 2")
            print(f"  and its decision       {found.decision:6.1f} s")
            print(f"  the whole              {found.whole:6.1f} s   wanted below 15 for both bases")
            print(f"  work of all processes  {found.work:6.1f} s")
            print(f"  moves compared         {found.moves:6,d}")
        print(f"\nmemory, both processes   {_memory():6.0f} MB  wanted below 500")
        print("\nin the window, where helpers stand by, with what others did:")
        moment, whole = in_the_window(save, options.role)
        print(f"  first turning point    {moment:6.1f} s   wanted below 2")
        print(f"  the whole              {whole:6.1f} s")
        print(f"\nstandoff debrief, imports and all {on_the_command_line(save, options):6.1f} s")


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--role", default="serbia")
    reader.add_argument("--seed", type=int, default=3)
    reader.add_argument("--futures", type=int, default=500)
    reader.add_argument("--workers", type=int, default=2)
    return reader.parse_args()


def play(path: Path, role: str, seed: int) -> Path:
    """A whole game in which the role does and says anything that is legal."""
    session, choose = Session.begin(SCENARIO, [role], seed=seed, path=path), Random(seed)
    while not session.over:
        legal = [card for card in session.view(role).cards if card.legal]
        deeds = [card.id for card in legal if card.channel == "deed"]
        words = [card.id for card in legal if card.channel == "word"]
        session.draft(role, choose.choice(deeds), choose.choice(words))
        session.commit(role, 0.5)
    session.close()
    return path


def timed(save: Path, options: argparse.Namespace, questions: tuple[Question, ...]) -> Timing:
    """One review from beginning to end, its helpers gone."""
    start, worked = perf_counter(), _work()
    times: dict[str, float] = {}
    for found in _reviews(save, options, questions):
        now = perf_counter() - start
        times.setdefault("curve", now)
        if found.turning_points:
            times.setdefault("moment", now)
        if any(decision.comparisons for decision in found.decisions):
            times.setdefault("decision", now)
    for helper in active_children():
        helper.join()
    compared = [each for decision in found.decisions for each in decision.comparisons]
    moves = sum(1 + len(each.others) for each in compared)
    return Timing(**times, whole=now, work=_work() - worked, moves=moves)


def in_the_window(save: Path, role: str) -> tuple[float, float]:
    """Seconds until the window has heard of the first turning point, and of everything."""
    prepare_helpers()
    reviewer, start, moment = Reviewer(save, role), perf_counter(), 0.0
    while reviewer.state in ("starting", "comparing"):
        found = reviewer.poll()
        if found and found.turning_points and not moment:
            moment = perf_counter() - start
        sleep(0.005)
    whole = perf_counter() - start
    reviewer.close()
    return moment, whole


def on_the_command_line(save: Path, options: argparse.Namespace) -> float:
    """Seconds from the prompt to the next."""
    asked = ["--role", options.role, "--futures", str(options.futures)]
    start = perf_counter()
    run = [*STANDOFF, "debrief", str(save), *asked, "--workers", str(options.workers)]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def _reviews(
    save: Path, options: argparse.Namespace, questions: tuple[Question, ...]
) -> Iterator[Review]:
    return reviewing(
        save, options.role, futures=options.futures, workers=options.workers, questions=questions
    )


def _work() -> float:
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + gone.ru_utime + gone.ru_stime


def _memory() -> float:
    """The most that this process had, and the largest of its helpers."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_maxrss for usage in usages) / MEGABYTE


if __name__ == "__main__":
    main()
