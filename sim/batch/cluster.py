"""The parts of a batch, played by the workers of a Dask cluster instead of a crew of our own.

Each part is a task, and no task knows of another: so workers may come, go and be killed, and Dask
gives what they leave behind to others. What a worker makes of a part are the very bytes that this
process would make. It writes them itself where it sees the place as this process does; else it
sends them here to be written.
"""

from __future__ import annotations

import json
import pickle
import signal
from asyncio import sleep
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field
from functools import cached_property
from itertools import islice
from operator import methodcaller
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa

from sim.batch.folder import differences
from sim.batch.place import Place
from sim.batch.plan import Part, Plan, made_with
from sim.batch.run import part_files, processors
from sim.batch.standby import stand_by
from sim.batch.store import MANIFEST, Batch

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

LOCAL = "local"
# Of clusters that are started here. Looking at every worker a hundred times a second is for whoever
# reads its profile, and at the machine twice a second for whoever looks for a leak.
FOR_LOCAL = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
STARTS = 3  # tries
PATIENCE = "5s"  # for a scheduler to answer
AHEAD = 3  # tasks a processor: one at work, one to go on with, one on its way
LOOK_AGAIN = 2.0  # seconds after which workers are counted anew
ONE_AT_A_TIME = Lock()  # in a worker with several threads: they would share one interpreter


@dataclass(frozen=True)
class Errand:
    """What is the same for every part; a worker gets it once, and plays as many parts as it can.

    Attributes:
        is_shared: whether workers see the place, so that they write there themselves.
        made_with: the versions of the process that asks.
    """

    plan: Plan
    place: Place
    block: int
    is_shared: bool
    made_with: Mapping[str, Any] = field(default_factory=made_with)

    @cached_property
    def objection(self) -> str | None:
        """Why this worker can't do it: its bytes would differ, or go where nobody sees them."""
        found = differences(made_with(), self.made_with)
        if found:
            return f"has other versions ({'; '.join(found)}); install the same everywhere"
        if self.is_shared:
            try:
                found = differences(Batch(self.place).manifest, self.plan.identity)
            except FileNotFoundError:
                found = [f"there is no {MANIFEST}"]
            except (OSError, ValueError) as problem:
                found = [str(problem)]
        if found:
            return (
                f'does not see the batch at "{self.place}" ({found[0]}); name a place that every '
                "machine reaches, or a path, to have all results sent to this machine"
            )
        return None

    def play(self, *part: int) -> dict[str, pa.Buffer | bytes]:
        """What a worker does with a part: play it, and write its files or hand them over."""
        if self.objection:
            from distributed import get_worker

            raise ChildProcessError(f"the worker at {get_worker().address} {self.objection}")
        with ONE_AT_A_TIME:
            files = part_files(self.plan, self.block, Part(*part))
        if not self.is_shared:
            return files
        Batch(self.place).write(files)
        return {}


class Cluster:
    """The workers of a Dask cluster, through a client.

    Attributes:
        is_here: whether they were started by this process, and see the same folders.
        workers: how many tasks they do at a time, as far as is known.
    """

    def __init__(self, client: Client, is_here: bool = False) -> None:
        self.client = client
        self.is_here = is_here
        self.workers = 0
        self._met: set[str] = set()
        self._counted = float("-inf")
        self._count()

    @property
    def dashboard(self) -> str:
        """Where Dask shows what each worker does."""
        return str(self.client.dashboard_link)

    def do(
        self,
        plan: Plan,
        batch: Batch,
        block: int,
        parts: Sequence[Part],
        report: Callable[[Part, int], None],
    ) -> None:
        """Play the parts. No more tasks than will soon be done are given away at a time.

        report: called with a part and its worlds when they are done.

        Raises:
            ChildProcessError: workers can't do it, keep dying over a part, or are out of reach.
            Exception: what else was raised in a worker.
        """
        from distributed import as_completed

        run = uuid4().hex
        waiting = iter(parts)
        # A worker that can't load Standoff would die of a message with anything of ours in it.
        is_shared = self.is_here or batch.place.is_shared
        content = pickle.dumps(Errand(plan, batch.place, block, is_shared))
        with in_words():
            # The result of a task, as those are made again when the worker that has them dies.
            errand = self.client.submit(pickle.loads, content, key=f"standoff-plan-{run}")
            given: dict[Future, Part] = {}
            done = as_completed(loop=self.client.loop)
            try:
                while True:
                    for part in islice(waiting, self._room(len(given))):
                        key = f"standoff-part-{run}-{part.number}"
                        play = methodcaller("play", *astuple(part))
                        future = self.client.submit(play, errand, key=key)
                        given[future] = part
                        done.add(future)
                    if not given:
                        return
                    future = next(done)
                    part = given.pop(future)
                    batch.write(future.result())
                    report(part, part.worlds)
            finally:
                self.client.cancel([*given, errand])
                if given and self.is_here:  # so that what is counted then is all there will be
                    self.client.run(at_leisure, on_error="ignore")

    def _room(self, given: int) -> int:
        self._count()
        return max(0, AHEAD * max(1, self.workers) - given)

    def _count(self) -> None:
        """Count the workers, and meet the new ones, now and then: they come and go."""
        if monotonic() - self._counted < LOOK_AGAIN:
            return
        threads = self.client.nthreads()
        self._meet(threads.keys() - self._met)
        self._met = set(threads)
        self.workers = sum(threads.values())
        self._counted = monotonic()

    def _meet(self, workers: Collection[str]) -> None:
        """Have them load this module, since for want of it they would not even say what is wrong.

        Raises:
            ChildProcessError: one can't.
        """
        said = self.client.run(
            pickle.loads, pickle.dumps(Errand), workers=list(workers), on_error="return"
        )
        for worker, answer in said.items():
            if isinstance(answer, ImportError | AttributeError):
                raise ChildProcessError(
                    f"the worker at {worker} can't load Standoff ({answer}); "
                    "install the same version everywhere"
                )


