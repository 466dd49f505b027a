"""What is still to be done before a class plays it: a review, and a lesson beside the file."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.document import Document
from sim.scenario.faults import Fault
from sim.scenario.schema import Scenario

UNREVIEWED = "not yet reviewed"
ABOUT = ("", "reviewed")  # where the notes stand: they hold until the end, so others are told first


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Both are shown to those who choose a scenario."""
    if scenario.reviewed.strip().lower() in ("", UNREVIEWED):
        message = (
            f"{UNREVIEWED}, as the picker shows; let readers of each side and one from outside go "
            "through it, then write here who and when"
        )
        yield document.fault(("reviewed",), message).at_level("note")
    lesson = document.path.with_suffix(".md")
    if not lesson.is_file():
        message = f"there is no lesson beside it; write {lesson.name} with goals, plan and debrief"
        yield document.fault((), message).at_level("note")
