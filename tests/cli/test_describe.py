"""`standoff describe` as its user meets it."""

from __future__ import annotations

import json

import pytest

from sim.cli import run
from tests.support.pages import check_page


def test_it_prints_the_scenario_as_plain_text(capsys):
    assert run(["describe", "tutorial"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# The bridge over the Sill\n")
    assert "\x1b" not in printed
    assert max(map(len, printed.splitlines())) <= 120


def test_it_writes_a_page_and_says_where(tmp_path, capsys):
    target = tmp_path / "new" / "page.html"
    assert run(["describe", "tutorial", "--html", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    check_page(target.read_text("utf-8"))


def test_the_odd_description_is_markdown_or_a_page(tmp_path, capsys):
    assert run(["describe", "tutorial", "--odd"]) == 0
    assert "### II.iii Learning" in capsys.readouterr().out
    target = tmp_path / "odd.html"
    assert run(["describe", "tutorial", "--odd", "--html", str(target)]) == 0
    assert "II.iii Learning" in target.read_text("utf-8")


def test_a_role_card_is_printed_alone(capsys):
    assert run(["describe", "tutorial", "--role", "ardale"]) == 0
    printed = capsys.readouterr().out
    assert "Your own captain is not sure" in printed
    assert "own hunting guns" not in printed


def test_the_whole_scenario_is_printed_as_data(capsys):
    assert run(["describe", "tutorial", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["indicators"]["tension"]["start"] == {"triangular": [52, 55, 58]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tutoria"], 'Did you mean "tutorial"?'),
        (["no/such.yaml"], "neither the id of a scenario nor a file"),
        (["tutorial", "--role", "ardal"], 'Did you mean "ardale"?'),
        (["tutorial", "--json", "--odd"], "choose one of"),
        (["tutorial", "--json", "--html", "x.html"], "choose one of"),
        (["tutorial", "--html", "."], "is a directory"),
    ],
)
def test_wrong_input_is_told_with_what_to_try(arguments, said, capsys):
    assert run(["describe", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_without_jinja_a_page_says_how_to_get_it(tmp_path, monkeypatch, capsys):
    from sim.report.page import environment

    environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    assert run(["describe", "tutorial", "--html", str(tmp_path / "x.html")]) == 1
    assert 'pip install "standoff[report]"' in capsys.readouterr().err
    environment.cache_clear()
