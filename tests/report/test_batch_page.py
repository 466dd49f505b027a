"""The page of a batch: it tells what the results hold, stands alone, and trusts no text."""

from __future__ import annotations

import json

import pytest

from sim.batch.store import Batch
from sim.cli import run
from sim.report.batch_page import batch_page
from tests.report.conftest import WORLDS
from tests.support.batches import small_batch
from tests.support.pages import Page, check_page
from tests.support.tiny import deed, ending, tiny
from tests.support.told import HOSTILE, hostile, told_parts


def test_a_page_is_sound_and_stands_alone(page):
    check_page(page)


def test_it_says_what_was_run(page, batch):
    manifest = batch.manifest
    for fact in (manifest["scenario"]["digest"], "standoff batch tiny", "Ash: quantal", "numpy"):
        assert fact in page


def test_endings_are_those_of_the_results_with_their_intervals(page, batch, scenario):
    found = batch.worlds.to_table(columns=["ending"]).column(0).to_pylist()
    rows = Page(page).rows("endings")
    for name, part in scenario.endings.items():
        count = found.count(name)
        (row,) = [r for r in rows if r.startswith(str(part.label)) and r.endswith(f" | {count}")]
        assert f"{100 * count / WORLDS:.1f} %" in row
    assert any("Open war violent" in row for row in rows)
    assert any("Nothing solved history" in row for row in rows)


def test_main_indicators_have_a_fan_with_historys_lane_known_figures_and_figures_below(page):
    """Watched: tension and pride; of human cost: hurt. Each is drawn wide and narrow."""
    found = Page(page)
    headings = [tag.text for tag in found.all("h3")]
    assert {"Tension", "L", "People hurt (people)"} <= set(headings)
    assert len(found.all("path", kind="band most")) == 2 * 3
    assert len(found.all("path", kind="line history")) == 2 * 3 + 1  # and in the key
    assert len(found.all("g", kind="known")) == 2 + 1
    assert "50 to 60" in page
    assert page.count("The same in figures") == 3


def test_a_figure_leads_to_its_claim_and_to_who_disputes_it(page):
    found = Page(page)
    cited = next(tag for tag in found.all("a", href="#claim-1") if "title" in tag.attributes)
    (claim,) = found.all("li", id="claim-1")
    assert cited.attributes["title"] in claim.text
    assert "≠" in claim.text


def test_what_was_chosen_leads_to_its_reason(page):
    """An A with a number, wherever a figure rests on no claim; the reason stands at its place."""
    found = Page(page)
    cited = [tag for tag in found.all("a") if tag.text.startswith("[A")]
    assert cited
    for tag in cited:
        (row,) = found.all("tr", id=tag.attributes["href"].removeprefix("#"))
        assert tag.text in row.text
        assert tag.attributes["title"] in row.text


@pytest.mark.parametrize("section", ["endings", "moves"])
def test_every_row_of_figures_leads_to_what_it_rests_on(page, section):
    start = page.index(f'<section id="{section}"')
    rows = page[start : page.index("</section>", start)].split("<tr>")
    about = [row for row in rows if '<th scope="row">' in row and not row.count("Turns played")]
    about = [row for row in about if not row.count("Highest rung")]
    assert about
    assert all("#claim-" in row or "#assumption-" in row for row in about)


def test_a_claim_that_disputes_one_is_told_although_the_scenario_does_not_rest_on_it(page):
    """The president's 4,000 beside the chief of staff's 4,500."""
    assert "lowered to 4,000" in page


def test_moves_are_told_with_how_often_and_beside_history(page):
    rows = Page(page).rows("moves")
    (strike,) = [row for row in rows if row.startswith("Strike deed")]
    assert strike.endswith(" | 1")  # it is once in history
    assert not [row for row in rows if row.startswith("Hold")]


def test_worlds_worth_opening_are_named_with_the_command(page, batch):
    assert f"standoff replay {batch.folder}#" in page


def test_no_text_of_a_scenario_becomes_part_of_the_page(tmp_path):
    """Not even in the titles of pictures, and it is no template either."""
    batch = small_batch(tmp_path / "a<b>&'\"", hostile())
    page = batch_page(batch.folder)
    found = check_page(page)
    assert HOSTILE not in page
    assert "49" not in found.all("h1")[0].text
    assert HOSTILE in found.all("h1")[0].text
    assert HOSTILE in found.all("svg", role="img")[0].attributes["aria-label"]


def test_a_scenario_without_history_sources_or_violence_has_a_page_too(tmp_path):
    scenario = tiny(moves={"a": {"push": deed(effects={"x": 1})}}, endings={"over": ending()})
    page = batch_page(small_batch(tmp_path, scenario).folder)
    check_page(page)
    assert "history's moves" not in page
    assert "too few of one kind to compare" in page


def test_changed_values_and_policies_are_listed(tmp_path):
    batch = small_batch(tmp_path / "r", tiny(**told_parts()), policies={"b": "dove"})
    assert "Birch: dove" in batch_page(batch.folder)
    assert "meant for the default run" in batch_page(batch.folder)


def test_a_batch_that_is_not_complete_says_so(tmp_path):
    batch = small_batch(tmp_path / "r")
    (tmp_path / "r/worlds/part-00002.parquet").unlink()
    changed(batch, complete=False, finished_worlds=178)
    page = batch_page(batch.folder)
    assert "not complete: 178 of 210 worlds" in page
    assert "the first 64 worlds were played again" in page


@pytest.mark.parametrize("change", [{"rules_version": 0}, {"seed": 8}])
def test_worlds_that_come_out_differently_are_refused_in_words(tmp_path, change):
    batch = small_batch(tmp_path / "r")
    changed(batch, **change)
    with pytest.raises(ValueError, match="compute it again: standoff batch tiny -n 210"):
        batch_page(batch.folder)


@pytest.mark.parametrize("name", ["nothing", "empty", "file"])
def test_a_folder_without_a_batch_ends_with_2_and_words(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    assert run(["report", name]) == 2
    assert f'"{name}" holds no batch' in capsys.readouterr().err


def test_a_batch_of_which_nothing_is_finished_ends_with_2_and_words(batch, tmp_path, capsys):
    (tmp_path / "manifest.json").write_text(json.dumps(batch.manifest | {"finished_worlds": 0}))
    assert run(["report", str(tmp_path)]) == 2
    assert "--resume" in capsys.readouterr().err


def test_the_command_writes_where_it_is_told_and_says_where(batch, tmp_path, capsys, page):
    target = tmp_path / "pages" / "out.html"
    assert run(["report", str(batch.folder), "--html", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert target.read_text("utf-8") == page
    assert [path.name for path in target.parent.iterdir()] == ["out.html"]


def test_a_folder_in_place_of_the_page_ends_with_2_and_words(batch, tmp_path, capsys):
    assert run(["report", str(batch.folder), "--html", str(tmp_path)]) == 2
    assert "is a directory" in capsys.readouterr().err


def test_without_jinja_the_command_says_how_to_get_it(batch, monkeypatch, capsys):
    from sim.report.page import environment

    environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    assert run(["report", str(batch.folder)]) == 1
    assert 'pip install "standoff[report]"' in capsys.readouterr().err
    environment.cache_clear()


def changed(batch: Batch, **values: object) -> None:
    path = batch.folder / "manifest.json"
    path.write_text(json.dumps(batch.manifest | values))
