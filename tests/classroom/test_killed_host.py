"""P2, P16, P18: harm is done to a class that plays. `benchmarks/class_nemesis.py` does more."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from benchmarks import class_checks as checks
from benchmarks.class_files import Files
from benchmarks.class_nemesis import Evening, chosen, parsed
from benchmarks.class_steps import KINDS, Step, plan, shrink
from game.classroom.classroom import Classroom
from tests.support.classes import ask, playing

TOLD = "--scenario tutorial --students 4 --tables 2 --processes 2 --seed 4"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")


def test_nothing_acknowledged_is_lost_and_everybody_goes_on(tmp_path: Path):
    """A host is killed while lines are cut and held, a process stopped, and a table taken back."""
    evening = Evening(tmp_path, parsed(*TOLD.split()))
    kinds = ("cut", "hold", "kill", "stop", "export", "rewind", "disk")
    steps = [Step(4, number, what, 0.2, 0.5) for number, what in enumerate(kinds)]
    asyncio.run(evening.play(steps))
    assert evening.faults == []
    assert sum(len(record.done) + len(record.given) for record in evening.records) > 5
    assert evening.summary.startswith("1 × cut, 1 × disk, 1 × export, 1 × hold, 1 × kill")
    assert found_if_the_records_were_others(tmp_path / "class", evening) == set("13456")


def found_if_the_records_were_others(folder: Path, evening: Evening) -> set[str]:
    """The numbers of what is found if a student had been told something else than what happened."""
    files = Files(folder)
    record = next(record for record in evening.records if record.given)
    record.done.append(f"{record.student} 99")
    record.given.append((1, "hold", "no-such-word"))
    record.sheet = {**record.sheet, "rung": 7}
    record.falls = [(9, 0)]
    record.lost = [((0, "hold", "silence"), {})]
    record.heard.add("canary-note-1-x-end-1")
    record.faults.append("6: it stopped")
    found = checks.check(files, evening.records)
    files.close()
    return {fault[0] for fault in found}


def test_what_was_done_before_a_table_was_taken_back_is_not_done_again(tmp_path: Path):
    """A host that was killed knows so, although the branch that is played has no mark of it."""
    room = playing(tmp_path)
    room.close_turns(room.tables.values())
    assert ask(room, 1, "note", about="x", content="y").ok
    [(who, seq)] = room.tables[1].marks()
    room.rewind(room.tables[1], 1)
    assert [*room.tables[1].marks()] == []
    room.close()
    assert Classroom.resume(room.folder).register.students[who].seq == seq


def test_a_seed_names_the_same_steps_and_each_is_the_same_without_the_others():
    steps = plan(7, 200)
    assert steps == plan(7, 200)
    assert steps[:50] == plan(7, 50)
    assert {step.what for step in steps} == set(KINDS)
    assert {step.what for step in plan(7, 20, ["kill"])} == {"kill"}
    assert [step.number for step in chosen(parsed("--take", "3,9"))] in ([3, 9], [3], [9], [])


def test_steps_are_left_out_until_none_can_be():
    """It fails whenever steps 3 and 17 are both there."""
    tried = []

    def fails(steps: list[Step]) -> bool:
        tried.append(steps)
        return {3, 17} <= {step.number for step in steps}

    assert [step.number for step in shrink(plan(1, 20), fails, tries=100)] == [3, 17]
    tried.clear()
    shrink(plan(1, 20), fails, tries=5)
    assert len(tried) == 5
