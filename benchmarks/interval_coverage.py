"""How often the intervals of a review hold the truth, over very many lucks.

    python -m benchmarks.interval_coverage [--lucks 3000] [--copies 200]

A deed with war in 5 of 10 futures is held against one with war in 2 of 10 and against rest, which
is safe; then one of eleven equals against the ten others. Each luck is a review like any other.
Prints what was wanted beside what was found, and the standard error of so many lucks.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from sim.analysis.comparing import compare
from sim.analysis.debrief import TRUTH, Comparison, Gap
from sim.analysis.scene import Scene
from sim.scenario.schema import Scenario
from sim.session import Band
from sim.session.hindsight import look_back
from tests.support.lookbacks import equals, gambles, played

WANTED = 0.9
HARSH = ("small", "costly", "very costly")


def main() -> None:
    """Review, count, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        gamble = _reviews(gambles(), "large", Path(folder), options)
        same = _reviews(equals(), "m0", Path(folder), options)
    print(f"{options.lucks:,} lucks of {options.copies} futures; intervals hold the truth:")
    tell("a difference of 30 points", [_gap(each, "small").peaceful for each in gamble], 0.3)
    tell("a difference of 50 points", [_gap(each, "hold").peaceful for each in gamble], 0.5)
    tell("the best other move", [each.judgement.drop for each in gamble], 0.5)
    tell("one death less", [_gap(each, "hold").harm["dead"] for each in gamble], -1.0)
    tell("the best of ten equals", [each.judgement.drop for each in same], 0.0)
    harsh = sum(each.judgement.grade in HARSH for each in same) / len(same)
    looks = sum(_gap(each, each.others[0].move).judged == "better" for each in same) / len(same)
    print(f"  one of equals is judged harshly   {harsh:6.1%}   wanted below 2 %")
    print(f"  where it was found it looks better {looks:5.1%}   so much for judging it there")


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--lucks", type=int, default=3000)
    reader.add_argument("--copies", type=int, default=200)
    return reader.parse_args()


def _reviews(
    scenario: Scenario, deed: str, folder: Path, options: argparse.Namespace
) -> list[Comparison]:
    """The comparison of that deed, by each luck."""
    past = look_back(played(scenario, folder / f"{deed}.standoff", [deed]), "a")
    scenes = (Scene(past, options.copies, luck) for luck in range(options.lucks))
    return [compare(scene, past.turns[0], TRUTH, "en").comparisons[0] for scene in scenes]


def _gap(found: Comparison, move: str) -> Gap:
    gap = {other.move: other.gap for other in found.others}[move]
    assert gap, "every other move has one"
    return gap


def tell(what: str, bands: Sequence[Band], truth: float) -> None:
    """How often the truth is within, beside how often it should be."""
    held = sum(band.low <= truth <= band.high for band in bands) / len(bands)
    error = sqrt(WANTED * (1 - WANTED) / len(bands))
    print(f"  {what:32}  {held:6.1%} ± {error:.1%}   wanted 90 ± 3 %")


if __name__ == "__main__":
    main()
