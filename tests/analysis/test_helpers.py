"""Helpers do their part, are done without when they die, and never leave anybody waiting."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time

import pytest

from sim.analysis.helpers import Helpers

BULKY = "b" * 1_000_000  # more than a pipe holds


class Work:
    """Doubles numbers, and is too large to be sent to somebody who does not listen."""

    def __init__(self) -> None:
        self.bulk = BULKY

    def __call__(self, number: int) -> int:
        return 2 * number


def where(number: int) -> int:
    """The process that does it, which takes its time."""
    time.sleep(0.05)
    return os.getpid()


def die(number: int) -> int:
    """In a helper; else the number is doubled."""
    if multiprocessing.parent_process():
        os._exit(1)
    return 2 * number


def done(work, tasks, count):
    """What comes back, in order of size, and nobody is left."""
    helpers = Helpers(work, count)
    helpers.add(tasks)
    found = sorted(helpers.results())
    helpers.dismiss()
    for process in multiprocessing.active_children():
        process.join(30)
    assert multiprocessing.active_children() == []
    return found


@pytest.mark.parametrize("count", [0, 1, 2])
def test_every_task_is_done_once(count):
    assert done(Work(), range(9), count) == [2 * number for number in range(9)]


def test_helpers_take_their_part():
    """There is enough to do until one is up."""
    helpers = Helpers(where, 1)
    helpers.add(range(2000))
    found = set()
    for process in helpers.results():
        found.add(process)
        if len(found) == 2:
            break
    helpers.dismiss()
    assert os.getpid() in found


def test_a_helper_that_dies_is_done_without():
    assert done(die, [1, 2, 3, 4], 1) == [2, 4, 6, 8]


def test_what_goes_wrong_in_a_helper_is_heard_here():
    with pytest.raises(TypeError):
        done(len, [1, 2, 3], 1)


def run_alone(script):
    """A script of somebody who has this package."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = [sys.executable, str(script)]
    return subprocess.run(run, capture_output=True, encoding="utf-8", timeout=60, env=env)


UNGUARDED = """
from sim.analysis.helpers import Helpers
from tests.analysis.test_helpers import Work

helpers = Helpers(Work(), 2)
helpers.add(range(3))
print(sorted(helpers.results()))
helpers.add(range(3000))
import time
for found in helpers.results():
    time.sleep(0.01)
"""


def test_a_script_without_a_guard_is_told_what_it_lacks(tmp_path):
    """Each helper runs the script again, and can't start helpers of its own."""
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    ended = run_alone(script)
    assert ended.returncode == 1
    assert ended.stdout == "[0, 2, 4]\n"
    assert 'below `if __name__ == "__main__":`' in ended.stderr


COPIES = """
import os
import sys
from multiprocessing import Pipe

from sim.analysis.processes import prepare_helpers, start_helper

def tell(line, others):
    line.send(("sim.analysis.review" in sys.modules, os.getpid()))
    if others:
        ours, theirs = Pipe()
        start_helper(tell, theirs, others - 1).join()
        line.send(ours.recv())

if __name__ == "__main__":
    prepare_helpers()
    prepare_helpers()
    line, theirs = Pipe()
    helper = start_helper(tell, theirs, 1)
    print(*line.recv(), *line.recv(), helper.pid, os.getpid())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no copies")
def test_once_prepared_helpers_and_their_helpers_have_imported_everything(tmp_path):
    script = tmp_path / "copies.py"
    script.write_text(COPIES)
    ended = run_alone(script)
    first_has, first, second_has, second, helper, main = ended.stdout.split()
    assert (first_has, second_has) == ("True", "True"), ended.stderr
    assert first == helper
    assert len({first, second, main}) == 3


DISMISSED = """
from sim.analysis.helpers import Helpers
from sim.analysis.processes import prepare_helpers, start_helper
from tests.analysis.test_helpers import Work

def ask_for_help():
    helpers = Helpers(Work(), 2)
    helpers.add(range(500))
    print(len(list(helpers.results())), flush=True)
    helpers.dismiss()

if __name__ == "__main__":
    prepare_helpers()
    asking = start_helper(ask_for_help)
    asking.join(30)
    print(asking.exitcode, flush=True)
    asking.kill()
"""


def test_the_helpers_of_a_copy_go_when_they_are_dismissed(tmp_path):
    """They have copies of each other's lines, so that none of these ends by being closed."""
    script = tmp_path / "dismissed.py"
    script.write_text(DISMISSED)
    assert run_alone(script).stdout == "500\n0\n"
