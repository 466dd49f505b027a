"""Sheets to print: a template filled in, with its style inside, for A4 and Letter alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.report.figures import day, short_day
from sim.scenario.actors import Look
from sim.scenario.schema import Scenario
from sim.scenario.sources import Claim, Source

# The corners of the signs, around a point, in units of the picture.
CORNERS = {
    "square": "-17,-17 17,-17 17,17 -17,17",
    "triangle": "0,-20 20,16 -20,16",
    "diamond": "0,-22 22,0 0,22 -22,0",
    "pentagon": "0,-20 20,-5 12,18 -12,18 -20,-5",
    "hexagon": "-11,-19 11,-19 22,0 11,19 -11,19 -22,0",
}
# As on the pages of `standoff describe`: dark enough for white letters, and for grey printers.
COLOURS = {
    "orange": "#a85f00",
    "sky": "#1f78a8",
    "green": "#007a5a",
    "pink": "#a8487c",
    "yellow": "#7d6b00",
    "blue": "#0b5fa5",
    "brown": "#7a4a1e",
    "grey": "#59636b",
}


def sheets(template: str, scenario: Scenario, **given: Any) -> str:
    """The sheets of a template, about a scenario."""
    return environment().get_template(template).render(scenario=scenario, **given)


@cache
def environment() -> Environment:
    """The templates beside this file: every text is escaped and every gap must be filled."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters.update(corners=corners, ink=ink, day=day, short_day=short_day)
    return found


def corners(look: Look) -> str:
    """The corners of its shape; a circle has none."""
    return CORNERS.get(look.shape, "")


def ink(look: Look) -> str:
    """The colour of its shape on paper."""
    return COLOURS[look.colour]


def when(source: Source) -> str:
    """When a source was published, as far as it is known."""
    return day(source.date) if source.date else "no date"


def where_read(claim: Claim, source: str) -> str:
    """Where a claim was read: the address of background, the id of its source otherwise."""
    return claim.address.split("/")[2].removeprefix("www.") if claim.address else source
