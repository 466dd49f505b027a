"""Land as GeoJSON (RFC 7946) has it: areas, lines and points; what else it knows is refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sim.scenario.fields import Name, Part, Text

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Position = tuple[Longitude, Latitude]
Path = Annotated[tuple[Position, ...], Field(min_length=2)]
Ring = Annotated[tuple[Position, ...], Field(min_length=4)]


class Point(Part):
    """A single spot."""

    type: Literal["Point"] = Field(description="Which shape it is.")
    coordinates: Position = Field(description="Where it is: [east, north] in degrees.")


class LineString(Part):
    """A path."""

    type: Literal["LineString"] = Field(description="Which shape it is.")
    coordinates: Path = Field(description="Its points, each [east, north] in degrees.")


class MultiLineString(Part):
    """Several paths."""

    type: Literal["MultiLineString"] = Field(description="Which shape it is.")
    coordinates: tuple[Path, ...] = Field(description="The points of each path.")


class Polygon(Part):
    """An area: its outer ring, then the rings of its holes."""

    type: Literal["Polygon"] = Field(description="Which shape it is.")
    coordinates: Annotated[tuple[Ring, ...], Field(min_length=1)] = Field(
        description="The points of each ring."
    )


class MultiPolygon(Part):
    """Several areas."""

    type: Literal["MultiPolygon"] = Field(description="Which shape it is.")
    coordinates: tuple[Annotated[tuple[Ring, ...], Field(min_length=1)], ...] = Field(
        description="The rings of each area."
    )


Geometry = Annotated[
    Point | LineString | MultiLineString | Polygon | MultiPolygon, Field(discriminator="type")
]


class Properties(BaseModel):
    """What a file says of a feature; all but the name is for other programs."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Text | None = Field(default=None, description="What it is called.")


class Feature(Part):
    """An area, a line or a point of the map."""

    type: Literal["Feature"] = Field(default="Feature", description="That it is one.")
    id: Name = Field(description="What the scenario calls it.")
    properties: Properties = Field(default_factory=Properties, description="What it is called.")
    geometry: Geometry = Field(description="Its shape, in degrees east and north.")

    @property
    def name(self) -> Text:
        """What the file calls it, or else its id."""
        return self.properties.name or Text.read(self.id)

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The rings of an area: the outer ones first, then those of holes."""
        match self.geometry:
            case Polygon(coordinates=(outer, *holes)):
                return (outer, *holes)
            case MultiPolygon(coordinates=polygons):
                outer_rings = [polygon[0] for polygon in polygons]
                return (*outer_rings, *(hole for polygon in polygons for hole in polygon[1:]))
        return ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of a line."""
        match self.geometry:
            case LineString(coordinates=path):
                return (path,)
            case MultiLineString(coordinates=paths):
                return paths
        return ()

    @property
    def point(self) -> Position | None:
        """Where a point is."""
        return self.geometry.coordinates if isinstance(self.geometry, Point) else None


def _each_once(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    ids = [feature.id for feature in features]
    for name in ids:
        if ids.count(name) > 1:
            raise ValueError(f'two features are called "{name}"; the scenario could not tell which')
    return features


Features = Annotated[tuple[Feature, ...], Field(max_length=200), AfterValidator(_each_once)]


class FeatureCollection(Part):
    """A file of land."""

    type: Literal["FeatureCollection"]
    credit: str | None = Field(default=None, description="Where it is from.")
    features: Features
