"""No text is cut off, leaves the window or lies on another one: the layout says so itself."""

from __future__ import annotations

import pytest

from game.ui import LayoutFault, Rect, Screen, picture
from game.ui.lettering import STYLES, broken, shortened, width_of


class Sketch(Screen):
    """A screen that is one function."""

    def __init__(self, draw):
        self.draw = draw


def shown(draw, **how):
    return picture(Sketch(draw), **how)


def test_a_text_without_room_is_named_with_both_sizes():
    with pytest.raises(LayoutFault, match=r"“Far too long” needs .* and has \(10, 10, 60 × 26\)"):
        shown(lambda ui: ui.text(Rect(10, 10, 60, 26), "Far too long"))


def test_a_text_outside_the_window_is_named():
    with pytest.raises(LayoutFault, match=r"“Hello” at .* leaves the window"):
        shown(lambda ui: ui.text(Rect(1270, 10, 200, 26), "Hello"))


def test_texts_that_overlap_are_named():
    def draw(ui):
        ui.text(Rect(10, 10, 200, 26), "One")
        ui.text(Rect(20, 15, 200, 26), "Other")

    with pytest.raises(LayoutFault, match=r"“One” at .* overlaps text “Other”"):
        shown(draw)


def test_buttons_that_overlap_are_named():
    def draw(ui):
        ui.button("a", Rect(10, 10, 200, 48), "One", align="left")
        ui.button("b", Rect(180, 10, 200, 48), "Other")

    with pytest.raises(LayoutFault, match=r"button “One” at .* overlaps button “Other”"):
        shown(draw)


def test_layers_may_cover_each_other():
    def draw(ui):
        ui.text(Rect(10, 10, 200, 26), "Below")
        with ui.layer("above"):
            ui.text(Rect(10, 10, 200, 26), "Above")

    shown(draw)


def test_a_scroll_has_room_for_all():
    """What is scrolled out of sight overlaps nothing below it."""

    def draw(ui):
        ui.scroll("s", Rect(10, 10, 300, 100), lambda flow: [flow.text("Words") for _ in range(9)])
        ui.text(Rect(10, 120, 300, 26), "Below the scroll")

    shown(draw)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scale", [1, 1.2, 1.4, 1.7, 2])
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (2560, 1440)])
def test_what_fits_at_first_fits_at_every_size(style, scale, size):
    """Fonts have whole sizes; they are rounded down, so that nothing ever needs more room."""
    words = "Zvečan / Zveçan: 1,234 soldiers"
    ratio = min(size[0] / 1280, size[1] / 720) * scale
    assert width_of(words, style, ratio) <= width_of(words, style, 1) * 1.03 + 1


def test_words_break_between_words_and_only_then_within():
    lines = broken("Some words and Verylongwordwithoutend", "body", 1, 120)
    assert lines[0] == "Some words"
    assert "".join(lines).replace(" ", "") == "SomewordsandVerylongwordwithoutend"
    assert all(width_of(line, "body", 1) <= 120 for line in lines)


def test_lines_that_are_wanted_break():
    assert broken("One\n\nTwo", "body", 1, 500) == ("One", "", "Two")


def test_shortened_text_ends_in_dots_and_fits():
    lines, cut = shortened("One two three four five six seven eight", "body", 1, 100, 2)
    assert cut
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width_of(lines[-1], "body", 1) <= 100


def test_short_text_stays_whole():
    assert shortened("One", "body", 1, 100, 2) == (("One",), False)


def test_rectangles_divide_in_the_order_of_reading():
    left, right = Rect(0, 0, 100, 50).split_right(30, gap=10)
    assert (left.w, right.x, right.w) == (60, 70, 30)
    top, bottom = Rect(0, 0, 100, 50).split_bottom(20)
    assert (top.h, bottom.y) == (30, 30)
    assert [row.y for row in Rect(0, 0, 10, 100).rows(3, gap=5)] == pytest.approx([0, 35, 70])
    assert Rect(0, 0, 100, 100).middle(50, 500) == Rect(25, 0, 50, 100)
