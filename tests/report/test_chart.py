"""Charts: where values stand, and at which round values axes are marked."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sim.report.chart import Band, Chart, Line, Scale, nice_values, scale_around

DAYS = [str(day) for day in range(17)]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (62, 79, [60, 65, 70, 75, 80]),
        (4_400, 8_350, [4_000, 5_000, 6_000, 7_000, 8_000, 9_000]),
        (-3, 5, [-4, -2, 0, 2, 4, 6]),
        (7, 7, [7, 7.25, 7.5, 7.75, 8]),
    ],
)
def test_an_axis_is_marked_at_round_values_that_hold_all(low, high, found):
    assert nice_values(low, high, 4) == pytest.approx(found)


def test_a_strip_runs_from_0_to_100_percent_and_no_further():
    scale = Scale(-10, 10)
    assert [scale.at(value) for value in (-20, -10, 0, 5, 30)] == [0, 0, 50, 75, 100]


def test_an_axis_around_values_holds_them_and_what_is_fixed():
    scale = scale_around([3.0, 4.0], 0)
    assert scale.least == 0
    assert scale.most > 4


@pytest.mark.parametrize("shape", [0, 1])
def test_a_chart_keeps_within_its_frame_and_names_no_more_turns_than_fit(shape):
    line = Line("middle", [(turn, turn * 10) for turn in range(17)])
    frame = Chart("what it shows", DAYS, lines=[line]).frames[shape]
    assert frame.x(0) == frame.left
    assert frame.x(16) == frame.width - frame.right
    assert frame.y(frame.values[0]) == frame.height - frame.bottom
    assert frame.y(frame.values[-1]) == frame.top
    places = [frame.x(turn) for turn, _name in frame.turns]
    assert min(b - a for a, b in pairwise(places)) > 40


def test_a_band_goes_there_along_its_upper_line_and_back_along_the_lower():
    chart = Chart("x", DAYS[:2], bands=[Band("half", [0, 1], [0, 0], [1, 1])], least=0, most=1)
    frame = chart.frames[0]
    assert frame.area(chart.bands[0]) == "M52.0 14.0L704.0 14.0L704.0 214.0L52.0 214.0Z"
