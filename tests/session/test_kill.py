"""P8: kill the program at any moment, and nothing that it acknowledged is lost."""

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
import json, sys
from pathlib import Path
from random import Random
from sim.session import Session, SessionRefused, Vow
from tests.support.three import three

path, choose = Path(sys.argv[1]), Random(sys.argv[2])
session = Session.resume(path) if path.exists() else Session.begin(three(), "ab", seed=4, path=path)
print("ready", flush=True)
while not session.over:
    role = choose.choice(session.waiting())
    cards = [card for card in session.view(role).cards if card.legal and card.channel == "deed"]
    what = choose.choice(["draft", "draft", "undo", "note", "message", "propose", "commit"])
    if what == "draft":
        deed = choose.choice(cards).id
        if deed == session.view(role).deed:
            continue
        session.draft(role, deed)
    elif what == "undo":
        if not session.undo(role):
            continue
    elif what == "message":
        session.say(role, "x" * choose.randrange(1, 2_000), choose.choice([[], ["c"]]))
    elif what == "propose":
        calm = Vow(sense="refrain", what="*", until=6)
        try:
            session.propose("a", "c", calm, Vow(sense="do", what="watch", until=6))
        except SessionRefused:
            continue
        role = "a"
    elif what == "note":
        session.note(role, "thought", "x" * choose.randrange(10_000))
    else:
        session.commit(role)
    print(json.dumps([what, role, list(session.hashes)]), flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path, root: Path):
    """The same session, killed again and again at random moments, and gone on with."""
    path, choose, acknowledged = tmp_path / "killed.standoff", Random(5), list[list]()
    for number in range(ROUNDS):
        acknowledged += play_until_killed(path, str(number), root, choose.uniform(0, 0.25))
        log = Log.open(path)
        given = [entry.given for entry in log.entries()]
        written = [(g.kind, g.role) for g in given if g.kind != "turn"]
        log.close()
        told = [tuple(entry[:2]) for entry in acknowledged]
        # One may have been written of which nobody was told yet.
        assert written[: len(told)] == told
        assert len(written) <= len(told) + 1
        session = Session.resume(path)
        states = acknowledged[-1][2] if acknowledged else []
        assert list(session.hashes)[: len(states)] == states
        session.close()
        acknowledged += [[*entry, list(session.hashes)] for entry in written[len(told) :]]
    assert acknowledged, "it was killed before it did anything"


def play_until_killed(path: Path, seed: str, root: Path, seconds: float) -> list[list]:
    """What a player was told was done, until it was killed so long after its beginning."""
    command = [sys.executable, "-c", PLAYER, str(path), seed]
    env = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, env=env, text=True) as player:
        assert player.stdout
        assert player.stdout.readline() == "ready\n"
        time.sleep(seconds)
        player.kill()
        said = player.stdout.read()
    return [json.loads(line) for line in said[: said.rfind("\n") + 1].splitlines()]
