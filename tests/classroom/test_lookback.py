"""The debrief of the class, as the host tells of it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from time import monotonic, sleep

from game.classroom.lookback import Look, Lookback
from game.classroom.plain import Plain
from sim.session import SessionRefused
from tests.support.classes import playing

PATIENCE = 30.0


def one_point(folder: Path, _role: str, _language: str) -> Generator[Plain, None, None]:
    """Something found in the folder of the class."""
    yield {"points": [{"id": path.name} for path in folder.glob("tables/*.standoff")]}


def refusing(_folder: Path, _role: str, _language: str) -> Generator[Plain, None, None]:
    """Tables that can't be compared."""
    yield {"points": []}
    raise SessionRefused("These tables played something else.")


def at_its_end(folder: Path, look: Look) -> Lookback:
    """A class whose crisis is over."""
    room = playing(folder)
    room.play_to_the_end()
    room.open_phase("debrief")
    return Lookback(room, look)


def wait_for(lookback: Lookback, key: str, value: object) -> None:
    until = monotonic() + PATIENCE
    while (lookback.found or {}).get(key) != value:
        assert monotonic() < until, lookback.found
        lookback.poll()
        sleep(0.02)


def test_nothing_is_told_before_the_debrief(tmp_path: Path) -> None:
    lookback = Lookback(playing(tmp_path), one_point)
    assert not lookback.poll()
    assert lookback.found is None


def test_the_paths_are_told_at_once(tmp_path: Path) -> None:
    """They need no comparing."""
    lookback = at_its_end(tmp_path, one_point)
    assert lookback.poll()
    assert lookback.found is not None
    [table] = lookback.found["tables"]
    assert len(table["path"]) == lookback.room.tables[1].turn
    assert table["ending"]
    lookback.close()


def test_what_is_found_follows_and_is_told_once(tmp_path: Path) -> None:
    lookback = at_its_end(tmp_path, one_point)
    wait_for(lookback, "points", [{"id": "table-1.standoff"}])
    assert not lookback.poll()
    lookback.close()


def test_why_it_stopped_early_is_said(tmp_path: Path) -> None:
    """And what was found before stays."""
    lookback = at_its_end(tmp_path, refusing)
    wait_for(lookback, "progress", "These tables played something else.")
    assert lookback.found is not None
    assert lookback.found["points"] == []
    lookback.close()
