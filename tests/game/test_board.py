"""The main board: what its keys and clicks do, and what can be read on it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from game.board.desk import KEYS
from game.screens.board import Board
from game.ui import Input
from sim.session import Band, Forecast
from tests.support.story import Watched, seated


def at_board(tmp_path, turns=0, **more):
    """The board of a small crisis, on a stage."""
    return Watched(Board(seated(tmp_path, turns)), **more)


def spots(stage):
    """What can have the focus, by name."""
    return stage.scenes[-1].memory.spots


def click(stage, name):
    """Press the mouse on something."""
    x, y = spots(stage)[name].rect.center
    at = x * stage.ratio, y * stage.ratio
    for kind in ("move", "down", "up"):
        stage.feed(Input(kind, at=at))
    stage.settle()
    return stage


def first_new(desk, channel="deed", legal=True):
    """The first card with a key that is not put down, and its key."""
    cards = zip(desk.shown(channel), KEYS[channel], strict=False)
    return next(pair for pair in cards if pair[0].legal == legal and pair[0].id not in desk.orders)


# Cards


def test_a_cards_key_shows_it_and_orders_nothing(tmp_path):
    stage = at_board(tmp_path)
    card, key = first_new(stage.screen.desk)
    stage.press(key)
    assert stage.screen.desk.looked_at == card
    assert "Who will notice" in stage.words
    assert card.id not in stage.screen.desk.orders


@pytest.mark.parametrize("second", ["the key again", "enter"])
def test_a_second_press_puts_the_card_down(tmp_path, second):
    stage = at_board(tmp_path)
    card, key = first_new(stage.screen.desk)
    stage.press(key, key if second == "the key again" else "enter")
    assert stage.screen.desk.view.deed == card.id


def test_a_click_puts_a_card_down(tmp_path):
    stage = at_board(tmp_path)
    card, _ = first_new(stage.screen.desk, "word")
    click(stage, f"card {card.id}")
    assert stage.screen.desk.view.word == card.id


def test_u_takes_back(tmp_path):
    stage = at_board(tmp_path)
    _, key = first_new(stage.screen.desk)
    stage.press(key, key, "u")
    assert stage.screen.desk.orders == ("hold", "silence")


def test_enter_on_a_card_that_is_put_down_leads_to_the_last_look(tmp_path):
    stage = at_board(tmp_path)
    _, key = first_new(stage.screen.desk)
    assert stage.press(key, "enter").screen.name == "board"
    assert stage.press("enter").screen.name == "commit"


def test_c_leads_to_the_last_look(tmp_path):
    assert at_board(tmp_path).press("c").screen.name == "commit"


def test_a_locked_card_says_why_and_is_not_put_down(tmp_path):
    """However far back in its row it lies."""
    stage = Watched(Board(seated(tmp_path, scenario="banjska-2023", people=("serbia",))))
    desk = stage.screen.desk
    locked = [card for card in desk.view.cards if not card.legal]
    assert locked
    for card in locked:
        desk.bring(card)
        stage.settle()
        stage.press(desk.keys(card.channel)[card.id], "enter")
        assert f"Not now: {card.why_not}" in stage.words
        assert card.id not in desk.orders


def test_brackets_turn_the_page_and_come_round(tmp_path):
    stage = Watched(Board(seated(tmp_path, scenario="banjska-2023", people=("serbia",))))
    desk = stage.screen.desk
    deeds = {card.id for card in desk.row("deed")}
    first, met = desk.shown("deed"), set()
    for _ in range(-(-len(deeds) // len(KEYS["deed"]))):
        met |= {card.id for card in desk.shown("deed")}
        stage.press("]")
    assert met == deeds
    assert desk.shown("deed") == first
    stage.press("[", "]")
    assert desk.shown("deed") == first


def test_the_first_page_leads_up_and_down(tmp_path):
    """Whatever order a scenario lists its moves in."""
    board = Board(seated(tmp_path, scenario="banjska-2023", people=("serbia",)))
    kinds = {card.kind for card in board.desk.shown("deed")}
    assert kinds == {"escalate", "hold", "de-escalate"}


# Panels


@pytest.mark.parametrize(
    ("key", "seen"),
    [
        ("n", "This turn"),
        ("i", "Human cost, never counted as points"),
        ("p", "deadline"),
        ("d", "Only you know"),
        ("l", "How the crisis can grow and shrink"),
        ("v", "The map in words"),
    ],
)
def test_each_panel_has_a_key(tmp_path, key, seen):
    assert seen in at_board(tmp_path).press(key).words


@pytest.mark.parametrize(("key", "name"), [("g", "glossary"), ("s", "sources"), ("h", "history")])
def test_what_lies_behind_the_board_has_a_key(tmp_path, key, name):
    assert at_board(tmp_path, turns=1).press(key).screen.name == name


def test_s_on_a_piece_of_news_shows_what_it_rests_on(tmp_path):
    stage = Watched(Board(seated(tmp_path, scenario="banjska-2023", people=("serbia",))))
    report = next(one for one in reversed(stage.screen.desk.view.news) if one.sources)
    name = next(name for name in spots(stage) if name.startswith("news "))
    stage.scenes[-1].memory.focus, stage.hands.ring = name, True
    stage.press("s")
    assert stage.screen.name == "sources"
    assert stage.screen.chosen == report.sources


@pytest.mark.parametrize("tab", "nipdl")
def test_no_panel_hides_the_human_cost(tmp_path, tab):
    assert "People hurt 3" in at_board(tmp_path).press(tab).words


def test_an_indicator_opens_to_its_reasons_and_esc_closes_them(tmp_path):
    stage = at_board(tmp_path, turns=2).press("i")
    click(stage, "quantity tension")
    assert "What moved it last turn" in stage.words
    assert "What moved it last turn" not in stage.press("esc").words
    assert stage.screen.name == "board"


def test_the_reasons_of_an_exact_indicator_add_up_to_its_change(tmp_path):
    from game.board.reasons import causes

    view = seated(tmp_path, turns=3).view
    exact = [one for one in view.quantities if one.certainty == "exact"]
    moved = [one for one in exact if one.past[-1] != one.past[-2]]
    assert moved
    for one in moved:
        total = sum(change.after - change.before for _, change in causes(one, view))
        assert total == pytest.approx(one.past[-1] - one.past[-2], abs=0.01)


def test_what_the_map_shows_is_told_in_words_too(tmp_path):
    play = seated(tmp_path, scenario="banjska-2023", people=("serbia",))
    stage = Watched(Board(play)).press("v")
    read = stage.words + "".join(stage.press("pagedown").words for _ in range(5))
    assert all(place.name in read for place in play.view.chart.places)


def test_arrows_walk_the_map_and_each_mark_tells_what_it_is(tmp_path):
    stage = Watched(Board(seated(tmp_path, scenario="banjska-2023", people=("serbia",))))
    stage.press("m")
    first, told = stage.scenes[-1].memory.focus, stage.words
    assert first == "force serbia.forces"
    assert "Serbian soldiers near the line" in told
    stage.press("down")
    assert stage.scenes[-1].memory.focus.startswith(("force ", "place "))
    assert stage.scenes[-1].memory.focus != first


# Forecast


class Ready:
    """Forecasts that are there as soon as they are asked for."""

    def __init__(self):
        self.on, self.state, self.asked = True, "ready", []

    def ask(self, knowledge, deed, word):
        self.asked.append((deed, word))

    def poll(self):
        sure = Band(0.72, 0.61, 0.82)
        return Forecast(*self.asked[-1], 300, sure, Band(47, 38, 55), sure, Band(1, 0, 1), None)


def test_the_forecast_is_about_the_card_that_is_looked_at(tmp_path):
    play = seated(tmp_path)
    play.forecasts = Ready()
    stage = Watched(Board(play))
    stage.settings.forecast_on = True
    card, key = first_new(stage.screen.desk)
    stage.press(key)
    assert play.forecasts.asked[-1] == (card.id, "silence")
    assert "72 % (61–82)" in stage.words
    assert "then" in stage.words.split("\n")  # the ladder's hollow arrow is explained


def test_without_a_forecast_one_guesses_first(tmp_path):
    stage = at_board(tmp_path)
    assert "Guess first" in stage.words
    stage.screen.play.forecasts = SimpleNamespace(on=False, state="off")
    stage.settings.forecast_on = False
    assert not stage.screen.play.forecasts.on


# Guide


def test_the_guide_begins_with_the_roles_own_question(tmp_path):
    stage = at_board(tmp_path)
    assert "Read what has happened: News, key N. Who is where?" in stage.words


def test_the_guide_goes_on_when_what_it_asks_for_is_done(tmp_path):
    stage = at_board(tmp_path)
    assert "2/" in stage.press("n").words
    assert "3/" in stage.press("l").words


def test_the_guide_never_waits(tmp_path):
    """A step can be passed over by the mouse."""
    assert "2/" in click(at_board(tmp_path), "guide on").words


def test_the_guide_can_be_closed_and_brought_back(tmp_path):
    stage = at_board(tmp_path)
    click(stage, "guide away")
    assert "Read what has happened" not in stage.words
    assert stage.settings.guide_seen
    stage.settings.guide_seen = False
    assert "Read what has happened" in stage.press("i").words


def test_the_guide_is_for_the_first_turn(tmp_path):
    assert "1/" in at_board(tmp_path).words
    assert "1/" not in at_board(tmp_path, turns=1).words


def test_each_card_that_the_guide_names_lies_open_with_the_key_it_names(tmp_path):
    from game.board.guide import hints

    stage = Watched(Board(seated(tmp_path, scenario="banjska-2023", people=("kosovo",))))
    desk = stage.screen.desk
    for hint in hints(desk):
        if hint.card:
            key = desk.keys(hint.card.channel)[hint.card.id]
            assert f"key {key.upper()}" in hint.words or f"Press {key.upper()} " in hint.words
        if "guide on" in spots(stage):
            click(stage, "guide on")


# Little room


def test_with_large_text_each_panel_is_a_tab(tmp_path):
    stage = at_board(tmp_path, turns=1, scale=2.0)
    stage.settings.guide_seen = True
    stage.settle()
    for tab in ("news", "situation", "pledges", "dossier", "map", "ladder", "days", "cards"):
        click(stage, f"tab {tab}")
        assert stage.screen.desk.tab == tab


def test_with_large_text_a_card_is_chosen_on_its_own_page(tmp_path):
    stage = at_board(tmp_path, scale=1.4)
    card, key = first_new(stage.screen.desk)
    stage.press(key)
    click(stage, "card choose")
    assert stage.screen.desk.view.deed == card.id
    assert stage.press("esc").screen.desk.tab != "card"
