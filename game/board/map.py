"""The map: the land, the line, places, and the forces as this role knows them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from game.board.desk import Desk
from game.board.lands import is_inside
from game.board.projection import Point, Projection, clip_path, clip_ring
from game.board.sights import LINE, SIGN, Sight, lay_out
from game.ui import Canvas, Rect, Ui
from game.words import _, language
from sim.session import Area, Chart

_LEGEND = 32.0


def map_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The map with its legend; every mark can be walked to and looked at."""
    chart = desk.view.chart
    if chart is None:
        inner = ui.panel(rect, _("Map"))
        ui.text(inner, no_map(), colour="muted")
        return
    room = rect.inset(8).split_bottom(_LEGEND - 8)[0]
    projection = Projection(chart.window, (room.x, room.y, room.w, room.h))
    shown = _shown(rect, projection, desk)
    ui.canvas.cached(
        ("land", desk.view.scenario, tuple(rect)),
        shown,
        lambda canvas: _land(canvas, shown, chart, projection),
        smooth=True,
    )
    ui.canvas.fill(shown, None, radius=8, outline="line")
    key = _key(ui, desk, projection)
    sights = desk.sights(key, lambda: lay_out(desk.view, projection, ui.length))
    for name, box in sights.lands:
        ui.text(Rect(*box), name, "label", "muted", align="centre")
    for sight in sights.marks:
        _sight(ui, sight, desk)
    _legend(ui, shown.split_bottom(_LEGEND)[1].inset(12, 4), chart)


def no_map() -> str:
    """What is said where a scenario has no map."""
    return _("This crisis has no map. Its figures are under Situation.")


def _shown(rect: Rect, projection: Projection, desk: Desk) -> Rect:
    """The part of the panel that there is any land or sea for."""
    west, south, east, north = desk.extent
    left, top = projection.place((west, north))
    right, bottom = projection.place((east, south))
    return rect.shared(Rect(left, top, right - left, bottom - top))


def _key(ui: Ui, desk: Desk, projection: Projection) -> Hashable:
    """What the map's words and their room depend on."""
    view = desk.view
    return projection, ui.canvas.ratio, language(), view.role, view.turn, view.phase


def _land(canvas: Canvas, rect: Rect, chart: Chart, projection: Projection) -> None:
    """Sea, land, the place of the crisis, and the lines."""
    canvas.fill(rect, "sea")
    around = rect.inset(-4)
    box = (around.x, around.y, around.w, around.h)
    for area in sorted(chart.areas, key=lambda area: area.home):
        for colour, ring in _soils(area):
            shape = clip_ring([projection.place(point) for point in ring], box)
            canvas.polygon(shape, colour, outline="line")
    for line in chart.lines:
        for path in line.paths:
            for stretch in clip_path([projection.place(point) for point in path], box):
                canvas.line(stretch, "text", width=2, dashed=True)


def _soils(area: Area) -> list[tuple[str, Sequence[Point]]]:
    """The rings of an area with their colours: a ring inside another one is a hole."""
    land = "home" if area.home else "land"
    holes = [
        any(is_inside(ring[0], outer) for outer in area.rings[:number])
        for number, ring in enumerate(area.rings)
    ]
    return [("sea" if hole else land, ring) for hole, ring in zip(holes, area.rings, strict=True)]


def _sight(ui: Ui, sight: Sight, desk: Desk) -> None:
    """A mark with its words; looked at, it tells more."""
    x, y = sight.at
    reach = max(sight.reach, 9.0)
    spot = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
    if sight.box:
        _words(ui, sight)
    if sight.kind == "force":
        ui.sign(desk.view.side(sight.actor).look, sight.at, SIGN)
    else:
        _dot(ui, sight)
    touch = ui.focusable(sight.id, spot)
    if sight.quantity and touch.pressed:
        desk.open_quantity(sight.quantity)
        ui.focus("reasons back")
    elif sight.quantity and touch.focused and ui.key("s"):
        desk.open_sources(ui, desk.view.quantity(sight.quantity).sources)
    ui.tip(spot, sight.story)


def _words(ui: Ui, sight: Sight) -> None:
    assert sight.box is not None
    left, top, width, _height = sight.box
    if sight.leader:
        ui.canvas.line(sight.leader, "edge")
    for number, (words, style) in enumerate(sight.lines):
        colour = "muted" if number and sight.kind == "force" else "text"
        ui.text(Rect(left, top + number * LINE, width, LINE), words, style, colour)


def _dot(ui: Ui, sight: Sight) -> None:
    """A place's mark: crossings are squares, closed ones crossed out; the rest are dots."""
    x, y = sight.at
    square = Rect(x - 6, y - 6, 12, 12)
    match sight.kind:
        case "crossing":
            ui.canvas.fill(square, "panel", radius=2, outline="text", width=2)
            if sight.closed:
                for a, b in (((-3, -3), (3, 3)), ((-3, 3), (3, -3))):
                    ui.canvas.line([(x + a[0], y + a[1]), (x + b[0], y + b[1])], "text", width=2)
        case "capital":
            ui.canvas.circle(sight.at, 6, "panel", outline="text", width=2)
            ui.canvas.circle(sight.at, 2.5, "text")
        case "base":
            ui.canvas.polygon([(x, y - 5), (x + 5, y + 4), (x - 5, y + 4)], "text")
        case _:
            ui.canvas.circle(sight.at, sight.reach, "muted")


def _legend(ui: Ui, rect: Rect, chart: Chart) -> None:
    """What the lines and the crossed squares mean."""
    ui.canvas.fill(rect.inset(-4, 0), "panel", radius=4)
    rest = rect
    for line in {line.label: line for line in chart.lines}.values():
        sample, rest = rest.split_left(28, gap=8)
        ui.canvas.line([sample.midleft, sample.midright], "text", width=2, dashed=True)
        width = min(ui.length(line.label, "small") + 2, rest.w)
        words, rest = rest.split_left(width, gap=20)
        ui.text(words, line.label, "small", "muted", lines=1)
