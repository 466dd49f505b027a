"""Settings are stored, and a bad file is no reason to stop."""

from __future__ import annotations

import json

import pytest

from game.keys import given, works
from game.settings import TEXT_SCALES, Settings, read_settings, settings_path


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    return tmp_path


def test_without_a_file_everything_is_as_new():
    assert read_settings() == (Settings(), "")


def test_what_was_written_is_read():
    chosen = Settings(theme="light", text_scale=1.4, asked=True, keys={"u": "x", "x": "u"})
    chosen.write()
    assert read_settings() == (chosen, "")


def test_they_lie_in_the_home_of_the_game(home):
    assert settings_path() == home / "settings.json"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "7", "\x00\xff", '{"theme": "dark"', "null"], ids=repr
)
def test_a_file_that_is_no_settings_gives_new_ones_and_a_sentence(home, content):
    (home / "settings.json").write_text(content, "latin-1")
    settings, message = read_settings()
    assert settings == Settings()
    assert "settings.json" in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", 1),
        ("text_scale", 9),
        ("text_scale", True),
        ("text_scale", "1.4"),
        ("sound", "yes"),
        ("sound", 1),
        ("language", 4),
        ("keys", ["u"]),
        ("keys", {"u": 3}),
        ("keys", {"u": "x"}),
        ("keys", {"u": "x", "v": "x", "x": "u"}),
    ],
)
def test_a_value_that_makes_no_sense_is_left_out_and_named(home, name, value):
    stored = {"reduced_motion": False, name: value, "of another version": 1}
    (home / "settings.json").write_text(json.dumps(stored))
    settings, message = read_settings()
    assert settings == Settings(reduced_motion=False)
    assert f" {name} can't be used" in message


def test_a_folder_in_place_of_the_file_is_no_reason_to_stop(home):
    (home / "settings.json").mkdir()
    assert read_settings()[0] == Settings()


def test_text_grows_and_shrinks_in_steps_and_stops_at_the_ends():
    settings = Settings()
    sizes = []
    for _ in TEXT_SCALES:
        settings.larger(1)
        sizes.append(settings.text_scale)
    assert sizes == [1.2, 1.4, 1.6, 1.8, 2.0, 2.0]
    settings.larger(-20)
    assert settings.text_scale == 1.0


def test_a_key_that_takes_over_work_gives_away_its_own():
    assert given({}, "u", "x") == {"u": "x", "x": "u"}
    assert given({"u": "x", "x": "u"}, "u", "u") == {}


def test_however_keys_are_moved_none_is_lost():
    """After many moves each work still has one key, and each key one work."""
    names = [name for name, _ in works()]
    keys: dict[str, str] = {}
    for number in range(200):
        keys = given(keys, names[number * 7 % len(names)], names[number * 13 % len(names)])
        assert sorted(keys.get(name, name) for name in names) == sorted(names)
