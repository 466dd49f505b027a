"""The map that a role sees: plain shapes in degrees, and what stands where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place on the map.

    Attributes:
        closed: as far as this role knows; None where a scenario does not say when it is.
        side: where the name stands best: "left", "right", "above", "below", or "" for anywhere.
    """

    name: str
    kind: str
    at: tuple[float, float]
    closed: bool | None
    side: str


@dataclass(frozen=True)
class Force:
    """A quantity that stands somewhere on the map."""

    quantity: str
    actor: str
    at: tuple[float, float]
    side: str


@dataclass(frozen=True)
class Area:
    """A stretch of land: rings of (east, north) degrees, outer ones first."""

    id: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    home: bool


@dataclass(frozen=True)
class Line:
    """A line on the map, such as a boundary."""

    label: str
    paths: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Chart:
    """The map: what is drawn and which part of the world it shows.

    Attributes:
        window: west, south, east, north, in degrees.
        credit: who drew it, or empty.
    """

    window: tuple[float, float, float, float]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    forces: tuple[Force, ...]
    credit: str
