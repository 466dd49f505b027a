"""What the check finds in one file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sim.analysis.expectations import ExpectationResult
    from sim.scenario.advice.balance import CardSize
    from sim.scenario.document import Document
    from sim.scenario.faults import Fault, Level
    from sim.scenario.schema import Scenario

ASKED = (".when", ".chance", ".limit")  # what decides whether a part ever comes


@dataclass(frozen=True)
class Finding:
    """The faults of one file, or what a sound one holds and could do better.

    Attributes:
        told: faults, then warnings, then notes, each sorted by place.
        is_readable: whether it can be read at all, so that every part of it was looked at.
        cards: how much each role's card says.
        expectations: what came of the scenario's own tests, if they were played.
    """

    file: str
    told: tuple[Fault, ...]
    is_readable: bool = True
    counts: dict[str, int] = field(default_factory=dict)
    cards: tuple[CardSize, ...] = ()
    expectations: tuple[ExpectationResult, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it can be played."""
        return not self.at("fault")

    def at(self, *levels: Level) -> list[Fault]:
        """What is told at these levels."""
        return [each for each in self.told if each.level in levels]

    def with_expectations(self, results: Iterable[ExpectationResult]) -> Finding:
        """The same after its expectations were played."""
        return replace(self, expectations=tuple(results))

    def plain(self) -> dict[str, object]:
        """The finding as plain data."""
        return {
            "file": self.file,
            "sound": self.is_sound,
            "counts": self.counts,
            "faults": [asdict(each) for each in self.at("fault")],
            "remarks": [asdict(each) for each in self.at("warning", "note")],
            "cards": [asdict(card) for card in self.cards],
            "expectations": [result.plain() for result in self.expectations],
        }


def find(name: str, quick: bool = False) -> Finding:
    """Check the scenario of this id or path; `quick` does so without playing it."""
    from sim.scenario.advice.balance import card_sizes
    from sim.scenario.check import advise, open_scenario
    from sim.scenario.faults import ScenarioError

    try:
        document, scenario = open_scenario(name)
    except ScenarioError as error:
        return Finding(name, by_urgency(error.faults), is_readable=_is_readable(name))
    seen = advise(document, scenario)
    played = [] if quick else _seen_by_play(document, scenario, seen)
    told = by_urgency({*seen, *played})
    return Finding(name, told, True, count_parts(scenario), tuple(card_sizes(scenario)))


def by_urgency(told: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults, warnings, notes, each by place; last what is to be done when all else is."""
    from sim.scenario.advice.readiness import ABOUT
    from sim.scenario.faults import Level

    def urgency(each: Fault) -> tuple[int, bool, Fault]:
        is_last = each.level == "note" and each.where in ABOUT
        return get_args(Level).index(each.level), is_last, each

    return tuple(sorted(told, key=urgency))


def _is_readable(name: str) -> bool:
    from sim.scenario.faults import ScenarioError
    from sim.scenario.library import scenario_path
    from sim.scenario.read import read_document

    try:
        read_document(scenario_path(name))
    except ScenarioError:
        return False
    return True


def _seen_by_play(document: Document, scenario: Scenario, seen: Sequence[Fault]) -> list[Fault]:
    """What playing shows, without the parts of which it was already seen that they never come."""
    from sim.analysis.sense import remarks_by_play

    never = {each.where.rpartition(".")[0] for each in seen if each.where.endswith(ASKED)}
    return [each for each in remarks_by_play(document, scenario) if each.where not in never]


def count_parts(scenario: Scenario) -> dict[str, int]:
    """How many of each part the scenario has."""
    return {
        "actors": len(scenario.actors),
        "indicators": len(scenario.indicators),
        "moves": sum(map(len, scenario.moves.values())),
        "events": len(scenario.events),
        "commitments": len(scenario.commitments),
        "endings": len(scenario.endings),
        "claims": len(scenario.claims()),
        "expectations": len(scenario.expect),
    }
