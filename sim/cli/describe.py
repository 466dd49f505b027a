"""`standoff describe SCENARIO`: the scenario in words, tables and pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.report.describe.blocks import Account
    from sim.scenario.schema import Scenario

WIDEST = 100  # a longer line is hard to read


@click.command(short_help="The scenario as a readable page.")
@click.argument("scenario")
@click.option(
    "--html",
    "target",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page.",
)
@click.option("--odd", is_flag=True, help="As a model description after the ODD+D protocol.")
@click.option("--role", help="The card of one role alone, to be handed out.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole scenario, for scripts.")
def command(scenario: str, target: Path | None, odd: bool, role: str | None, as_json: bool) -> None:
    """Describe SCENARIO: sides, moves, what affects what, how it can end, and what it rests on.

    The whole of it is for teachers and authors, for it holds what the sides do not know of each
    other. Without --html it is printed, as Markdown.
    """
    from sim.scenario.check import load_scenario

    if bool(odd) + bool(role) + bool(as_json) > 1 or (as_json and target):
        raise click.UsageError("choose one of --odd, --role and --json (which prints no page)")
    loaded = load_scenario(scenario)
    if as_json:
        print_json(loaded)
        return
    told = account_of(loaded, odd, role)
    if target:
        write_html(target, told)
    else:
        print_text(told)


def account_of(scenario: Scenario, odd: bool, role: str | None) -> Account:
    """What is to be told."""
    from sim.report.describe.odd import odd_protocol
    from sim.report.describe.role import role_card
    from sim.report.describe.whole import whole
    from sim.report.ground import ground_of
    from sim.scenario.faults import did_you_mean

    if role:
        if role not in scenario.actors:
            raise click.UsageError(did_you_mean(role, "role", scenario.actors))
        return role_card(scenario, role)
    ground = ground_of(scenario)
    return odd_protocol(scenario, ground) if odd else whole(scenario, ground)


def write_html(path: Path, told: Account) -> None:
    """Write the page and say where it is."""
    from sim.report.describe.page import as_page
    from sim.report.page import MissingLibrary, write_page

    try:
        page = as_page(told)
    except MissingLibrary as missing:
        raise click.ClickException(str(missing)) from missing
    write_page(path, page)
    click.echo(path)


def print_text(told: Account) -> None:
    """Print it as wide as the terminal, with headings set off there."""
    from shutil import get_terminal_size

    from sim.report.describe.text import as_text

    on_terminal = sys.stdout.isatty()
    width = min(get_terminal_size().columns, WIDEST) if on_terminal else WIDEST
    for line in as_text(told, width).splitlines():
        click.echo(click.style(line, bold=True) if on_terminal and line.startswith("#") else line)


def print_json(scenario: Scenario) -> None:
    """Everything as plain data."""
    import json

    click.echo(json.dumps(scenario.model_dump(mode="json"), indent=2, ensure_ascii=False))
