"""Tiny crises that people have played, for tests of what is found when they are looked back on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.analysis.scene import Scene
from sim.scenario.schema import Scenario
from sim.session import Session
from sim.session.hindsight import look_back
from tests.support.sessions import give
from tests.support.tiny import actor, clock, deed, ending, happening, indicator, rung, tiny

Order = str | tuple[str, str]


def crisis(**parts: Any) -> Scenario:
    """`a`, whom a person may play, and `b`; war where x is above 90; one turn."""
    return tiny(
        **{
            "clock": clock(1),
            "actors": {"a": actor() | {"playable": True}, "b": actor()},
            "indicators": {
                "x": indicator(50, peak="highest"),
                "dead": indicator(0, unit="people", harm=True),
            },
            "ladder": {"low": {"label": "Low", "example": "e"}, "high": rung("x > 90")},
            "endings": {"war": ending("x > 90", violent=True), "over": ending()},
            **parts,
        }
    )


def risky(*harmless: float, chance: float) -> Any:
    """A deed that brings war with this chance, after a branch of nothing if one is given."""
    branches = [{"chance": share} for share in harmless]
    return deed(chances=[*branches, {"chance": chance, "effects": {"x": 50, "dead": 2}}])


def gambles() -> Scenario:
    """`a` holds, which is safe, or gambles on war with a chance of 0.2 or of 0.5."""
    return crisis(moves={"a": {"small": risky(chance=0.2), "large": risky(chance=0.5)}})


def equals() -> Scenario:
    """Ten deeds and rest, each with war at a chance of a half, but not in the same futures."""
    moves = {f"m{i}": risky(0.05 * i, chance=0.5) if i else risky(chance=0.5) for i in range(10)}
    acted = " + ".join(f"made(a.{move})" for move in moves)
    clash = happening(chance=f"0.5 - 0.5 * min(1, {acted})", effects={"x": 50, "dead": 2})
    return crisis(moves={"a": moves}, incidents={"clash": clash})


def hazard() -> Scenario:
    """War comes with a chance of 0.3 if `a` calms things down, and else of 0.6."""
    clash = happening(chance="0.6 - 0.3 * made(a.calm)", effects={"x": 50})
    return crisis(moves={"a": {"calm": deed()}}, incidents={"clash": clash})


def played(
    scenario: Scenario,
    path: Path,
    orders: Sequence[Order],
    *,
    seed: int = 1,
    role: str = "a",
    expected: float | None = None,
) -> Path:
    """The save of a session in which the role gave these orders, a turn each."""
    session = Session.begin(scenario, [role], seed=seed, path=path)
    for order in orders:
        if expected is None:
            give(session, **{role: order})
        else:
            session.draft(role, order if isinstance(order, str) else order[0])
            session.commit(role, expected)
    session.close()
    return path


def scenes(save: Path, role: str, copies: int, count: int) -> list[Scene]:
    """The same session with other futures each time."""
    past = look_back(save, role)
    return [Scene(past, copies, luck) for luck in range(count)]
