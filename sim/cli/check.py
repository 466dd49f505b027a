"""`standoff check FILE…`: what is wrong with a scenario, then what is dull, unfair or unsourced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.cli.check_finding import Finding


@click.command(short_help="What is wrong with a scenario, and how to mend it.")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--expect", is_flag=True, help="Play what the scenario expects of itself, too.")
@click.option("--quick", is_flag=True, help="Don't play it to look for what never comes up.")
@click.option("--strict", is_flag=True, help="Count warnings as faults.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(
    files: Sequence[str], expect: bool, quick: bool, strict: bool, watch: bool, as_json: bool
) -> int:
    """Check scenario files, given as ids or paths; without any, your own and the shipped ones.

    A fault: it can't be played. A warning: you would be sorry about it in class. A note: worth
    knowing. Exits with 0 when there are no faults, with 2 when there are, and with 1 when all files
    are sound and an expectation does not hold.
    """
    from sim.scenario.library import list_own_scenarios, list_scenarios

    shipped = [] if files else [str(path) for path in list_scenarios()]
    names = [*(files or map(str, list_own_scenarios())), *shipped]
    if watch:
        if as_json or expect:
            raise click.UsageError("--watch goes on until Ctrl-C, without --json and --expect")
        from sim.cli.check_watch import watch_files

        watch_files(names, quick)
        return 0
    findings = [checked(name, expect, quick, as_json, brief=name in shipped) for name in names]
    if as_json:
        print_json(findings)
    else:
        from sim.cli.check_words import print_totals

        print_totals(findings)
        if shipped:
            click.echo(
                "Of the shipped ones only faults are told here; for more, standoff check ID."
            )
    return exit_code(findings, strict)


def checked(name: str, expect: bool, quick: bool, as_json: bool, brief: bool) -> Finding:
    """What is found in one file; told at once to people, since the next may take a while."""
    from sim.cli.check_finding import find
    from sim.cli.check_words import expectations_told, print_briefly, print_finding

    finding = find(name, quick)
    if not as_json:
        (print_briefly if brief else print_finding)(finding)
    if expect and finding.is_sound:
        finding = finding.with_expectations(expectations_told(name, finding, aloud=not as_json))
    return finding


def print_json(findings: Sequence[Finding]) -> None:
    """All findings as plain data."""
    import json

    plain = [finding.plain() for finding in findings]
    click.echo(json.dumps(plain, indent=2, ensure_ascii=False))


def exit_code(findings: Sequence[Finding], strict: bool) -> int:
    """2: a file has faults; 1: an expectation does not hold; 0: neither."""
    wrong = {"fault", "warning"} if strict else {"fault"}
    if any(each.level in wrong for finding in findings for each in finding.told):
        return 2
    return 1 if any(not result.holds for f in findings for result in f.expectations) else 0
