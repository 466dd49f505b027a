"""Tiny scenarios for tests: two sides, one or two quantities, and numbers that fit in a head."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sim.scenario.check import check_scenario
from sim.scenario.document import Document
from sim.scenario.read import parse_document
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate

WHY = {"assumption": "a round number for a test"}
CARD = {"public": "x", "private": "y", "interests": ["i"], "red_lines": ["r"], "audience": "z"}
FOE, NEUTRAL, FRIEND = "154", "010", "0871"  # CAMEO codes: Goldstein -7.2, 0 and 9

Parts = Mapping[str, Any]


def tiny(**parts: Any) -> Scenario:
    """A sound scenario in which nothing moves by itself; `parts` replace those of the same name.

    Nothing of the dynamics has any effect unless it is asked for: `dynamics` is merged in.
    """
    document = tiny_document(**parts)
    scenario = validate(document, Scenario)
    faults = check_scenario(document, scenario)
    assert not faults, "\n".join(map(str, faults))
    return scenario


def tiny_document(**parts: Any) -> Document:
    """The same as a file, such as `read_document` gives."""
    dynamics = parts.pop("dynamics", {})
    data: dict[str, Any] = {
        "id": "tiny",
        "title": "Tiny",
        "summary": "Two sides.",
        "clock": clock(6),
        "actors": {"a": actor(), "b": actor()},
        "indicators": {"x": indicator(50)},
        "dynamics": {
            "attitudes": WHY | {"per_point": 0, "rate": 0} | dynamics.pop("attitudes", {}),
            "credibility": WHY
            | {"start": 1, "kept": 0, "broken": 0, "gap": 0}
            | dynamics.pop("credibility", {}),
            "audience": WHY | {"growth": 0, "excuse": 1} | dynamics.pop("audience", {}),
            **dynamics,
        },
        "moves": {},
        "ladder": {"low": {"label": "Low", "example": "e"}, "high": rung("x > 90")},
        "endings": {"over": ending()},
        **parts,
    }
    # JSON is YAML, so that tests meet the same reader and the same checks as authors do.
    return parse_document(json.dumps(data), "tiny.yaml")


def clock(turns: int, turn: str = "1 day", start: str = "2023-09-24") -> Parts:
    """So many turns, of a day if nothing else is said."""
    return {"start": start, "turn": turn, "turns": turns}


def actor(*goals: Parts, **policy: Any) -> Parts:
    """A side that chooses at random unless a policy is given; it may have goals."""
    goals = goals or (goal("x", "more"),)
    chosen = {"name": "random"} | policy
    return WHY | {"name": "A", "card": CARD, "goals": goals, "policy": chosen, "playable": False}


def goal(name: str, shape: str, **more: Any) -> Parts:
    """A goal of weight 1 unless another is given."""
    return {"indicator": name, "shape": shape, "weight": 1} | more


def indicator(start: Any, low: float = 0, high: float = 100, **more: Any) -> Parts:
    """A quantity between 0 and 100 unless another range is given."""
    return WHY | {"label": "L", "unit": "index", "range": [low, high], "start": start} | more


def deed(**more: Any) -> Parts:
    """A deed of no direction and no feeling."""
    return WHY | {"label": "D", "channel": "deed", "kind": "hold", "cameo": NEUTRAL} | more


def word(**more: Any) -> Parts:
    """A word of no direction and no feeling."""
    return WHY | {"label": "W", "channel": "word", "kind": "hold", "cameo": NEUTRAL} | more


def happening(**more: Any) -> Parts:
    """An event or an incident."""
    return WHY | {"label": "E", "text": "It happens."} | more


def commitment(**more: Any) -> Parts:
    """A demand of `a` to `b`, to be met in 2 turns, or else `strike`; it costs x 10 at first."""
    usual = {"maker": "a", "to": "b", "met": "x > 90", "deadline": 2, "threat": "strike"}
    price = {"loudness": 1, "audience": "x", "cost": 10}
    return WHY | {"label": "C", "text": "Or else."} | usual | price | more


def rung(when: str) -> Parts:
    """A level of the ladder."""
    return {"label": "R", "example": "e", "when": when}


def ending(when: str | None = None, **more: Any) -> Parts:
    """An ending; without a condition, the one of the last turn."""
    condition = {"when": when} if when else {"last": True}
    return WHY | {"label": "E", "text": "Over.", "counts_as": ["standoff"]} | condition | more
