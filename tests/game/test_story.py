"""The screens of the story, by keys alone: what they show, what they ask, where they lead."""

from __future__ import annotations

import pytest

from game.screens.briefing import Briefing
from game.screens.commit import Commit
from game.screens.curtain import Curtain
from game.screens.ending import Ending
from game.screens.glossary import Glossary
from game.screens.history import History
from game.screens.resolution import Resolution
from game.screens.sources import Sources, library
from game.ui import Screen
from tests.support.story import Watched, seated


class Below(Screen):
    """What the screen in question was laid upon."""

    name = "below"

    def draw(self, ui):
        ui.text(ui.rect, "below")


def laid_upon(screen, **more):
    """A screen on top of another, as most of them are in play."""
    stage = Watched(Below(), **more)
    stage.show(screen)
    stage.settle()
    return stage


# Briefing


def test_a_briefing_tells_what_everybody_knows_and_what_only_this_role_knows(tmp_path):
    words = Watched(Briefing(seated(tmp_path))).words
    assert "Your side: Southland" in words
    assert "Known of Southland." in words
    assert "Only for you" in words
    assert "Secret of Southland." in words


def test_no_page_of_a_briefing_tells_another_sides_secret(tmp_path):
    stage = Watched(Briefing(seated(tmp_path)))
    pages = [stage.press("enter").words for _ in stage.screen.pages[1:]]
    assert "Known of Northland." in "".join(pages)
    assert "Secret of Northland." not in "".join(pages)


def test_enter_alone_leads_through_the_briefing_to_the_board(tmp_path):
    stage = Watched(Briefing(seated(tmp_path)))
    pages = len(stage.screen.pages)
    assert stage.press(*["enter"] * (pages - 1)).screen.name == "briefing"
    assert stage.press("enter").screen.name == "board"


def test_the_briefing_can_be_skipped(tmp_path):
    assert Watched(Briefing(seated(tmp_path))).press("b").screen.name == "board"


def test_esc_goes_back_a_page(tmp_path):
    stage = Watched(Briefing(seated(tmp_path))).press("enter", "enter", "esc")
    assert stage.screen.at == 1


def test_an_answer_is_logged_and_the_right_one_is_explained_whatever_it_was(tmp_path):
    play = seated(tmp_path)
    notes = []
    play.note = lambda kind, text: notes.append((kind, text))
    stage = Watched(Briefing(play)).press("enter", "enter", "enter", "enter", "1")
    assert notes == [("check", "What is 1 and 1? Nothing")]
    assert "Not quite." in stage.words
    assert "Sums." in stage.words


def test_a_question_is_answered_once(tmp_path):
    stage = Watched(Briefing(seated(tmp_path))).press(*["enter"] * 4, "2", "1")
    assert stage.screen.answers == {4: 1}
    assert "Yes." in stage.words


# Commit


def about_to_commit(play):
    stage = Watched(Below())
    stage.show(Commit(play))
    stage.settle()
    return stage


def test_orders_are_given_by_the_second_enter(tmp_path):
    play = seated(tmp_path)
    stage = about_to_commit(play).press("enter")
    assert play.view.turn == 1
    assert "Press Enter again" in stage.words
    assert stage.press("enter").screen.name == "resolution"
    assert play.view.turn == 2
    assert [scene.screen.name for scene in stage.scenes] == ["resolution"]


def test_esc_leaves_the_orders_as_they_were(tmp_path):
    play = seated(tmp_path)
    assert about_to_commit(play).press("enter", "esc").screen.name == "below"
    assert play.view.turn == 1


def test_ones_own_estimate_goes_with_the_orders(tmp_path):
    play = seated(tmp_path)
    stage = about_to_commit(play).press("tab", "right", "right")
    assert stage.press("enter", "enter").screen.name == "resolution"
    assert play.view.played[0].expected == pytest.approx(0.6)


