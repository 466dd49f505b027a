"""Random hands at the window, for a while; `benchmarks/soak_window.py` goes on for longer."""

from __future__ import annotations

import pytest

from benchmarks.soak_window import Soak
from game.library import library

EVENTS = 1000


@pytest.mark.parametrize(("seed", "language"), [(1, "en"), (2, "qps")])
def test_no_input_whatever_stops_it_or_loses_a_save(tmp_path, monkeypatch, seed, language):
    """Each event is answered and shown, with room for every word; saves are looked at between."""
    monkeypatch.setenv("STANDOFF_HOME", str(tmp_path))
    library().wait()
    soak = Soak(seed, language)
    try:
        soak.go_on(EVENTS)
    finally:
        soak.close()
    assert soak.done["saves resumed"] > 3, "it never played"
    assert soak.done["turns"] > 1