async def at_leisure(dask_worker: Any) -> None:
    """Wait, in a worker, until it has done what it was at."""
    while dask_worker.active_threads:
        await sleep(0.02)


def dask_setup(worker: Any) -> None:
    """What Dask calls in a worker that is told to load this module: Ctrl-C is for its master."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def connected(cluster: str | Client, workers: int | None = None) -> Iterator[Cluster]:
    """The cluster at an address, one that is started here for the time, or that of a client.

    cluster: the address of a scheduler, such as tcp://HOST:8786, the file in which one has written
        its address, `local`, or a `distributed.Client`, which stays open.
    workers: processes of a local cluster; if not given, one a processor.

    Raises:
        ValueError: there is no such cluster, or Dask is not installed.
    """
    if not isinstance(cluster, str):
        yield Cluster(cluster)
        return
    try:
        from dask import config
        from distributed import Client
    except ImportError:
        raise ValueError(
            '--cluster needs Dask: pip install "standoff[cluster]", here and on every worker'
        ) from None

    with ExitStack() as stack:
        if cluster == LOCAL:
            method = {"distributed.worker.multiprocessing-method": stand_by()}
            stack.enter_context(config.set(FOR_LOCAL | method))
            address: Any = stack.enter_context(_started_here(workers or processors()))
        else:
            address = cluster
        yield Cluster(stack.enter_context(_client(address, Client)), is_here=cluster == LOCAL)


def _started_here(workers: int, tries: int = STARTS) -> LocalCluster:
    """A cluster on this machine; again, if a worker was killed before it was up, as that ends all.

    Raises:
        ChildProcessError: that happened each time.
    """
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=0,  # as in a crew of our own: nobody is killed for a large part
            dashboard_address="localhost:0",
            silence_logs="ERROR",
            preload=__name__,
        )
    except RuntimeError as problem:
        if tries > 1:
            return _started_here(workers, tries - 1)
        words = f"a cluster of its own can't be started here: {problem}"
        raise ChildProcessError(words) from None


def _client(address: Any, kind: type[Client]) -> Client:
    """A client of the scheduler that is to be found there."""
    from distributed.comm import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    found = address
    try:
        if str(address).endswith(".json"):
            found = _address_in(Path(address))  # a client would wait for the file
        if isinstance(found, str):
            scheme, place = parse_address(found)  # a client would not end after a fault in it
            get_backend(scheme)
            parse_host_port(place)
        return kind(found, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ValueError(
            f'--cluster: no scheduler is found by "{address}" ({problem}); give the address that '
            "`dask scheduler` prints, such as tcp://HOST:8786, or local"
        ) from None


def _address_in(file: Path) -> str:
    """What a scheduler has written there.

    Raises:
        OSError: the file can't be read.
        ValueError: no scheduler wrote it.
    """
    said = json.loads(file.read_bytes())
    if not isinstance(said, dict) or not isinstance(said.get("address"), str):
        raise ValueError("no address is in that file")
    return str(said["address"])


@contextmanager
def in_words() -> Iterator[None]:
    """What goes wrong between machines, said plainly."""
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    try:
        yield
    except KilledWorker as death:
        raise ChildProcessError(
            f"{death.allowed_failures + 1} workers died over the same part, the last at "
            f"{death.last_worker.address}; its log says why, most often for want of memory"
        ) from None
    except (CancelledError, CommClosedError):
        raise ChildProcessError("the connection to the scheduler of the cluster is lost") from None
    except ImportError as missing:
        raise ChildProcessError(
            f"a worker can't load Standoff ({missing}); install the same version everywhere"
        ) from None
