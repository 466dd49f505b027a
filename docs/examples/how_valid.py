"""How far can a scenario be believed? What falls short, from Python.

python docs/examples/how_valid.py [SCENARIO]
"""

from __future__ import annotations

import sys

from sim.analysis.validity.validity import validate_scenario


def main(scenario: str = "banjska-2023") -> None:
    """Print how many checks pass, and those that do not."""
    found = validate_scenario(scenario, quick=True, worlds=1000)
    print(", ".join(f"{verdict}: {count}" for verdict, count in found.tally.items()))
    for check in found.findings:
        if check.verdict == "falls short":
            print(f"{check.section}: {check.title}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
