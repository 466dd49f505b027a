"""The land of a map: read from the file beside the scenario, and put into the scenario.

A GeoJSON file is as untrusted as a scenario. It is read as YAML is, of which JSON is a part: so its
size and depth are bounded, no number is infinite, and every fault has its place.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sim.scenario.document import Document
from sim.scenario.faults import ScenarioError, quoted
from sim.scenario.geography import Map
from sim.scenario.geojson import Feature, FeatureCollection
from sim.scenario.read import read_model
from sim.scenario.schema import Scenario


def with_land(document: Document, scenario: Scenario) -> Scenario:
    """The scenario with the land of its map in it: from here on it needs no file."""
    chart = scenario.map
    if chart is None:
        return scenario
    whole = chart.model_copy(update={"features": read_land(document, chart)})
    return scenario.model_copy(update={"map": whole})


def read_land(document: Document, chart: Map) -> tuple[Feature, ...]:
    """The features that the map is made of; ScenarioError carries all faults of its file."""
    if chart.file is None or chart.features:
        return chart.features
    folder = document.path.parent.resolve()
    path = (folder / chart.file).resolve()
    if not path.is_relative_to(folder):
        message = f"{quoted(chart.file)} lies outside the folder of the scenario"
        raise ScenarioError([document.fault(("map", "file"), f"{message}; put the map beside it")])
    if not path.is_file():
        message = f"there is no file {quoted(chart.file)} in the folder of the scenario"
        raise ScenarioError([document.fault(("map", "file"), message)])
    return _features(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _features(path: Path, changed: int) -> tuple[Feature, ...]:
    """Asked for by the check and by the loader, so it is kept until the file changes."""
    return read_model(path, FeatureCollection).features
