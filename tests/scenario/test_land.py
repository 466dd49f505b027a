"""The land of a map: read from an untrusted file in the scenario's folder, then kept in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.scenario.check import load_scenario
from sim.scenario.faults import ScenarioError
from sim.scenario.library import list_scenarios
from sim.scenario.schema import Feature, Map, Scenario

WHOLE = Path(__file__).resolve().parent.parent / "cases" / "sound" / "whole.yaml"
INSIDE = WHOLE.read_text("utf-8").partition("  features:\n")[2].partition("\nterms:")[0]
SQUARE = [[[0, 0], [2, 0], [2, 2], [0, 0]]]
HOLE = [[1, 0.2], [1.5, 0.2], [1.5, 0.5], [1, 0.2]]


def feature(kind: str, coordinates: object, name: str = "here") -> dict[str, object]:
    return {"type": "Feature", "id": name, "geometry": {"type": kind, "coordinates": coordinates}}


LAND = [
    feature("Polygon", [[[10, 50], [12, 50], [12, 51], [10, 50]]], "plain"),
    feature("LineString", [[10, 50.5], [12, 50.5]], "river"),
    feature("Point", [11, 50.5], "bridge"),
]


def written(folder: Path, land: object, file: str = "valley.geojson") -> Path:
    """The whole scenario with its land in a file beside it."""
    path = folder / "whole.yaml"
    text = WHOLE.read_text("utf-8").replace(f"  features:\n{INSIDE}", f"  file: {file}\n")
    path.write_text(text, "utf-8")
    content = land if isinstance(land, str) else json.dumps(land)
    (folder / "valley.geojson").write_text(content, "utf-8")
    return path


def collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def fault_of(path: Path) -> str:
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(path)
    (fault,) = str(refusal.value).splitlines()
    return fault.removeprefix(f"{path.parent}/")


def test_land_from_a_file_is_as_good_as_land_in_the_scenario(tmp_path):
    land = load_scenario(written(tmp_path, collection(*LAND))).map
    inside = load_scenario(WHOLE).map
    assert [f.geometry for f in land.features] == [f.geometry for f in inside.features]
    assert land.spot("bridge") == (11, 50.5)
    assert land.spot((1, 2)) == (1, 2)
    assert land.paths_of(land.lines[0]) == (((10, 50.5), (12, 50.5)),)
    assert [(f.id, name.spoken("sq"), home) for f, name, home in land.areas()] == [
        ("plain", "Fusha", True)
    ]


@pytest.mark.parametrize("path", [WHOLE, *list_scenarios()], ids=lambda path: path.stem)
def test_a_scenario_that_was_loaded_needs_no_file_any_more(path):
    """So it can be saved and sent as one text."""
    scenario = load_scenario(path)
    assert scenario.map.features
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario


@pytest.mark.parametrize(
    ("kind", "coordinates", "rings", "paths", "point"),
    [
        ("Polygon", [*SQUARE, HOLE], 2, 0, None),
        ("MultiPolygon", [[*SQUARE, HOLE], SQUARE], 3, 0, None),
        ("LineString", [[0, 0], [1, 1]], 0, 1, None),
        ("MultiLineString", [[[0, 0], [1, 1]], [[2, 2], [3, 3]]], 0, 2, None),
        ("Point", [3, 4], 0, 0, (3, 4)),
    ],
)
def test_a_feature_is_an_area_a_line_or_a_point(kind, coordinates, rings, paths, point):
    found = Feature.model_validate_json(json.dumps(feature(kind, coordinates)))
    assert (len(found.rings), len(found.paths), found.point) == (rings, paths, point)


def test_holes_come_after_all_outer_rings():
    both = feature("MultiPolygon", [[*SQUARE, HOLE], SQUARE])
    found = Feature.model_validate_json(json.dumps(both))
    assert [len(ring) for ring in found.rings] == [4, 4, 4]
    assert found.rings[2] == tuple(map(tuple, HOLE))


def test_a_fault_in_the_file_is_told_at_its_place_there(tmp_path):
    land = '{"type": "FeatureCollection",\n"features": [{"type": "Feature", "id": "plain",\n'
    land += '"geometry": {"type": "Circle", "coordinates": [11, 50]}}]}'
    assert fault_of(written(tmp_path, land)) == (
        'valley.geojson:3:22  features.0.geometry.type: "Circle" is not a type. Allowed: Point, '
        "LineString, MultiLineString, Polygon, MultiPolygon."
    )


@pytest.mark.parametrize(
    ("land", "words"),
    [
        ("", "the file is empty"),
        ('{"features": ' + "[" * 100_000, "this is nested more than 32 levels deep"),
        (json.dumps({"features": [0] * 80_000}), "the file has more than 60,000 parts"),
        (" " * 300_000, "the file is larger than 256 KB"),
        (collection(feature("Point", [float("nan"), 1])), "needed here, found the text"),
        (collection(feature("Point", [float("inf"), 1])), "needed here, found the text"),
        (collection(feature("Point", [1, 1e300])), "too large; the most is 90"),
        (collection({**LAND[0], "evil": 1}), '"evil" is not a key here'),
        ({"type": "Topology"}, '"Topology" is not a type'),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_hostile_file_is_refused(tmp_path, land, words):
    with pytest.raises(ScenarioError, match=words):
        load_scenario(written(tmp_path, land))


@pytest.mark.parametrize(
    "file", ["../valley.geojson", "/etc/hostname", "here/../../valley.geojson", "link.geojson"]
)
def test_a_map_outside_the_folder_is_not_opened(tmp_path, file):
    """Neither by its path nor by a link that leads out."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "valley.geojson").write_text(json.dumps(collection(*LAND)))
    (folder / "link.geojson").symlink_to(tmp_path / "valley.geojson")
    assert fault_of(written(folder, collection(), file)).endswith(
        f'map.file: "{file}" lies outside the folder of the scenario; put the map beside it'
    )


def test_a_map_that_is_not_there_is_told_in_the_scenario(tmp_path):
    fault = fault_of(written(tmp_path, collection(), "hill.geojson"))
    assert fault.startswith("whole.yaml:232:9  map.file:")
    assert fault.endswith('there is no file "hill.geojson" in the folder of the scenario')


def test_a_file_that_changes_is_read_again(tmp_path):
    path = written(tmp_path, collection(*LAND))
    load_scenario(path)
    written(tmp_path, collection(*LAND[1:]))
    with pytest.raises(ScenarioError, match='"plain" is not a feature of the map'):
        load_scenario(path)


def test_a_map_needs_land():
    with pytest.raises(ValueError, match='a map needs "file", the GeoJSON file'):
        Map(window=(0.0, 0.0, 1.0, 1.0))
