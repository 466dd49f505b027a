"""Assumptions: which verdicts would be others if what was assumed were a fifth more or less?

The numbers that an author chose are turned together by groups, up and down, and everything but the
stages is checked again in fewer worlds. To compare like with like, the scenario as written is
checked in as few worlds too. A verdict flips if it passed and falls short, or the other way round;
where it merely cannot be told any more, that is no flip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.analysis.assay.bench import Bench, Trial
from sim.analysis.assay.dials import AMOUNTS, FEELINGS, Dial, dials_of
from sim.analysis.validity.finding import Finding, Verdict
from sim.analysis.validity.history import follow_history, history_findings
from sim.analysis.validity.plays import AS_WRITTEN, PlayTrial
from sim.analysis.validity.predictions import sign_findings
from sim.analysis.validity.record import count_responses, record_findings
from sim.scenario.document import Document
from sim.scenario.fields import Grounded
from sim.scenario.overrides import with_overrides
from sim.scenario.parts import Path, parts_of
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from sim.session.words import _

FOLLOW = 50  # worlds that follow history at each point
Wanted = Callable[[Dial], bool]


@dataclass(frozen=True)
class Point:
    """A group of assumptions, turned up or down; no group: as written."""

    group: str = ""
    up: bool = True

    @property
    def label(self) -> str:
        """In words."""
        if not self.group:
            return _("as written")
        name = group_names()[self.group]
        return (_("{group} a fifth more") if self.up else _("{group} a fifth less")).format(
            group=name
        )


@dataclass(frozen=True)
class Checked:
    """What was found at a point, with few worlds."""

    point: Point
    findings: tuple[Finding, ...]

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """By the key of the check."""
        return {found.key: found.verdict for found in self.findings}


@dataclass(frozen=True)
class Flip:
    """A verdict that turns into its opposite at a point."""

    point: Point
    before: Finding
    after: Finding


@dataclass(frozen=True)
class Recheck:
    """Checks the scenario again at a point, in one process.

    signs: experiments too, which take most of the time.
    """

    point: Point
    worlds: int
    signs: bool

    def on(self, bench: Bench) -> Checked:
        """All but the stages and the scenario's own expectations."""
        here = bench_at(bench, self.point)

        def do(trials: Sequence[Trial[Any]]) -> list[Any]:
            return [trial.on(here) for trial in trials]

        scenario = here.scenario
        (free,) = do([PlayTrial(AS_WRITTEN, self.worlds)])
        found = [
            *history_findings(here, do, free, follow_history(scenario, do, FOLLOW)),
            *record_findings(scenario, free, count_responses(scenario, do, self.worlds)),
            *(sign_findings(here, do, free) if self.signs else []),
        ]
        return Checked(self.point, tuple(found))


def bench_at(bench: Bench, point: Point) -> Bench:
    """The bench with the assumptions of a point."""
    dials = groups_of(bench.document, bench.scenario).get(point.group, [])
    if not dials:
        return bench
    turned = {str(dial): dial.high if point.up else dial.low for dial in dials}
    document = with_overrides(bench.document, turned)
    return Bench(document, validate(document, Scenario), bench.worlds, bench.seed)


def points_of(bench: Bench) -> list[Point]:
    """As written first, then every group that the scenario has, up and down."""
    groups = groups_of(bench.document, bench.scenario)
    turned = [Point(group, up) for group in groups for up in (False, True)]
    return [Point(), *turned] if turned else []


def groups_of(document: Document, scenario: Scenario) -> dict[str, list[Dial]]:
    """The dials of each group of assumptions; groups without any are left out."""
    parts = dict(parts_of(document, scenario))
    dials = [dial for dial in dials_of(document) if is_assumed(parts, dial)]
    found = {
        name: [dial for dial in dials if wanted(dial)]
        for name, wanted in wanted_dials(scenario).items()
    }
    return {name: group for name, group in found.items() if group}


def is_assumed(parts: Mapping[Path, Any], dial: Dial) -> bool:
    """Was the number chosen? What rests on sources alone is a fact and stays as it is."""
    around = (parts.get(dial.path[:length]) for length in range(len(dial.path), 0, -1))
    grounds = next((part for part in around if isinstance(part, Grounded)), None)
    return grounds is None or bool(grounds.assumption) or not grounds.sources


def group_names() -> Mapping[str, str]:
    """The groups in words."""
    return {
        "goals": _("the heaviest goal of each side"),
        "rationality": _("rationality"),
        "reciprocity": _("reciprocity"),
        "effects": _("effects of moves"),
        "costs": _("costs of moves"),
        "hazards": _("hazards of incidents"),
        "events": _("chances and effects of events"),
        "starts": _("values at the start"),
        "drift": _("drift"),
        "audiences": _("prices of backing down"),
        "feelings": _("feelings at the start, and how fast they change"),
    }


def wanted_dials(scenario: Scenario) -> dict[str, Wanted]:
    """By group: is it one of its dials?

    Weights of goals are shares of their sum, so that all of them together would change nothing: the
    heaviest of each side is turned against the others.
    """
    heaviest = {
        name: max(enumerate(actor.goals), key=lambda pair: pair[1].weight)[0]
        for name, actor in scenario.actors.items()
    }

    def at(section: str, *last: str) -> Wanted:
        return lambda dial: dial.path[0] == section and dial.path[-1] in last

    def is_heaviest(dial: Dial) -> bool:
        match dial.path:
            case ("actors", actor, "goals", place, "weight"):
                return heaviest[str(actor)] == place
        return False

    return {
        "goals": is_heaviest,
        "rationality": at("actors", "rationality"),
        "reciprocity": at("actors", "reciprocity"),
        "effects": lambda dial: dial.path[0] == "moves" and dial.path[-2] in AMOUNTS,
        "costs": at("moves", "cost"),
        "hazards": lambda dial: dial.path[0] == "incidents" and len(dial.path) == 3,
        "events": lambda dial: dial.path[0] == "events",
        "starts": at("indicators", "start"),
        "drift": at("indicators", "toward", "rate"),
        "audiences": lambda dial: dial.path[0] == "commitments" or "audience" in dial.path,
        "feelings": lambda dial: dial.path[:2] == FEELINGS[:2],
    }


def flips_of(checked: Sequence[Checked]) -> list[Flip]:
    """Every verdict that is the opposite of the one as written, by point."""
    if not checked:
        return []
    opposite = {"passes": "falls short", "falls short": "passes"}
    usual = {found.key: found for found in checked[0].findings}
    return [
        Flip(each.point, usual[found.key], found)
        for each in checked[1:]
        for found in each.findings
        if found.key in usual and opposite.get(usual[found.key].verdict) == found.verdict
    ]
