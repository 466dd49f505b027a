"""Order slips: what a role decides in a turn, on paper, with what it expects of it."""

from __future__ import annotations

from docs.teaching.sheets import sheets
from sim.scenario.schema import Scenario

SLIPS = 4  # on a sheet


def order_slips(scenario: Scenario) -> str:
    """A sheet of slips to copy, and the ladder with the track for the wall."""
    return sheets("order_slips.html", scenario, slips=range(SLIPS))
