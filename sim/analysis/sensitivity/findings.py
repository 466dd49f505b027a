"""What a study found: of every outcome how far it differs, how much of that is luck, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sim.analysis.sensitivity.luck import means_and_luck, share_of_luck
from sim.analysis.sensitivity.morris import MorrisEffect, morris_effects
from sim.analysis.sensitivity.outcomes import Outcome
from sim.analysis.sensitivity.pairs import SobolPair, sobol_pairs, without_reverse
from sim.analysis.sensitivity.prim import Box, find_boxes
from sim.analysis.sensitivity.sobol import SobolIndex, sobol_indices
from sim.analysis.sensitivity.study import Study
from sim.engine.rows import Figures
from sim.scenario.faults import did_you_mean

Index = SobolIndex | MorrisEffect


@dataclass(frozen=True, eq=False)
class Found:
    """What was found of one outcome.

    Attributes:
        mean: over all points. spread: the standard deviation between points, luck taken off.
        low, high: eight in ten points lie between, luck included.
        luck: the part of the variance between points that is luck.
        indices: of every number, the weightiest first; none of an outcome that does not differ.
        pairs: what every two numbers bring together, the weightiest first, if asked for.
        boxes: conditions under which it comes more often, if these were asked for.
        points: what every point came to, by half of its worlds, (2, points).
    """

    outcome: Outcome
    mean: float
    spread: float
    low: float
    high: float
    luck: float
    indices: Sequence[Index]
    pairs: Sequence[SobolPair]
    boxes: Sequence[Box]
    points: Figures

    @property
    def differs(self) -> bool:
        """Is it ever anything else than its mean?"""
        return self.low < self.high or self.spread > 0

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        figures = ("mean", "spread", "low", "high", "luck")
        return {
            **{name: getattr(self, name) for name in figures},
            "indices": [asdict(each) | {"verdict": each.verdict} for each in self.indices],
            "pairs": [asdict(each) | {"verdict": each.verdict} for each in self.pairs],
            "boxes": [asdict(each) for each in self.boxes],
        }


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found of every outcome.

    chosen: the outcome that is told first.
    """

    study: Study
    outcomes: Sequence[Found]
    chosen: Found

    def plain(self) -> dict[str, Any]:
        """As plain data, for scripts."""
        return {
            "study": self.study.identity,
            "points": self.study.count,
            "worlds": self.study.worlds,
            "outcome": self.chosen.outcome.name,
            "outcomes": {found.outcome.name: found.plain() for found in self.outcomes},
        }


def find(study: Study, halves: Figures, outcome: Outcome) -> Findings:
    """Look at what all points came to, (2, points, outcomes); `outcome` is told first."""
    found = {
        each: _found(study, each, halves[:, :, number])
        for number, each in enumerate(study.outcomes)
    }
    return Findings(study, list(found.values()), found[outcome])


def _found(study: Study, outcome: Outcome, halves: Figures) -> Found:
    means, luck = means_and_luck(halves)
    low, high = np.quantile(means, [0.1, 0.9])
    paths = [parameter.path for parameter in study.parameters]
    indices: Sequence[Index] = ()
    pairs: Sequence[SobolPair] = ()
    if study.second_order:
        pairs = sobol_pairs(paths, halves, study.seed)
    if study.method == "sobol":
        indices = _single(study, paths, halves)
    elif study.method == "morris":
        effects = morris_effects(paths, study.shares, halves, study.seed)
        effects.sort(key=lambda effect: -effect.size)  # which decides between equal weights
        indices = effects
    boxes = study.method == "discover" and outcome.kind == "chance"
    return Found(
        outcome=outcome,
        mean=float(means.mean()),
        spread=max(0.0, float(means.var() - luck.var())) ** 0.5,
        low=float(low),
        high=float(high),
        luck=share_of_luck(halves),
        indices=sorted(indices, key=lambda each: -each.weight),
        pairs=pairs,
        boxes=list(find_boxes(paths, study.shares, means)) if boxes else [],
        points=halves,
    )


def _single(study: Study, paths: list[str], halves: Figures) -> list[SobolIndex]:
    """What numbers bring alone and in all, by the points that a study without pairs has too."""
    shares = study.shares
    if study.second_order:
        shares = without_reverse(shares.T, len(paths)).T
        halves = without_reverse(halves, len(paths))
    return sobol_indices(paths, shares, halves, study.seed)


def chosen_outcome(outcomes: Sequence[Outcome], name: str | None) -> Outcome:
    """The outcome of that name, or the one that is told first if nobody says.

    Raises:
        ValueError: there is none of that name.
    """
    named = {outcome.name: outcome for outcome in outcomes}
    # An ending has a shorter name, and the name of the class in which it is alone.
    endings = {each.of[0]: each for each in outcomes if each.kind == "chance" and len(each.of) == 1}
    if name is None:
        return outcomes[0]
    if name not in named | endings:
        raise ValueError(f"--outcome: {did_you_mean(name, 'outcome', [*named, *endings])}")
    return (endings | named)[name]


def index_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    """The indices as rows of a table: of every outcome and number."""
    for found in findings.outcomes:
        for each in found.indices:
            yield _row(found, each)


def pair_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    """The indices of pairs likewise."""
    for found in findings.outcomes:
        for each in found.pairs:
            yield _row(found, each)


def _row(found: Found, each: Index | SobolPair) -> dict[str, Any]:
    plain = asdict(each)
    library: dict[str, float] = plain.pop("salib")
    row: dict[str, Any] = {"outcome": found.outcome.name}
    for name, value in plain.items():
        parts = value if isinstance(value, dict) else {"value": value}
        row |= {name if key == "value" else f"{name}_{key}": v for key, v in parts.items()}
    return row | {"verdict": each.verdict} | library


def box_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    """The boxes as rows of a table: of every outcome, box and condition."""
    parameters = {parameter.path: parameter for parameter in findings.study.parameters}
    for found in findings.outcomes:
        for number, box in enumerate(found.boxes, 1):
            for condition in box.conditions:
                parameter = parameters[condition.path]
                yield {
                    "outcome": found.outcome.name,
                    "box": number,
                    "path": condition.path,
                    "from": parameter.at(condition.low),
                    "to": parameter.at(condition.high),
                    "chance": box.chance.value,
                    "chance_reach": box.chance.reach,
                    "coverage": box.held.coverage,
                    "mass": box.held.mass,
                    "chance_without": condition.without.value,
                    "gain": condition.gain.value,
                    "gain_reach": condition.gain.reach,
                }
