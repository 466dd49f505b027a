"""`standoff check`: levels told apart, exit codes, JSON, expectations, and a watch that goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.cli import run
from sim.cli.check_finding import Finding, by_urgency
from sim.cli.check_watch import PATIENCE, is_there, print_changes, saves
from sim.scenario.faults import Fault
from tests.conftest import START

WHOLE = Path(__file__).resolve().parents[1] / "cases" / "sound" / "whole.yaml"
BROKEN = "format: 1\nid: broken\ntitel: A typo in a key\n"
TYPO = 'titel: "titel" is not a key here. Did you mean "title"?'


@pytest.fixture
def whole(tmp_path, monkeypatch) -> Path:
    """A sound file with a few warnings, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("whole.yaml")
    path.write_text(WHOLE.read_text("utf-8"), "utf-8")
    return path


def check(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[str]]:
    """The exit code and the lines that are printed."""
    code = run(["check", *args])
    return code, capsys.readouterr().out.splitlines()


def test_every_shipped_scenario_is_sound(capsys):
    code, lines = check(capsys, "--quick")
    assert code == 0
    assert " files: no faults, no warnings, " in lines[-2], lines


def test_the_faults_of_all_files_are_told(standoff, tmp_path):
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(BROKEN)
    done = standoff("check", "one.yaml", "two.yaml")
    assert done.returncode == 2
    assert f"fault   one.yaml:3:1  {TYPO}" in done.stdout
    assert f"fault   two.yaml:3:1  {TYPO}" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("2 files: ")


def test_warnings_and_notes_leave_a_file_sound(capsys, whole):
    code, lines = check(capsys, "--quick", str(whole))
    assert code == 0
    assert lines[0].startswith("whole.yaml: sound (3 actors, ")
    assert any(line.startswith("warning whole.yaml:92:3  moves.north: ") for line in lines)
    assert any(line.startswith("note    whole.yaml:2:1  ") for line in lines)
    assert lines[-1] == "1 file: no faults, 5 warnings, 2 notes"


def test_a_strict_check_does_not_let_warnings_pass(capsys, whole):
    assert check(capsys, "--quick", "--strict", str(whole))[0] == 2


def test_cards_that_are_not_alike_are_shown_side_by_side(capsys, whole):
    _, lines = check(capsys, "--quick", str(whole))
    head = next(number for number, line in enumerate(lines) if line.startswith("role "))
    assert lines[head].split("  ")[0] == "role"
    assert lines[head + 1].split()[:3] == ["north", "14", "(-3%)"]


def test_what_playing_shows_is_told_too_unless_it_must_be_quick(capsys, whole):
    """That talks never come is seen by playing: tension never falls that far."""
    _, played = check(capsys, str(whole))
    _, quick = check(capsys, "--quick", str(whole))
    assert any("endings.talks: " in line for line in played)
    assert not any("endings.talks" in line for line in quick)


def test_what_is_seen_to_be_impossible_is_told_once(capsys, whole):
    """Both the look and the play find it; the look can say why."""
    text = whole.read_text("utf-8")
    whole.write_text(text.replace("when: tension < 35 and", "when: tension < 0 and"), "utf-8")
    _, lines = check(capsys, str(whole))
    assert [line.split()[2] for line in lines if "endings.talks" in line] == ["endings.talks.when:"]


def test_json_tells_levels_apart(capsys, whole):
    broken = Path("broken.yaml")
    broken.write_text(BROKEN)
    code = run(["check", "--quick", "--json", str(broken), str(whole)])
    wrong, sound = json.loads(capsys.readouterr().out)
    assert code == 2
    assert not wrong["sound"]
    assert {"file", "line", "column", "where", "message", "level"} == set(wrong["faults"][0])
    assert sound["sound"]
    assert sound["counts"]["actors"] == 3
    assert {each["level"] for each in sound["remarks"]} == {"warning", "note"}
    assert [card["words"] for card in sound["cards"]] == [14, 15]


@pytest.mark.parametrize(
    ("band", "code", "word", "held"),
    [("[10%, 100%]", 0, "holds", "1 of 1"), ("[0%, 1%]", 1, "fails", "0 of 1")],
)
def test_an_expectation_that_fails_is_told_and_exits_with_1(capsys, whole, band, code, word, held):
    text = whole.read_text("utf-8")
    first, rest = text.split("expect:\n")
    kept = rest[rest.index("  - {says: Doves") :].replace("[10%, 100%]", band)
    whole.write_text(f"{first}expect:\n{kept}", "utf-8")
    found, lines = check(capsys, "--quick", "--expect", str(whole))
    assert found == code
    assert lines[-2].startswith(f"{word}   Doves talk.  found 100.0 % (99.8 % to 100.0 %) of 2,000")
    assert lines[-1].endswith(f", {held} expectations hold")


