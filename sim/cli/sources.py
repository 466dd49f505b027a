"""`standoff sources`: what each article claims, topic by topic, and where they disagree."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sim.scenario.schema import Scenario
    from sim.scenario.sources import Sources

Plain = dict[str, Any]
WIDTH = 100


@click.command(short_help="What the articles claim, and where they disagree.")
@click.argument("scenario", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def command(scenario: str | None, as_json: bool) -> None:
    """List the claims by topic: who says it, what it says, how sure, and what contradicts it.

    With SCENARIO, an id or a path, only the claims that it rests on, and for each conflict how to
    run it by the claims of another source.
    """
    import json

    from sim.scenario.check import load_scenario
    from sim.scenario.sources import load_sources

    found = load_scenario(scenario) if scenario else None
    digest = digest_of(load_sources(), found.claims() if found else None)
    if found:
        for conflict in digest["conflicts"]:
            conflict["readings"] = readings_of(found, conflict["id"])
    if as_json:
        click.echo(json.dumps(digest, indent=2, ensure_ascii=False))
    elif found and not digest["claims"]:
        click.echo(
            f"{scenario} rests on no articles: each figure gives its assumption as a reason."
        )
    else:
        click.echo("\n".join(lines_of(digest)))


def digest_of(sources: Sources, wanted: Collection[str] | None) -> dict[str, list[Plain]]:
    """The wanted claims (None: all) as plain data, with their sources and conflicts."""
    claims = [
        {"ref": f"{source.id}/{name}", **plain(claim)}
        for source in sources.sources.values()
        for name, claim in source.claims.items()
        if wanted is None or f"{source.id}/{name}" in wanted
    ]
    refs = {claim["ref"] for claim in claims}
    used = {ref.partition("/")[0] for ref in refs}
    return {
        "sources": [
            plain(source, without="claims")
            for name, source in sources.sources.items()
            if name in used
        ],
        "claims": sorted(claims, key=lambda claim: (claim["about"], claim["ref"])),
        "conflicts": [
            {"id": name, **plain(conflict)}
            for name, conflict in sources.conflicts.items()
            if refs.intersection(conflict.claims)
        ],
    }


def readings_of(scenario: Scenario, conflict: str) -> list[Plain]:
    """What the scenario comes to by each source in a conflict, and the option that takes it."""
    readings = scenario.readings.get(conflict)
    told = readings.told.items() if readings else ()
    return [
        {"source": source, "says": str(says), "option": f"--set claims.{conflict}={source}"}
        for source, says in told
    ]


def plain(model: BaseModel, without: str = "") -> Plain:
    """A model as plain data, without what is not given and without one of its fields."""
    return model.model_dump(mode="json", exclude_none=True, exclude={without})


def lines_of(digest: dict[str, list[Plain]]) -> Iterator[str]:
    """The digest as text: sources, claims under their topics, conflicts."""
    yield "SOURCES"
    for source in digest["sources"]:
        yield from entry(source["id"], f"{source['outlet']} ({source.get('date', 'no date')})")
    for topic, claims in groupby(digest["claims"], key=lambda claim: claim["about"]):
        yield f"\n{topic.upper()}"
        for claim in claims:
            contested = [c["id"] for c in digest["conflicts"] if claim["ref"] in c["claims"]]
            yield from claim_lines(claim, contested)
    yield "\nCONFLICTS"
    for conflict in digest["conflicts"]:
        yield from entry(
            f"{conflict['id']}: {conflict['title']}",
            conflict["disagreement"],
            "Claims: " + ", ".join(conflict["claims"]),
            f"Taken by default: {conflict['used']}",
            *(f"{each['option']}: {each['says']}" for each in conflict.get("readings", ())),
        )
    sizes = {what: len(found) for what, found in digest.items()}
    yield "\n{claims} claims of {sources} sources, {conflicts} conflicts".format(**sizes)


def claim_lines(claim: Plain, contested: list[str]) -> Iterator[str]:
    """One claim: its address, certainty and figure; what it says; who says it; what contests it."""
    figure = figure_of(claim)
    yield from entry(
        f"{claim['ref']}  {claim['certainty']}{figure and f', {figure}'}",
        claim["says"],
        f"Said by: {claim['attributed_to']}",
        f"In conflict: {', '.join(contested)}" if contested else "",
    )


def figure_of(claim: Plain) -> str:
    """The figure with its unit, such as "8,350 soldiers near the line"; nothing without one."""
    figure = claim.get("figure")
    if figure is None:
        return ""
    ends = figure.values() if isinstance(figure, dict) else [figure]
    return f"{' to '.join(f'{end:,}' for end in ends)} {claim.get('unit', '')}".rstrip()


def entry(head: str, *paragraphs: str) -> Iterator[str]:
    """A head with paragraphs set in below it; empty ones are left out."""
    yield f"  {head}"
    for paragraph in filter(None, paragraphs):
        yield textwrap.fill(paragraph, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
