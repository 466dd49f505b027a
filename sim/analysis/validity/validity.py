"""Validity: a scenario held against history, the record, theory, equilibria and assumptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.analysis.assay.bench import Bench
from sim.analysis.assay.crew import Crew, Progress
from sim.analysis.backtest import Backtest
from sim.analysis.validity.assumptions import Checked, Flip, Recheck, flips_of, points_of
from sim.analysis.validity.finding import SECTIONS, VERDICTS, Finding, Section, Verdict
from sim.analysis.validity.history import follow_history, history_findings
from sim.analysis.validity.plays import AS_WRITTEN, PlayTrial
from sim.analysis.validity.predictions import expectation_findings, sign_findings
from sim.analysis.validity.record import count_responses, record_findings
from sim.analysis.validity.responses import RESPONSES, TRIGGERS
from sim.analysis.validity.signs import signs_of
from sim.analysis.validity.stages import Solved, stage_findings
from sim.engine.rows import Figures
from sim.scenario.check import open_scenario
from sim.scenario.schema import Scenario

WORLDS, QUICK = 10_000, 2_000
FEWEST = 100
FOLLOW = 200  # worlds that follow history
AT_EACH_POINT = 5  # of the worlds, one in so many is played again at each point of the assumptions
OTHER_PIECES = 5  # following history (twice), responses, doves, the scenario's own expectations
TABLE = 200  # worlds in which the table of the logit curve is looked at


@dataclass(frozen=True, eq=False)
class Validity:
    """What was found.

    Attributes:
        worlds: of each play. quick: experiments were not made again with assumptions turned.
        findings: every check, by section.
        history: the backtest that surprises come from; None without a history.
        responses: (triggers, responses), how often each followed each; None where none is wanted.
        stages: the games of one turn, with their equilibria; none without Gambit.
        checked: what was found with assumptions turned; as written first. again: in so many worlds.
    """

    scenario: Scenario
    worlds: int
    seed: int
    quick: bool
    findings: tuple[Finding, ...]
    history: Backtest | None
    responses: Figures | None
    stages: tuple[Solved, ...]
    checked: tuple[Checked, ...]
    again: int

    def of(self, section: Section) -> list[Finding]:
        """The findings of a section."""
        return [found for found in self.findings if found.section == section]

    @property
    def tally(self) -> Mapping[Verdict, int]:
        """How many checks came to each verdict."""
        counts = Counter(found.verdict for found in self.findings)
        return {verdict: counts[verdict] for verdict in VERDICTS}

    @property
    def falls_short(self) -> bool:
        """Does any check?"""
        return self.tally["falls short"] > 0

    @property
    def flips(self) -> list[Flip]:
        """The verdicts that would be their opposites."""
        return flips_of(self.checked)

    def plain(self) -> dict[str, Any]:
        """Everything as plain data, for scripts."""
        return {
            "scenario": self.scenario.id,
            "worlds": self.worlds,
            "seed": self.seed,
            "quick": self.quick,
            "tally": dict(self.tally),
            "findings": [found.plain() for found in self.findings],
            "decisions": [asdict(each) for each in self.history.decisions] if self.history else [],
            "responses": self._responses(),
            "stages": [_stage(solved) for solved in self.stages],
            "assumptions": [
                {"group": each.point.group, "up": each.point.up, "verdicts": each.verdicts}
                for each in self.checked
            ],
            "flips": [
                {"group": flip.point.group, "up": flip.point.up, "after": flip.after.plain()}
                for flip in self.flips
            ],
        }

    def _responses(self) -> dict[str, dict[str, int]]:
        """By trigger and response."""
        if self.responses is None:
            return {}
        return {
            trigger: dict(zip(RESPONSES, map(int, row), strict=True))
            for trigger, row in zip(TRIGGERS, self.responses.tolist(), strict=True)
        }


def _stage(solved: Solved) -> dict[str, Any]:
    stage = solved.stage
    return {
        "channel": stage.channel,
        "actors": {
            name: {
                "rationality": stage.rationality[side],
                "apart": solved.apart[side],
                "moves": stage.moves[side],
                "payoffs": stage.payoffs[side].tolist(),
                "chosen": stage.chosen[side].tolist(),
                "equilibrium": solved.equilibrium[side].tolist(),
            }
            for side, name in enumerate(stage.actors)
        },
    }


def validate_scenario(
    name_or_path: str | Path,
    *,
    worlds: int | None = None,
    seed: int = 0,
    workers: int = 2,
    quick: bool = False,
    progress: Progress = lambda done, total: None,
) -> Validity:
    """Check a scenario against all that can be had.

    Args:
        name_or_path: its id or path.
        worlds: of each play; without it 10,000, or 2,000 if quick.
        seed: chooses the luck of all worlds. The same seed gives the same findings.
        workers: processes at work, this one included.
        quick: don't make experiments again with assumptions turned, which takes most of the time.
        progress: called with how many pieces of work are done, and about how many there are.

    Raises:
        ScenarioError: the scenario is not sound.
        ValueError: there are too few worlds or workers.
    """
    worlds = worlds or (QUICK if quick else WORLDS)
    if worlds < FEWEST or workers < 1:
        raise ValueError(f"worlds: {worlds} is below {FEWEST}, or workers: {workers} below 1")
    document, scenario = open_scenario(name_or_path)
    bench = Bench(document, scenario, worlds, seed)
    points = points_of(bench)
    with Crew(bench, workers, len(points) + pieces(scenario), progress) as crew:
        (free,) = crew.do([PlayTrial(AS_WRITTEN, worlds)])
        history = follow_history(scenario, crew.do, FOLLOW)
        responses = count_responses(scenario, crew.do, worlds)
        findings = [
            *history_findings(bench, crew.do, free, history),
            *record_findings(scenario, free, responses),
            *sign_findings(bench, crew.do, free),
            *expectation_findings(bench, crew.do, worlds),
        ]
        beside_gambit, stages = stage_findings(bench, min(worlds, TABLE))
        again = max(worlds // AT_EACH_POINT, FEWEST)
        checked = crew.do([Recheck(point, again, not quick) for point in points])
    return Validity(
        scenario=scenario,
        worlds=worlds,
        seed=seed,
        quick=quick,
        findings=tuple(sorted([*findings, *beside_gambit], key=_by_section)),
        history=history,
        responses=None if responses is None else responses.sum(axis=2),
        stages=tuple(stages),
        checked=tuple(checked),
        again=again,
    )


def pieces(scenario: Scenario) -> int:
    """About how many pieces of work there are beside the points of the assumptions."""
    plays = {c for sign in signs_of(scenario) for c in (sign.change, sign.against)}
    return len(plays) + OTHER_PIECES


def _by_section(found: Finding) -> int:
    return SECTIONS.index(found.section)
