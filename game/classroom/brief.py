"""A brief: what a seat needs once, because it stays as it is from the first turn to the last."""

from __future__ import annotations

from dataclasses import asdict

from game.classroom.plain import Plain
from game.classroom.sheet import date, known_side
from game.classroom.talk import promisable
from sim.session import View


def brief_of(view: View, observer: bool = False) -> Plain:
    """The role card, the terms, the ladder, the days and the land."""
    return {
        "scenario": view.scenario,
        "title": view.title,
        "summary": view.summary,
        "note": view.note,
        "learning": view.learning,
        "role": None if observer else known_side(view.side(view.role)),
        "dossier": None if observer else asdict(view.dossier),
        "terms": [asdict(term) for term in view.terms],
        "ladder": [asdict(rung) for rung in view.ladder],
        "turns": view.turns,
        "turn_length": view.turn_length,
        "days": [
            {"turn": day.turn, "date": date(view, day.turn), "fixture": day.fixture}
            for day in view.days
        ],
        "promisable": [promisable(each) for each in view.promisable],
        "quantities": {
            each.id: {"text": each.text, "sources": each.sources, "assumption": each.assumption}
            for each in view.quantities
        },
        "cards": {
            each.id: {"sources": each.sources, "assumption": each.assumption} for each in view.cards
        },
    }


def land(view: View) -> Plain | None:
    """The shapes of the map, to a hundred metres or so; the same for everybody."""
    if view.chart is None:
        return None
    return {
        "window": view.chart.window,
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                "rings": [[spot(at) for at in ring] for ring in area.rings],
                "home": area.home,
            }
            for area in view.chart.areas
        ],
        "lines": [
            {"label": line.label, "paths": [[spot(at) for at in path] for path in line.paths]}
            for line in view.chart.lines
        ],
        "credit": view.chart.credit,
    }


def spot(at: tuple[float, float]) -> tuple[float, float]:
    """A place in degrees, without digits that nobody sees."""
    return round(at[0], 3), round(at[1], 3)
