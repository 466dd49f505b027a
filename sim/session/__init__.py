"""Sessions: one world that people play, and what each of them may know of it. A front door.

    from sim.session import Session, forecast
    session = Session.begin("banjska-2023", ["kosovo"])
    view = session.view("kosovo")
    session.draft("kosovo", deed="search-operation")
    session.commit("kosovo")

Names are loaded when they are first used, because Mesa alone takes a second to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.engine.sight import EVERYTHING, PUBLIC
    from sim.scenario.units import counted_in
    from sim.session.card import Card, Effect, Pledge
    from sim.session.chart import Area, Chart, Force, Line, Place
    from sim.session.futures import Band, Forecast, forecast
    from sim.session.inputs import Origin
    from sim.session.knowledge import Knowledge
    from sim.session.plain_text import plain
    from sim.session.refusals import SaveBroken, SessionRefused
    from sim.session.said import Clause, Promisable, Proposal, Saying
    from sim.session.saves import Save, list_saves, saves_folder
    from sim.session.session import Session, replay
    from sim.session.spoken import Vow
    from sim.session.story import (
        Difference,
        End,
        Played,
        Prompt,
        Recorded,
        Report,
        ReportKind,
        Step,
        StepPhase,
    )
    from sim.session.view import (
        Aim,
        Certainty,
        Check,
        Day,
        Dossier,
        Look,
        Phase,
        Quantity,
        Rung,
        Side,
        Term,
        View,
    )
    from sim.session.watch import Watch
    from sim.session.words import speak_with

_HOMES = {
    "card": ("Card", "Effect", "Pledge"),
    "chart": ("Area", "Chart", "Force", "Line", "Place"),
    "futures": ("Band", "Forecast", "forecast"),
    "inputs": ("Origin",),
    "knowledge": ("Knowledge",),
    "refusals": ("SaveBroken", "SessionRefused"),
    "saves": ("Save", "list_saves", "saves_folder"),
    "said": ("Clause", "Promisable", "Proposal", "Saying"),
    "session": ("Session", "replay"),
    "plain_text": ("plain",),
    "spoken": ("Vow",),
    "story": (
        *("Difference", "End", "Played", "Prompt", "Recorded", "Report", "ReportKind", "Step"),
        "StepPhase",
    ),
    "view": (
        *("Aim", "Certainty", "Check", "Day", "Dossier", "Look", "Phase", "Quantity", "Rung"),
        *("Side", "Term", "View"),
    ),
    "watch": ("EVERYTHING", "PUBLIC", "Watch"),
    "words": ("counted_in", "speak_with"),
}

__all__ = [
    "EVERYTHING",
    "PUBLIC",
    "Aim",
    "Area",
    "Band",
    "Card",
    "Certainty",
    "Chart",
    "Check",
    "Clause",
    "Day",
    "Difference",
    "Dossier",
    "Effect",
    "End",
    "Force",
    "Forecast",
    "Knowledge",
    "Line",
    "Look",
    "Origin",
    "Phase",
    "Place",
    "Played",
    "Pledge",
    "Promisable",
    "Prompt",
    "Proposal",
    "Quantity",
    "Recorded",
    "Report",
    "ReportKind",
    "Rung",
    "Save",
    "SaveBroken",
    "Saying",
    "Session",
    "SessionRefused",
    "Side",
    "Step",
    "StepPhase",
    "Term",
    "View",
    "Vow",
    "Watch",
    "counted_in",
    "forecast",
    "list_saves",
    "plain",
    "replay",
    "saves_folder",
    "speak_with",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"sim.session.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
