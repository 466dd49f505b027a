"""An assay finds what was put into a scenario: who decides, which numbers, which move."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.assay.assay import assay
from sim.analysis.assay.casts import USUAL, Cast, alike, recast
from sim.analysis.assay.dials import dials_of, turned
from sim.analysis.assay.leads import Lead, dominants
from sim.analysis.assay.outcomes import moved
from sim.engine.crisis import Crisis
from sim.scenario.check import open_scenario
from sim.scenario.overrides import with_overrides
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from tests.support.assays import WORLDS, scales, written
from tests.support.shipped import each_scenario
from tests.support.tiny import deed, ending, happening, tiny, tiny_document
from tests.support.told import told
from tests.support.whole import whole, whole_parts


@pytest.fixture(scope="module")
def tipped(tmp_path_factory):
    """The assay of the scales."""
    path = written(tmp_path_factory.mktemp("scales"), **scales())
    return assay(path, worlds=WORLDS, workers=1)


# -- casts ---------------------------------------------------------------------------------------


def test_every_policy_is_cast_once_for_all_and_once_for_each_role():
    """Both sides are quantal as written, so that is no cast of its own; and there is no history."""
    policies = ["dove", "hawk", "random", "tit-for-tat"]
    assert alike(whole()) == [USUAL, *(Cast("all", policy) for policy in policies)]
    assert recast(whole()) == [Cast(role, policy) for role in "ab" for policy in policies]
    assert Cast("all", "historical") in alike(told())


def test_the_usual_cast_plays_the_worlds_of_the_crisis_itself(tipped):
    crisis = Crisis(tiny(**scales()), WORLDS, seed=0).run()
    assert (tipped.usual.endings == crisis.worlds.row("ending", "ending")).all()
    assert (tipped.usual.turns == crisis.worlds.row("turn", "turn")).all()
    assert np.array_equal(tipped.usual.scores, crisis.scores())


def test_a_hawk_who_can_push_brings_war_and_a_dove_who_can_not_does_not(tipped):
    """Pushing 4 in each of 4 turns leads from 45 or more beyond 60."""
    assert tipped.by_policy["hawk"].peace.share == 0
    assert tipped.by_policy["dove"].peace.share == 1


# -- balance -------------------------------------------------------------------------------------


def test_the_role_on_which_nothing_hangs_has_no_leverage(tipped):
    """Ash makes it all war or all peace, whatever of the two it was."""
    first, last = tipped.leverage
    peace = tipped.usual.peace.share
    assert (first.role, first.of_peace, first.of_endings) == ("a", 1, max(peace, 1 - peace))
    assert (last.role, last.of_peace, last.of_endings) == ("c", 0, 0)


def test_how_far_outcomes_lie_apart():
    """Of 4 worlds, one would have to be another ending: 2, 1, 1 beside 3, 0, 1."""
    assert moved(np.array([0, 0, 1, 2]), np.array([0, 2, 0, 0]), 3) == 0.25


# -- moves ---------------------------------------------------------------------------------------


def test_a_move_that_serves_best_against_all_is_dominant(tipped):
    """Leaning brings Ash what it wants; pushing, more of it, and then a war that caps its goals."""
    found = {each.role: each for each in tipped.dominant}
    assert found["a"].move == "lean"
    assert found["a"].ahead > 2


def lead(others, **scores):
    return Lead("a", "deed", others, own=50, scores=scores)


@pytest.mark.parametrize(
    ("leads", "moves"),
    [
        ([lead(None, up=70, down=60), lead("hawk", up=65, down=60)], ["up"]),
        ([lead(None, up=70, down=60), lead("hawk", up=60, down=62)], []),  # not against hawks
        ([lead(None, up=61, down=60), lead("hawk", up=61, down=60)], []),  # hardly better
        ([lead(None, up=70, down=60), lead("hawk", up=60, down=60.9)], ["up"]),  # as good as any
    ],
)
def test_a_dominant_move_is_as_good_as_any_against_all_and_plainly_better_on_average(leads, moves):
    assert [each.move for each in dominants(leads)] == moves


# -- numbers -------------------------------------------------------------------------------------


def test_the_numbers_that_decide_are_found_and_the_idle_ones_are_not(tipped):
    found = [str(each.dial) for each in tipped.decisive]
    assert found[:2] == ["indicators.x.start", "moves.a.push.effects.x"]
    assert not [path for path in found if "y" in path.split(".")]


def test_a_decisive_number_says_which_way_it_works(tipped):
    """From 0.8 to 1.2 of the start there is war instead of peace, nearly always."""
    first = tipped.decisive[0]
    assert first.dial.low == {"uniform": [36, 44]}
    assert first.dial.high == {"uniform": [54, 66]}
    assert first.moved == abs(first.change.mean) > 0.5
    assert first.change.mean > 0 if first.ending == "war" else first.change.mean < 0


@each_scenario
def test_a_turned_dial_is_what_set_would_put_there(path):
    document, _scenario = open_scenario(path)
    dials = dials_of(document)
    assert len(dials) > 50
    for is_up in (True, False):
        put = {str(dial): dial.high if is_up else dial.low for dial in dials}
        expected = validate(with_overrides(document, put), Scenario)
        assert turned(document, dict.fromkeys(dials, is_up)) == expected


def test_dials_stay_in_their_bounds():
    parts = whole_parts()
    parts["indicators"]["tension"] |= {"start": 95, "range": [0, 100]}
    parts["moves"]["a"]["strike"]["chances"] = [{"chance": 0.6}, {"chance": 0.35}]
    parts["dynamics"]["credibility"]["start"] = 0.9
    highs = {str(dial): dial.high for dial in dials_of(tiny_document(**parts))}
    assert highs["indicators.tension.start"] == 100
    assert highs["dynamics.credibility.start"] == 1
    branches = [highs[f"moves.a.strike.chances.{number}.chance"] for number in (0, 1)]
    assert sum(branches) == pytest.approx(1)


# -- the whole -----------------------------------------------------------------------------------


def test_games_that_end_at_once_are_counted(tmp_path):
    """A coin is thrown in turn 2: half of the games are over by then, as "flash"."""
    flash = happening(on="2023-09-25", chance=0.5, effects={"x": 50})
    parts = {"events": {"flash": flash}, "moves": {"a": {"wait": deed()}}}
    endings = {"flash": ending("x > 90", violent=True), "over": ending()}
    path = written(tmp_path, **parts, endings=endings)
    found = assay(path, worlds=WORLDS, workers=1)
    assert 0.4 < found.usual.over_by(2).share < 0.6
    assert found.usual.over_by(1).share == 0
    assert found.usual.early_ending(2) == "flash"


def test_any_number_of_workers_finds_the_same(tipped, tmp_path):
    done = []
    path = written(tmp_path, **scales())
    found = assay(
        path, worlds=WORLDS, workers=2, progress=lambda count, total: done.append((count, total))
    )
    assert found.decisive == tipped.decisive
    assert found.leads == tipped.leads
    assert found.leverage == tipped.leverage
    assert [count for count, _total in done] == list(range(1, len(done) + 1))
    assert done[-1][0] <= done[-1][1]


@pytest.mark.parametrize("numbers", [{"worlds": 99}, {"workers": 0}])
def test_too_few_worlds_or_workers_are_refused(tmp_path, numbers):
    with pytest.raises(ValueError, match=next(iter(numbers))):
        assay(written(tmp_path, **scales()), **numbers)
