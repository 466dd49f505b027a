"""Standoff: crises simulated, played and taught. This is the front door; everything else is inside.

    from sim import load_scenario, Crisis, run_batch, ScenarioError

What people play, and what each may know of it, is `sim.session`, a front door of its own.
Names are loaded when they are first used, because Mesa alone takes a second to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.analysis.classes.debriefing import class_debriefing
    from sim.analysis.classes.findings import ClassDebrief
    from sim.analysis.classes.seating import tables_in
    from sim.analysis.classes.tables import (
        class_name,
        seat_number,
        write_class_tables,
        write_evaluation,
    )
    from sim.analysis.debrief import (
        AS_THEY_DID,
        KNEW,
        TRUTH,
        Alternative,
        Belief,
        Comparison,
        Decision,
        Foresight,
        Gap,
        Judgement,
        Point,
        Promise,
        Question,
        Review,
        Swing,
    )
    from sim.analysis.processes import prepare_helpers, start_helper
    from sim.analysis.review import review, reviewing
    from sim.analysis.tables import write_rows
    from sim.batch.rows import Row, find_row
    from sim.batch.run import run_batch
    from sim.engine.crisis import Crisis
    from sim.engine.varied import Varied
    from sim.report.debrief_files import write_debrief_page, write_debrief_tables
    from sim.report.page import MissingLibrary
    from sim.scenario.check import load_scenario
    from sim.scenario.faults import ScenarioError
    from sim.scenario.library import list_own_scenarios, list_scenarios
    from sim.scenario.sources import Claim, Conflict, Source, Sources, load_sources
    from sim.scenario.variables import Variable, variable_paths

_HOMES = {
    "AS_THEY_DID": "sim.analysis.debrief",
    "Alternative": "sim.analysis.debrief",
    "Belief": "sim.analysis.debrief",
    "Claim": "sim.scenario.sources",
    "ClassDebrief": "sim.analysis.classes.findings",
    "Comparison": "sim.analysis.debrief",
    "Conflict": "sim.scenario.sources",
    "Crisis": "sim.engine.crisis",
    "Decision": "sim.analysis.debrief",
    "Foresight": "sim.analysis.debrief",
    "Gap": "sim.analysis.debrief",
    "Judgement": "sim.analysis.debrief",
    "KNEW": "sim.analysis.debrief",
    "MissingLibrary": "sim.report.page",
    "Point": "sim.analysis.debrief",
    "Promise": "sim.analysis.debrief",
    "Question": "sim.analysis.debrief",
    "Review": "sim.analysis.debrief",
    "Row": "sim.batch.rows",
    "ScenarioError": "sim.scenario.faults",
    "Source": "sim.scenario.sources",
    "Sources": "sim.scenario.sources",
    "Swing": "sim.analysis.debrief",
    "TRUTH": "sim.analysis.debrief",
    "Variable": "sim.scenario.variables",
    "Varied": "sim.engine.varied",
    "class_debriefing": "sim.analysis.classes.debriefing",
    "class_name": "sim.analysis.classes.tables",
    "find_row": "sim.batch.rows",
    "list_own_scenarios": "sim.scenario.library",
    "list_scenarios": "sim.scenario.library",
    "load_scenario": "sim.scenario.check",
    "load_sources": "sim.scenario.sources",
    "prepare_helpers": "sim.analysis.processes",
    "review": "sim.analysis.review",
    "reviewing": "sim.analysis.review",
    "run_batch": "sim.batch.run",
    "seat_number": "sim.analysis.classes.tables",
    "start_helper": "sim.analysis.processes",
    "tables_in": "sim.analysis.classes.seating",
    "variable_paths": "sim.scenario.variables",
    "write_class_tables": "sim.analysis.classes.tables",
    "write_debrief_page": "sim.report.debrief_files",
    "write_debrief_tables": "sim.report.debrief_files",
    "write_evaluation": "sim.analysis.classes.tables",
    "write_rows": "sim.analysis.tables",
}

__all__ = [
    "AS_THEY_DID",
    "KNEW",
    "TRUTH",
    "Alternative",
    "Belief",
    "Claim",
    "ClassDebrief",
    "Comparison",
    "Conflict",
    "Crisis",
    "Decision",
    "Foresight",
    "Gap",
    "Judgement",
    "MissingLibrary",
    "Point",
    "Promise",
    "Question",
    "Review",
    "Row",
    "ScenarioError",
    "Source",
    "Sources",
    "Swing",
    "Variable",
    "Varied",
    "class_debriefing",
    "class_name",
    "find_row",
    "list_own_scenarios",
    "list_scenarios",
    "load_scenario",
    "load_sources",
    "prepare_helpers",
    "review",
    "reviewing",
    "run_batch",
    "seat_number",
    "start_helper",
    "tables_in",
    "variable_paths",
    "write_class_tables",
    "write_debrief_page",
    "write_debrief_tables",
    "write_evaluation",
    "write_rows",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
