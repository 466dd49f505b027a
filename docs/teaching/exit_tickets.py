"""Exit tickets: the three questions that everybody answers on the way out, to cut out."""

from __future__ import annotations

from docs.teaching.sheets import sheets
from sim.scenario.schema import Scenario

ASKED = (
    "One claim that I would no longer repeat without its source:",
    "One signal that was misread, by whom, and as what:",
    "One thing the model left out:",
)
TICKETS = 4  # on a sheet


def exit_tickets(scenario: Scenario) -> str:
    """A sheet of tickets, to be copied."""
    return sheets("exit_tickets.html", scenario, asked=ASKED, tickets=range(TICKETS))
