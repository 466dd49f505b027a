"""P8 at the window: kill it at any moment, and nothing that it has shown is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from sim.session import Session
from sim.session.log import Log

ROUNDS = 3
PLAYER = """
import sys
from pathlib import Path
from random import Random
from game.forecasting import Forecaster
from game.play import Play
from sim.session import Session
from tests.support.hands import window
from tests.support.three import three

path, choose, taken = Path(sys.argv[1]), Random(sys.argv[2]), []

class Told(Session):
    def _take(self, given):
        super()._take(given)
        taken.append(given.model_dump_json())

begun = path.exists()
session = Told.resume(path) if begun else Told.begin(three(), ("a", "b"), seed=4, path=path)
with window(Play(session, Forecaster(on=False)).opening()) as at:
    print("ready", flush=True)
    while not session.over:
        at.press(choose.choice([*"11223qqwweuc", "tab", *["enter"] * 9]))
        print(*taken, sep="\\n", end="\\n" if taken else "", flush=True)
        taken.clear()
    print("over", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_nothing_that_the_window_has_shown_is_lost_by_a_kill(tmp_path: Path, root: Path):
    """The same game of two people, killed again and again, and gone on with."""
    path, choose, shown = tmp_path / "killed.standoff", Random(8), list[str]()
    for number in range(ROUNDS):
        shown += shown_until_killed(path, str(number), root, choose.uniform(0.1, 0.6))
        log = Log.open(path)
        written = [given.model_dump_json() for given in log.inputs() if given.kind != "turn"]
        log.close()
        # One may be on disk that was not shown yet.
        assert written[: len(shown)] == shown
        assert len(written) <= len(shown) + 1
        Session.resume(path).close()
        shown = written
    assert len(shown) > ROUNDS, "it was killed before anything was done"


def shown_until_killed(path: Path, seed: str, root: Path, seconds: float) -> list[str]:
    """The inputs whose outcome was on the screen, until it was killed so long after its start."""
    command = [sys.executable, "-c", PLAYER, str(path), seed]
    env = {**os.environ, "PYTHONPATH": str(root), "STANDOFF_HOME": str(path.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=env, text=True) as player:
        assert player.stdout
        while (line := player.stdout.readline()) != "ready\n":
            assert line, "it did not even begin"
        time.sleep(seconds)
        player.kill()
        said = player.stdout.read()
    lines = said[: said.rfind("\n") + 1].splitlines()
    return [line for line in lines if json.loads(line or "0")] if lines != ["over"] else []
