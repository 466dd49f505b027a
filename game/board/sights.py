"""What there is to see on the map: places and forces, where each is drawn and how it is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.board import wording
from game.board.labels import RINGS, Label, Placer, leader_of
from game.board.lands import name_box
from game.board.projection import Box, Point, Projection
from game.words import _
from sim.session import Area, Force, Place, View

Measure = Callable[[str, str], float]
"""How long a line of words is in a style."""
Lines = tuple[tuple[str, str], ...]
"""Words and their styles, one below the other."""

LINE = 22.0  # the height of a line of the map's two styles
SIGN = 14.0  # the radius of a force's sign
DOTS = {"capital": 6.0, "city": 5.0, "town": 4.0, "village": 3.0, "crossing": 6.0, "base": 5.0}
_CROSSING = 6  # rings around a place in which its leader may cross a line
_FIRST = ("capital", "crossing", "city", "base", "town", "place", "village")  # who finds room first


@dataclass(frozen=True)
class Sight:
    """A mark on the map with its words.

    Attributes:
        id: unique on the map. kind: a place's kind, or "force". actor: of a force.
        lines: the words beside the mark with their styles, and `folded`: the same in a narrower
            shape, if there is one. story: what it says when looked at.
        box: where the words stand; None where there is no room for them. leader: the thin line
            to words that stand away from the mark. quantity: the id of a force's indicator.
    """

    id: str
    kind: str
    at: Point
    reach: float
    lines: Lines
    story: str
    actor: str = ""
    quantity: str = ""
    closed: bool | None = None
    side: str = ""
    folded: Lines = ()
    box: Box | None = None
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True)
class Sights:
    """The map laid out for a panel: the marks, and the names of lands with their boxes."""

    projection: Projection
    marks: tuple[Sight, ...]
    lands: tuple[tuple[str, Box], ...]


def lay_out(view: View, projection: Projection, measure: Measure) -> Sights:
    """Find room for all words on the map: forces first, then places, then the names of lands."""
    assert view.chart is not None
    marks = [sight for sight in _sights(view, projection) if _is_seen(sight, projection.box)]
    placer = Placer(projection.box)
    for sight in marks:
        placer.mark(sight.at, sight.reach)
    for line in view.chart.lines:
        for path in line.paths:
            for stretch in projection.path(path):
                placer.path(stretch)
    placed = [_placed(sight, placer, measure) for sight in marks]
    lands = _land_names(view.chart.areas, projection, placer, measure)
    return Sights(projection, tuple(placed), lands)


def _sights(view: View, projection: Projection) -> list[Sight]:
    """All marks, those that find room first before the others."""
    assert view.chart is not None
    forces = [_force(view, force, projection) for force in view.chart.forces]
    order = {kind: rank for rank, kind in enumerate(_FIRST)}
    places = sorted(view.chart.places, key=lambda place: order.get(place.kind, len(order)))
    return forces + [_place(place, projection) for place in places]


def _force(view: View, force: Force, projection: Projection) -> Sight:
    quantity = view.quantity(force.quantity)
    owner = view.side(force.actor)
    story = f"{owner.name}: {quantity.label}. {wording.estimate(quantity)}. {quantity.text}"
    lines = [(wording.middle(quantity), "small-strong")]
    if quantity.unit in ("index", "flag"):  # the figure alone would say nothing
        lines.append((quantity.label, "small"))
    elif quantity.certainty != "exact":
        lines.append((wording.span(quantity), "small"))
    at = projection.place(force.at)
    id_ = f"force {force.quantity}"
    words = tuple(lines), story, force.actor, force.quantity
    return Sight(id_, "force", at, SIGN, *words, side=force.side)


def _place(place: Place, projection: Projection) -> Sight:
    words = place.name
    if place.closed is not None:
        state = _("closed") if place.closed else _("open")
        words = _("{place} · {state}").format(place=place.name, state=state)
    style = "small-strong" if place.kind == "capital" else "small"
    first, slash, second = words.partition("/")
    return Sight(
        f"place {place.name}",
        place.kind,
        projection.place(place.at),
        DOTS.get(place.kind, 4.0),
        ((words, style),),
        _("{place}, {kind}").format(place=words, kind=kind_of_place(place.kind)),
        closed=place.closed,
        side=place.side,
        folded=((first + slash, style), (second, style)) if slash else (),
    )


def kind_of_place(kind: str) -> str:
    """The kind of a place in words."""
    return {
        "capital": _("capital"),
        "city": _("city"),
        "town": _("town"),
        "village": _("village"),
        "crossing": _("crossing"),
        "base": _("base"),
    }.get(kind, _("place"))


def _placed(sight: Sight, placer: Placer, measure: Measure) -> Sight:
    """The mark with its words set in whichever way found room."""
    ways = {_size(lines, measure): lines for lines in (sight.lines, sight.folded) if lines}
    crossing = RINGS if sight.kind == "force" else _CROSSING
    label = Label(sight.at, tuple(ways), sight.reach + 5, sight.side, crossing)
    box = placer.place(label)
    if box is None:
        return sight
    return replace(sight, box=box, lines=ways[box[2:]], leader=leader_of(label, box))


def _size(lines: Lines, measure: Measure) -> tuple[float, float]:
    return max(measure(*line) for line in lines) + 2, LINE * len(lines)


def _is_seen(sight: Sight, box: Box) -> bool:
    left, top, width, height = box
    return left <= sight.at[0] <= left + width and top <= sight.at[1] <= top + height


def _land_names(
    areas: tuple[Area, ...], projection: Projection, placer: Placer, measure: Measure
) -> tuple[tuple[str, Box], ...]:
    """A name for each land that has room for it, once."""
    names: dict[str, Box] = {}
    for area in areas:
        ring = projection.ring(area.rings[0]) if area.rings else []
        if len(ring) < 3 or area.name in names:
            continue
        box = name_box(ring, (measure(area.name, "label") + 2, LINE), placer)
        if box:
            names[area.name] = box
    return tuple(names.items())
