"""Bad YAML is refused with every fault in its place; sound YAML is read as it looks.

A new case is one file in `tests/cases/bad_yaml`: first the faults to expect, a comment for each.
"""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenario import read
from sim.scenario.document import Loc
from sim.scenario.faults import Fault, ScenarioError, did_you_mean, nearest
from sim.scenario.read import parse_document, plain_value, read_document

CASES = sorted((Path(__file__).parent.parent / "cases" / "bad_yaml").glob("*.yaml"))
EXPECT = "# expect "


def faults_of(content: str | bytes) -> list[str]:
    """What is wrong with the content, as `line:column  where: message`."""
    try:
        parse_document(content, "f")
    except ScenarioError as error:
        return [str(fault).removeprefix("f:") for fault in error.faults]
    return []


def expected(case: Path) -> list[str]:
    """The faults that a case declares in its first lines."""
    lines = case.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_file_is_refused_with_all_its_faults(case):
    assert faults_of(case.read_bytes()) == expected(case) != []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_without_libyaml_the_faults_are_the_same(case, monkeypatch):
    """The pure parser may only count the columns of an escape differently."""
    monkeypatch.setattr(read, "LOADER", yaml.SafeLoader)
    column = re.compile(r"^(\d+):\d+")
    told = faults_of(case.read_bytes())
    assert [column.sub(r"\1", fault) for fault in told] == [
        column.sub(r"\1", fault) for fault in expected(case)
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "1:1  the file is empty"),
        (b"\xff\xfea\0:\0 \x001\0", "1:1  the file is in UTF-16; save it as UTF-8"),
        (b"a\0:\0 \x001\0", "1:1  the file is in UTF-16; save it as UTF-8"),
        (b"a: 1\nb: Pri\x9atina", "2:7  the byte 0x9A is not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: x\0y", "2:5  the character U+0000 is not allowed"),
        ("a: 1\n# looks \u202e left", "2:9  the character U+202E is not allowed"),
        ("a: 1\r\nb: 2\r\nb: 3", '3:1  b: the key "b" is here a second time'),
        ('a: "\\ud800"', "1:7  this is no escape sequence"),
        ('a: "\\UFFFFFFFF"', "1:7  this is no escape sequence"),
        ("a: " + "[" * 100_000, "1:35  this is nested more than 32 levels deep"),
        ("a: " + "{b: " * 25_000, "1:128  this is nested more than 32 levels deep"),
        ("? " * 50_000, "1:65  this is nested more than 32 levels deep"),
        ("\n".join(" " * i + "a:" for i in range(500)), "33:33  this is nested more than 32"),
        ("a: [" + "0," * 100_000, "1:119997  the file has more than 60,000 parts"),
        ("a: 1\n" * 60_000, "1:1  the file is larger than 256 KB"),
        (b"9" * 1_000_000, "1:1  the file is larger than 256 KB"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_hostile_content_is_refused_at_its_place(content, fault):
    assert faults_of(content)[0].startswith(fault)


def test_a_forbidden_character_is_told_once_however_often_it_is_there():
    assert len(faults_of("\x01\x02" * 100_000)) == 2


def test_a_file_of_nothing_but_faults_is_cut_short():
    told = faults_of("a: 1\n" * 40_000)
    assert len(told) == 201
    assert told[-1] == "202:1  there are more faults than the 200 told here"


def test_no_fault_speaks_to_the_terminal():
    """Neither an escape sequence nor a line break in a key reaches the screen."""
    (fault,) = faults_of('"\\e[31m\\n": 1')
    assert r"\x1b[31m\n" in str(Fault("f", 1, 1, "\x1b[31m\n", "is red"))
    assert fault.isprintable()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("16", 16),
        ("+7", 7),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        ("999999999999999", 999_999_999_999_999),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ('"16"', "16"),
        ("'true'", "true"),
    ],
)
def test_a_value_is_what_it_looks_like(written, value):
    found = parse_document(f"a: {written}", "f").data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        *("no", "on", "yes", "True", "1:30", "24:00", "2023-09-24", "1 day", "3%", "<<"),
        *("010", "1_000", "0x10", "0o17", "٣", ".nan", ".inf", "-.inf", "1e400"),
        "1000000000000000",
        "9" * 200_000,
        "0." + "1" * 200_000,
    ],
    ids=lambda written: written[:20],
)
def test_anything_else_is_text(written):
    assert parse_document(f"a: {written}", "f").data == {"a": written}
    assert plain_value(written) == written


def test_a_byte_order_mark_moves_nothing():
    document = parse_document(b"\xef\xbb\xbfa: 1", "f")
    assert document.data == {"a": 1}
    assert document.place_of_key(["a"]) == (1, 1)


