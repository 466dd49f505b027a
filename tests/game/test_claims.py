"""From any figure in the window to its claim: on every screen that tells of the crisis, by S."""

from __future__ import annotations

import pytest

from game.claims import claims_of, rests_on
from game.screens.board import Board
from game.screens.briefing import Briefing
from game.screens.commit import Commit
from game.screens.debrief import Debrief
from game.screens.ending import Ending, misjudged
from game.screens.history import History
from game.screens.replay import Replay
from game.screens.resolution import Resolution
from game.screens.sources import Sources, library
from game.showing import Showing
from sim.session import Watch
from tests.support.reviews import made_up_review
from tests.support.story import Watched, seated


@pytest.fixture(scope="module")
def games(tmp_path_factory):
    """The flagship after four turns, with a deadline set, and at its end."""
    folder = tmp_path_factory.mktemp("games")
    begun, over = (seated(folder, turns, ["serbia"], "banjska-2023") for turns in (4, 99))
    over.study.reviewer.review = made_up_review(over.session, "serbia")
    over.study.reviewer.is_over = True
    return begun, over


def sources_of(stage, *keys):
    """What the keys lead to: the claims on the page of sources, and those not shown at first."""
    stage.press(*keys)
    assert stage.screen.name == "sources"
    return stage.screen.chosen


def looked_at(play, key, name):
    """The board with the focus on something that a key leads near to."""
    stage = Watched(Board(play)).press(key)
    assert name in stage.seen.memory.spots
    stage.scenes[-1].memory.focus, stage.hands.ring = name, True
    return stage


def test_every_indicator_on_the_board_leads_to_its_claims_by_one_key(games):
    begun, _over = games
    for quantity in begun.view.quantities:
        if quantity.sources and quantity.id in ("serbia.forces", "deaths", "kfor.forces"):
            stage = Watched(Board(begun), size=(1280, 2400)).press("i")
            stage.scenes[-1].memory.focus, stage.hands.ring = f"quantity {quantity.id}", True
            assert sources_of(stage, "s") == quantity.sources


def test_a_force_on_the_map_leads_to_its_indicator_and_to_its_claims(games):
    begun, _over = games
    quantity = begun.view.quantity("serbia.forces")
    assert sources_of(looked_at(begun, "m", "force serbia.forces"), "s") == quantity.sources
    stage = looked_at(begun, "m", "force serbia.forces").press("enter")
    assert stage.screen.desk.quantity == "serbia.forces"
    assert sources_of(stage, "s") == quantity.sources


def test_the_human_cost_leads_to_its_indicators_and_to_their_claims(games):
    begun, _over = games
    harm = claims_of(one for one in begun.view.quantities if one.harm)
    assert sources_of(looked_at(begun, "n", "human cost"), "s") == harm
    stage = looked_at(begun, "n", "human cost").press("enter")
    assert (stage.screen.desk.tab, stage.screen.desk.quantity) == ("situation", "")


def test_a_role_leads_to_the_claims_on_which_it_rests(games):
    begun, _over = games
    assert (
        sources_of(Watched(Board(begun), size=(1280, 2400)), "d", "s") == begun.view.dossier.sources
    )


@pytest.mark.parametrize(
    ("screen", "claims"),
    [
        (Briefing, lambda play: rests_on(play.view)),
        (Commit, lambda play: claims_of(map(play.view.card, (play.view.deed, play.view.word)))),
        (lambda play: History(play, 2), lambda play: told_in(play, 2)),
        (lambda play: Replay(Showing(Watch(play.session))), lambda play: None),
    ],
)
def test_what_is_told_in_a_game_leads_to_its_claims(games, screen, claims):
    begun, _over = games
    begun.draft(deed="deploy-battalions", word="mourn")
    wanted = claims(begun)
    found = sources_of(Watched(screen(begun)), "s")
    assert found
    assert wanted is None or found == wanted


def told_in(play, turn):
    return claims_of(step.report for step in play.view.played[turn - 1].steps)


def test_a_turn_that_is_shown_step_by_step_leads_to_the_claims_of_the_steps_seen(games):
    begun, _over = games
    stage = Watched(Resolution(begun, 2)).press("enter")
    assert sources_of(stage, "s") == told_in(begun, 2)


def test_the_pages_of_the_end_lead_to_the_claims_of_what_they_tell(games):
    _begun, over = games
    view = over.view
    wanted = {
        "outcome": claims_of([view.ending, *(one for one in view.quantities if one.harm)]),
        "goals": view.dossier.sources,
        "sight": claims_of(misjudged(view)),
        "record": claims_of(view.record),
    }
    for at, name in enumerate(Ending(over).pages):
        stage = Watched(Ending(over)).press(*["enter"] * at, "s")
        assert stage.screen.name == ("sources" if name in wanted else "ending")
        assert name not in wanted or stage.screen.chosen == wanted[name]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_debrief_leads_to_the_claims_of_the_part_that_is_open(games, scale):
    _begun, over = games
    for part in ("decision", "beliefs", "harm", "thoughts"):
        screen = Debrief(over)
        screen.part = part
        claims = sources_of(Watched(screen, scale=scale), "s")
        assert claims
        assert set(claims) <= set(rests_on(over.view))


# The page of sources


def test_where_filters_leave_no_claim_the_page_says_so_and_offers_all():
    """These pilgrims nobody disputes."""
    ref = next(ref for ref in library().claims if not library().conflicts_of(ref))
    stage = Watched(Sources(claims=[ref])).press("d")
    assert "Sources don't disagree here." in stage.words
    assert library().claims[ref].says in stage.press("c").words


def test_a_topic_stays_when_more_claims_are_asked_for():
    ref, claim = next(iter(library().claims.items()))
    screen = Sources(claims=[ref])
    screen.topic = claim.about
    stage = Watched(screen).press("a")
    assert {library().claims[shown].about for shown in stage.screen.shown} == {claim.about}
    assert len(stage.screen.shown) > 1
