"""P8 at the window: kill it at any moment, and nothing that it has shown is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from sim.session import Session
from sim.session.log import Log

ROUNDS = 3
KEYS = [*"11223qqwweuc", "tab", *["enter"] * 9]
PLAYER = """
import sys
from pathlib import Path
from random import Random
from game.forecasting import Forecaster
from game.play import Play
from sim.session import Session
from tests.game.test_killed_window import KEYS
from tests.support.hands import window
from tests.support.three import three

path, choose, taken = Path(sys.argv[1]), Random(sys.argv[2]), []

class Told(Session):
    def _take(self, given):
        super()._take(given)
        taken.append(given.model_dump_json())

session = Told.resume(path) if path.exists() else Told.begin(three(), "ab", seed=4, path=path)
with window(Play(session, Forecaster(on=False)).opening()) as at:
    while not session.over:
        at.press(choose.choice(KEYS))
        print(*taken, sep="\\t", flush=True)
        taken.clear()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_nothing_that_the_window_has_shown_is_lost_by_a_kill(tmp_path: Path, root: Path):
    """The same game of two people, killed again and again, and gone on with."""
    path, choose, shown = tmp_path / "killed.standoff", Random(8), list[str]()
    for number in range(ROUNDS):
        shown += shown_until_killed(path, str(number), root, choose)
        log = Log.open(path)
        inputs = [entry.given for entry in log.entries()]
        log.close()
        written = [given.model_dump_json() for given in inputs if given.kind != "turn"]
        # One may be on disk that was not shown yet.
        assert written[: len(shown)] == shown
        assert len(written) <= len(shown) + 1
        Session.resume(path).close()
        shown = written
    assert len(shown) > ROUNDS, "nothing was done before it was killed"


def shown_until_killed(path: Path, seed: str, root: Path, choose: Random) -> list[str]:
    """The inputs whose outcome was on the screen, until it was killed a while after some keys."""
    command = [sys.executable, "-c", PLAYER, str(path), seed]
    env = {**os.environ, "PYTHONPATH": str(root), "STANDOFF_HOME": str(path.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=env, text=True) as player:
        assert player.stdout
        said = "".join(islice(player.stdout, choose.randrange(10, 40)))
        time.sleep(choose.uniform(0, 0.1))
        player.kill()
        said += player.stdout.read()
    lines = said[: said.rfind("\n") + 1].splitlines()
    return [given for line in lines for given in line.split("\t") if given.startswith("{")]
