"""Small files to assay, and assays of them that several tests read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.tiny import actor, clock, deed, ending, goal, indicator, tiny, tiny_document

WORLDS = 200


def scales() -> dict[str, Any]:
    """Two sides and scales that tip by x: what decides is known.

    `a` may push x up for good, `c` may only watch. War comes where x passes 60, which hangs on
    where x starts and on how far a push goes; nothing hangs on `y`.
    """
    want_little = {"name": "quantal", "rationality": 1}
    return {
        "clock": clock(4),
        "actors": {
            "a": actor(goal("x", "more"), **want_little) | {"name": "Ash"},
            "c": actor(goal("y", "more"), **want_little) | {"name": "Cedar"},
        },
        "indicators": {
            "x": indicator({"uniform": [45, 55]}, label="Tilt"),
            "y": indicator({"uniform": [45, 55]}, label="Weather"),
        },
        "moves": {
            "a": {
                "push": deed(label="Push", kind="escalate", effects={"x": 4}),
                "lean": deed(label="Lean", effects={"x": 1}),
            },
            "c": {
                "watch": deed(label="Watch", effects={"y": 1}),
                "look": deed(label="Look away", effects={"y": -1}),
            },
        },
        "ladder": {
            "low": {"label": "Low", "example": "e"},
            "high": {"label": "High", "example": "e", "when": "x > 55"},
        },
        "endings": {
            "war": ending("x > 60", label="War", violent=True, counts_as=["war"]),
            "over": ending(label="Nothing"),
        },
    }


def written(folder: Path, **parts: Any) -> Path:
    """A tiny scenario as a file; it must be sound."""
    data = {"format": 1} | tiny_document(**parts).data
    path = folder / f"{tiny(**parts).id}.yaml"
    path.write_text(json.dumps(data), "utf-8")
    return path
