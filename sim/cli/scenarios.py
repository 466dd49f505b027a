"""`standoff scenarios`: what there is to play."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import click

COLUMNS = ("id", "title", "dates", "turns", "roles")


@dataclass(frozen=True)
class Entry:
    """A line of the list; a file with faults is listed with its first."""

    id: str
    title: str
    start: str = ""
    end: str = ""
    turns: int = 0
    roles: tuple[str, ...] = ()
    fault: str | None = None
    own: bool = False

    def row(self) -> tuple[str, ...]:
        """The entry as cells of a table."""
        if self.fault:
            return self.id, "has faults, told below", "", "", ""
        dates = f"{self.start} to {self.end}"
        return self.id, self.title, dates, str(self.turns), ", ".join(self.roles)


@click.command(short_help="What there is to play.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(as_json: bool) -> None:
    """List the scenarios that are shipped, then your own: id, title, dates, turns and roles."""
    import json

    from sim.scenario.library import list_own_scenarios, list_scenarios

    shipped = [entry_of(path) for path in list_scenarios()]
    own = [entry_of(path, own=True) for path in list_own_scenarios()]
    if as_json:
        plain = [asdict(entry) for entry in shipped + own]
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        print_lists(shipped, own)


def print_lists(shipped: list[Entry], own: list[Entry]) -> None:
    """A table of each kind, then the first fault of each broken one, and what was passed over."""
    from sim.cli.tables import print_table
    from sim.scenario.library import own_folder, passed_over

    print_table(COLUMNS, [entry.row() for entry in shipped])
    click.echo(f"\nYour own, in {own_folder()}:\n")
    if own:
        print_table(COLUMNS, [entry.row() for entry in own])
    else:
        click.echo("None yet; a scenario that you put there is listed here.")
    for entry in shipped + own:
        if entry.fault:
            click.echo(f"\n{entry.fault}\nFor all faults: standoff check {entry.id}")
    for path, why in passed_over():
        click.echo(f"{path}: {why}", err=True)


def entry_of(path: Path, own: bool = False) -> Entry:
    """What the list says about the scenario in this file."""
    from sim.scenario.check import load_scenario
    from sim.scenario.faults import ScenarioError

    try:
        scenario = load_scenario(str(path))
    except ScenarioError as error:
        return Entry(path.stem, path.stem, fault=str(error.faults[0]), own=own)
    clock = scenario.clock
    return Entry(
        id=scenario.id,
        title=str(scenario.title),
        start=clock.date_of(1).isoformat(),
        end=clock.date_of(clock.turns).isoformat(),
        turns=clock.turns,
        roles=tuple(name for name, actor in scenario.actors.items() if actor.playable),
        own=own,
    )
