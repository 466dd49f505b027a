"""The glossary: places in every name they have, the words of the crisis, and those of the field."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sim.scenario.schema import Scenario

HERE = Path(__file__).parent
HEADS = ("Serbian", "Serbian, in Cyrillic", "Albanian", "English, where it has a name of its own")


def glossary(scenario: Scenario) -> str:
    """Markdown, to print or to search."""
    return "\n".join([*_lines(scenario), ""])


def _lines(scenario: Scenario) -> Iterator[str]:
    yield f"# {scenario.title}: glossary"
    found = places(scenario)
    if found:
        yield from ["", "## Places", ""]
        yield "Most places have more than one name, and none of them is the only right one. In the"
        yield "game the Serbian form comes first and the Albanian second, for every place alike."
        yield from ["", f"| {' | '.join(HEADS)} |", "|---|---|---|---|"]
        yield from (f"| {' | '.join(row)} |" for row in found)
    if scenario.terms:
        yield from ["", "## Words of this crisis", ""]
        for term in sorted(scenario.terms.values(), key=lambda term: str(term.term).casefold()):
            cited = "".join(f" `{ref}`" for ref in term.sources)
            yield f"- **{term.term}:** {term.text}{cited}"
    yield from [
        "",
        "## The ladder",
        "",
        "From calm to fighting, and what it looks like here.",
        "",
    ]
    for number, rung in enumerate(scenario.ladder.values(), 1):
        yield f"{number}. **{rung.label}:** {rung.example}"
    yield from ["", "## Words of the field", ""]
    yield (HERE / "field.md").read_text("utf-8").split("\n\n", 2)[2].strip()
    if any(term.sources for term in scenario.terms.values()):
        yield from ["", "A name such as `dw-2023-10-02/kfor-strength` is a claim; the command"]
        yield f"`standoff sources {scenario.id}` shows all of them."


def places(scenario: Scenario) -> list[tuple[str, ...]]:
    """The places of the list that the scenario speaks of by their first name."""
    told = scenario.model_dump_json(exclude={"history", "readings"})
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        _heads, *rows = csv.reader(file)
    return [tuple(row) for row in rows if is_told(row, told)]


def is_told(names: list[str], told: str) -> bool:
    """Whether a text has the place by its double name, or by its English one."""
    serbian, _cyrillic, albanian, english = names
    return f"{serbian}/{albanian}" in told or serbian in told or bool(english and english in told)
