"""Files that are no saves, or no longer: a sentence says what to do, and nothing in them is run."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from sim.session import SaveBroken, Session, list_saves, replay
from sim.session.log import APPLICATION
from tests.support.sessions import give
from tests.support.three import three

Harm = Callable[[sqlite3.Connection], object]


@pytest.fixture
def save() -> Path:
    """A session of two turns."""
    session = Session.begin(three(), ["a"], seed=3)
    give(give(session, a="strike"), a=("hold", "threaten")).close()
    assert session.path
    return session.path


def harmed(save: Path, harm: Harm) -> Path:
    connection = sqlite3.connect(save)
    with connection:
        harm(connection)
    connection.close()
    return save


def refusal(path: Path) -> str:
    """What is said of a save that can't be taken up, replayed or listed as sound."""
    with pytest.raises(SaveBroken) as broken:
        Session.resume(path)
    with pytest.raises(SaveBroken):
        list(replay(path))
    return str(broken.value)


def about(**changes: object) -> Harm:
    """The facts of the beginning, changed."""

    def change(connection: sqlite3.Connection) -> None:
        [(content,)] = connection.execute("SELECT content FROM about")
        facts = json.loads(content) | changes
        connection.execute("UPDATE about SET content = ?", (json.dumps(facts),))

    return change


def added(**given: object) -> Harm:
    """One input more."""
    row = (99, "2024-01-01T00:00:00+00:00", given["kind"], json.dumps(given))
    return lambda connection: connection.execute("INSERT INTO input VALUES (?, ?, ?, ?)", row)


def sql(*lines: str) -> Harm:
    return lambda connection: [connection.execute(line) for line in lines]


SCENARIO = three().model_dump_json()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (sql("PRAGMA user_version = 7"), "another version of Standoff"),
        (sql("CREATE TRIGGER t AFTER INSERT ON input BEGIN SELECT 1; END"), "damaged"),
        (sql("CREATE VIEW v AS SELECT 1"), "damaged"),
        (sql("DELETE FROM about"), "damaged"),
        (sql("UPDATE about SET content = '{}'"), "damaged"),
        (sql("UPDATE input SET content = 'x' WHERE number = 1"), "damaged"),
        (sql("UPDATE input SET content = '[' || char(10) || ']' WHERE number = 2"), "damaged"),
        (sql("DELETE FROM input WHERE number = 1"), "comes out differently"),
        (about(seed=4), "comes out differently"),
        (about(seed=-4), "seed: -4"),
        (about(world=3), "comes out differently"),
        (about(world=-1), "-1"),
        (about(prelude=[{"a": ["hold", "silence"]}]), "comes out differently"),
        (about(prelude=[{"a": ["fly", "silence"]}]), "fly"),
        (about(origin={"of": "\u001b[2J", "turn": 1}), "damaged"),
        (about(seed="3"), "damaged"),
        (about(rules=99), "other rules"),
        (about(digest="0"), "scenario was changed"),
        (about(scenario=SCENARIO.replace("Tiny", "Tinny")), "scenario was changed"),
        (about(people=["d"]), '"d" is not a role'),
        (about(policies={"b": "nobody"}), '"nobody" is not a policy'),
        (about(title="\x1b[2J"), "damaged"),
        (added(kind="draft", role="a", deed="hold", word="threaten"), "can't be"),
        (added(kind="draft", role="b", deed="send", word="silence"), "can't be"),
        (added(kind="undo", role="a"), "can't be"),
        (added(kind="commit", role="a", expected=7.0), "damaged"),
        (added(kind="turn", turn=3, state="f00", over=False), "Turn 3 comes out differently"),
        (added(kind="run", code="print(1)"), "damaged"),
    ],
)
def test_a_save_that_was_changed_is_refused(save, harm, says):
    assert says in refusal(harmed(save, harm))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"when":"x >= 60', '"when":"ghost >= 60', "ghost"),
        ('{"en":"Strike"}', '{"en":"\\u001b[2J"}', "signs"),
        ('"turns":6', '"turns":0', "turns"),
        ("{", "[" * 100_000, "scenario can't be read"),
    ],
)
def test_a_scenario_with_faults_in_a_save_is_refused(save, old, new, says):
    text = SCENARIO.replace(old, new, 1)
    assert text != SCENARIO
    digest = sha256(text.encode()).hexdigest()
    assert says in refusal(harmed(save, about(scenario=text, digest=digest)))


@pytest.mark.parametrize("content", [b"", b"x", b"hello" * 100, b"SQLite format 3\0" + b"\0" * 84])
def test_what_is_no_save_is_left_as_it_is(home, content):
    folder = home / "saves"
    folder.mkdir()
    path = folder / "strange.standoff"
    path.write_bytes(content)
    assert "not a save" in refusal(path)
    assert path.read_bytes() == content
    [save] = list_saves()
    assert "not a save" in save.fault


def test_a_database_of_another_program_is_left_as_it_is(tmp_path):
    path = harmed(tmp_path / "other.standoff", sql("CREATE TABLE t (x)"))
    content = path.read_bytes()
    assert "not a save" in refusal(path)
    assert path.read_bytes() == content


def test_a_database_that_only_says_that_it_is_ours_is_refused(tmp_path):
    path = tmp_path / "other.standoff"
    harmed(path, sql("CREATE TABLE t (x)", f"PRAGMA application_id = {APPLICATION}"))
    assert "another version" in refusal(path)


def test_a_save_that_is_not_there_is_named(tmp_path):
    assert "There is no save" in refusal(tmp_path / "none.standoff")
    assert "There is no save" in refusal(tmp_path)


def test_damage_anywhere_is_never_more_than_a_broken_save(save, tmp_path):
    """Bytes changed, or the end cut off: the same session, or a sentence."""
    choose, sound = Random(1), Session.resume(save)
    states, content = sound.hashes, save.read_bytes()
    sound.close()
    path = tmp_path / "damaged.standoff"
    for _ in range(60):
        damaged = bytearray(content)
        for place in choose.choices(range(len(content)), k=choose.randrange(1, 40)):
            damaged[place] = choose.randrange(256)
        for left in tmp_path.glob("damaged.standoff*"):
            left.unlink()
        path.write_bytes(damaged[: choose.choice([len(content), choose.randrange(len(content))])])
        try:
            session = Session.resume(path)
        except SaveBroken:
            continue
        assert states[: len(session.hashes)] == session.hashes
        session.close()


def test_a_folder_that_can_not_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveBroken, match="can't be read or written"):
        Session.begin(three(), ["a"], path=tmp_path / "file" / "x.standoff")


def test_a_save_that_was_not_finished_is_not_there(monkeypatch, home):
    """A file is there as a whole, or not at all."""

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(SaveBroken, match="no room"):
        Session.begin(three(), ["a"])
    assert list_saves() == []


def test_what_can_not_be_written_does_not_count(save, monkeypatch):
    session = Session.resume(save)
    before = session.view("a")
    session._log._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(SaveBroken, match="can't be read or written"):
        session.draft("a", word="retract")
    assert session.view("a") == before
