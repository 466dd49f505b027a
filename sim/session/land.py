"""The map as a role knows it: land and names for all, and what is closed as far as it can tell."""

from __future__ import annotations

from functools import lru_cache

from sim.scenario.geography import Map
from sim.session.chart import Area, Chart, Force, Line, Place
from sim.session.reading import Reading


def chart_of(reading: Reading, language: str) -> Chart | None:
    """What is drawn of the world; None if the scenario has no map."""
    land = reading.book.scenario.map
    if land is None:
        return None
    areas, lines = _land(_Once(land), language)
    return Chart(
        window=land.window,
        areas=areas,
        lines=lines,
        places=tuple(
            Place(
                name=part.name.spoken(language),
                kind=part.kind,
                at=land.spot(part.at),
                closed=None if part.closed is None else reading.holds(part.closed),
                side=part.side or "",
            )
            for part in land.places
        ),
        forces=tuple(
            Force(part.indicator, part.indicator.split(".")[0], land.spot(part.at), part.side or "")
            for part in land.forces
        ),
        credit=land.credit.spoken(language) if land.credit else "",
    )


class _Once:
    """A map as a key: this very object, since comparing the land itself takes long."""

    def __init__(self, land: Map) -> None:
        self.land = land

    def __hash__(self) -> int:
        return id(self.land)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.land is self.land


@lru_cache(maxsize=8)
def _land(key: _Once, language: str) -> tuple[tuple[Area, ...], tuple[Line, ...]]:
    """What never changes, and is a thousand points long."""
    land = key.land
    areas = tuple(
        Area(feature.id, name.spoken(language), feature.rings, home)
        for feature, name, home in land.areas()
    )
    lines = tuple(Line(line.label.spoken(language), land.paths_of(line)) for line in land.lines)
    return areas, lines
