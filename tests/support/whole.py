"""A small scenario that has every part of the format in it, so that every phase has work to do."""

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
def whole() -> Scenario:
    """Two sides who may push, ease, threaten, retract and calm, with luck of all six kinds."""
    return tiny(**whole_parts())


def whole_parts() -> dict[str, Any]:
    """What it is made of; a new dict each time, so that a test may change it."""
    return {
        "clock": clock(8),
        "actors": {
            "a": actor(
                goal("tension", "below", line=55, growing=True),
                goal("a.pride", "more", weight=2),
                name="quantal",
                rationality=4,
                foresight=1,
            ),
            "b": actor(
                goal("tension", "near", target=45),
                goal("a.pride", "less", growing=True),
                name="quantal",
                reciprocity=2,
            ),
        },
        "indicators": {
            "tension": indicator(
                {"triangular": [40, 55, 70]}, drift={"toward": 40, "rate": 0.03}, peak="highest"
            ),
            "a.pride": indicator(
                {"uniform": [40, 60]}, seen_by={"default": {"error": 0.2}}, peak="lowest"
            ),
            "b.secret": indicator({"one_of": [10, 30, 80]}, seen_by={"default": "hidden"}),
        },
        "dynamics": {
            "attitudes": {"per_point": 0.1, "rate": 0.05, "start": {"a": {"b": -3}}},
            "credibility": {"start": 0.7, "kept": 0.05, "broken": -0.2, "gap": -0.1},
            "audience": {"growth": 0.1, "excuse": 0.5},
        },
        "moves": {
            "a": {
                "strike": deed(
                    kind="escalate",
                    cameo=FOE,
                    toward="b",
                    effects={"tension": 8, "a.pride": 12},
                    later=[
                        {"after": 2, "effects": {"a.pride": -3}},
                        {"after": 3, "effects": {"tension": "0.1 * a.pride"}},
                    ],
                    chances=[
                        {"chance": 0.3, "effects": {"tension": 10}},
                        {"chance": 0.2, "effects": {"b.secret": 5}},
                    ],
                    cooldown=1,
                    risk=0.02,
                ),
                "ease": deed(
                    kind="de-escalate",
                    cameo=FRIEND,
                    toward="b",
                    effects={"tension": "-0.1 * tension"},
                    when="tension > 30",
                ),
                "threaten": word(
                    kind="escalate",
                    cameo="138",
                    toward="b",
                    believed={"tension": 4},
                    pledges="promise",
                ),
                "retract": word(
                    kind="de-escalate", cameo="0356", toward="b", drops="promise", cost=0.2
                ),
            },
            "b": {
                "push": deed(
                    kind="escalate",
                    cameo=FOE,
                    toward="a",
                    effects={"tension": 6, "b.secret": 9, "a.pride": -4},
                ),
                "ease": deed(
                    kind="de-escalate",
                    cameo=FRIEND,
                    toward="a",
                    effects={"tension": "-5 if since(a.ease) < 2 else -2"},
                    limit=3,
                ),
                "calm": word(kind="de-escalate", cameo="0356", believed={"tension": -5}),
            },
        },
        "incidents": {
            "clash": happening(
                chance="0.01 * max(0, tension - 40) + risk",
                effects={"tension": 12},
                chances=[{"chance": 0.5, "effects": {"a.pride": -4, "b.secret": 3}}],
                cooldown=1,
            )
        },
        "events": {
            "talks": happening(
                on="2023-09-26", effects={"tension": -5, "attitude(a, b)": 1}, when="tension < 90"
            ),
            "rumour": happening(
                chance=0.2, limit=3, cooldown=1, effects={"credibility(b)": -0.1, "tension": 2}
            ),
        },
        "commitments": {
            "promise": commitment(met="tension < 40", audience="a.pride", loudness=0.8)
        },
        "ladder": {
            "low": {"label": "Low", "example": "e"},
            "high": rung("tension > 60"),
            "top": rung("happened(clash) and tension > 70"),
        },
        "endings": {
            "war": ending("tension > 85", counts_as=["war"], violent=True),
            "peace": ending("tension < 25", counts_as=["agreement"]),
            "uneasy": ending("tension > 60", last=True),
            "over": ending(),
        },
    }
