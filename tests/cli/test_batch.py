"""`standoff batch`: what it prints, what it refuses, and how it is cut short and gone on with."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time

import pytest

from sim.batch.store import Batch
from sim.cli import run
from tests.conftest import START
from tests.support.batches import contents, small_batch
from tests.support.whole import whole

MANY = "100000"  # in 7 parts


@pytest.fixture
def file(tmp_path):
    """The scenario that has a bit of everything, as a file."""
    path = tmp_path / "whole.yaml"
    path.write_text(whole().model_dump_json())
    return str(path)


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff ARGS…` in this process: (exit code, what it printed, what it complained)."""
    monkeypatch.chdir(tmp_path)

    def run_here(*args):
        code = run(args)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_here


@pytest.fixture
def start(tmp_path):
    """Begins `standoff ARGS…` and does not wait for it."""
    begun = []

    def begin(*args, **options):
        command = [sys.executable, "-c", START, *args]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        begun.append(subprocess.Popen(command, cwd=tmp_path, **pipes, **options))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def test_a_batch_of_the_flagship_is_told_in_words_and_tables(standoff, tmp_path):
    done = standoff("batch", "banjska-2023", "-n", "1000", "-o", "results")
    assert (done.returncode, done.stderr) == (0, "")  # and so no progress in a pipe
    assert done.stdout.startswith("The Banjska standoff: 1,000 worlds, seed 0, in results\n")
    for heading in (
        "How it ended",
        "Turns and peaks",
        "How far each side's goals were reached",
        "What decides: unknown start values, or chance and choices",
        "History",
        "Recorded moves that surprise the model most",
        "Calibration",
        "Beside recorded crises",
        "Worlds worth opening",
    ):
        assert f"\n{heading}" in done.stdout
    assert "Armed conflict across the line" in done.stdout
    assert Batch(tmp_path / "results").worlds.count_rows() == 1000


def test_json_says_the_same_for_scripts(here, file):
    _, printed, _ = here("batch", file, "-n", "1200", "-o", "results", "--json")
    found = json.loads(printed)
    assert found["batch"]["worlds"] == found["summary"]["worlds"] == 1200
    assert sum(ending["count"] for ending in found["summary"]["endings"].values()) == 1200
    named = {"batch", "digest", "failures", "rows"}
    assert found.keys() == named | {"summary", "bands", "recorded_crises", "history"}


def test_without_bands_of_its_own_it_is_not_held_against_recorded_crises(here, file):
    _, printed, _ = here("batch", file, "-n", "100", "-o", "results")
    assert "\nVariety of endings\n" in printed
    assert "recorded crises" not in printed


def test_the_rows_worth_opening_are_written_down_and_can_be_opened(here, file, tmp_path):
    code, printed, _ = here("batch", file, "-n", "300", "-o", "my results", "--policy", "a=hawk")
    rows = json.loads((tmp_path / "my results" / "rows.json").read_text())
    assert code == 0
    assert {row["kind"] for row in rows} >= {"typical", "rarest", "best"}
    for row in rows:
        assert f"#{row['world']}: {row['why']}" in printed
    _, *command = shlex.split(printed.splitlines()[-1])
    code, told, _ = here(*command, "--text")
    assert code == 0
    assert whole().endings[rows[0]["ending"]].label.spoken("en") in told


