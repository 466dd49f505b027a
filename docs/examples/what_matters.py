"""On which start values does an outcome hang? A study of sensitivity from Python.

python docs/examples/what_matters.py [SCENARIO OUTCOME]
"""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from sim import load_scenario
from sim.analysis.sensitivity.findings import chosen_outcome, find
from sim.analysis.sensitivity.folder import Folder
from sim.analysis.sensitivity.ranges import asked_for
from sim.analysis.sensitivity.run import run
from sim.analysis.sensitivity.study import Study

VARIED = ["indicators.*.start=±20%", "actors.*.policy.rationality=±50%"]


def main(name: str = "tutorial", outcome: str | None = None) -> None:
    """Screen the numbers after Morris, and print those that move the outcome most."""
    scenario = load_scenario(name)
    study = Study(scenario, asked_for(scenario, VARIED), "morris", base=16, copies=32)
    with TemporaryDirectory() as folder:
        halves = run(Folder(folder, study))
    found = find(study, halves, chosen_outcome(study.outcomes, outcome)).chosen
    print(
        f"{found.outcome.name}: {found.mean:.3f} on average, {found.luck:.0%} of variance is luck"
    )
    for effect in found.indices[:8]:
        print(f"{effect.mean:+.3f} (luck {effect.luck:.3f}) {effect.verdict:<8} {effect.path}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
