"""The page of a sweep: it shows every point by its outcomes, stands alone, and trusts no text."""

from __future__ import annotations

import json

import numpy as np
import pytest

from sim.batch.design import Sweep, grid, latin_hypercube
from sim.cli import run
from sim.report.sweep_charts import STEPS, trend
from sim.report.sweep_page import Look, sweep_page
from tests.support.batches import small_batch
from tests.support.pages import Page, check_page
from tests.support.told import HOSTILE, hostile, told

START = "indicators.tension.start"
DESIGNS = {
    "line": grid([Sweep(f"{START}=30:70:5")]),
    "policies": grid([Sweep("policy.a=default,dove,hawk")]),
    "map": grid([Sweep("policy.a=default,dove"), Sweep(f"{START}=30:70:3")]),
    "cloud": latin_hypercube([Sweep(f"{START}=30:70"), Sweep("dynamics.violent_cap=20:60")], 14, 0),
    "listed": ({}, {"policy.a": "dove", START: 40}, {START: 60}),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "told.yaml"
    path.write_text(told().model_dump_json())
    return path


@pytest.fixture(scope="module")
def batches(file, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweeps")
    return {
        name: small_batch(folder / name, file, design=design, worlds=96, part_worlds=96)
        for name, design in DESIGNS.items()
    }


@pytest.fixture(scope="module")
def pages(batches):
    return {name: check_page(sweep_page(batch)) for name, batch in batches.items()}


def pictures(page):
    return [t for t in page.all("svg") if t.attributes.get("class") == "chart plane small"]


def test_over_one_number_each_outcome_has_a_line_with_its_figures_in_words(pages, batches):
    look = Look(batches["line"])
    found = pictures(pages["line"])
    assert len(found) == len(look.main) + len(look.endings) >= 3
    first = look.main[0]
    mean = f"{100 * first.points[0].mean.value:.1f} %"
    assert f": 30: {mean}; 40:" in found[0].attributes["aria-label"]
    assert pages["line"].source.count('class="span"') == 5 * len(found)


def test_policies_have_strips_with_paired_differences(pages, batches):
    look = Look(batches["policies"])
    rows = pages["policies"].rows("outcomes")
    assert rows[1] == look.outcome(look.main[0])
    assert [row.split(" | ")[0] for row in rows[2:5]] == ["default", "dove", "hawk"]
    found = look.main[0].points[1].difference
    assert look.change(look.main[0], found.value) in rows[3]
    assert rows[3].endswith(("sure", "may be luck"))


def test_two_paths_have_a_map_with_a_cell_for_each_point(pages, batches):
    look = Look(batches["map"])
    rows = pages["map"].rows("map")
    cells = [row.split(" | ")[1:] for row in rows[1:3]]
    means = 100 * look.main[0].means.reshape(2, 3)
    assert cells == [[f"{value:.1f}" for value in row] for row in means]
    assert pages["map"].source.count('class="cell reference"') == len(look.main + look.endings)


def test_a_sample_has_dots_with_a_trend_and_what_goes_with_what(pages, batches):
    look = Look(batches["cloud"])
    assert pages["cloud"].source.count('class="dot cloud"') == 2 * 14 * len(look.main)
    assert pages["cloud"].rows("ranks")[1].startswith("Tension: at the start | ")


def test_differences_are_from_the_point_that_leaves_the_scenario_as_it_stands(pages):
    assert "point 0, which leaves the scenario as it stands" in pages["policies"].source
    assert "since no point leaves the scenario as it stands" in pages["line"].source


def test_values_that_were_not_played_with_each_other_are_not_compared_without_a_word(pages):
    assert "may be due to what was varied beside it" in pages["listed"].source
    assert "may be due to what was varied beside it" not in pages["map"].source


def test_every_point_stands_in_the_table_with_the_way_to_its_own_page(pages, batches):
    place = batches["map"].folder
    rows = pages["map"].rows("points")
    assert [row.split(" | ")[:3] for row in rows[1:4]] == [
        ["0", "default", "30"],
        ["1", "default", "50"],
        ["2", "default", "70"],
    ]
    assert f"standoff report {place} --point 0" in pages["map"].source
    assert f"standoff replay {place}#0/0" in pages["map"].source


def test_the_command_writes_the_sweeps_page_and_with_a_point_that_points(batches, tmp_path, capsys):
    folder = str(batches["policies"].folder)
    assert run(["report", folder, "--html", str(tmp_path / "all.html")]) == 0
    assert run(["report", folder, "--point", "1", "--html", str(tmp_path / "one.html")]) == 0
    capsys.readouterr()
    assert "Report on a sweep" in (tmp_path / "all.html").read_text("utf-8")
    one = (tmp_path / "one.html").read_text("utf-8")
    assert "Report on a batch" in one
    assert "Ash: dove" in one


def test_what_is_missing_of_a_sweep_is_said(file, tmp_path):
    """Points that were not reached are left out, and what failed is told."""
    batch = small_batch(tmp_path / "r", file, design=DESIGNS["policies"], worlds=64)
    for name in ("worlds/part-00001.parquet", "worlds/part-00004.parquet"):
        (batch.folder / name).unlink()
    manifest = batch.manifest | {"complete": False, "finished_worlds": 128}
    (batch.folder / "manifest.json").write_text(json.dumps(manifest))
    failed = {"point": 1, "problem": "it does not go together"}
    (batch.folder / "failed").mkdir()
    (batch.folder / "failed" / "part-00001.json").write_text(json.dumps(failed))
    page = check_page(sweep_page(batch))
    assert "128 of 192 worlds are finished" in page.source
    assert "the first, at point 1: it does not go together" in page.source
    assert [row.split(" | ")[0] for row in page.rows("points")[1:]] == ["0", "2"]


def test_a_sweep_that_changes_nothing_says_so(file, tmp_path):
    batch = small_batch(tmp_path / "r", file, design=[{"title": "A"}, {"title": "B"}], worlds=32)
    page = check_page(sweep_page(batch))
    assert "Nothing that was varied changes how any world goes." in page.source


def test_texts_turned_against_the_page_stay_text(tmp_path):
    (tmp_path / "hostile.yaml").write_text(hostile().model_dump_json())
    design = [{"title": HOSTILE, START: value} for value in (40, 60)] + [{"title": "x", START: 50}]
    batch = small_batch(tmp_path / "a<b>&'\"", tmp_path / "hostile.yaml", design=design, worlds=32)
    page = sweep_page(batch)
    check_page(page)
    assert HOSTILE not in page
    assert HOSTILE in Page(page).all("h1")[0].text


def test_the_trend_of_a_parabola_is_the_parabola():
    """And beside noise its interval holds the truth at most places."""
    x = np.linspace(2, 5, 40)
    low, curve, high = trend(x, 3 + x**2)
    there = np.linspace(2, 5, STEPS)
    assert curve == pytest.approx(3 + there**2)
    assert high - low == pytest.approx(0 * there, abs=1e-6)
    waves = np.sin(np.arange(40) ** 2.0)
    low, _curve, high = trend(x, 3 + x**2 + waves)
    assert np.mean((low <= 3 + there**2) & (3 + there**2 <= high)) > 0.8
