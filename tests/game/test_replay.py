"""Replay: by keys in the window, in words in the terminal, and from the command line."""

from __future__ import annotations

import io
import sys

import pytest

from game.play import Play
from game.screens.replay import Replay
from game.screens.takeover import TakeOver
from game.showing import Showing
from game.text.console import Console
from game.text.replay import look_on, tell
from sim import cli, find_row
from sim.session import EVERYTHING, Session, Watch, list_saves
from tests.support.batches import small_batch
from tests.support.hands import Window
from tests.support.story import Watched, crisis, seated

SIZES = [(1280, 720, 1.0), (1920, 1080, 1.0), (1280, 720, 1.4), (1280, 720, 2.0)]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path / "home"))


@pytest.fixture
def showing(tmp_path) -> Showing:
    """A game that is over, of which one side was played by a person."""
    return Showing(Watch(seated(tmp_path, turns=8).session))


@pytest.fixture
def stage(showing) -> Watched:
    return Watched(Replay(showing))


# The window


def test_it_begins_with_the_first_turn_and_all_that_was_done_in_it(stage):
    assert "Turn 1 of 8" in stage.words
    assert "everything, as it really was" in stage.words


def test_arrows_go_forward_and_back_and_stop_at_the_ends(stage, showing):
    stage.press("right", "right")
    assert showing.turn == 3
    assert "Turn 3 of 8" in stage.words
    stage.press("left", "left", "left")
    assert showing.turn == 1
    stage.press("end")
    assert showing.turn == showing.last
    stage.press("right")
    assert showing.turn == showing.last
    stage.press("home")
    assert showing.turn == 1


def test_at_the_end_it_says_how_it_came_out(stage, showing):
    assert stage.press("end").screen.play.view.ending.label in stage.words


def test_v_looks_through_each_pair_of_eyes_in_turn(stage, showing):
    seen = []
    for _ in showing.eyes:
        seen.append(showing.role)
        stage.press("v")
    assert seen == [EVERYTHING, "a", "b"]
    assert showing.role == EVERYTHING
    assert "as Northland saw it" in stage.press("v").words


def test_keys_open_the_tabs(stage):
    for key, words in {"i": "Human cost, never", "p": "back down", "l": "How the crisis"}.items():
        assert words.lower() in stage.press(key).words.lower(), key


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_clipped_at_any_size_on_any_turn(showing, width, height, scale):
    stage = Watched(Replay(showing), (width, height), scale)
    for key in ("right", "n", "i", "p", "l", "m", "y", "end", "v", "home", "t"):
        stage.press(key)


def test_t_takes_over_from_the_turn_that_is_shown(showing):
    window = Window(Replay(showing))
    window.press("right", "right", "t")
    assert window.screen == "take over"
    window.click_on("Southland")
    window.watch()
    [save] = list_saves()
    assert (save.people, save.turn, save.over) == (("b",), 3, False)
    assert Session.resume(save.path).hashes == showing.session.hashes[:2]
    assert window.screen == "resolution"


def test_a_side_that_nobody_played_can_be_taken_over_too(showing):
    window = Window(Replay(showing))
    window.press("t")
    window.click_on("Northland")
    window.watch()
    assert list_saves()[0].people == ("a",)
    assert window.screen == "briefing"


def test_people_who_played_together_can_do_so_again(tmp_path):
    session = seated(tmp_path, turns=3, people=("a", "b")).session
    stage = Watched(TakeOver(Showing(Watch(session)), lambda: None))
    assert "Together again: Northland, Southland" in stage.words


def test_nothing_can_be_taken_over_once_all_is_over(stage):
    assert stage.press("end", "t").screen.name == "replay"


def test_as_long_as_a_game_goes_on_only_its_players_look_on(tmp_path):
    play = Showing(Watch(seated(tmp_path, turns=2).session))
    assert play.eyes == play.chairs == ("b",)
    assert "See everything" not in Watched(Replay(play)).words


def test_a_turn_that_is_still_to_be_decided_has_nothing_done_in_it(tmp_path):
    stage = Watched(Replay(Showing(Watch(seated(tmp_path, turns=2).session))))
    assert "not been played yet" in stage.press("end").words


