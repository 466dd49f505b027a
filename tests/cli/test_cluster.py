"""`standoff batch --cluster` and `-o URI`: what is printed, refused, and how it is interrupted."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

from sim.batch.store import Batch
from sim.cli import run
from tests.conftest import START
from tests.support.batches import contents, small_batch
from tests.support.whole import whole


@pytest.fixture
def file(tmp_path):
    """The scenario that has a bit of everything, as a file."""
    path = tmp_path / "whole.yaml"
    path.write_text(whole().model_dump_json())
    return str(path)


@pytest.fixture
def silent_port():
    """A port of this machine at which nobody answers."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def test_a_local_cluster_is_started_used_and_gone(standoff, file, tmp_path):
    """Its digest is that of the same batch without one."""
    args = ["batch", file, "-n", "300", "--seed", "7", "--json", "--digest"]
    done = standoff(*args, "--cluster", "local", "--workers", "1", "-o", "results")
    assert (done.returncode, done.stderr) == (0, "")
    expected = small_batch(tmp_path / "expected", file, worlds=300, part_worlds=16_384)
    assert json.loads(done.stdout)["digest"] == expected.digest()
    assert contents(Batch(tmp_path / "results")) == contents(expected)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--cluster", "nonsense"], 'no scheduler is found by "nonsense"'),
        (["--cluster", "tcp://far:1", "--workers", "2"], "has workers of its own"),
        (["-o", "foo://x"], "Protocol not known: foo"),
    ],
)
def test_wrong_input_ends_with_2_and_writes_nothing(
    file, tmp_path, monkeypatch, capsys, args, words
):
    monkeypatch.chdir(tmp_path)
    assert run(["batch", file, "-o", "results", *args]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "results").exists()


def test_an_address_at_which_nobody_answers_is_told_within_seconds(
    file, tmp_path, capsys, silent_port
):
    start = time.monotonic()
    address = f"tcp://127.0.0.1:{silent_port}"
    assert run(["batch", file, "-o", str(tmp_path / "results"), "--cluster", address]) == 2
    assert time.monotonic() - start < 20  # 5, on a machine that has time
    assert f'no scheduler is found by "{address}"' in capsys.readouterr().err
    assert not (tmp_path / "results").exists()


def test_ctrl_c_ends_the_cluster_and_says_how_to_go_on(file, tmp_path):
    """It reaches every process of a terminal; here, of a process group."""
    args = ["batch", file, "-n", "8000", "--sweep", "indicators.tension.start=40:60:20"]
    args += ["--cluster", "local", "--workers", "1", "-o", "results"]
    process = subprocess.Popen(
        [sys.executable, "-c", START, *args],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not list(tmp_path.glob("results/worlds/*.parquet")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    printed, complaint = process.communicate(timeout=60)
    assert (process.returncode, printed) == (130, "")
    assert "Traceback" not in complaint
    assert "--cluster local --resume" in complaint
    psutil.wait_procs(left_of(process.pid), timeout=20)
    assert left_of(process.pid) == []


def left_of(group: int) -> list[psutil.Process]:
    """The processes of a group that live."""
    return [
        process
        for process in psutil.process_iter(["status"])
        if process.info["status"] != psutil.STATUS_ZOMBIE and os.getpgid(process.pid) == group
    ]


def test_a_failed_part_is_told_and_the_rest_is_summed_up(file, tmp_path, capsys, monkeypatch):
    """Two parts of one world and another; the first can't be played."""
    play_block = sys.modules["sim.batch.run"].play_block

    def fail(plan, first_world, worlds, point=0):
        if first_world == 0:
            raise ArithmeticError("too large")
        return play_block(plan, first_world, worlds, point)

    monkeypatch.setattr("sim.batch.run.play_block", fail)
    monkeypatch.setattr("sim.batch.plan.fitting_part", lambda worlds, points: 50)
    out = str(tmp_path / "results")
    assert run(["batch", file, "-n", "100", "-o", out]) == 1
    printed = capsys.readouterr()
    assert "50 worlds" in printed.out
    assert "1 parts could not be played. The first, worlds 0 to 49:\ntoo large" in printed.err
    assert "--resume" in printed.err
    monkeypatch.undo()
    assert run(["batch", file, "-n", "100", "-o", out]) == 2  # only with --resume


def test_report_and_replay_work_wherever_the_results_are(file, tmp_path, capsys):
    """A URI stands for the folder in both."""
    there = (tmp_path / "results").as_uri()
    assert run(["batch", file, "-n", "50", "-o", there]) == 0
    assert f"replay '{there}#" in capsys.readouterr().out
    assert run(["report", there]) == 0
    assert capsys.readouterr().out == f"{there}/report.html\n"
    assert (tmp_path / "results" / "report.html").read_text("utf-8").startswith("<!doctype html>")
    assert run(["replay", f"{there}#7", "--text", "--turn", "1"]) == 0
    assert capsys.readouterr().out
