"""Debrief cards: the questions of the scenario and those of every debrief, to cut out."""

from __future__ import annotations

from docs.teaching.sheets import sheets
from sim.scenario.schema import Scenario

PHASES = ("describe", "feel", "analyse", "compare", "judge the model", "transfer", "leave the role")
# Asked after every crisis; the scenario's own questions come first within their phase.
ALWAYS = (
    ("describe", "What did you know at the third turn that another role did not?"),
    ("feel", "When did you feel pressed, and by what: the clock, your public, an ally?"),
    ("feel", "One word for how your table felt when the end came. No reasons yet."),
    ("analyse", "Which step could not be taken back? Who knew that when it was taken?"),
    ("analyse", "Did restraint pay? For whom, and after how long?"),
    ("compare", "Take another table. At which turn did your ways part, and who parted them?"),
    ("judge the model", "Who is missing here? Think of residents, the media, business, courts."),
    (
        "judge the model",
        "Which rule would you change first, and what would you then expect?",
    ),
    ("transfer", "Find a quarrel near you with the same mechanism. What would be its off-ramp?"),
    ("leave the role", "Say your own name, and one thing your role believed that you do not."),
    ("leave the role", "Say one thing that you understand better about a side you did not play."),
)


def debrief_cards(scenario: Scenario) -> str:
    """Eight cards a sheet, in the order in which they are asked."""
    asked = [*((q.phase, str(q.ask)) for q in scenario.debrief), *ALWAYS]
    cards = sorted(asked, key=lambda card: PHASES.index(card[0]))
    pages = [cards[start : start + 8] for start in range(0, len(cards), 8)]
    return sheets("debrief_cards.html", scenario, pages=pages)
