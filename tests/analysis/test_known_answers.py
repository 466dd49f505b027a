"""Decisions whose best move and exact difference can be worked out in the head."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.bands import gap_of, mean_of
from sim.analysis.comparing import compare
from sim.analysis.debrief import AS_THEY_DID, KNEW, QUESTIONS, TRUTH, Comparison
from sim.analysis.futures import Luck
from sim.analysis.scene import Scene
from sim.session import Band, Session
from tests.support.chance import is_mean, is_share
from tests.support.lookbacks import crisis, equals, gambles, played, risky, scenes
from tests.support.tiny import clock, deed, ending, happening, indicator

LUCKS = 3000
COPIES = 200


def decided(scene: Scene, question=TRUTH, turn=1, channel="deed") -> Comparison:
    """What is found about one decision."""
    lived = {lived.turn: lived for lived in scene.hindsight.turns}[turn]
    deeds, words = compare(scene, lived, question, "en").comparisons
    return deeds if channel == "deed" else words


def gaps(comparison: Comparison) -> dict[str, Band]:
    return {other.move: other.gap.peaceful for other in comparison.others}


def coverage(bands: list[Band], truth: float) -> float:
    """How often the truth is within."""
    return float(np.mean([band.low <= truth <= band.high for band in bands]))


@pytest.fixture(scope="module")
def large_gamble(tmp_path_factory):
    return played(gambles(), tmp_path_factory.mktemp("s") / "large.standoff", ["large"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_best_move_is_found_and_how_much_better_it_is(large_gamble, question):
    """Half of the large gambles, and a fifth of the small ones, end in war; holding never does."""
    [scene] = scenes(large_gamble, "a", 4000, 1)
    found = decided(scene, question)
    assert [other.move for other in found.others] == ["hold", "small"]
    assert is_share(found.taken.peaceful.value, 0.5, 4000)
    assert found.others[0].peaceful.value == 1
    assert is_share(found.others[1].peaceful.value, 0.8, 4000)
    assert found.taken.harm["dead"] == pytest.approx(2 * (1 - found.taken.peaceful.value))
    assert found.taken.endings["over"] == found.taken.peaceful.value
    assert sum(found.taken.endings.values()) == pytest.approx(1)
    assert found.taken.peaks["x"].high == 100
    assert found.others[0].peaks["x"] == Band(50, 50, 50)
    assert (found.judgement.best, found.judgement.grade) == ("hold", "very costly")
    assert abs(found.judgement.drop.value - 0.5) < 0.05


# The true rate is 0.90; of so many lucks, found ones differ from it by a standard error of 0.0055.
def is_nine_in_ten(bands: list[Band], truth: float) -> bool:
    """Do 90 ± 3 % of the intervals hold the truth, among as many as can tell?"""
    assert len(bands) == LUCKS
    return 0.87 <= coverage(bands, truth) <= 0.93


def lucks(scene, moves, luck):
    """Outcomes of the first turn under each move, (moves, LUCKS, COPIES): all lucks at once."""
    [lived] = scene.hindsight.turns
    index = scene.futures.book.move_index
    plans = [{0: index[f"a.{move}"]} for move in moves]
    found = scene.play(scene.truth(1, lived.truth), plans, luck)
    shape = len(plans), LUCKS, COPIES
    return found.peaceful.astype(float).reshape(shape), found.harm["dead"].reshape(shape)


def test_intervals_hold_the_truth_nine_times_in_ten(large_gamble):
    """The differences of known size of the small gamble and of holding, and of the dead."""
    [scene] = scenes(large_gamble, "a", COPIES * LUCKS, 1)
    (large, small, hold), (killed, _small, spared) = lucks(
        scene, ["large", "small", "hold"], Luck.CHOICE
    )
    assert is_nine_in_ten([gap_of(each) for each in small - large], 0.3)
    assert is_nine_in_ten([gap_of(each) for each in hold - large], 0.5)
    assert is_nine_in_ten([mean_of(each) for each in spared - killed], -1.0)


def test_luck_that_counted_twice_would_make_the_intervals_too_narrow(large_gamble):
    """So the check above can fail: half of the copies are those of the other half."""
    [scene] = scenes(large_gamble, "a", COPIES * LUCKS, 1)
    (large, small), _dead = lucks(scene, ["large", "small"], Luck.CHOICE)
    half = (small - large)[:, : COPIES // 2]
    assert not is_nine_in_ten([gap_of(np.tile(each, 2)) for each in half], 0.3)


@pytest.fixture(scope="module")
def ten_equals(tmp_path_factory):
    return played(equals(), tmp_path_factory.mktemp("s") / "equals.standoff", ["m0"])


def test_the_best_of_many_equals_is_not_taken_to_be_better(ten_equals):
    """It looks better in the futures in which it was found, and is judged by others."""
    found = [decided(scene) for scene in scenes(ten_equals, "a", COPIES, 300)]
    assert np.mean([each.others[0].gap.judged == "better" for each in found]) > 0.1
    assert not is_mean([each.others[0].gap.peaceful.value for each in found], 0.0)
    assert is_mean([each.judgement.drop.value for each in found], 0.0)
    assert is_share(coverage([each.judgement.drop for each in found], 0.0), 0.9, 300)
    harsh = [each.judgement.grade in ("small", "costly", "very costly") for each in found]
    assert np.mean(harsh) <= 0.02


def unlucky():
    """A careful deed with war in 2 futures of 10, and bold ones and rest with it in 5 others."""
    moves = {"careful": risky(chance=0.2), "bold": risky(0.5, chance=0.5)}
    clash = happening(chance="0.5 - 0.5 * min(1, made(a.careful) + made(a.bold))")
    return crisis(moves={"a": moves}, incidents={"clash": clash | {"effects": {"x": 50}}})


def test_what_only_looks_bad_by_luck_is_not_judged_bad(tmp_path):
    """`a` was careful, and there was war; with the same luck, the bold deed would have kept peace.

    So whoever judged by what came, or by the one future that the session had, would judge wrongly.
    """
    saves = (
        {
            move: played(unlucky(), tmp_path / f"{move}{seed}.standoff", [move], seed=seed)
            for move in ("careful", "bold")
        }
        for seed in range(60)
    )
    bad_luck = {"careful": "war", "bold": "over"}
    save = next(s for s in saves if {move: _ended(s[move]) for move in s} == bad_luck)
    found = [
        decided(scene, question).judgement
        for scene in scenes(save["careful"], "a", COPIES, 20)
        for question in QUESTIONS
    ]
    assert {judgement.grade for judgement in found} == {"fine"}
    assert all(judgement.drop.high < 0 for judgement in found)


def _ended(save):
    session = Session.resume(save)
    session.close()
    return session.view("a").ending.id


def test_paired_luck_makes_differences_sharper(large_gamble):
    """Where both gambles are lost in the same futures, these say nothing about either."""
    [scene] = scenes(large_gamble, "a", 2000, 1)
    [lived] = scene.hindsight.turns
    index = scene.futures.book.move_index
    small, large = ({0: index[f"a.{move}"]} for move in ("small", "large"))
    moment = scene.truth(1, lived.truth)
    one, other = scene.play(moment, [small, large], Luck.CHOICE).peaceful.astype(float)
    [apart] = scene.play(moment, [large], Luck.JUDGEMENT).peaceful.astype(float)
    paired, unpaired = gap_of(one - other), gap_of(one - apart)
    assert paired.high - paired.low < 0.75 * (unpaired.high - unpaired.low)
    assert paired.low <= 0.3 <= paired.high


# -- what the others do ------------------------------------------------------------------------


def answered():
    """`b` strikes or not, by the toss of a coin; `a` may shield itself in the same turn."""
    return crisis(
        clock=clock(2),
        moves={
            "a": {"shield": deed(effects={"x": -30})},
            "b": {"strike": deed(effects={"x": 45}, when="x >= 50", limit=1)},
        },
    )


def struck(path, turn):
    """A session of `a` resting in which `b` struck in this turn."""
    for seed in range(30):
        save = played(answered(), path / f"{seed}.standoff", ["hold", "hold"], seed=seed)
        [scene] = scenes(save, "a", 400, 1)
        done = [lived.done[1] for lived in scene.hindsight.turns]
        strike = scene.futures.book.move_index["b.strike"]
        if strike in done and done.index(strike) == turn - 1:
            return scene
    raise AssertionError("a coin has two sides")


def test_the_others_react_or_do_as_they_did(tmp_path):
    """In the last turn `b` struck, as it might have or not: a shield would help, or might."""
    scene = struck(tmp_path, 2)
    react, as_they_did = (decided(scene, question, 2) for question in (TRUTH, AS_THEY_DID))
    assert as_they_did.taken.peaceful.value == 0
    assert gaps(as_they_did)["shield"].value == 1
    assert is_share(react.taken.peaceful.value, 0.5, 400)
    assert is_share(gaps(react)["shield"].value, 0.5, 400)


def test_what_the_others_did_is_left_out_where_it_would_not_have_been_legal(tmp_path):
    """With the shield up a turn earlier, `b` could not have struck."""
    scene = struck(tmp_path, 2)
    assert gaps(decided(scene, AS_THEY_DID, 1))["shield"].value == 1


def test_nothing_else_to_say_is_said(large_gamble):
    [scene] = scenes(large_gamble, "a", 50, 1)
    words = decided(scene, channel="word")
    assert words.others == ()
    assert (words.judgement.grade, words.judgement.best) == ("fine", "")


# -- what a role knew --------------------------------------------------------------------------


def hidden():
    """Whether `b` plans war is hidden from `a`, whose guard would prevent it."""
    plan = indicator({"uniform": [0, 100]}, seen_by={"default": "hidden"})
    war = ending("b.plan > 50 and not made(a.guard)", violent=True)
    return crisis(
        moves={"a": {"guard": deed()}},
        indicators={"x": indicator(50), "b.plan": plan},
        endings={"war": war, "over": ending()},
    )


def test_a_role_is_judged_by_what_it_knew_and_not_by_what_was_hidden(tmp_path):
    """Half of all plans mean war, so a guard was worth 50 points, whatever the plan really was."""
    scenario = hidden()
    found = []
    for seed in range(8):
        save = played(scenario, tmp_path / f"{seed}.standoff", ["hold"], seed=seed)
        [scene] = scenes(save, "a", 1000, 1)
        found.append([decided(scene, question) for question in (KNEW, TRUTH)])
    knew, true = zip(*found, strict=True)
    assert all(each == knew[0] for each in knew)
    assert is_share(gaps(knew[0])["guard"].value, 0.5, 1000)
    assert {gaps(each)["guard"].value for each in true} == {0, 1}


# -- bands -------------------------------------------------------------------------------------


def test_where_no_pair_differs_the_gap_is_small_and_not_nothing():
    band = gap_of(np.zeros(500))
    assert (band.value, -band.low) == (0, pytest.approx(band.high))
    assert 0 < band.high < 0.01


def test_a_mean_has_the_interval_of_the_normal_distribution():
    """A standard error of 1 is 1.645 to either side."""
    band = mean_of(np.array([-3.0, 3.0] * 5))
    assert (band.value, band.high) == (0, pytest.approx(1.6449, abs=1e-3))
