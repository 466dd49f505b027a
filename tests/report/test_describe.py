"""A scenario as a page: everything that its file says is there, and leads to what it rests on."""

from __future__ import annotations

from functools import cache
from html import escape

import pytest

from sim.report.describe.odd import odd_protocol
from sim.report.describe.page import as_page
from sim.report.describe.role import role_card
from sim.report.describe.text import as_text
from sim.report.describe.whole import whole
from sim.report.ground import Ground
from sim.scenario.schema import Scenario
from sim.scenario.sources import load_sources
from tests.support.pages import Page, check_page
from tests.support.shipped import each_scenario, shipped
from tests.support.three import three
from tests.support.tiny import tiny
from tests.support.told import CLAIM, HOSTILE, hostile, told

sources = cache(load_sources)


def ground_of(scenario: Scenario) -> Ground:
    return Ground(scenario, sources())


def page_of(scenario: Scenario) -> str:
    return as_page(whole(scenario, ground_of(scenario)))


def text_of(scenario: Scenario, width: int = 100) -> str:
    return as_text(whole(scenario, ground_of(scenario)), width)


def names_in(scenario: Scenario) -> set[str]:
    """What its parts are called."""
    moves = [move for own in scenario.moves.values() for move in own.values()]
    parts = [scenario.indicators, scenario.events, scenario.incidents, scenario.commitments]
    parts += [scenario.ladder, scenario.endings]
    labels = {str(part.label) for found in parts for part in found.values()}
    return labels | {str(m.label) for m in moves} | {str(a.name) for a in scenario.actors.values()}


@each_scenario
def test_a_page_is_sound_and_names_everything(path):
    """Whatever scenario is shipped; all footnotes lead somewhere."""
    scenario = shipped(path)
    page = check_page(page_of(scenario))
    said = page.all("main")[0].text
    assert [name for name in names_in(scenario) if name not in said] == []
    assert [why for why in assumptions(scenario) if " ".join(why.split()) not in said] == []


def assumptions(scenario: Scenario) -> list[str]:
    ground = ground_of(scenario)
    return [reason.why for _heading, reasons in ground.assumptions for reason in reasons]


@each_scenario
def test_the_odd_description_names_every_side_indicator_and_ending_under_every_heading(path):
    scenario = shipped(path)
    told_of = odd_protocol(scenario, ground_of(scenario))
    check_page(as_page(told_of))
    text = " ".join(as_text(told_of, 100).split())
    assert [name for name in names_in(scenario) if " ".join(name.split()) not in text] == []
    concepts = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    details = ("i", "ii", "iii", "iv")
    wanted = [f"I.{n} " for n in details[:3]] + [f"II.{n} " for n in concepts]
    assert all(f"### {head}" in text for head in [*wanted, *(f"III.{n} " for n in details)])


@each_scenario
def test_a_role_card_holds_nobody_elses_secrets(path):
    """Of every role, as a page: its own private part, and no other's."""
    scenario = shipped(path)
    for name, actor in scenario.actors.items():
        page = check_page(as_page(role_card(scenario, name))).all("main")[0].text
        assert str(actor.card.private) in page
        others = [other.card for key, other in scenario.actors.items() if key != name]
        assert not [card for card in others if str(card.private) in page]


@pytest.mark.parametrize("make", [tiny, three, told], ids=lambda make: make.__name__)
def test_small_scenarios_have_pages_too(make):
    """Without sources, history, moves or commitments there is less to tell."""
    scenario = make()
    check_page(page_of(scenario))
    check_page(as_page(odd_protocol(scenario, ground_of(scenario))))


@pytest.mark.parametrize("describe", [whole, odd_protocol], ids=["whole", "odd"])
def test_no_text_of_a_scenario_becomes_part_of_the_page(describe):
    scenario = hostile()
    page = as_page(describe(scenario, ground_of(scenario)))
    found = check_page(page)
    assert HOSTILE not in page
    assert HOSTILE in found.all("h1")[0].text
    assert escape("<script>") in page


def test_no_text_of_a_scenario_becomes_a_tag_for_readers_of_markdown():
    assert "<script>" not in text_of(hostile()).replace("\\<script>", "")


def test_a_figure_leads_to_its_claim_and_to_why_the_rest_was_chosen():
    """The tension of the made-up scenario has a claim that others dispute, and a reason."""
    scenario = told()
    number = ground_of(scenario).cited[CLAIM].number
    page = check_page(page_of(scenario))
    (row,) = [row for row in page.rows("indicators") if row.startswith("Tension")]
    assert f"[{number}≠] [A" in row
    (claim,) = page.all("li", id=f"claim-{number}")
    (link, *_others) = page.all("a", href=f"#claim-{number}")
    assert link.attributes["title"] in claim.text


def test_both_sides_of_a_disagreement_are_told():
    """Also the one that the scenario does not rest on."""
    scenario = told()
    ground = ground_of(scenario)
    said = Page(page_of(scenario)).all("main")[0].text
    sides = [ref for _n, conflict in ground.conflicts.values() for ref in conflict.claims]
    assert set(sides) - set(scenario.claims())
    assert all(ground.sources.claims[ref].says in said for ref in sides)


@pytest.mark.parametrize("width", [40, 79, 100])
def test_text_keeps_to_the_width(width):
    """Only a single long word, such as a path, may stand out."""
    for line in text_of(told(), width).splitlines():
        assert len(line) <= width or line.startswith("#") or " " not in line.strip("- ")


def test_how_a_side_chooses_by_itself_is_told_after_its_card():
    card, policy = "which no other side reads", "How it chooses when nobody plays it"
    for text in (text_of(told()), page_of(told())):
        assert text.index(card) < text.index(policy)


def test_text_has_tables_where_they_fit_and_entries_elsewhere():
    assert "| how … stands to | Ash | Birch |" in text_of(told(), 100)
    narrow = text_of(told(), 30)
    assert "- **Ash**\n  - Ash: –\n  - Birch: −3\n" in narrow
    assert not [line for line in narrow.splitlines() if line.startswith("|") and len(line) > 30]


def test_a_heading_with_nothing_but_pictures_under_it_is_left_out_of_the_text():
    lines = text_of(told()).splitlines()
    headings = [place for place, line in enumerate(lines) if line.startswith("#")]
    assert all(lines[place + 2].strip() for place in headings)