def test_a_watch_takes_no_json(standoff, whole):
    done = standoff("check", "--watch", "--json", "whole.yaml")
    assert done.returncode == 2
    assert "--watch goes on until Ctrl-C" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there Ctrl-C goes to the whole console")
def test_a_watch_tells_what_a_save_changed_and_leaves_in_peace(whole):
    """A fault comes, the file is gone for a moment, and comes back mended."""
    sound = whole.read_text("utf-8")
    args = [sys.executable, "-u", "-c", START, "check", "--quick", "--watch", "whole.yaml"]
    pipe = subprocess.PIPE
    with subprocess.Popen(args, stdout=pipe, encoding="utf-8", preexec_fn=hear_ctrl_c) as watch:
        assert watch.stdout is not None
        until(watch, "1 file: no faults")
        whole.write_text(sound.replace("label: Rain", "lable: Rain"), "utf-8")
        assert any(line.startswith("new     fault: ") for line in until(watch, "1 file: 1 fault"))
        whole.unlink()
        time.sleep(0.5)
        whole.write_text(sound, "utf-8")
        lines = until(watch, "1 file: no faults")
        assert sum(line.startswith("mended  fault: ") for line in lines) == 1
        assert not any(line.startswith("new ") for line in lines), "warnings were only hidden"
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=20) == 0


def hear_ctrl_c() -> None:
    """What a shell runs in the background is deaf to it, and so would its children be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(watch: subprocess.Popen[str], words: str) -> list[str]:
    """The lines up to one that begins with the words."""
    assert watch.stdout is not None
    lines = []
    for line in watch.stdout:
        lines.append(line)
        if line.startswith(words):
            return lines
    raise AssertionError(f"the watch ended: {lines}")


def test_a_half_written_file_is_waited_for(tmp_path):
    """Empty first, then growing, then at rest: one round for all of it."""
    file = tmp_path / "scenario.yaml"
    file.write_text("format: 1\n")
    steps = iter(["", "form", "format: 1\nid: x\n"])
    pauses = 0

    def pause(_: float) -> None:
        nonlocal pauses
        pauses += 1
        text = next(steps, None)
        if text is not None:
            file.write_text(text)

    rounds = saves([file], pause)
    next(rounds)
    next(rounds)
    assert file.read_text() == "format: 1\nid: x\n"
    assert 4 <= pauses <= PATIENCE


def test_what_a_fault_may_hide_is_not_called_mended(capsys):
    """While the YAML can't be read nothing else can be seen, neither faults nor warnings."""
    fault = Fault("f", 3, 1, "title", "is missing")
    warning = Fault("f", 9, 1, "minutes", "are short").at_level("warning")
    unreadable = Fault("f", 5, 2, "", "a value is missing before this")
    known = print_changes(None, Finding("f", (fault,)))
    known = print_changes(known, Finding("f", (warning,)))
    assert "mended  fault: f:3:1  title: is missing" in capsys.readouterr().out
    known = print_changes(known, Finding("f", (unreadable,), is_readable=False))
    known = print_changes(known, Finding("f", (warning,)))
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in told] == [
        ["new", "fault:"],
        ["mended", "fault:"],
        ["1", "warning,"],
    ]
    assert told[-1] == "1 warning, no notes as before"


def test_a_watch_waits_for_a_file_that_is_gone(whole):
    assert is_there("whole.yaml")
    whole.unlink()
    assert not is_there("whole.yaml")


def test_faults_come_first_and_what_holds_until_the_end_last():
    fault = Fault("f", 9, 1, "title", "is missing")
    unreviewed = Fault("f", 1, 1, "reviewed", "not yet reviewed").at_level("note")
    other = Fault("f", 7, 1, "ladder.war", "never stood on").at_level("note")
    warning = Fault("f", 3, 1, "minutes", "are short").at_level("warning")
    assert by_urgency([unreviewed, warning, other, fault]) == (fault, warning, other, unreviewed)


def test_without_a_file_the_shipped_ones_are_a_line_each(capsys):
    _, lines = check(capsys, "--quick")
    assert all(": sound, no warnings, " in line for line in lines[:-2])
    assert lines[-1].endswith("for more, standoff check ID.")
