"""`standoff check FILE…`: every fault of every file, or the word that it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.scenario.faults import Fault
    from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Finding:
    """What the check found in one file."""

    file: str
    counts: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        """The faults, one a line; or what the sound file holds."""
        counts = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        return self.words or f"{self.file}: sound ({counts})"

    def plain(self) -> dict[str, object]:
        """The finding as plain data."""
        faults = [asdict(fault) for fault in self.faults]
        return {"file": self.file, "sound": not faults, "counts": self.counts, "faults": faults}


@click.command(short_help="Every fault of a scenario file.")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(files: Sequence[str], as_json: bool) -> int:
    """Check scenario files, given as ids or paths; without any, all that are shipped.

    Exits with 0 when all are sound and with 2 when there are faults.
    """
    import json

    from sim.scenario.library import list_scenarios

    findings = [find(name) for name in files or map(str, list_scenarios())]
    if as_json:
        plain = [finding.plain() for finding in findings]
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(map(str, findings)))
    return 2 if any(finding.faults for finding in findings) else 0


def find(name: str) -> Finding:
    """Read the scenario of this id or path and note its faults, or what it holds."""
    from sim.scenario.check import load_scenario
    from sim.scenario.faults import ScenarioError

    try:
        return Finding(name, counts=count_parts(load_scenario(name)))
    except ScenarioError as error:
        return Finding(name, faults=error.faults, words=str(error))


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
    }