def test_esc_asks_before_it_leaves(showing):
    window = Window(Replay(showing))
    window.press("esc")
    assert window.screen == "leave"


# The terminal


def told(play, *typed, prompts=True) -> str:
    """What the terminal says to somebody who types these lines."""
    out = io.StringIO()
    console = Console(io.StringIO("".join(f"{line}\n" for line in typed)), out, prompts)
    look_on(console, play)
    return out.getvalue()


def test_the_terminal_goes_forward_back_and_to_any_turn(showing):
    text = told(showing, "", "b", "5", "99", "q")
    order = [f"Turn {n} of 8" for n in (1, 2, 1, 5)]
    places = [text.find(words) for words in order]
    assert all(place >= 0 for place in places)
    assert "It is over" in text


def test_what_means_nothing_is_told_what_can_be_typed(showing):
    assert told(showing, "fly").count("Enter: the turn after") == 2


def test_the_terminal_takes_over(showing):
    text = told(showing, "4", "t", "Southland", "quit")
    assert "Southland from turn 4 on" in text
    assert list_saves()[0].turn == 4


def test_a_pipe_gets_all_turns_at_once(showing):
    out = io.StringIO()
    tell(Console(io.StringIO(), out, False), showing)
    text = out.getvalue()
    assert [f"Turn {n} of 8" in text for n in range(1, 9)] == [True] * 8
    assert text.rstrip().count("It is over") == 1


# The command line


@pytest.fixture
def here(tmp_path, monkeypatch, capsys):
    """Runs `standoff replay ARGS…`: (exit code, what it printed, what it complained)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def run(*args: str) -> tuple[int, str, str]:
        code = cli.run(["replay", *args])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_a_save_is_told_from_its_file(here, tmp_path):
    play = seated(tmp_path, turns=8)
    code, text, _ = here(str(play.session.path), "--text", "--turn", "2", "--as", "b")
    assert code == 0
    assert "Turn 2 of 8" in text
    assert "as Southland saw it" in text
    assert "Turn 3" not in text


def test_a_row_of_a_batch_is_told_as_it_was_in_the_batch(here, tmp_path):
    batch = small_batch(tmp_path / "results", crisis())
    row = batch.worlds.to_table().to_pylist()[17]
    code, text, _ = here("results#17", "--text")
    assert code == 0
    assert crisis().endings[row["ending"]].label.spoken("en") in text
    assert f"Turn {row['turns']} of" in text
    assert f"Turn {row['turns'] + 1} of" not in text


def test_a_row_that_is_taken_over_goes_on_from_its_own_state(tmp_path):
    batch = small_batch(tmp_path / "results", crisis())
    row = find_row(batch.folder, 17)
    watch = Watch.of_world(row.scenario, seed=row.seed, world=row.world, policies=row.policies)
    play = Play(Showing(watch).session.branch(3, people=["a"]))
    assert play.session.hashes == watch.session.hashes[:2]
    assert play.session.about.origin.of == "world 17 of seed 7"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nothing"], "There is no save nothing"),
        (["text.txt"], "not a save"),
        (["results"], '"results#0"'),
        (["results#210"], "no world 210; it has worlds 0 to 209"),
        (["results#x"], "not of the form DIR#WORLD"),
        (["results#-1"], "not of the form DIR#WORLD"),
        (["elsewhere#1"], "holds no batch"),
        (["bare#1"], "lost its scenario.yaml"),
        (["results#1", "--turn", "99"], "no turn 99"),
        (["results#1", "--turn", "0"], "0 is not in the range"),
        (["results#1", "--as", "z"], "there is: a, b"),
        (["results#1", "--language", "xx"], 'no language "xx"'),
        ([], "Missing argument"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(here, tmp_path, args, says):
    small_batch(tmp_path / "results", crisis())
    small_batch(tmp_path / "bare", crisis(), worlds=3)
    (tmp_path / "bare" / "scenario.yaml").unlink()
    (tmp_path / "text.txt").write_text("x")
    code, _, complaint = here(*args, "--text")
    assert code == 2
    assert says in complaint
    assert "Traceback" not in complaint
