"""The check against files made wrong at random: no crash, each fault placed, in time and memory.

    python benchmarks/fuzz_check.py [--mutations N] [--first N] [--seed N] [--processes N] [--play]

Every mutated file is written, opened, checked and advised on as `standoff check --quick` does; with
--play those that stay sound are also played, as without --quick, which takes a hundred times as
long. A number names the same file for ever.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # for `benchmarks` itself

from benchmarks.mutations import mutation
from sim.scenario.check import advise, open_scenario
from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError
from sim.scenario.library import data_folder
from sim.scenario.schema import Scenario

ROOT = Path(__file__).resolve().parent.parent
CASES = ["tests/cases/sound/whole.yaml", "tests/cases/sound/bare.yaml"]
SHIPPED = [f"scenarios/{name}.yaml" for name in ("tutorial", "build-up-2023", "banjska-2023")]
OFTEN = 20  # small files for each shipped one, which takes as much longer
BLOCK = 200
SLOW = 2.0  # seconds of the processor, so that others on the machine do not count
LARGEST = 200  # megabytes


@dataclass
class Report:
    """What came of a run of mutations."""

    kinds: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)
    megabytes: float = 0.0

    def add(self, other: Report) -> None:
        """Count the other as well."""
        self.kinds += other.kinds
        self.outcomes += other.outcomes
        self.crashes += other.crashes
        self.slowest = max(self.slowest, other.slowest)
        self.megabytes = max(self.megabytes, other.megabytes)

    def __str__(self) -> str:
        done = self.kinds.total()
        told = ", ".join(f"{count:,} {what}" for what, count in self.outcomes.most_common())
        slow = f"slowest {self.slowest[0]:.2f} s (number {self.slowest[1]})"
        return f"{done:,} mutations: {told}; {slow}; at most {self.megabytes:.0f} MB"


class Fuzz:
    """The sound files to begin with, and a folder in which a mutated one lies as they do."""

    def __init__(self, folder: Path, seed: int, play: bool = False) -> None:
        self.seed = seed
        self.play = play
        self.file = folder / "mutated.yaml"
        names = CASES if play else [*OFTEN * CASES, *SHIPPED]
        self.texts = [(ROOT / name).read_text("utf-8") for name in names]
        shutil.copytree(data_folder("scenarios") / "maps", folder / "maps", dirs_exist_ok=True)

    def run(self, numbers: range) -> Report:
        """Mutate and check, once for each number."""
        report = Report()
        for number in numbers:
            kind, content = mutation(number, self.seed, self.texts)
            report.kinds[kind] += 1
            start = process_time()
            outcome = self.outcome(content)
            seconds = process_time() - start
            too_slow = seconds > SLOW and outcome != "sound and played"
            if outcome.startswith("crash") or too_slow:
                report.crashes.append(f"{number} ({kind}, {seconds:.1f} s): {outcome}")
            report.outcomes[outcome.split(":")[0]] += 1
            report.slowest = max(report.slowest, (seconds, number))
        report.megabytes = most_megabytes()
        return report

    def outcome(self, content: bytes) -> str:
        """`faults`, `sound`, `sound and played`, or what went wrong."""
        self.file.write_bytes(content)
        try:
            document, scenario = open_scenario(self.file)
        except ScenarioError as refusal:
            return next((f"crash: {wrong}" for wrong in misplaced(refusal.faults)), "faults")
        except Exception:
            return f"crash: {traceback.format_exc()}"
        try:
            return self.sense(document, scenario)
        except Exception:
            return f"crash: {traceback.format_exc()}"

    def sense(self, document: Document, scenario: Scenario) -> str:
        """Look for sense in what is sound."""
        remarks = advise(document, scenario)
        outcome = "sound"
        if self.play:
            from sim.analysis.sense import remarks_by_play

            remarks += remarks_by_play(document, scenario)
            outcome = "sound and played"
        return next((f"crash: {wrong}" for wrong in misplaced(remarks)), outcome)


def most_megabytes() -> float:
    """The most memory that this process ever had, from /proc (Linux); 0 where there is none.

    What `resource` tells of a new process begins with the memory of the one that started it.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:"))


def misplaced(told: Sequence[Fault]) -> Iterator[str]:
    """Faults without a place or a sentence."""
    if not told:
        yield "refused without a fault"
    for each in told:
        if each.line < 1 or each.column < 1 or len(each.message.split()) < 2 or "\n" in str(each):
            yield f"not a placed sentence: {each!r}"


def block(task: tuple[int, bool, range]) -> Report:
    """Some of the mutations, in a process of the pool."""
    seed, play, numbers = task
    with TemporaryDirectory() as folder:
        return Fuzz(Path(folder), seed, play).run(numbers)


def main() -> None:
    """Run the mutations and print what came of them, now and then and at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--play", action="store_true")
    wanted = parser.parse_args()
    end = wanted.first + wanted.mutations
    starts = range(wanted.first, end, BLOCK)
    blocks = [range(start, min(start + BLOCK, end)) for start in starts]
    tasks = [(wanted.seed, wanted.play, numbers) for numbers in blocks]
    whole, begun = Report(), perf_counter()
    with Pool(wanted.processes, maxtasksperchild=50) as pool:
        for number, report in enumerate(pool.imap_unordered(block, tasks), 1):
            for crash in report.crashes:
                print(crash, flush=True)
            whole.add(report)
            if number % 20 == 0:
                print(f"{perf_counter() - begun:.0f} s  {whole}", flush=True)
    print(f"{perf_counter() - begun:.0f} s  {whole}")
    is_small = wanted.play or whole.megabytes < LARGEST  # a bad file is never played
    print("reached" if is_small and not whole.crashes else "MISSED")


if __name__ == "__main__":
    main()
