"""The toolkit answers keys and the pointer, and keeps the focus in view."""

from __future__ import annotations

import pygame
import pytest

from game.settings import Settings
from game.ui import Input, Rect, Screen, Stage
from game.ui.palette import DARK


class Sketch(Screen):
    """A screen that is one function; what it was told is kept in `heard`."""

    name = "sketch"

    def __init__(self, drawing):
        self.drawing = drawing
        self.heard = []

    def draw(self, ui):
        self.drawing(ui, self.heard.append)


def staged(drawing, *inputs, size=(1280, 720), settings=None):
    """A stage with that screen after these inputs: keys by name, or whole inputs."""
    stage = Stage(pygame.Surface(size), settings or Settings(), Sketch(drawing), strict=True)
    stage.draw()
    for given in inputs:
        stage.feed(Input("key", key=given) if isinstance(given, str) else given)
        stage.settle()
    return stage


def click(x, y):
    return Input("move", at=(x, y)), Input("down", at=(x, y)), Input("up", at=(x, y))


def column(ui, hear, names=("one", "two", "three")):
    """Buttons one below the other, 100 pixels apart."""
    for number, name in enumerate(names):
        if ui.button(name, Rect(100, 100 + 100 * number, 200, 48), name):
            hear(name)


def test_tab_goes_around_and_enter_presses():
    """The first key shows where the focus is; after the last thing comes the first."""
    stage = staged(column, "tab", "enter", "tab", "enter", "tab", "tab", "enter")
    assert stage.screen.heard == ["one", "two", "one"]


def test_shift_tab_goes_back():
    assert staged(column, "tab", "shift+tab", "space").screen.heard == ["three"]


def test_arrows_go_to_the_nearest_in_that_direction():
    def grid(ui, hear):
        for name, x, y in (("a", 0, 0), ("b", 300, 10), ("c", 0, 300), ("d", 300, 310)):
            if ui.button(name, Rect(100 + x, 100 + y, 200, 48), name):
                hear(name)

    stage = staged(grid, "tab", *["right", "down", "enter", "left", "enter", "up", "enter"])
    assert stage.screen.heard == ["d", "c", "a"]


def test_a_click_presses_what_lies_under_it():
    assert staged(column, *click(150, 220)).screen.heard == ["two"]


def test_letting_go_elsewhere_presses_nothing():
    _, down, _ = click(150, 120)
    _, _, up = click(150, 220)
    assert staged(column, down, up).screen.heard == []


def test_the_topmost_of_two_things_takes_the_click():
    def nested(ui, hear):
        if ui.focusable("card", Rect(100, 100, 400, 400)).pressed:
            hear("card")
        if ui.focusable("star", Rect(150, 150, 40, 40)).pressed:
            hear("star")

    assert staged(nested, *click(170, 170), *click(400, 400)).screen.heard == ["star", "card"]


def test_what_is_not_enabled_is_not_pressed_and_says_why():
    def never(ui, hear):
        if ui.button("no", Rect(100, 100, 200, 48), "No", key="n", enabled=False, why="Too soon"):
            hear("no")
        hear([words for _, words in ui._tips])

    heard = staged(never, "n", *click(150, 120)).screen.heard
    assert "no" not in heard
    assert ["Too soon"] in heard


def test_a_key_is_taken_once():
    def twice(ui, hear):
        for name in ("first", "second"):
            if ui.key("a"):
                hear(name)

    assert staged(twice, "a").screen.heard == ["first"]


def test_enter_belongs_to_what_has_the_focus():
    """The screen's own use of Enter waits until the ring is on nothing."""

    def both(ui, hear):
        if ui.key("enter"):
            hear("screen")
        column(ui, hear)

    assert staged(both, "enter", "tab", "enter").screen.heard == ["screen", "one"]


def test_a_new_key_does_the_work_of_the_old_one():
    def undo(ui, hear):
        if ui.key("u"):
            hear(ui.cap("u"))

    settings = Settings(keys={"u": "x", "x": "u"})
    assert staged(undo, "u", "x", settings=settings).screen.heard == ["X"]


def test_the_ring_shows_once_keys_were_used():
    """Its colour is around the button after Tab, and not before."""
    ring = (100 - 2, 124)
    assert staged(column).surface.get_at(ring)[:3] == DARK["background"]
    assert staged(column, "tab").surface.get_at(ring)[:3] == DARK["focus"]


def long_list(ui, hear):
    def fill(flow):
        for number in range(30):
            if ui.button(f"line {number}", flow.row(48), f"Line {number}"):
                hear(number)
            flow.gap(8)

    ui.scroll("list", Rect(100, 100, 400, 300), fill)


def test_tab_scrolls_what_it_reaches_into_view():
    stage = staged(long_list, *["tab"] * 20, "enter")
    assert stage.screen.heard == [19]
    spot = stage.scenes[-1].memory.spots["line 19"]
    assert Rect(100, 100, 400, 300).contains(spot.rect)


def test_the_wheel_scrolls_to_the_end_and_no_further():
    wheel = Input("wheel", at=(200, 200), steps=-100)
    memory = staged(long_list, wheel).scenes[-1].memory
    assert memory.offsets["list"] == pytest.approx(30 * 56 - 300)


def test_what_is_scrolled_away_takes_no_click():
    assert staged(long_list, *click(200, 450)).screen.heard == []


