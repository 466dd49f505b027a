"""The teaching pack: what is made from a scenario is made, fair, and fits on paper."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest

from docs.teaching.make import FLAGSHIP, main, pack
from docs.teaching.role_cards import role_cards
from docs.teaching.source_sheets import exercises, source_sheets, voices
from sim import load_sources
from sim.scenario.actors import Actor
from tests.support.shipped import FILES, ROOT, each_scenario, shipped
from tests.support.teaching import CHROMIUM, TEACHING, loaded_words, pages_on_paper

FLAGSHIP_FILE = ROOT / "scenarios" / f"{FLAGSHIP}.yaml"
FLAGSHIP_FOLDER = TEACHING / FLAGSHIP
SHEET = re.compile(r'<section class="sheet[ "].*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def made():
    """The pack of the flagship."""
    return pack(shipped(FLAGSHIP_FILE), load_sources())


def test_what_lies_in_the_folder_is_what_is_made_today(made):
    """If not: `python -m docs.teaching.make`, and look at the diff."""
    there = {path.name: path.read_text("utf-8") for path in FLAGSHIP_FOLDER.iterdir()}
    assert sorted(there) == sorted(made)
    assert [name for name in made if made[name] != there[name]] == []


@each_scenario
def test_a_role_card_has_secrets_on_its_own_back_and_nowhere_else(path):
    scenario = shipped(path)
    sheets = [unescape(sheet) for sheet in SHEET.findall(role_cards(scenario))]
    roles = [actor for actor in scenario.actors.values() if actor.playable]
    assert len(sheets) == 2 * len(roles)
    for number, actor in enumerate(roles):
        assert str(actor.card.public) in sheets[2 * number]
        for secret in secrets(actor):
            told = {place for place, sheet in enumerate(sheets) if secret in sheet}
            own = {2 * n + 1 for n, other in enumerate(roles) if secret in secrets(other)}
            assert told == own, secret


def secrets(actor: Actor) -> list[str]:
    """What stands on the back of its card; two roles may share a line."""
    card = actor.card
    return [str(line) for line in (card.private, *card.interests, *card.red_lines)]


@each_scenario
def test_every_role_card_has_the_same_headings(path):
    backs = SHEET.findall(role_cards(shipped(path)))[1::2]
    assert len({tuple(re.findall("<h2>(.*?)</h2>", back)) for back in backs}) == 1


@each_scenario
def test_every_move_of_a_role_stands_on_its_card(path):
    scenario = shipped(path)
    backs = SHEET.findall(role_cards(scenario))[1::2]
    roles = [name for name, actor in scenario.actors.items() if actor.playable]
    for name, back in zip(roles, backs, strict=True):
        told = unescape(back)
        assert [m for m in scenario.moves[name].values() if str(m.label) not in told] == []


@each_scenario
def test_only_a_crisis_with_sources_has_sheets_about_them(path):
    scenario = shipped(path)
    assert bool(exercises(scenario, load_sources())) == bool(scenario.claims())


def test_every_sheet_has_voices_to_compare_and_all_that_they_say(made):
    sources = load_sources()
    chosen = exercises(shipped(FLAGSHIP_FILE), sources)
    assert set(shipped(FLAGSHIP_FILE).readings) <= set(chosen)
    assert len({conflict.kind for conflict in chosen.values()}) == 7
    told = unescape(made["source_sheets.html"])
    for conflict in chosen.values():
        assert len(voices(conflict, sources)) >= 3
        for ref in conflict.claims:
            assert sources.claim(ref).says in told
            assert f"`{ref}`" in made["source_key.md"]


def test_the_sheets_of_students_hold_no_verdict_of_ours(made):
    sources = load_sources()
    told = unescape(made["source_sheets.html"])
    for conflict in exercises(shipped(FLAGSHIP_FILE), sources).values():
        assert conflict.disagreement not in told
        assert conflict.what_would_settle_it not in told
    assert [source.id for source in sources.sources.values() if source.about in told] == []


def test_every_place_with_two_names_is_in_the_list_with_the_same_two():
    with (TEACHING / "places.csv").open(encoding="utf-8", newline="") as file:
        listed = {f"{row['serbian']}/{row['albanian']}" for row in csv.DictReader(file)}
    drawn = {
        str(place.name)
        for path in FILES
        for place in (shipped(path).map.places if shipped(path).map else ())
        if "/" in str(place.name)
    }
    assert drawn <= listed, drawn - listed


@pytest.mark.parametrize("scenario", ["tutorial", "low-water"])
def test_an_invented_crisis_has_no_places_of_another(scenario):
    made = pack(shipped(ROOT / "scenarios" / f"{scenario}.yaml"), load_sources())
    assert "## Places" not in made["glossary.md"]
    assert "Kosovo" not in "".join(made.values())


def test_whatever_an_author_writes_is_text(made):
    scenario = shipped(FLAGSHIP_FILE).model_copy(update={"title": "<script>x</script>"})
    assert "<script>" not in role_cards(scenario)
    assert "<script" not in "".join(made.values())


def test_a_sheet_loads_nothing_from_elsewhere(made):
    sheets = [text for name, text in made.items() if name.endswith(".html")]
    assert not re.search(r"(src|href)=|@import|url\(", "".join(sheets))


def test_no_word_takes_a_side_outside_quotation_marks(made):
    tags = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
    told = {name: unescape(tags.sub("", text)) for name, text in made.items()}
    assert {name: found for name in told if (found := loaded_words(told[name]))} == {}


def test_a_pack_of_any_scenario_goes_where_one_says(tmp_path, capsys):
    main("tutorial", str(tmp_path / "pack"))
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "codebook.md",
        "debrief_cards.html",
        "exit_tickets.html",
        "glossary.md",
        "model_facts.md",
        "order_slips.html",
        "role_cards.html",
    ]
    assert len(capsys.readouterr().out.splitlines()) == 7


def test_a_scenario_that_is_not_there_is_told_so():
    with pytest.raises(SystemExit, match="Did you mean"):
        main("banjska-2032")


@pytest.mark.skipif(CHROMIUM is None, reason="prints with Chromium, which is not installed")
@pytest.mark.parametrize("size", ["A4", "letter"])
def test_a_role_card_fits_on_one_sheet_of_paper(size, tmp_path):
    page = role_cards(shipped(FLAGSHIP_FILE))
    assert pages_on_paper(page, size, tmp_path) == 2 * 5


@pytest.mark.skipif(CHROMIUM is None, reason="prints with Chromium, which is not installed")
def test_a_source_sheet_fits_on_one_page_and_the_timeline_on_two(tmp_path, made):
    scenario, sources = shipped(FLAGSHIP_FILE), load_sources()
    wanted = 1 + len(exercises(scenario, sources))
    assert pages_on_paper(source_sheets(scenario, sources), "A4 landscape", tmp_path) == wanted
    assert pages_on_paper(made["timeline.html"], "A4", tmp_path) == 2