def test_the_slider_says_nothing_until_it_is_moved(tmp_path):
    stage = about_to_commit(seated(tmp_path))
    assert stage.screen.expected is None
    stage.press("tab", "right")
    assert stage.screen.expected == pytest.approx(0.55)
    assert "55 %" in stage.words


def test_to_move_the_slider_takes_the_first_enter_back(tmp_path):
    stage = about_to_commit(seated(tmp_path)).press("enter", "tab", "right")
    assert not stage.screen.armed


@pytest.mark.parametrize(
    ("deed", "word", "warned"), [("push", "calm", True), ("push", "silence", False)]
)
def test_a_soothing_word_with_an_escalating_deed_is_warned_of(tmp_path, deed, word, warned):
    play = seated(tmp_path)
    play.draft(deed=deed, word=word)
    assert ("Your deed and your word differ" in about_to_commit(play).words) == warned


def test_u_takes_back_and_says_so_when_there_is_nothing_left(tmp_path):
    play = seated(tmp_path)
    play.draft(deed="push")
    stage = about_to_commit(play).press("u")
    assert play.view.deed == "hold"
    assert "nothing more to take back" in stage.press("u").words


# Curtain


def test_the_curtain_shows_who_is_next_and_nothing_of_what_anybody_knows(tmp_path):
    stage = Watched(Curtain(seated(tmp_path, turns=1, people=("a", "b")), "b"))
    assert stage.words.splitlines() == [
        "Hand over to Southland",
        "Nothing secret is on the screen now. Everybody else, please look away.",
        "Enter",
        "Southland is here",
        "Southland is here",
    ]


def test_behind_the_curtain_the_next_person_sits(tmp_path):
    play = seated(tmp_path, people=("a", "b"))
    stage = Watched(Curtain(play, "b")).press("enter")
    assert play.role == "b"
    assert stage.screen.name == "briefing"


def test_a_hot_seat_hands_over_after_the_first_orders(tmp_path):
    play = seated(tmp_path, people=("a", "b"))
    assert about_to_commit(play).press("enter", "enter").screen.name == "curtain"


# Resolution and history


def test_steps_come_one_by_one_and_space_shows_all(tmp_path):
    stage = Watched(Resolution(seated(tmp_path, turns=2), 2))
    steps = len(stage.screen.played.steps)
    assert steps > 3
    assert stage.press("right").screen.shown == 2
    assert stage.press("space").screen.shown == steps


def test_enter_shows_the_whole_turn_first_and_then_goes_on(tmp_path):
    stage = Watched(Resolution(seated(tmp_path, turns=1), 1)).press("enter")
    assert stage.screen.name == "resolution"
    assert stage.screen.whole
    assert stage.press("enter").screen.name == "board"


def test_the_last_turn_leads_to_the_end(tmp_path):
    play = seated(tmp_path, turns=99)
    stage = Watched(Resolution(play, play.view.played[-1].turn)).press("enter")
    assert "How it ended" in stage.words
    assert stage.press("enter").screen.name == "ending"


def test_a_turn_tells_what_one_had_expected_and_what_people_suffered(tmp_path):
    stage = Watched(Resolution(seated(tmp_path, turns=1), 1)).press("space", "tab", "end")
    assert "Human cost. People hurt: 3." in stage.words
    said = Watched(Resolution(seated(tmp_path, turns=1), 1), size=(1280, 2000)).words
    assert "you thought a peaceful end 50 % likely" in said


def test_history_goes_from_turn_to_turn_and_stops_at_the_ends(tmp_path):
    stage = laid_upon(History(seated(tmp_path, turns=3), 2)).press("left", "left")
    assert stage.screen.turn == 1
    assert stage.press("right", "right", "right").screen.turn == 3
    assert stage.press("esc").screen.name == "below"


# Ending


def pages_of(screen):
    """The words of all pages, on a window that is high enough for them."""
    stage = Watched(screen, size=(1280, 4000))
    return [stage.words, *(stage.press("enter").words for _ in screen.pages[1:])]


