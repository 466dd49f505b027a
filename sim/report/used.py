"""Which moves were used, how often and by whom, beside how often they are recorded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sim.analysis.intervals import Frequency
from sim.report.again import Course
from sim.scenario.moves import REST
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Use:
    """One move.

    Attributes:
        name: with its actor, as in `serbia.hold`.
        worlds: in how many it was made at least once.
        times: how often it was made in a world, on average.
        recorded: how often history has it.
    """

    name: str
    label: str
    channel: str
    kind: str
    worlds: Frequency
    times: float
    recorded: int


def uses_of(scenario: Scenario, course: Course) -> dict[str, list[Use]]:
    """Every side's moves by its name, the most used first; holding and silence are left out."""
    entries = scenario.history.moves if scenario.history else ()
    recorded = Counter(f"{entry.actor}.{entry.move}" for entry in entries)
    uses: dict[str, list[Use]] = {}
    for name, by_turn in course.made.items():
        actor, own = name.split(".", 1)
        if own in REST.values():
            continue
        move, counts = scenario.moves[actor][own], by_turn[-1]
        use = Use(
            name=name,
            label=str(move.label),
            channel=move.channel,
            kind=move.kind,
            worlds=Frequency(int((counts > 0).sum()), course.worlds),
            times=float(counts.mean()),
            recorded=recorded[name],
        )
        uses.setdefault(str(scenario.actors[actor].name), []).append(use)
    return {actor: sorted(own, key=lambda use: -use.times) for actor, own in uses.items()}
