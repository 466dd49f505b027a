"""Assumptions that decide are found, and the whole comes together the same for any workers."""

from __future__ import annotations

import json

import pytest

from sim.analysis.assay.bench import Bench
from sim.analysis.validity.assumptions import (
    Checked,
    Point,
    Recheck,
    bench_at,
    flips_of,
    groups_of,
    points_of,
)
from sim.analysis.validity.finding import Measured, judged
from sim.analysis.validity.validity import validate_scenario
from sim.scenario.check import open_scenario
from tests.support.assays import written
from tests.support.benches import bench
from tests.support.shipped import FILES
from tests.support.tiny import WHY, clock, ending, happening, indicator
from tests.support.told import told_parts
from tests.support.validities import small_validity
from tests.support.whole import whole_parts


def stormy(chance=0.5, between=("44%", "56%"), **parts):
    """War comes with a storm on the only day; whether the band is kept hangs on its chance."""
    return bench(
        worlds=3000,
        clock=clock(1),
        events={"storm": happening(chance=chance)},
        endings={"war": ending("happened(storm)", counts_as=["war"]), "calm": ending()},
        calibration=[WHY | {"label": "War", "of": ["war"], "between": list(between)}],
        **parts,
    )


def test_a_verdict_that_hangs_on_an_assumption_flips():
    """Storms come in 50 of 100 worlds, and in 40 or 60 with a fifth less or more."""
    here = stormy()
    checked = [Recheck(point, 3000, False).on(here) for point in points_of(here)]
    flips = {(flip.point, flip.before.key) for flip in flips_of(checked)}
    assert {point for point, key in flips if key == "record.band.0"} == {
        Point("events", False),
        Point("events", True),
    }


def test_what_a_source_says_is_no_assumption():
    sourced = indicator(50) | {"sources": ["dw-2023-10-02/troops-after"]}
    fact = {key: value for key, value in sourced.items() if key != "assumption"}
    chosen = bench(indicators={"x": sourced})
    known = bench(indicators={"x": fact})
    assert "starts" in groups_of(chosen.document, chosen.scenario)
    assert "starts" not in groups_of(known.document, known.scenario)


def test_groups_are_turned_as_a_whole_and_nothing_else_is():
    here = bench(**whole_parts())
    turned = bench_at(here, Point("rationality", True)).scenario
    # `b` has the usual λ, which its file does not give.
    assert [each.policy.rationality for each in turned.actors.values()] == pytest.approx([4.8, 4])
    assert turned.moves == here.scenario.moves
    assert bench_at(here, Point()) is here


def test_the_heaviest_goal_is_turned_against_the_others():
    here = bench(**whole_parts())
    turned = bench_at(here, Point("goals", False)).scenario
    assert [goal.weight for goal in turned.actors["a"].goals] == pytest.approx([1, 1.6])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_group_of_a_shipped_scenario_can_be_turned(path):
    here = Bench(*open_scenario(path), 1, 0)
    for point in points_of(here)[2::2]:
        assert point.up
        assert bench_at(here, point).scenario != here.scenario, point


def test_only_an_opposite_is_a_flip():
    """From passes to cannot tell is none; from falls short to passes is one."""

    def checked(point, *values):
        found = [
            judged("signs", key, key, Measured(*ends), "points", "w", least=0)
            for key, ends in zip("kl", values, strict=True)
        ]
        return Checked(point, tuple(found))

    usual = checked(Point(), (1, 0.5, 2), (-1, -2, -0.5))
    open_now = checked(Point("costs"), (1, -1, 2), (1, 0.5, 2))
    (flip,) = flips_of([usual, open_now])
    assert (flip.point, flip.before.key) == (Point("costs"), "l")


@pytest.fixture(scope="module")
def alone():
    return small_validity()


def test_workers_change_nothing_and_progress_goes_to_about_its_end(tmp_path, alone):
    said = []
    together = validate_scenario(
        written(tmp_path, **told_parts()),
        worlds=200,
        workers=2,
        quick=True,
        progress=lambda *it: said.append(it),
    )
    assert together.plain() == alone.plain()
    done, total = said[-1]
    assert [each for each, _total in said] == list(range(1, done + 1))
    assert total * 0.8 <= done <= total * 1.2


def test_all_is_told_as_plain_data(alone):
    plain = json.loads(json.dumps(alone.plain(), allow_nan=False))
    assert sum(plain["tally"].values()) == len(plain["findings"])
    assert {found["section"] for found in plain["findings"]} == {
        *("history", "record", "signs", "stages")
    }
    assert len({found["key"] for found in plain["findings"]}) == len(plain["findings"])
    assert len(plain["decisions"]) > 2
    assert plain["responses"]["military"]["military"] > 0


@pytest.mark.parametrize("choices", [{"worlds": 99}, {"workers": 0}])
def test_too_few_worlds_or_workers_are_refused(choices):
    with pytest.raises(ValueError, match="below"):
        validate_scenario("tutorial", **choices)
