"""Drawings of an account: nothing overlaps, nothing leaves the drawing, lines end apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.report.diagram import Diagram, Thing, Tie
from sim.report.timeline import timeline_of
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three
from tests.support.tiny import clock, tiny

LEFT = [Thing("a", "Ash"), Thing("b", "A side with a name that takes more lines than one")]
RIGHT = [Thing(name, name.upper()) for name in "wxyz"]
TIES = [Tie("a", "z", "+"), Tie("a", "y", "−"), Tie("b", "w", "±"), Tie("b", "x", "+")]
TIES += [Tie("a", "x", "+", weight=1.0)]
DIAGRAM = Diagram("what it shows", LEFT, RIGHT, TIES)
each_size = pytest.mark.parametrize("layout", DIAGRAM.frames, ids=lambda layout: layout.shape)


@each_size
def test_things_stand_apart_within_the_drawing_with_room_for_their_labels(layout):
    for column in layout.boxes.values():
        boxes = sorted(column.values(), key=lambda box: box.y)
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(boxes))
        assert boxes[0].y >= 0
        assert boxes[-1].y + boxes[-1].height <= layout.height
        for box in boxes:
            assert box.x >= 0
            assert box.x + box.width <= layout.width
            assert box.y < box.line(0) <= box.line(len(box.lines) - 1) < box.y + box.height
    assert len(layout.boxes["left"]["b"].lines) > 1


@each_size
def test_lines_lead_from_thing_to_thing_and_end_apart(layout):
    left, right = layout.boxes["left"], layout.boxes["right"]
    for curve in layout.curves:
        start, end = left[curve.tie.left], right[curve.tie.right]
        assert start.y <= curve.start[1] <= start.y + start.height
        assert end.y <= curve.end[1] <= end.y + end.height
    assert len({curve.end for curve in layout.curves}) == len(TIES)
    assert len({curve.start for curve in layout.curves}) == len(TIES)


def test_things_stand_near_those_that_they_are_joined_with():
    """`w` goes with `b` only and `z` with `a` only, so they are not in between."""
    left, right = DIAGRAM.frames[0].order
    places = [thing.id for thing in right]
    first, last = ("z", "w") if left[0].id == "a" else ("w", "z")
    assert places.index(first) < places.index("x") < places.index(last)


def test_a_line_is_wider_the_more_it_stands_for():
    widths = {curve.tie.weight: curve.width for curve in DIAGRAM.frames[0].curves}
    assert widths[1.0] > widths[0.0]


def test_a_timeline_has_a_lane_for_events_and_one_for_each_side_that_did_something():
    lanes = {lane.label: lane.entries for lane in timeline_of(three()).lanes}
    assert list(lanes) == ["Events", "Ash"]
    assert [(e.turn, e.text) for e in lanes["Events"]] == [(3, "A storm")]
    assert [(e.turn, e.kind, e.channel) for e in lanes["Ash"]] == [(2, "escalate", "deed")]


@each_scenario
def test_signs_of_a_timeline_stand_in_their_turn_and_lane(path):
    """At both sizes: one below the other where there are several."""
    for lanes in timeline_of(shipped(path)).frames:
        places = [(x, y) for x, y, _entry in lanes.signs]
        assert len(set(places)) == len(places)
        assert all(lanes.left < x < lanes.width for x, _y in places)
        assert all(lanes.top < y < lanes.tops[-1] for _x, y in places)


def test_days_are_named_as_far_as_there_is_room():
    """120 turns on a telephone."""
    lanes = timeline_of(tiny(clock=clock(120))).frames[1]
    assert 1 < len(lanes.turns) < 8
