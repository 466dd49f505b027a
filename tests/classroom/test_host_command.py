"""`standoff host` in a terminal: what it prints, what it refuses, and what it keeps to itself."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest

from game.classroom.hosting import SECRET, Wanted, again, bound, configured
from game.classroom.records import JOURNAL
from sim.cli import run
from tests.support.classes import begin

START = "from sim.cli import main; main()"


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ([], "give a SCENARIO, or --resume FOLDER"),
        (["tutorial", "--resume", "."], "give a SCENARIO, or --resume FOLDER"),
        (["--resume", "."], "There is no class in"),
        (["--resume", ".", "--tables", "2"], "--resume goes on with a class as it is"),
        (["--delete", "."], "is not the folder of a class"),
        (["nonsense"], '"nonsense" is not a scenario'),
        (["tutorial", "--seats", "ardale,x"], 'no person can play "x"; there is: ardale, bellmoor'),
        (["tutorial", "--local-only", "--address", "10.0.0.1"], "--local-only excludes"),
        (["tutorial", "--address", "203.0.113.9"], "can't be used"),
        (["tutorial", "--tls", "key.pem", "key.pem"], "no certificate and its key"),
        (["tutorial", "--tables", "51"], "51 is not in the range"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(
    args: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key.pem").write_text("x")
    assert run(["host", "--port", "0", *args]) == 2
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "classes").exists()


def test_a_folder_without_a_class_is_told_before_a_port_that_is_taken(tmp_path: Path) -> None:
    """Else whoever mistypes the folder is sent to look for another port."""
    with pytest.raises(click.UsageError, match="There is no class in"):
        Wanted(resume=tmp_path)


def test_a_class_is_deleted_when_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    room = begin(tmp_path, students=1)
    room.close()
    for meant in (False, True):
        monkeypatch.setattr("click.confirm", lambda _text, meant=meant: meant)
        assert run(["host", "--delete", str(room.folder)]) == 0
        assert room.folder.exists() is not meant


def test_the_secret_is_told_once_and_kept_where_only_its_owner_reads(tmp_path: Path, root: Path):
    folder = tmp_path / "class"
    first = told(root, "tutorial", "--port", "0", "--folder", str(folder))
    secret = (folder / SECRET).read_text().strip()
    assert re.fullmatch("[0-9a-f]{48}", secret)
    assert first.count(secret) == 1
    assert not any(secret in line for line in first.splitlines() if "http" in line)
    assert secret.encode() not in (folder / JOURNAL).read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE((folder / SECRET).stat().st_mode) == 0o600
    later = told(root, "--resume", str(folder))
    assert secret not in later
    code = re.compile(r"and type (\w+)$", re.MULTILINE)
    assert code.findall(first) == code.findall(later)
    address = re.compile(r"http://\S+:\d+")
    assert address.findall(first) == address.findall(later)  # where the pages look for it


def test_where_another_program_listens_a_new_class_listens_elsewhere():
    config = configured(Wanted(scenario="tutorial", local_only=True))
    with bound(config, else_any=True) as first, bound(config, else_any=True) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


def test_what_goes_on_with_a_class_goes_on_in_the_same_network(tmp_path: Path):
    room = begin(tmp_path)
    wanted = Wanted(scenario="tutorial", local_only=True, teacher_anywhere=True)
    assert again(wanted, room) == (
        f"standoff host --resume {room.folder} --local-only --teacher-anywhere"
    )


def told(root: Path, *args: str) -> str:
    """What a host prints until it is ready."""
    command = [sys.executable, "-c", START, "host", *args, "--local-only"]
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, encoding="utf-8") as process:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C stops" in line:
                break
        process.kill()
    return "".join(lines)
