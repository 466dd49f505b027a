"""PRIM finds boxes where they were put, and none in luck."""

from __future__ import annotations

import numpy as np
import pytest

from sim.analysis.sensitivity.prim import find_boxes
from sim.analysis.sensitivity.samples import sample
from sim.engine.dice import Dice, Purpose

NAMES = ["a", "b", "c", "d", "e"]
COPIES = 16


@pytest.fixture(scope="module")
def shares():
    return sample("discover", 3000, len(NAMES), seed=1).reshape(-1, len(NAMES))


def happened(chance):
    """In how many of its worlds it came at each point, by luck."""
    luck = Dice(2, 0, len(chance)).uniforms(Purpose.EVENT, 0, COPIES)
    return (luck < chance).mean(axis=0)


def test_a_box_is_found_with_its_conditions_and_no_others(shares):
    inside = (shares[:, 0] > 0.7) & (shares[:, 3] < 0.5)
    (box,) = find_boxes(NAMES, shares, happened(np.where(inside, 0.5, 0.05)))
    found = {each.path: each for each in box.conditions}
    assert set(found) == {"a", "d"}
    assert (found["a"].low, found["a"].high) == pytest.approx((0.7, 1), abs=0.02)
    assert (found["d"].low, found["d"].high) == pytest.approx((0, 0.5), abs=0.02)
    assert all(each.is_sure for each in box.conditions)
    assert box.chance.value == pytest.approx(0.5, abs=0.03)
    assert box.held.mass == pytest.approx(0.15, abs=0.02)
    # 15 % of the points at 0.5, 85 % at 0.05: so much of all cases is inside.
    assert box.held.coverage == pytest.approx(0.075 / (0.075 + 0.0425), abs=0.05)
    # Without its second condition half of the box is at the usual chance.
    assert found["d"].without.value == pytest.approx(0.275, abs=0.03)


def test_the_way_to_a_box_is_ever_smaller_and_likelier(shares):
    inside = shares[:, 0] > 0.7
    (box,) = find_boxes(NAMES, shares, happened(np.where(inside, 0.5, 0.05)))
    assert (box.steps[0].mass, box.steps[0].coverage) == (1, 1)
    masses = [step.mass for step in box.steps]
    assert masses == sorted(masses, reverse=True)
    assert max(box.steps, key=lambda step: step.beyond) == box.steps[box.taken]


def test_a_second_box_is_found_among_the_points_outside_the_first(shares):
    chance = np.where(shares[:, 0] > 0.8, 0.6, np.where(shares[:, 1] < 0.2, 0.4, 0.05))
    first, second = find_boxes(NAMES, shares, happened(chance))
    assert [each.path for each in first.conditions] == ["a"]
    assert [each.path for each in second.conditions] == ["b"]
    assert second.chance.value == pytest.approx(0.4, abs=0.04)


@pytest.mark.parametrize("chance", [0.0, 0.1, 1.0])
def test_where_it_comes_as_often_everywhere_there_is_no_box(shares, chance):
    assert list(find_boxes(NAMES, shares, happened(np.full(len(shares), chance)))) == []
