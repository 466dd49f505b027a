"""Maps: what they name is drawn in their file, and what stands on them is in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, quoted
from sim.scenario.geography import Map, Spot
from sim.scenario.geojson import Feature
from sim.scenario.land import read_land
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

# What a feature must have to be used as the words say.
SHAPES = {"an area": "rings", "a line": "paths", "a point": "point"}


def faults(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Land that cannot be read, features that are not there, and places that are not shown."""
    chart = scenario.map
    if chart is None:
        return
    try:
        land = {feature.id: feature for feature in read_land(document, chart)}
    except ScenarioError as refusal:
        yield from refusal.faults
        return
    yield from _features(document, chart, land)
    for path, spot in _spots(chart):
        yield from _of_spot(document, path, spot, chart, land)
    for number, force in enumerate(chart.forces):
        if "." not in force.indicator and force.indicator in scenario.indicators:
            message = f"{quoted(force.indicator)} belongs to no actor, so it has no sign on the map"
            yield document.fault(("map", "forces", number, "indicator"), message)


def _features(document: Document, chart: Map, land: Mapping[str, Feature]) -> Iterator[Fault]:
    """Areas and lines that are called something."""
    for name in chart.names:
        for message in _unfit(name, "an area", land):
            yield document.fault_of_key(("map", "names", name), message)
    for number, name in enumerate(chart.home):
        for message in _unfit(name, "an area", land):
            yield document.fault(("map", "home", number), message)
    for number, line in enumerate(chart.lines):
        for message in _unfit(line.feature, "a line", land):
            yield document.fault(("map", "lines", number, "feature"), message)


def _unfit(name: str, shape: str, land: Mapping[str, Feature]) -> Iterator[str]:
    if name not in land:
        yield did_you_mean(name, "feature of the map", land)
    elif not getattr(land[name], SHAPES[shape]):
        yield f"{quoted(name)} is not {shape} but a {land[name].geometry.type}"


def _spots(chart: Map) -> Iterator[tuple[Path, Spot]]:
    for group in ("places", "forces"):
        for number, part in enumerate(getattr(chart, group)):
            yield ("map", group, number, "at"), part.at


def _of_spot(
    document: Document, path: Path, spot: Spot, chart: Map, land: Mapping[str, Feature]
) -> Iterator[Fault]:
    """A point of the file or a pair of degrees, inside what is shown."""
    if isinstance(spot, str):
        unfit = list(_unfit(spot, "a point", land))
        if unfit:
            yield document.fault(path, unfit[0])
            return
        spot = land[spot].point or (0, 0)
    west, south, east, north = chart.window
    if not (west <= spot[0] <= east and south <= spot[1] <= north):
        shown = f"{west:g} to {east:g} east, {south:g} to {north:g} north"
        message = f"[{spot[0]:g}, {spot[1]:g}] is not in the window, which shows {shown}"
        yield document.fault(path, message)
