"""Morris's screening: how far an outcome goes, on average, when one number crosses its range.

Each path changes every number once, from where the others happen to be (Morris 1991; the mean of
absolute changes is from Campolongo et al. 2007). Luck changes outcomes too; how much it would bring
by itself stands beside every figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import Any

from sim.analysis.intervals import Z
from sim.analysis.sensitivity.luck import Verdict, means_and_luck
from sim.analysis.sensitivity.samples import LEVELS, problem_of
from sim.engine.rows import Figures

UNSURE = 0.05  # the chance that any number of them all is said to matter by luck
NEARLY_NOTHING = 0.1  # of the largest effect


@dataclass(frozen=True)
class MorrisEffect:
    """What one number does to one outcome, in the outcome's own unit, when it crosses its range.

    Attributes:
        mean: with its sign; size: of the absolute changes; reach: the half of size's 95 % interval.
        spread: the standard deviation of changes, luck taken off: large where it hangs on others.
        luck, luck_reach: what size would be if there were nothing but luck.
        largest: the size of the largest effect on this outcome.
        line: how many standard errors are more than luck, however many numbers were tried.
        salib: mu, mu_star, mu_star_conf and sigma as SALib has them, with luck in them.
    """

    path: str
    mean: float
    size: float
    reach: float
    spread: float
    luck: float
    luck_reach: float
    paths: int
    largest: float
    line: float
    salib: dict[str, float]

    @property
    def verdict(self) -> Verdict:
        """Does it matter, as far as the intervals can tell?"""
        beyond_luck = self.line / Z * hypot(self.reach, self.luck_reach)
        if self.is_one_way or self.size - self.luck > beyond_luck:
            return "matters"
        return "hardly" if self.size + self.reach < NEARLY_NOTHING * self.largest else "open"

    @property
    def is_one_way(self) -> bool:
        """Is the sign of the mean more than luck?"""
        return abs(self.mean) > self.line * self.salib["sigma"] / sqrt(self.paths)

    @property
    def weight(self) -> float:
        """What it is ranked by."""
        return max(0.0, self.size - self.luck)


def morris_effects(
    paths: list[str], shares: Figures, halves: Figures, seed: int
) -> list[MorrisEffect]:
    """Of one outcome; nothing if no number changes it.

    Args:
        shares: where points lie, (points, parameters), path by path.
        paths: the names of the parameters.
        halves: the outcome there, (2, points).
        seed: chooses what is drawn for the intervals.
    """
    means, luck = means_and_luck(halves)
    if means.min() == means.max():
        return []
    plain, lucky = (_as_salib(each, shares, seed) for each in (means, luck))
    largest, count = float(plain["mu_star"].max()), len(shares) // (len(paths) + 1)
    line = _line(len(paths), count)
    return [
        MorrisEffect(
            path,
            mean=float(plain["mu"][number]),
            size=float(plain["mu_star"][number]),
            reach=float(plain["mu_star_conf"][number]),
            spread=sqrt(max(0.0, plain["sigma"][number] ** 2 - lucky["sigma"][number] ** 2)),
            luck=float(lucky["mu_star"][number]),
            luck_reach=float(lucky["mu_star_conf"][number]),
            paths=count,
            largest=largest,
            line=line,
            salib={name: float(figures[number]) for name, figures in plain.items()},
        )
        for number, path in enumerate(paths)
    ]


def _line(numbers: int, paths: int) -> float:
    """Student's quantile for so many paths, so that of all numbers none passes by luck (Dunn)."""
    from scipy.stats import t

    return float(t.ppf(1 - UNSURE / 2 / numbers, paths - 1))


def _as_salib(outcome: Figures, shares: Figures, seed: int) -> dict[str, Any]:
    from SALib.analyze.morris import analyze

    problem = problem_of(shares.shape[1])
    found = analyze(problem, shares, outcome, num_levels=LEVELS, seed=seed)
    return {name: found[name] for name in ("mu", "mu_star", "mu_star_conf", "sigma")}