def test_options_reach_the_worlds(here, file, tmp_path):
    args = ["batch", file, "-n", "40", "--seed", "7", "--trace", "--workers", "1", "-o", "results"]
    code, _, _ = here(*args, "--set", "clock.turns=5", "--policy", "a=hawk")
    assert code == 0
    expected = small_batch(
        tmp_path / "expected",
        file,
        worlds=40,
        part_worlds=16_384,
        trace=True,
        overrides={"clock.turns": 5},
        policies={"a": "hawk"},
    )
    assert contents(Batch(tmp_path / "results")) == contents(expected)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["-n", "0"], "0 is not in the range x>=1"),
        (["-n", "many"], "'many' is not a valid integer"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--seed", "9223372036854775808"], "seed: 9223372036854775808 is not between 0 and"),
        (["--workers", "0"], "0 is not in the range x>=1"),
        (["--set", "clock.turns"], '"clock.turns" is not of the form PATH=VALUE'),
        (["--set", "clock.trns=5"], 'Did you mean "turns"?'),
        (["--set", "clock.turns=0"], "clock.turns"),
        (["--policy", "a"], '"a" is not of the form ROLE=NAME'),
        (["--policy", "a=hwak"], 'Did you mean "hawk"?'),
        (["--policy", "serbai=hawk"], '"serbai" is not'),
        (["--policy", "a=historical"], "no history"),
    ],
)
def test_wrong_input_ends_with_2_and_words_and_writes_nothing(here, file, tmp_path, args, words):
    code, printed, complaint = here("batch", file, "-o", "results", *args)
    assert (code, printed) == (2, "")
    assert words in complaint
    assert not (tmp_path / "results").exists()


def test_the_folder_has_to_be_named(here, file):
    code, _, complaint = here("batch", file)
    assert code == 2
    assert "-o" in complaint


def test_the_same_batch_is_shown_again_and_another_one_refused(here, file):
    args = ["batch", file, "-n", "40", "-o", "results"]
    first, again, other = here(*args), here(*args), here(*args, "--seed", "1")
    assert (first[0], again[0], other[0]) == (0, 0, 2)
    assert again[1].splitlines()[3:] == first[1].splitlines()[3:]
    assert "holds another batch; choose another folder (seed 0, not 1)" in other[2]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_what_is_done_and_says_how_to_go_on(start, file, tmp_path, workers):
    """Ctrl-C reaches every process of a terminal; here, of a process group."""
    args = ["batch", file, "-n", MANY, "--workers", workers, "-o", "results"]
    cut = start(*args, start_new_session=True, preexec_fn=hear_ctrl_c)
    wait_for_a_part(cut, tmp_path)
    os.killpg(cut.pid, signal.SIGINT)
    printed, complaint = cut.communicate(timeout=60)
    assert (cut.returncode, printed) == (130, "")
    assert "Traceback" not in complaint
    assert f"of {int(MANY):,} worlds are finished and can be read in results" in complaint
    assert f"standoff batch {file} -n {MANY} --seed 0 -o results --resume" in complaint
    assert 0 < Batch(tmp_path / "results").worlds.count_rows() < int(MANY)


def hear_ctrl_c():
    """Tests in the background of a shell are deaf to it, and so would their children be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_a_part(process, folder):
    while not list(folder.glob("results/worlds/*.parquet")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)


def test_a_disk_that_is_full_ends_with_1_and_words(start, file, tmp_path):
    """No file may grow beyond 100 kB: the manifest fits, a part does not."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    args = ["batch", file, "-n", "20000", "--workers", "1", "-o", "results"]
    process = start(*args, preexec_fn=limit)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "0 of 20,000 worlds are finished" in complaint
    assert "File too large" in complaint
    assert "Traceback" not in complaint


def test_a_folder_that_cannot_be_made_ends_with_1_and_words(here, file, tmp_path):
    (tmp_path / "taken").touch()
    code, _, complaint = here("batch", file, "-o", "taken/results")
    assert code == 1
    assert "taken" in complaint


def test_progress_is_shown_on_a_terminal(file):
    """A pseudo-terminal for what is said beside the results."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", START, "batch", file, "-n", "40000", "-o", "results"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=os.path.dirname(file))
    os.close(theirs)
    shown = os.read(ours, 1_000_000).decode(errors="replace")  # a terminal's buffer is short
    os.close(ours)
    assert done.returncode == 0
    assert "of 40,000 worlds" in shown
    assert "of 40,000 worlds" not in done.stdout.decode()
