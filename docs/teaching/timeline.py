"""The poster of what was really done, day by day, each line with the claims that it rests on."""

from __future__ import annotations

from itertools import groupby

from docs.teaching.sheets import sheets
from sim.scenario.actors import looks_of
from sim.scenario.schema import History, Scenario


def timeline(scenario: Scenario, history: History) -> str:
    """The moves of history by date."""
    moves = sorted(history.moves, key=lambda move: (move.date, move.hour))
    days = [(date, list(done)) for date, done in groupby(moves, lambda move: move.date)]
    return sheets(
        "timeline.html",
        scenario,
        days=days,
        looks=looks_of(scenario.actors),
        ending=scenario.endings[history.ending],
    )
