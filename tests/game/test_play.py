"""A game in progress: who sits at the keyboard, which screen comes next, and the command for it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from game.forecasting import Forecaster
from game.play import Play
from game.words import use_language
from sim import cli
from sim.session import Session, SessionRefused
from tests.support.terminal import played

BOTH = ("a", "b")


@pytest.fixture
def play(tmp_path):
    """Makes games of the scenario of tests, for one person or two."""
    made = []

    def make(*people):
        session = Session.begin(played(), people, seed=1, path=tmp_path / f"{len(made)}.standoff")
        made.append(Play(session, Forecaster(on=False)))
        return made[-1]

    yield make
    for each in made:
        each.close()


def screens(*steps):
    return [type(step).__name__ for step in steps]


def to_the_end(game):
    while not game.over:
        game.commit()
        game.sit(game.next_seat() or game.role)


def test_one_person_goes_from_the_briefing_to_the_board_and_on_to_what_came_of_it(play):
    game = play("a")
    assert screens(game.opening(), game.after_briefing()) == ["Briefing", "Board"]
    assert game.commit()
    assert screens(game.after_commit(), game.after_resolution()) == ["Resolution", "Board"]


def test_the_end_comes_after_the_last_turn_is_told(play):
    game = play("a")
    to_the_end(game)
    assert screens(game.after_commit(), game.after_resolution()) == ["Resolution", "Ending"]


def test_two_people_meet_a_curtain_before_each_sits_down(play):
    game = play(*BOTH)
    assert screens(game.opening(), game.after_curtain()) == ["Curtain", "Briefing"]
    assert not game.commit()
    curtain = game.after_commit()
    assert (screens(curtain), curtain.role) == (["Curtain"], "b")
    game.sit("b")
    assert screens(game.after_curtain()) == ["Briefing"]
    assert game.commit()
    assert screens(game.after_commit()) == ["Resolution"]


def test_whoever_has_given_orders_may_take_them_back_while_the_other_thinks(play):
    game = play(*BOTH)
    game.commit()
    assert game.next_seat() == "b"
    assert game.undo()
    assert game.next_seat() is None


def test_the_view_is_that_of_the_seat_and_of_the_moment(play):
    game = play(*BOTH)
    assert game.view.role == "a"
    game.draft(deed="strike")
    assert game.view.deed == "strike"
    assert game.view is game.view
    game.sit("b")
    assert (game.view.role, game.view.deed) == ("b", "hold")


def test_a_refused_order_says_why_and_changes_nothing(play):
    game = play("a")
    with pytest.raises(SessionRefused, match="strike"):
        game.draft(deed="strikee")
    assert game.view.deed == "hold"


def test_the_view_changes_its_language_with_the_reader(play):
    game = play("a")
    before = game.view
    use_language("qps")
    assert game.view is not before


def test_a_game_is_gone_on_with_where_it_was_left(play):
    game = play(*BOTH)
    game.commit()
    game.close()
    again = Play(Session.resume(game.session.path), Forecaster(on=False))
    assert (again.role, again.next_seat(), again.view.turn) == ("b", None, 1)
    again.close()


def test_a_forecast_in_the_background_is_the_one_made_at_once(play):
    """And it is one of this role's own knowledge."""
    game = play("a")
    game.forecasts.on = True
    game.ask("strike", "silence")
    while game.forecast is None:
        assert game.forecasts.state in ("starting", "estimating")
        time.sleep(0.01)
    assert game.forecast == game.forecast_now("strike", "silence")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("banska-2023", "--as", "us"), 'Did you mean "banjska-2023"?'),
        (("banjska-2023", "--as", "kfr"), 'Did you mean "kfor"?'),
        (("banjska-2023", "--as", "us", "--policy", "eu=hwk"), 'Did you mean "hawk"?'),
        (("banjska-2023", "--as", "us", "--policy", "eu"), '--policy is ROLE=NAME, not "eu"'),
        (("banjska-2023", "--as", "us", "--seed", "-1"), "--seed"),
        (("--as", "us"), "go with a SCENARIO"),
        (("--load", "nothing.standoff"), "nothing.standoff"),
        (("--load", "bad.standoff"), "bad.standoff"),
        (("banjska-2023", "--load", "bad.standoff"), "leave out the rest"),
        (("--language", "tlh"), 'there is no language "tlh" yet'),
    ],
)
def test_wrong_input_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, args, sentence):
    """In the terminal and in the window alike."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    (tmp_path / "bad.standoff").write_text("not a game")
    for how in ((), ("--text",)):
        assert cli.run(["play", *args, *how]) == 2
        heard = capsys.readouterr()
        assert sentence in heard.err
        assert heard.out == ""


def test_without_pygame_it_is_said_how_to_get_it():
    program = (
        "import sys; sys.modules['pygame'] = None; from sim.cli import run; sys.exit(run(['play']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert 'pip install "standoff[game]"' in done.stderr
    assert "--text" in done.stderr


def test_without_a_window_system_it_is_said_that_the_terminal_will_do(standoff):
    done = standoff("play", SDL_VIDEODRIVER="nonexistent")
    assert done.returncode == 1
    assert "--text" in done.stderr
    assert "Traceback" not in done.stderr
