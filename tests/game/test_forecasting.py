"""Forecasts are computed by another process, and nothing ever waits for it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import pytest

from game.forecasting import Forecaster


@dataclass(frozen=True)
class Known:
    """Stands for what a role knows."""

    digest: str = "same"


def echo(knowledge, deed, word):
    return f"{knowledge.digest} {deed} {word} by {os.getpid()}"


def die(knowledge, deed, word):
    os._exit(1)


def die_once(knowledge, deed, word):
    """The first process leaves a mark and dies."""
    mark = knowledge.digest
    if not os.path.exists(mark):
        with open(mark, "w"):
            os._exit(1)
    return "alive"


def refuse(knowledge, deed, word):
    if deed == "strike":
        raise ValueError("not legal")
    return "legal"


@pytest.fixture
def forecaster():
    made = []

    def make(compute):
        made.append(Forecaster(compute))
        return made[-1]

    yield make
    for each in made:
        each.close()


def wait_for(forecaster, *states):
    """Poll as a window does."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = forecaster.poll()
        if forecaster.state in states:
            return found
        time.sleep(0.005)
    raise AssertionError(f"{forecaster.state} after 20 s, not {states}")


def test_the_answer_comes_from_another_process(forecaster):
    ours = forecaster(echo)
    ours.ask(Known(), "hold", "silence")
    assert ours.state in ("starting", "estimating")
    said = wait_for(ours, "ready")
    assert said.startswith("same hold silence by ")
    assert int(said.split()[-1]) != os.getpid()


def test_what_was_asked_before_is_known_at_once(forecaster):
    ours = forecaster(echo)
    ours.ask(Known(), "hold", "silence")
    first = wait_for(ours, "ready")
    ours.ask(Known(), "hold", "warn")
    wait_for(ours, "ready")
    ours.ask(Known(), "hold", "silence")
    assert (ours.state, ours.poll()) == ("ready", first)


def test_only_the_newest_question_is_answered(forecaster):
    """Those that were asked while one was computed are dropped."""
    ours = forecaster(echo)
    for number in range(50):
        ours.ask(Known(), f"deed-{number}", "silence")
    assert wait_for(ours, "ready").startswith("same deed-49 ")
    assert len(ours.known) < 50


def test_asking_never_takes_long(forecaster):
    """Not even while the process starts, and with more knowledge than a pipe holds."""
    ours = forecaster(echo)
    ours.start()
    slowest = 0.0
    for number in range(200):
        begun = time.perf_counter()
        ours.ask(Known(str(number) * 100_000), "hold", "silence")
        slowest = max(slowest, time.perf_counter() - begun)
        time.sleep(0.002)
    assert slowest < 0.1


def test_a_process_that_dies_is_replaced_once(forecaster, tmp_path):
    ours = forecaster(die_once)
    ours.ask(Known(str(tmp_path / "mark")), "hold", "silence")
    assert wait_for(ours, "ready") == "alive"


def test_if_it_dies_again_there_are_no_forecasts(forecaster):
    ours = forecaster(die)
    ours.ask(Known(), "hold", "silence")
    assert wait_for(ours, "not available") is None
    ours.ask(Known(), "hold", "warn")
    assert ours.state == "not available"


def test_orders_that_may_not_be_given_have_no_forecast_and_others_do(forecaster):
    ours = forecaster(refuse)
    ours.ask(Known(), "strike", "silence")
    assert wait_for(ours, "not available") is None
    ours.ask(Known(), "hold", "silence")
    assert wait_for(ours, "ready") == "legal"
    assert ours.starts == 1


def test_switched_off_it_starts_nothing(forecaster):
    ours = forecaster(echo)
    ours.on = False
    ours.ask(Known(), "hold", "silence")
    assert (ours.state, ours.poll(), ours.process) == ("off", None, None)
    ours.on = True
    assert wait_for(ours, "ready")


def test_closing_leaves_no_process_behind(forecaster):
    ours = forecaster(echo)
    ours.ask(Known(), "hold", "silence")
    process = int(wait_for(ours, "ready").split()[-1])
    ours.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
