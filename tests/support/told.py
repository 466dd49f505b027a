"""A small scenario of which a page can tell everything: history, sources, human cost, questions."""

from __future__ import annotations

from typing import Any

from sim.scenario.schema import Scenario
from tests.support.tiny import WHY, indicator, tiny
from tests.support.whole import whole_parts

CLAIM = "dw-2023-10-02/troops-after"  # which others dispute
HOSTILE = (
    """<script>alert("1")</script><img src=x onerror='alert(2)'>"""
    """{{ 7 * 7 }}{% raw %}&amp;--></style>"""
)


def told() -> Scenario:
    """The small scenario with a bit of everything, and a history."""
    return tiny(**told_parts())


def hostile() -> Scenario:
    """The same, with every text of an author turned against the page."""
    return tiny(**poisoned(told_parts()))


def told_parts() -> dict[str, Any]:
    """What it is made of."""
    parts = whole_parts()
    for actor, name in (("a", "Ash"), ("b", "Birch")):
        parts["actors"][actor] = {**parts["actors"][actor], "name": name, "playable": True}
    tension = {"label": "Tension", "sources": [CLAIM], "text": "How near a fight is."}
    parts["indicators"]["tension"] |= tension
    parts["indicators"]["hurt"] = indicator(2, unit="people", harm=True, label="People hurt")
    parts["incidents"]["clash"]["effects"] |= {"hurt": 3}
    for name, label in (("war", "Open war"), ("peace", "Peace"), ("over", "Nothing solved")):
        parts["endings"][name] |= {"label": label}
    for actor in "ab":
        for move, part in parts["moves"][actor].items():
            part |= {"label": move.capitalize()}
    return parts | {
        "title": "A quarrel",
        "history": {
            "ending": "over",
            "moves": [
                WHY | {"date": "2023-09-24", "actor": "a", "move": "strike"},
                WHY | {"date": "2023-09-25", "actor": "b", "move": "calm"},
            ],
            "figures": [
                WHY | {"date": "2023-09-26", "indicator": "tension", "value": [50, 60]},
            ],
        },
        "calibration": [WHY | {"label": "War", "of": ["war"], "between": [0, 1]}],
        "debrief": [{"phase": "transfer", "ask": "Where else?"}],
    }


TEXTS = {"title", "summary", "note", "label", "text", "name", "short", "assumption", "ask", "unit"}
SIGHT = {"policy"}  # in which a name is no text


def poisoned(part: Any, key: str = "") -> Any:
    """The same with HOSTILE behind every text; names that refer to something stay."""
    if isinstance(part, dict):
        return {k: v if k in SIGHT else poisoned(v, k) for k, v in part.items()}
    if isinstance(part, list | tuple):
        return [poisoned(each) for each in part]
    return part + HOSTILE if key in TEXTS and isinstance(part, str) else part
