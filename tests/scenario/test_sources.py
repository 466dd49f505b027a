"""The sources load, hang together, and are written by the rules for a live conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.scenario.faults import ScenarioError
from sim.scenario.library import NotFound, data_folder
from sim.scenario.sources import Source, Sources, Span, load_sources, read_source

FILES = sorted(path for path in data_folder("seeds").glob("*.yaml") if path.stem != "conflicts")
ARTICLES = {
    "state-department-undated",
    "restraint-undated",
    "warning-2023-11-14",
    "hotnews-2023-09-29",
    "dw-2023-10-02",
}
KNOWN_DISAGREEMENTS = [
    "pullback-start",
    "pullback-size",
    "kfor-net-increase",
    "one-incident-or-two",
    "who-stands-behind",
    "unprecedented-measure",
    "border-or-line",
    "late-date",
    "meeting-or-call",
]
# What only a quoted speaker may say; "border" is Pristina's word, for us it is the line.
NOT_OUR_WORDS = re.compile(
    r"\b(terroris\w+|freedom fighters?|hero\w*|martyr\w*|aggressors?|regimes?|so-called"
    r"|separatis\w+|occup(?:ied|y|ation)|cleansing|ancient hatreds|both sides always"
    r"|borders?|admit\w*|claimed|confess\w*)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"')


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load_sources()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_source_is_sound(path: Path) -> None:
    assert read_source(path).claims


def test_five_articles_and_the_background_are_shipped(sources: Sources) -> None:
    assert set(sources.sources) == ARTICLES | {"background"}


@pytest.mark.parametrize("name", KNOWN_DISAGREEMENTS)
def test_a_known_disagreement_is_listed(sources: Sources, name: str) -> None:
    assert len(sources.conflicts[name].claims) >= 2


def test_a_conflict_names_each_claim_once(sources: Sources) -> None:
    for name, conflict in sources.conflicts.items():
        assert len(set(conflict.claims)) == len(conflict.claims), name


def test_a_conflict_is_filed_under_a_topic_that_claims_have(sources: Sources) -> None:
    for name, conflict in sources.conflicts.items():
        assert conflict.about in sources.topics(), name


def test_our_own_voice_takes_no_side(sources: Sources) -> None:
    for place, text in narrated(sources):
        assert not NOT_OUR_WORDS.search(QUOTED.sub("", text)), f"{place}: {text}"


def test_a_quotation_is_a_few_words_only(sources: Sources) -> None:
    for place, text in narrated(sources):
        assert all(len(words.split()) <= 4 for words in QUOTED.findall(text)), place


def test_banjska_is_named_in_both_languages(sources: Sources) -> None:
    for place, text in narrated(sources):
        assert text.count("Banjska") == text.count("Banjska/Banjskë"), place


def test_a_claim_is_found_by_its_address(sources: Sources) -> None:
    claim = sources.claim("dw-2023-10-02/troops-after")
    assert (claim.figure, claim.unit) == (4500, "soldiers near the line")


def test_an_unknown_claim_names_the_nearest(sources: Sources) -> None:
    with pytest.raises(NotFound, match='Did you mean "dw-2023-10-02/troops-after"'):
        sources.claim("dw-2023-10-02/troop-after")


def test_a_claim_knows_its_conflicts(sources: Sources) -> None:
    assert "pullback-size" in sources.conflicts_of("dw-2023-10-02/troops-before")
    assert sources.conflicts_of("dw-2023-10-02/albanian-majority") == {}


def test_topics_hold_every_claim_once(sources: Sources) -> None:
    listed = [ref for refs in sources.topics().values() for ref in refs]
    assert sorted(listed) == sorted(sources.claims)


def test_a_rough_figure_is_a_span(sources: Sources) -> None:
    assert sources.claim("background/british-battalion").figure == Span(low=500, high=650)


def test_every_field_is_described_for_editors() -> None:
    schema = Source.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert all("description" in field for field in part["properties"].values())


SOUND = """\
id: radio
outlet: Not known
title: A note
date: 2023-09-24
kind: news report
about: For a test.
claims:
  closed:
    says: The crossing was reported closed.
    attributed_to: Unnamed writer
    about: civilians
    certainty: reported
"""
CONFLICT = """\
conflicts:
  which-day:
    title: Which day
    about: civilians
    kind: date
    claims: [radio/closed]
    disagreement: It has no day.
    what_would_settle_it: The day.
    used: None.
"""


def fault_in(folder: Path, radio: str = SOUND, conflicts: str = CONFLICT) -> str:
    """What is said about a folder with these two files."""
    (folder / "radio.yaml").write_text(radio, encoding="utf-8")
    (folder / "conflicts.yaml").write_text(conflicts, encoding="utf-8")
    with pytest.raises(ScenarioError) as refusal:
        load_sources(folder)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("found", "instead", "place", "words"),
    [
        ("id: radio", "id: television", "radio.yaml:1:5", 'must be "radio"'),
        ("date: 2023-09-24\n", "", "radio.yaml:1:1", 'needs a "date_note"'),
        ("date: 2023-09-24", "date: 24 September", "radio.yaml:4:7", "2023-09-24"),
        ("kind: news report", "kind: background", "radio.yaml:1:1", 'needs an "address"'),
        ("certainty: reported", "certainty: rumored", "radio.yaml:12:16", "reported"),
        ("certainty:", "figure: 3\n    certainty:", "radio.yaml:9:5", "go together"),
        ("certainty:", "figure: {low: 3, high: 3}\n    certainty:", "radio.yaml:12:13", "less"),
    ],
)
def test_a_fault_has_its_place(
    tmp_path: Path, found: str, instead: str, place: str, words: str
) -> None:
    said = fault_in(tmp_path, radio=SOUND.replace(found, instead))
    assert place in said
    assert words in said


def test_a_conflict_over_an_unknown_claim_is_a_fault(tmp_path: Path) -> None:
    said = fault_in(tmp_path, conflicts=CONFLICT.replace("radio/closed", "radio/close"))
    assert 'conflicts.yaml:6:14  conflicts.which-day.claims.0: "radio/close"' in said
    assert 'Did you mean "radio/closed"?' in said


def test_faults_of_several_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "paper.yaml").write_text(SOUND, encoding="utf-8")
    said = fault_in(tmp_path, radio=SOUND.replace("title: A note\n", ""))
    assert "paper.yaml" in said
    assert "radio.yaml" in said


def narrated(sources: Sources) -> Iterator[tuple[str, str]]:
    """Every text that is in our own voice, with its place."""
    for source in sources.sources.values():
        for text in (source.title, source.about, source.date_note or ""):
            yield source.id, text
    for ref, claim in sources.claims.items():
        for text in (claim.says, claim.event_date_note or ""):
            yield ref, text
    for name, conflict in sources.conflicts.items():
        for text in (conflict.title, conflict.disagreement, conflict.used):
            yield name, text
