"""The map: degrees land where they should, and no word stands on another or on a line."""

from __future__ import annotations

from itertools import combinations
from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.board.labels import Label, Placer, gap, leader_of, overlap
from game.board.lands import is_inside, name_box
from game.board.projection import Projection, clip_path, clip_ring, clip_segment

BOX = (0.0, 0.0, 400.0, 300.0)
SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
somewhere = st.tuples(st.floats(0, 400), st.floats(0, 300))


def test_the_middle_of_the_window_is_the_middle_of_the_panel():
    view = Projection((20.0, 42.0, 22.0, 44.0), BOX)
    assert view.place((21.0, 43.0)) == (200.0, 150.0)


def test_a_mile_is_as_long_eastward_as_northward():
    """At 60 degrees north, a degree to the east is half as long as one to the north."""
    view = Projection((10.0, 59.0, 14.0, 61.0), BOX)
    middle, east, north = view.place((12, 60)), view.place((13, 60)), view.place((12, 61))
    across, up = east[0] - middle[0], middle[1] - north[1]
    assert across == pytest.approx(up * cos(radians(60)))


@pytest.mark.parametrize("box", [(0, 0, 400, 100), (0, 0, 100, 400)])
def test_the_whole_window_is_shown_whatever_the_panels_shape(box):
    view = Projection((20.0, 42.0, 22.0, 44.0), box)
    for corner in ((20.0, 42.0), (22.0, 44.0)):
        x, y = view.place(corner)
        assert 0 <= x <= box[2] + 1e-9
        assert 0 <= y <= box[3] + 1e-9


def test_a_ring_is_cut_at_the_edges():
    ring = clip_ring([(-50, 50), (50, 50), (50, 150), (-50, 150)], (0, 0, 100, 100))
    assert sorted(ring) == [(0, 50), (0, 100), (50, 50), (50, 100)]


def test_a_ring_outside_leaves_nothing():
    assert clip_ring([(200, 200), (300, 200), (250, 300)], (0, 0, 100, 100)) == []


def test_a_path_that_leaves_and_comes_back_is_two_stretches():
    path = [(10, 10), (10, -10), (20, -10), (20, 10)]
    assert clip_path(path, (0, 0, 100, 100)) == [[(10, 10), (10, 0)], [(20, 0), (20, 10)]]


@given(somewhere, somewhere)
def test_a_line_inside_is_kept_whole(start, end):
    assert clip_segment(start, end, BOX) == (start, end)


def test_labels_never_touch():
    """Twenty names around one spot: those that are shown keep off each other and off the marks."""
    placer = Placer(BOX)
    marks = [(150.0 + 7 * k, 100.0 + 11 * (k % 5)) for k in range(20)]
    for at in marks:
        placer.mark(at, 5)
    boxes = [placer.place(Label(at, ((60, 18),), 8)) for at in marks]
    shown = [box for box in boxes if box]
    assert len(shown) >= 8
    assert not any(overlap(a, b) for a, b in combinations(shown, 2))
    assert not any(overlap(box, (x - 5, y - 5, 10, 10)) for box in shown for x, y in marks)


@given(st.lists(somewhere, min_size=2, max_size=6), st.lists(somewhere, max_size=12))
def test_labels_keep_off_lines(path, spots):
    placer = Placer(BOX)
    placer.path(path)
    lines = list(placer.lines)
    boxes = [placer.place(Label(at, ((50, 16),), 6)) for at in spots]
    for box in filter(None, boxes):
        assert not any(clip_segment(a, b, box) for a, b in lines)


def test_words_without_room_beside_their_mark_move_away_from_it():
    at = (200.0, 150.0)
    placer = Placer(BOX, taken=[(140, 100, 120, 100)])
    assert placer.place(Label(at, ((60, 18),), 8)) is not None


def test_words_without_a_leader_are_nearest_to_their_own_mark():
    """Two towns close together: no reader takes one name for the other's."""
    towns = [(200.0, 150.0), (206.0, 166.0)]
    placer = Placer(BOX)
    for at in towns:
        placer.mark(at, 4)
    for at in towns:
        label = Label(at, ((60, 18),), 8)
        box = placer.place(label)
        others = [gap(town, box) for town in towns if town != at]
        assert leader_of(label, box) or gap(at, box) <= min(others)


def test_the_side_that_a_scenario_asks_for_comes_first():
    box = Placer(BOX).place(Label((200.0, 150.0), ((60, 18),), 8, side="left"))
    assert box == (132.0, 141.0, 60, 18)


def test_the_name_of_a_land_stands_inside_it():
    box = name_box(SQUARE, (40, 16), Placer(BOX))
    assert box is not None
    assert is_inside((box[0], box[1]), SQUARE)