def test_pages_and_ends_of_a_scroll_have_keys():
    memory = staged(long_list, "pagedown").scenes[-1].memory
    assert memory.offsets["list"] == pytest.approx(260)
    assert staged(long_list, "end", "home").scenes[-1].memory.offsets["list"] == 0


def kept(widget, start):
    """A screen that gives its widget what the widget gave it the frame before."""
    state = [start]

    def drawing(ui, hear):
        state[0] = widget(ui, state[0])

    return drawing, state


def choice(ui, value):
    return ui.choice("c", Rect(100, 100, 300, 40), [(1, "One"), (2, "Two"), (3, "Three")], value)


def test_a_choice_by_arrows_and_by_pointer():
    drawing, state = kept(choice, 1)
    staged(drawing, "tab", "right", "right", "right")
    assert state == [3]
    staged(drawing, *click(120, 120))
    assert state == [1]


def test_a_toggle_by_space_and_by_pointer():
    drawing, state = kept(
        lambda ui, on: ui.toggle("t", Rect(100, 100, 300, 40), "Sound", on), False
    )
    staged(drawing, "tab", "space")
    assert state == [True]
    staged(drawing, *click(380, 120))
    assert state == [False]


def slider(ui, value):
    return ui.slider("s", Rect(100, 100, 220, 60), "Chance", value, 0, 100, 5)


def test_a_slider_by_arrows_and_by_dragging():
    """Its track is 200 pixels long, from 110 to 310."""
    drawing, state = kept(slider, 50)
    staged(drawing, "tab", "right", "right", "left")
    assert state == [55]
    staged(drawing, Input("down", at=(160, 144)))
    assert state == [25]
    staged(drawing, *click(160, 144)[:2], Input("move", at=(260, 144)))
    assert state == [75]


def test_tabs_by_key_by_arrows_and_by_pointer():
    tabs = [("news", "News", "n"), ("map", "Map", "m"), ("more", "More", "")]
    drawing, state = kept(lambda ui, tab: ui.tabs("tabs", Rect(0, 0, 600, 40), tabs, tab), "news")
    staged(drawing, "m")
    assert state == ["map"]
    staged(drawing, "tab", "right")
    assert state == ["more"]
    staged(drawing, *click(10, 20))
    assert state == ["news"]


def test_what_is_written_stands_in_the_field_and_is_no_shortcut():
    """While one writes, letters do nothing else."""
    words = [""]

    def search(ui, hear):
        words[0] = ui.field("search", Rect(100, 100, 300, 40), words[0], "Search")
        if ui.key("g"):
            hear("glossary")

    typed = (part for c in "Žegg" for part in (Input("key", key=c), Input("text", text=c)))
    stage = staged(search, "tab", *typed, "backspace")
    assert words == ["Žeg"]
    assert stage.screen.heard == []


def test_a_screen_above_another_leaves_it_alone():
    """The one below gets no input until it is on top again."""
    above = Sketch(lambda ui, hear: ui.key("b") and ui.pop())

    def below(ui, hear):
        if ui.key("a"):
            ui.push(above)
        if ui.key("b"):
            hear("b")

    stage = staged(below, "a", "b", "b")
    assert stage.screen.heard == ["b"]


@pytest.mark.parametrize(
    ("way", "names"), [("go", ["under", "new"]), ("home", ["new"]), ("pop", ["under"])]
)
def test_ways_to_another_screen(way, names):
    new = Sketch(lambda ui, hear: None)
    new.name = "new"

    def top(ui, hear):
        if ui.key("a"):
            ui.pop() if way == "pop" else getattr(ui, way)(new)

    stage = staged(lambda ui, hear: None)
    stage.screen.name = "under"
    stage.show(Sketch(top))
    stage.feed(Input("key", key="a"))
    assert [scene.screen.name for scene in stage.scenes] == names


def test_nothing_is_drawn_again_without_a_reason():
    stage = staged(column)
    assert not stage.stale
    assert stage.wake is None


def test_a_screen_may_ask_for_another_frame():
    assert staged(lambda ui, hear: ui.again(50)).wake == 50


@pytest.mark.parametrize(
    ("size", "scale", "wide"),
    [
        ((1280, 720), 1, 1280),
        ((3840, 2160), 1, 1280),
        ((1280, 720), 2, 640),
        ((1600, 720), 1, 1600),
    ],
)
def test_logical_pixels_follow_the_window_and_the_text_size(size, scale, wide):
    widths = set()
    staged(lambda ui, hear: widths.add(ui.width), size=size, settings=Settings(text_scale=scale))
    assert widths == {wide}


def test_a_layer_is_painted_once():
    painted = []

    def layered(ui, hear):
        ui.cached("land", Rect(0, 0, 100, 100), lambda canvas: painted.append(canvas))

    staged(layered, "a", "b")
    assert len(painted) == 1


def test_enter_goes_on_from_what_it_does_not_press():
    """A slider, a scroll and a field have no use for Enter; the next step of the screen has."""

    def drawing(ui, hear):
        slider(ui, 50)
        ui.scroll(
            "s2", Rect(400, 100, 200, 50), lambda flow: [flow.text("Words") for _ in range(9)]
        )
        ui.field("f", Rect(700, 100, 200, 40), "")
        if ui.key("enter"):
            hear(ui.memory.focus)

    heard = staged(drawing, "tab", "enter", "tab", "enter", "tab", "enter").screen.heard
    assert heard == ["s", "s2", "f"]
