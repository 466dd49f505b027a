"""Whatever cuts a batch short, what is finished stays, and going on gives the same bytes."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from sim.batch.store import UNFINISHED, Batch
from tests.support.batches import SMALL, contents, small_batch
from tests.support.whole import whole

MANY = 80 * SMALL["part_worlds"]  # enough to be killed on the way


@pytest.fixture(scope="module")
def uncut(tmp_path_factory):
    return small_batch(tmp_path_factory.mktemp("uncut"), trace=True)


@pytest.mark.parametrize("lost", ["worlds/part-00002.parquet", "trace/part-00006.parquet"])
def test_a_part_that_is_missing_is_made_again(uncut, tmp_path, lost):
    batch = small_batch(tmp_path, trace=True)
    for kind in ("worlds", "trace"):
        (batch.folder / kind / lost.partition("/")[2]).unlink()
    again = small_batch(tmp_path, trace=True, resume=True)
    assert contents(again) == contents(uncut)
    assert again.manifest["timings"]["worlds"] == (32 if "2" in lost else 18)


@pytest.mark.parametrize("kind", ["worlds", "trace"])
@pytest.mark.parametrize("left", [0, 400])
def test_a_file_that_a_broken_copy_has_cut_is_named_and_made_again(uncut, tmp_path, kind, left):
    batch = small_batch(tmp_path, trace=True)
    part = batch.folder / kind / "part-00002.parquet"
    part.write_bytes(part.read_bytes()[:left])
    with pytest.raises(ValueError, match=r'part-00002.parquet" is damaged; .* --resume$'):
        getattr(Batch(tmp_path), kind)
    with pytest.raises(ValueError, match="is damaged"):
        small_batch(tmp_path, trace=True)  # shown again it is as little worth as read
    again = small_batch(tmp_path, trace=True, resume=True)
    assert contents(again) == contents(uncut)
    assert again.manifest["timings"]["worlds"] == 32


def test_a_batch_without_its_worlds_says_so(tmp_path):
    batch = small_batch(tmp_path)
    shutil.rmtree(batch.folder / "worlds")
    with pytest.raises(ValueError, match=r'has lost its folder "worlds"; .* --resume$'):
        _ = Batch(tmp_path).worlds


def test_an_interrupt_leaves_whole_parts_and_a_manifest(uncut, tmp_path):
    """Ctrl-C after 100 of 210 worlds, in the fourth part of 32."""

    def interrupt(done):
        if done > 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small_batch(tmp_path, trace=True, progress=interrupt)
    batch = Batch(tmp_path)
    assert batch.worlds.count_rows() == batch.manifest["finished_worlds"] == 96
    assert not batch.manifest["complete"]
    assert contents(small_batch(tmp_path, trace=True, resume=True)) == contents(uncut)


def test_a_worker_that_is_killed_costs_nothing_but_time(uncut, tmp_path):
    """Kill -9 one of two workers when the first worlds are done."""
    killed = []

    def kill(done):
        if not killed:
            killed.append(multiprocessing.active_children()[0])
            os.kill(killed[0].pid, signal.SIGKILL)

    batch = small_batch(tmp_path, trace=True, workers=2, progress=kill)
    assert killed[0].exitcode == -signal.SIGKILL
    assert batch.manifest["complete"]
    assert contents(batch) == contents(uncut)


def test_a_run_that_is_killed_can_be_gone_on_with(tmp_path):
    """Kill -9 the whole run, two workers at work, when 3 of its 80 parts are finished."""
    file, out = tmp_path / "whole.yaml", tmp_path / "results"
    file.write_text(whole().model_dump_json())
    run = subprocess.Popen([sys.executable, "-c", program(file, out)])
    while len(list(out.glob("worlds/*.parquet"))) < 3:
        assert run.poll() is None
        time.sleep(0.01)
    run.kill()
    run.wait()

    assert not Batch(out).manifest["complete"]
    seen = contents(Batch(out))
    uncut = contents(small_batch(tmp_path / "uncut", worlds=MANY))
    assert 3 <= len(seen) < 80
    assert seen.items() <= uncut.items()
    assert contents(small_batch(out, file, worlds=MANY, resume=True)) == uncut


def program(file, out):
    choices = {**SMALL, "worlds": MANY, "workers": 2}
    return f"from sim import run_batch; run_batch({str(file)!r}, out={str(out)!r}, **{choices})"


def test_what_was_left_unfinished_is_swept_away(uncut, tmp_path):
    (tmp_path / "worlds").mkdir()
    (tmp_path / "manifest.json").write_text((uncut.folder / "manifest.json").read_text())
    left = tmp_path / "worlds" / f"part-00000.parquet.123{UNFINISHED}"
    left.write_bytes(b"half a file")
    assert contents(small_batch(tmp_path, trace=True, resume=True)) == contents(uncut)
    assert not left.exists()
