"""The map of a scenario: which land it shows, and what stands where on it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from sim.scenario.fields import Condition, IndicatorName, Name, Part, Text
from sim.scenario.geojson import Feature, Features, Latitude, Longitude, Path, Position

Spot = Name | Position
LabelSide = Literal["left", "right", "above", "below"]


def _is_window(
    window: tuple[float, float, float, float],
) -> tuple[float, float, float, float]:
    west, south, east, north = window
    if west >= east or south >= north:
        raise ValueError("a window is [west, south, east, north], so west < east and south < north")
    return window


Window = Annotated[tuple[Longitude, Latitude, Longitude, Latitude], AfterValidator(_is_window)]


class MapLine(Part):
    """A line that is drawn with a name, such as a boundary."""

    feature: Name = Field(description="The feature of the map's file that is this line.")
    label: Text = Field(description="What it is called, in a neutral word.")


class Place(Part):
    """A place with a name."""

    name: Text = Field(description="Its name; in every language spoken there, always in one order.")
    kind: Literal["capital", "city", "town", "village", "crossing", "base", "place"] = Field(
        description="What it is."
    )
    at: Spot = Field(description="Where: [east, north] in degrees, or a point of the map's file.")
    closed: Condition | None = Field(
        default=None, description="It is shown as closed while this holds, and else as open."
    )
    side: LabelSide | None = Field(
        default=None, description="Where the name stands best, if there is room."
    )


class Force(Part):
    """An actor's indicator that stands somewhere, such as soldiers."""

    indicator: IndicatorName = Field(description="The indicator; it belongs to an actor.")
    at: Spot = Field(description="Where: [east, north] in degrees, or a point of the map's file.")
    side: LabelSide | None = Field(
        default=None, description="Where the figure stands best, if there is room."
    )


class Map(Part):
    """What is drawn of the world.

    A scenario that has been loaded holds its land, so that it can be saved and sent as one text.
    """

    file: str | None = Field(
        default=None,
        max_length=200,
        description="A GeoJSON file in the scenario's folder, such as maps/region.geojson.",
    )
    features: Features = Field(
        default=(), description="The land itself, in place of a file: GeoJSON features."
    )
    credit: Text | None = Field(default=None, description="Who drew the map, if that is not us.")
    window: Window = Field(description="What is shown: [west, south, east, north] in degrees.")
    names: dict[Name, Text] = Field(
        default_factory=dict, description="What areas are called here: feature: name."
    )
    home: tuple[Name, ...] = Field(
        default=(), description="The areas that the crisis is about, which are set off."
    )
    lines: tuple[MapLine, ...] = Field(default=(), max_length=20, description="Lines with names.")
    places: tuple[Place, ...] = Field(
        default=(), max_length=100, description="Towns, crossings, bases and other places."
    )
    forces: tuple[Force, ...] = Field(default=(), max_length=20, description="What stands where.")

    @model_validator(mode="after")
    def has_land(self) -> Map:
        """The land is in a file or in the scenario."""
        if self.file is None and not self.features:
            raise ValueError('a map needs "file", the GeoJSON file beside the scenario')
        return self

    def areas(self) -> list[tuple[Feature, Text, bool]]:
        """Every stretch of land, what it is called here, and whether it is a home area."""
        return [
            (feature, self.names.get(feature.id) or feature.name, feature.id in self.home)
            for feature in self.features
            if feature.rings
        ]

    def paths_of(self, line: MapLine) -> tuple[Path, ...]:
        """The paths of a line."""
        return self._feature(line.feature).paths

    def spot(self, at: Spot) -> Position:
        """Where a place or a force is: (east, north) in degrees."""
        if isinstance(at, tuple):
            return at
        point = self._feature(at).point
        assert point, "the check sees to it that a place is a point"
        return point

    def _feature(self, name: Name) -> Feature:
        return next(feature for feature in self.features if feature.id == name)