def test_places_are_those_an_editor_shows():
    document = parse_document("title: é\nmoves:\n  - {id: arm, when: 'a < b'}\n", "f")
    assert document.place(["title"]) == (1, 8)
    assert document.place(["moves", 0, "id"]) == (3, 10)
    assert document.place_of_key(["moves", 0, "when"]) == (3, 15)
    assert document.place(["moves", 0, "when"]) == (3, 21)


def test_the_place_of_a_character_is_inside_the_text():
    document = parse_document("a: serbia.forces < x\nb: 'a < b'\nc: >\n  folded\n  text\n", "f")
    assert document.place(["a"], at=16) == (1, 20)
    assert document.place(["b"], at=4) == (2, 9)
    assert document.place(["c"], at=8) == (3, 4), "where it is not on one line: its beginning"


def test_what_is_not_there_has_the_place_of_the_nearest_thing_around_it():
    document = parse_document("a:\n  b: 1\n", "f")
    assert document.place(["a", "c", 3]) == document.place(["a"]) == (2, 3)
    assert document.place_of_key(["z"]) == (1, 1)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    for path, words in [
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path, "this is a folder or a device, not a file"),
        (Path("nul\0byte"), "this cannot be the name of a file"),
        (tmp_path / ("x" * 300), "the file cannot be read: File name too long"),
    ]:
        with pytest.raises(ScenarioError, match=words):
            read_document(path)


def test_faults_come_in_order_and_once_and_travel_between_processes():
    """A worker that meets one hands it back whole."""
    first, second = Fault("f", 9, 1, "a", "is wrong"), Fault("f", 10, 1, "", "is odd")
    error = pickle.loads(pickle.dumps(ScenarioError([second, first, second])))
    assert error.faults == (first, second)
    assert str(error) == "f:9:1  a: is wrong\nf:10:1  is odd"


def test_the_nearest_name_is_told_or_else_what_is_allowed():
    policies = ["quantal", "hawk", "dove"]
    assert nearest("Quantel", policies) == "quantal"
    assert did_you_mean("quantel", "policy", policies) == (
        '"quantel" is not a policy. Did you mean "quantal"?'
    )
    assert did_you_mean("x", "actor", policies) == (
        '"x" is not an actor. Allowed: quantal, hawk, dove.'
    )
    assert did_you_mean("x", "indicator", map(str, range(99))) == '"x" is not an indicator.'


def scalar(value: object) -> str:
    """A scalar as JSON writes it, which is sound YAML as well."""
    return json.dumps(value, ensure_ascii=False)


def written(value: Any, blocks: int, indent: str = "") -> str:
    """Data as YAML: this many levels of blocks, then on one line with brackets."""
    if not isinstance(value, dict | list) or not value or blocks == 0:
        return f" {scalar(value)}\n"
    if isinstance(value, dict):
        entries = [(f"{scalar(key)}:", entry) for key, entry in value.items()]
    else:
        entries = [("-", entry) for entry in value]
    return "\n" + "".join(
        f"{indent}{head}{written(entry, blocks - 1, indent + '  ')}" for head, entry in entries
    )


def leaves(value: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    """Each scalar with its path."""
    if not isinstance(value, dict | list):
        return [(loc, value)]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    return [leaf for part, entry in entries for leaf in leaves(entry, (*loc, part))]


unseen = ["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"]
texts = st.text(st.characters(exclude_categories=unseen) | st.sampled_from("\n\t"), max_size=20)
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | texts
plain_data = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=10
)


@settings(max_examples=50)
@given(data=st.dictionaries(texts, plain_data), blocks=st.integers(0, 4))
def test_what_is_written_is_read_back_and_found_in_its_place(data, blocks):
    text = written(data, blocks)
    document = parse_document(text, "f")
    assert document.data == data
    for loc, value in leaves(data):
        line, column = document.place(loc)
        assert text.splitlines()[line - 1][column - 1 :].startswith(scalar(value))
        if loc and isinstance(loc[-1], str):
            line, column = document.place_of_key(loc)
            assert text.splitlines()[line - 1][column - 1 :].startswith(scalar(loc[-1]))


@given(st.binary() | st.text() | st.text("ab:-?[]{},&*!|>'\"%@#\\ \n\t\r01.e~<").map("a: ".__add__))
def test_whatever_the_bytes_are_the_answer_is_data_or_faults(content):
    for fault in faults_of(content):
        assert re.match(r"[1-9]\d*:[1-9]\d*  .", fault)


@given(st.sampled_from(CASES), st.data())
def test_a_mutated_case_is_data_or_faults(case, data):
    content = case.read_bytes()
    start, end = sorted(data.draw(st.integers(0, len(content))) for _ in range(2))
    faults_of(content[:start] + data.draw(st.binary(max_size=4)) + content[end:])
