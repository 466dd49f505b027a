"""Reviews and exports are made by other processes, which nothing waits for and nothing outlives."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from game.debrief.export import Export, Order, Outcome, write_files
from game.reviewing import Reviewer
from sim.session import SaveBroken
from tests.support.debriefs import played_out

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


def test_what_was_said_last_is_heard_however_late(reviewer):
    """A busy window may read the first review when the process has long ended."""
    late = reviewer(count)
    late._start()
    while late.process.is_alive():
        time.sleep(0.01)
    late.poll()
    assert (late.state, late.fault) == ("done", "")
    assert "3 by" in late.review


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


def write_both(order):
    """As if a page and tables were written."""
    for path in (order.page, order.tables):
        path.write_text(f"{order.save.name} {order.role} {order.language} {order.review}")
    return Outcome(has_tables=True)


def write_tables_only(order):
    order.tables.write_text("tables")
    return Outcome(has_tables=True, fault="pages need Jinja2")


def write_nothing(order):
    return Outcome(has_tables=False, fault="no room")


def write_for_ever(order):
    order.page.write_text(str(os.getpid()))
    time.sleep(SLOW)


@pytest.fixture
def export(tmp_path):
    made = []

    def make(write=None, save=None):
        made.append(Export(save or tmp_path / "game.standoff", "b", write))
        return made[-1]

    yield make
    for each in made:
        each.close()


def wait_for_files(export):
    until = time.monotonic() + 60
    while export.poll() == "writing":
        assert time.monotonic() < until
        time.sleep(0.02)
    return export.poll()


def test_files_are_written_beside_the_save_and_it_says_where(export, tmp_path):
    ours = export(write_both)
    assert ours.told == ""
    ours.start("all that is found")
    assert "Writing" in ours.told
    assert wait_for_files(ours) == "written"
    for path in (tmp_path / "game-b.html", tmp_path / "game-b-csv"):
        assert path.read_text() == "game.standoff b en all that is found"
        assert str(path) in ours.told


def test_without_what_pages_need_there_are_tables_and_it_says_what_is_missing(export):
    ours = export(write_tables_only)
    ours.start()
    assert wait_for_files(ours) == "written"
    assert "No page was written: pages need Jinja2" in ours.told


def test_if_nothing_can_be_written_it_says_why(export):
    ours = export(write_nothing)
    ours.start()
    assert wait_for_files(ours) == "failed"
    assert ours.told == "Nothing was written. no room"


def test_closing_ends_the_writing(export):
    ours = export(write_for_ever)
    ours.start()
    while not ours.page.exists() or not ours.page.read_text():
        ours.poll()
        time.sleep(0.02)
    ours.close()
    assert not is_alive(int(ours.page.read_text()))
    assert ours.process is None


def test_a_finished_review_is_written_and_not_made_again(export, tmp_path, monkeypatch):
    """Page and tables have what it found."""
    play = played_out(tmp_path)
    asked = []
    monkeypatch.setattr("sim.analysis.review.reviewing", asked.append)
    ours = export(save=play.session.path)
    outcome = write_files(
        Order(play.session.path, play.role, ours.page, ours.tables, "en", play.study.review)
    )
    assert (outcome, asked) == (Outcome(has_tables=True), [])
    assert "A costly choice." in ours.page.read_text("utf-8")
    with (ours.tables / "evaluation.csv").open(encoding="utf-8") as file:
        assert len(file.readlines()) > 1


def test_a_save_that_is_gone_is_told(export, tmp_path):
    ours = export()
    missing = Order(tmp_path / "gone.standoff", "b", ours.page, ours.tables, "en")
    assert "gone.standoff" in write_files(missing).fault
