"""A process that stands by and has loaded what workers need, so that each is a copy of it.

That takes a new process three seconds, and Linux copies one that has done it in some
milliseconds. This process itself can't be copied any more once it has threads, as a client of
Dask has.
"""

from __future__ import annotations

import sys
from multiprocessing import get_context
from typing import Literal

from sim.batch.crew import ONE_THREAD, environment
from sim.engine.machine import deaf_to_ctrl_c

NEEDED = ["distributed.nanny", "sim.batch.cluster", "sim.batch.warm"]


def stand_by() -> Literal["forkserver", "spawn"]:
    """Have a process load all that while this one goes on; how workers are to be started.

    It ends with this process. If there is one that has loaded something else, it stays.
    """
    if sys.platform != "linux":
        return "spawn"
    from multiprocessing.forkserver import ensure_running

    get_context("forkserver").set_forkserver_preload(NEEDED)
    with environment(ONE_THREAD), deaf_to_ctrl_c():
        ensure_running()
    return "forkserver"
