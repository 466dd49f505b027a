"""Three sides and their secrets: what is hidden, estimated, private, delayed or promised."""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.scenario.schema import Scenario
from tests.support.tiny import (
    FOE,
    FRIEND,
    actor,
    clock,
    commitment,
    deed,
    ending,
    goal,
    happening,
    indicator,
    rung,
    tiny,
    word,
)


@cache
def three() -> Scenario:
    """`a`, `b` and `c`, all of whom people may play."""
    return tiny(**three_parts())


def three_parts() -> dict[str, Any]:
    """What it is made of; a new dict each time, so that a test may change it."""
    side = {"playable": True}
    return {
        "id": "three",
        "clock": clock(6),
        "actors": {
            "a": actor(goal("x", "more"), goal("b.stock", "less")) | side | {"name": "Ash"},
            "b": actor(goal("x", "less")) | side | {"name": "Birch"},
            "c": actor(goal("x", "near", target=50)) | side | {"name": "Cedar"},
        },
        "indicators": {
            "x": indicator(50, label="Tension", drift={"toward": 40, "rate": 0.1}),
            "b.stock": indicator(
                {"triangular": [30, 40, 50]},
                label="Birch's stock",
                unit="crates",
                seen_by={"default": {"error": 0.2}, "c": "hidden"},
            ),
            "b.plan": indicator({"uniform": [20, 60]}, seen_by={"default": "hidden"}, label="Plan"),
            "a.pride": indicator(50, label="Pride"),
            "killed": indicator(0, label="People killed", unit="people", harm=True),
        },
        "dynamics": {
            "attitudes": {"per_point": 0.2, "rate": 0.1, "start": {"b": {"c": 2}}},
            "credibility": {"start": 0.5, "kept": 0.1, "broken": -0.2, "gap": -0.1},
            "audience": {"growth": 0.5, "excuse": 0.5},
        },
        "moves": {
            "a": {
                "strike": deed(
                    label="Strike",
                    kind="escalate",
                    cameo=FOE,
                    toward="b",
                    effects={"x": 8, "b.stock": -5},
                    cooldown=1,
                    limit=2,
                    risk=0.2,
                ),
                "wait": deed(label="Wait", when="x >= 60 or happened(storm)", effects={"x": -1}),
                "threaten": word(label="Threaten", pledges="promise", believed={"x": 6}),
                "retract": word(label="Retract", toward="b", drops="promise"),
            },
            "b": {
                "send": deed(
                    label="Send crates",
                    effects={"b.stock": 4},
                    later={"after": 2, "effects": {"x": 5, "b.stock": 6}},
                    chances=[
                        {"chance": 0.4, "label": "Much", "effects": {"x": 3}},
                        {"chance": 0.4, "label": "Little", "effects": {"x": 1, "b.plan": 9}},
                    ],
                ),
                "whisper": word(
                    label="Whisper to Cedar",
                    toward="c",
                    private=True,
                    cameo=FRIEND,
                    effects={"b.plan": 7, "x": 2},
                    later={"after": 1, "effects": {"x": -2}},
                ),
                "meet": deed(label="Meet Cedar", toward="c", private=True, effects={"b.plan": -3}),
                "calm": word(label="Calm", kind="de-escalate", believed={"x": -4}),
            },
            "c": {"watch": deed(label="Watch", effects={"x": -1})},
        },
        "events": {
            "storm": happening(label="A storm", on="2023-09-26", foreseen=True, effects={"x": 2}),
            "rumour": happening(
                label="A rumour",
                chance="0.3 + b.plan / 500",
                limit=3,
                effects={"x": 1},
                chances=[{"chance": 0.5, "label": "It spreads", "effects": {"a.pride": -2}}],
            ),
        },
        "incidents": {
            "clash": happening(
                label="A clash", chance="0.2 + risk", effects={"x": 5, "killed": 1, "b.plan": 2}
            )
        },
        "commitments": {
            "promise": commitment(label="Less stock", met="b.stock < 10", audience="a.pride")
        },
        "ladder": {
            "low": {"label": "Low", "example": "e"},
            "high": rung("x > 60"),
            "top": rung("b.stock > 45"),
        },
        "endings": {"war": ending("x > 95", violent=True), "over": ending()},
        "history": {
            "moves": [
                {"date": "2023-09-25", "actor": "a", "move": "strike", "assumption": "made up here"}
            ],
            "ending": "over",
        },
        "debrief": [{"phase": "describe", "ask": "What happened?"}],
    }
