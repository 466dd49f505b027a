"""Reviews and exports are made by other processes, which nothing waits for and nothing outlives."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from game.debrief.export import Export
from game.reviewing import Reviewer
from sim.session import SaveBroken

SLOW = 60.0


def count(path, role, language):
    """Three reviews, as far as a number can be one."""
    for number in (1, 2, 3):
        yield f"{role} {language} {number} by {os.getpid()}"


def crawl(path, role, language):
    """One review, and then nothing for as long as anybody has patience."""
    yield str(os.getpid())
    time.sleep(SLOW)


def help_out(path, role, language):
    """With a helper that does not end by itself."""
    helper = os.fork()
    if not helper:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        time.sleep(SLOW)
        os._exit(0)
    yield str(helper)
    time.sleep(SLOW)


def run_on(path, role, language):
    """A review every moment, whoever listens."""
    for number in range(10_000):
        path.write_text(str(os.getpid()))
        yield str(number)
        time.sleep(0.02)


def refuse(path, role, language):
    yield "a beginning"
    raise SaveBroken("It is not the save that it was.")


def die(path, role, language):
    yield "a beginning"
    time.sleep(0.2)
    os._exit(1)


def pour(path, role, language):
    """More than a pipe holds, and faster than anybody reads."""
    for _ in range(200):
        yield "much" * 100_000


@pytest.fixture
def reviewer(tmp_path):
    made = []

    def make(compare):
        made.append(Reviewer(tmp_path / "save", "b", "en", compare))
        return made[-1]

    yield make
    for each in made:
        each.close()


def wait_for(reviewer, *states):
    """Poll as a window does."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = reviewer.poll()
        if reviewer.state in states:
            return found
        time.sleep(0.01)
    raise AssertionError(f"{reviewer.state} after 30 s, not {states}")


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/status")
    return not status.exists() or "\nState:\tZ" not in status.read_text()


def wait_until_gone(process: int) -> None:
    until = time.monotonic() + 10
    while is_alive(process):
        assert time.monotonic() < until, f"process {process} is still there"
        time.sleep(0.05)


def test_another_process_compares_and_the_last_review_is_the_whole(reviewer):
    ours = reviewer(count)
    assert ours.state == "starting"
    said = wait_for(ours, "done")
    assert said.startswith("b en 3 by ")
    assert int(said.split()[-1]) != os.getpid()
    assert not ours.fault


def test_what_is_found_can_be_read_while_it_goes_on(reviewer):
    ours = reviewer(crawl)
    assert wait_for(ours, "comparing")


def test_polling_never_takes_long(reviewer):
    """Not even with more at once than a pipe holds."""
    ours = reviewer(pour)
    ours.poll()
    slowest = 0.0
    while ours.state in ("starting", "comparing"):
        begun = time.perf_counter()
        ours.poll()
        slowest = max(slowest, time.perf_counter() - begun)
        time.sleep(0.005)
    assert slowest < 0.25


def test_closing_leaves_no_process_behind(reviewer):
    ours = reviewer(crawl)
    process = int(wait_for(ours, "comparing"))
    begun = time.monotonic()
    ours.close()
    assert time.monotonic() - begun < 5
    assert not is_alive(process)
    assert ours.process is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_nor_a_helper_of_it(reviewer):
    ours = reviewer(help_out)
    helper = int(wait_for(ours, "comparing"))
    ours.close()
    wait_until_gone(helper)


def test_a_process_nobody_listens_to_ends_by_itself(reviewer, tmp_path):
    """As when the window was killed."""
    ours = reviewer(run_on)
    wait_for(ours, "comparing")
    process = ours.process
    ours.line.close()
    process.join(10)
    assert process.exitcode == 0


def test_a_broken_save_is_told(reviewer):
    ours = reviewer(refuse)
    assert wait_for(ours, "failed") == "a beginning"
    assert ours.fault == "It is not the save that it was."


def test_a_process_that_dies_is_told_and_what_it_found_stays(reviewer):
    ours = reviewer(die)
    assert wait_for(ours, "failed") == "a beginning"
    assert ours.fault == "The comparison stopped before it was done."


def test_it_can_be_started_anew(reviewer):
    ours = reviewer(refuse)
    wait_for(ours, "failed")
    ours.compare = count
    ours.again()
    assert wait_for(ours, "done").startswith("b en 3")


# Export


def program(*lines: str) -> tuple[str, ...]:
    """A program that does this instead of `standoff`."""
    return (sys.executable, "-c", "\n".join(("import sys", *lines)))


def wait_for_files(export):
    until = time.monotonic() + 60
    while export.poll() == "writing":
        assert time.monotonic() < until
        time.sleep(0.02)
    return export.state


WRITES = (
    "from pathlib import Path",
    "told = sys.argv[1:]",
    "for kind in ('--html', '--csv'):",
    "    kind in told and Path(told[told.index(kind) + 1]).write_text(' '.join(told[:4]))",
)
WITHOUT_PAGES = ("if '--html' in sys.argv: sys.exit('Error: pip install standoff[report]')",)


def test_files_are_written_beside_the_save_and_it_says_where(tmp_path):
    export = Export(tmp_path / "game.standoff", "b", program(*WRITES))
    assert export.told == ""
    export.start()
    assert "Writing" in export.told
    assert wait_for_files(export) == "written"
    for path in (tmp_path / "game-b.html", tmp_path / "game-b-csv"):
        assert path.read_text() == f"debrief {tmp_path / 'game.standoff'} --role b"
        assert str(path) in export.told


def test_without_what_pages_need_there_are_tables_and_it_says_what_is_missing(tmp_path):
    export = Export(tmp_path / "game.standoff", "b", program(*WITHOUT_PAGES, *WRITES))
    export.start()
    assert wait_for_files(export) == "written"
    assert "No page was written: Error: pip install standoff[report]" in export.told
    assert (tmp_path / "game-b-csv").exists()


def test_if_nothing_can_be_written_it_says_why(tmp_path):
    export = Export(tmp_path / "game.standoff", "b", program("sys.exit('Error: no room')"))
    export.start()
    assert wait_for_files(export) == "failed"
    assert export.told == "Nothing was written. Error: no room"


def test_closing_ends_the_writing(tmp_path):
    export = Export(tmp_path / "save", "b", program("import time", f"time.sleep({SLOW})"))
    export.start()
    process = export.process
    export.close()
    assert process.returncode is not None
    assert export.process is None
