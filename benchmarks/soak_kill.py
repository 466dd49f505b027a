"""Kill -9 at random moments: whatever is killed, after --resume all bytes are as if untouched.

    python benchmarks/soak_kill.py [--times N] [--seed N]

A small batch is played by two processes of its own, by a Dask cluster that it starts itself, or by
one that is there already. At a random moment of it a worker, the process that was started, or that
and all below it are killed. A batch that lost a worker has to end by itself; any other is gone on
with. Then its digest must be that of a batch that nobody touched. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from distributed import LocalCluster

from sim.batch.store import Batch

STANDOFF = [sys.executable, "-c", "from sim.cli import main; main()"]
# 24 parts, with two files each.
BATCH = [
    "batch",
    "tutorial",
    "-n",
    "16384",
    "--trace",
    "--sweep",
    "indicators.tension.start=40:65:6",
]
VICTIMS = ("a worker", "the client", "everything")
MANIFEST = "manifest.json"
EARLIER = 0.15  # of the time that a batch takes, kills may come so long before it begins to play
STARTING = 3.0  # seconds, more or less, before there is a file
ENDED = "it had ended already"
PATIENCE = 120  # seconds, after which a run counts as stuck


@dataclass(frozen=True)
class Hands:
    """Who plays: options of the command, and the cluster that is there already."""

    name: str
    options: tuple[str, ...]
    cluster: LocalCluster | None = None

    def workers(self, run: subprocess.Popen[bytes]) -> list[int]:
        """The processes that play, beside the one that was started."""
        if self.cluster:
            return [nanny.pid for nanny in self.cluster.workers.values() if nanny.pid]
        return [pid for parent in (run.pid, *below(run.pid)) for pid in copies(parent)]


def main() -> None:
    """Kill, go on, compare; leave with 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=50, help="how many kills")
    parser.add_argument("--seed", type=int, default=0, help="chooses victims and moments")
    choices = parser.parse_args()
    luck = Random(choices.seed)

    counted: Counter[str] = Counter()
    with (
        TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address="localhost:0",
            silence_logs="CRITICAL",
        ) as cluster,
    ):
        kinds = (
            Hands("two processes", ("--workers", "2")),
            Hands("a cluster of its own", ("--cluster", "local", "--workers", "2")),
            Hands("a cluster elsewhere", ("--cluster", cluster.scheduler_address), cluster),
        )
        untouched = {hands: play_untouched(hands, Path(folder, hands.name)) for hands in kinds}
        digests = {digest for digest, _ in untouched.values()}
        assert len(digests) == 1, "the bytes depend on who plays"
        number = 0
        while number < choices.times:
            hands, victim = kinds[number % 3], VICTIMS[number // 3 % 3]
            seconds = untouched[hands][1]
            moment = luck.uniform(-EARLIER * seconds, seconds)
            found = kill_once(
                hands, victim, moment, luck, Path(folder, f"{number}-{moment}"), digests
            )
            if found == ENDED:
                continue
            number += 1
            counted[f"{hands.name}, {victim}: {found}"] += 1
            print(f"{number}: {hands.name}, {victim} at {moment:+.1f} s: {found}", flush=True)
    print("", *(f"{count:4} × {what}" for what, count in sorted(counted.items())), sep="\n")
    sys.exit(any("LOST" in what for what in counted))


def play_untouched(hands: Hands, out: Path) -> tuple[str, float]:
    """The digest of a batch that is left alone, and the seconds from its first file to its end."""
    run = begin(hands, out)
    wait_for(run, out, 0)
    start = monotonic()
    assert finish(run) == 0
    return Batch(out).digest(), monotonic() - start


def kill_once(
    hands: Hands, victim: str, moment: float, luck: Random, out: Path, digests: set[str]
) -> str:
    """Begin a batch, kill, go on if need be; what was there, and whether it came out right.

    moment: seconds after its first file; before it, if there are less than none.
    """
    run = begin(hands, out)
    wait_for(run, out, moment)
    there = len(list(out.glob("worlds/*.parquet")))
    if run.poll() is not None:
        return ENDED
    kill(hands, victim, run, luck)
    code = finish(run)
    if victim != "a worker":
        code = finish(begin(hands, out, "--resume"))
    if code or Batch(out).digest() not in digests:
        return f"LOST (exit code {code})"
    when = "before the first part" if not there else "with all parts" if there == 24 else "midway"
    return f"{when}, nothing lost"


def wait_for(run: subprocess.Popen[bytes], out: Path, moment: float) -> None:
    """Wait for a moment that is counted from the first file on."""
    start = monotonic()
    while run.poll() is None:
        if moment < 0 and monotonic() - start > STARTING + moment:
            return
        if (out / MANIFEST).exists():
            break
        sleep(0.01)
    sleep(max(0.0, moment))


def kill(hands: Hands, victim: str, run: subprocess.Popen[bytes], luck: Random) -> None:
    """Kill -9; a worker as soon as there is one."""
    doomed = [run.pid]
    if victim == "everything":
        doomed += hands.workers(run) + list(below(run.pid))
    while victim == "a worker" and run.poll() is None:
        workers = hands.workers(run)
        if workers:
            doomed = [luck.choice(workers)]
            break
        sleep(0.01)
    for pid in dict.fromkeys(doomed):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # it has just ended
            continue


def begin(hands: Hands, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """Begin the batch, or go on with it."""
    command = [*STANDOFF, *BATCH, *hands.options, "-o", str(out), *more]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def finish(run: subprocess.Popen[bytes]) -> int:
    """Its exit code, when nothing below it is left; a run that is stuck is ended."""
    deadline = monotonic() + PATIENCE
    while run.poll() is None or members(run.pid):
        if monotonic() > deadline:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            return 99
        sleep(0.1)
    return run.returncode


def members(group: int) -> list[int]:
    """The processes of a group that live."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            state, _, of_group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):  # no process, or it has just ended
            continue
        if int(of_group) == group and state != "Z":
            found.append(int(entry.name))
    return found


def below(pid: int) -> Iterator[int]:
    """All processes below one."""
    for child in children(pid):
        yield child
        yield from below(child)


def copies(pid: int) -> list[int]:
    """The processes that are copies of one, and have its command line too."""
    own = said_by(pid)
    return [child for child in children(pid) if said_by(child) == own]


def children(pid: int) -> list[int]:
    """The processes that one has started."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:  # it has just ended
        return []
    return [int(child) for child in found.split()]


def said_by(pid: int) -> str:
    """The command line of a process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:  # it has just ended
        return ""


if __name__ == "__main__":
    main()