def test_an_ending_tells_what_it_means_and_what_it_cost_people(tmp_path):
    play = seated(tmp_path, turns=99)
    outcome = pages_of(Ending(play))[0]
    assert play.view.ending.label in outcome
    assert play.view.ending.text in outcome
    assert "People hurt" in outcome


def test_goals_stand_side_by_side_in_the_sides_own_order(tmp_path):
    """By rank they would stand the other way round."""
    play = seated(tmp_path, turns=99)
    goals = pages_of(Ending(play))[1].splitlines()
    assert play.view.scores["a"] < play.view.scores["b"]
    assert goals.index("Northland") < goals.index("Southland (you)")
    assert "there is no winner" in "".join(goals)


def test_what_was_estimated_is_told_beside_what_was_true(tmp_path):
    play = seated(tmp_path, turns=99)
    thought = next(page for page in pages_of(Ending(play)) if "You thought:" in page)
    assert play.view.quantity("a.pride").label in thought


def test_the_last_page_asks_and_leads_on(tmp_path):
    last = pages_of(Ending(seated(tmp_path, turns=99)))[-1]
    assert "What happened?" in last
    assert "New game" in last


def test_h_looks_back_over_the_turns(tmp_path):
    stage = Watched(Ending(seated(tmp_path, turns=99))).press("h")
    assert stage.screen.name == "history"
    assert stage.press("esc").screen.name == "ending"


def test_after_a_game_of_several_people_each_can_see_it_from_their_chair(tmp_path):
    play = seated(tmp_path, turns=99, people=("a", "b"))
    stage = Watched(Ending(play))
    assert "As Southland saw it" in stage.words
    assert play.role == "a"
    stage.press("v")
    assert play.role == "b"
    assert "As Northland saw it" in stage.words


# Glossary and sources


def test_typing_finds_what_is_written_in_an_entry(tmp_path):
    stage = laid_upon(Glossary(seated(tmp_path))).write("between them")
    assert "The line" in stage.words
    assert "People hurt" not in stage.words
    assert stage.press("backspace").write("zz").words.count("There is nothing with") == 1
    assert stage.press("esc").screen.name == "below"


@pytest.mark.parametrize(("role", "told"), [("a", "Now: about"), ("b", "Now: ")])
def test_an_entry_tells_a_quantity_as_the_role_sees_it(tmp_path, role, told):
    """Southland counts its own fuel; Northland can only guess."""
    stage = laid_upon(Glossary(seated(tmp_path, people=(role,)))).write("fuel")
    assert told in stage.words
    assert ("about" in stage.words) == (role == "a")


def test_sources_show_the_claims_that_were_asked_for():
    ref, claim = next(iter(library().claims.items()))
    words = laid_upon(Sources(claims=[ref])).words
    assert "1 claim" in words.splitlines()
    assert claim.says in words


def test_a_disagreement_is_told_with_what_would_settle_it_and_what_is_used():
    conflict = next(iter(library().conflicts.values()))
    words = laid_upon(Sources(claims=conflict.claims[:1]), size=(1280, 3000)).words
    for told in (
        conflict.title,
        conflict.disagreement,
        conflict.what_would_settle_it,
        conflict.used,
    ):
        assert told in words


def test_d_leaves_only_what_is_disputed():
    stage = laid_upon(Sources()).press("d")
    assert stage.screen.shown
    assert all(library().conflicts_of(ref) for ref in stage.screen.shown)


def test_brackets_go_around_the_topics():
    stage = laid_upon(Sources()).press("]")
    topic = stage.screen.topic
    assert {library().claims[ref].about for ref in stage.screen.shown} == {topic}
    assert stage.press("[").screen.topic == ""


def test_a_crisis_without_sources_says_so(tmp_path):
    words = laid_upon(Sources(seated(tmp_path))).words
    assert "Nothing that you see here rests on a source." in words
