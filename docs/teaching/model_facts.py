"""The figures of a model card: how the scenario behaves, and what its numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim import Crisis
from sim.analysis.calibration import against_bands
from sim.analysis.intervals import Frequency
from sim.report.figures import percent, range_of_shares
from sim.scenario.fields import Grounded, Part
from sim.scenario.schema import Scenario

WORLDS, SEED = 10_000, 0
# How parts of a scenario are called in the table, by their class.
KINDS = {
    "Actor": "goals of a side",
    "PolicyChoice": "how a side chooses",
    "Indicator": "indicators",
    "Move": "moves",
    "Event": "events",
    "Incident": "incidents",
    "Commitment": "commitments",
    "Ending": "endings",
    "Band": "bands of calibration",
    "DoneMove": "moves of history",
    "KnownFigure": "figures of history",
    "Reading": "readings by another source",
}


def model_facts(scenario: Scenario) -> str:
    """Markdown: today's figures, from worlds that anybody can play again."""
    return "\n".join([*_lines(scenario), ""])


def _lines(scenario: Scenario) -> Iterator[str]:
    endings = played(scenario)
    yield f"# {scenario.title}: figures for the model card"
    yield ""
    yield f"From {WORLDS:,} worlds, every side played by its policy, with 95 % intervals. To play"
    yield f"them again: `standoff batch {scenario.id} -n {WORLDS} --seed {SEED} -o DIR`."
    yield from ["", "## How it ends", "", "| ending | share | interval |", "|---|---|---|"]
    for name, found in endings.items():
        yield f"| {scenario.endings[name].label} | {told(found)} |"
    if scenario.calibration:
        yield from ["", "## Beside recorded crises", ""]
        yield "The band says where such crises lead us to expect it, and the scenario why."
        yield from ["", "| | share | interval | band | |", "|---|---|---|---|---|"]
        for verdict in against_bands(scenario, endings):
            if verdict.beside == "band":
                band = range_of_shares(verdict.least, verdict.most)
                where = "inside" if verdict.is_inside else "**outside**"
                yield f"| {verdict.what} | {told(verdict.found)} | {band} | {where} |"
    yield from ["", "## What the numbers rest on", ""]
    yield "A part with figures names claims of a source, or says why they were chosen, or both:"
    yield "then some of its figures are facts and the others judgements."
    yield from ["", "| part | claims alone | both | judgement alone |", "|---|---|---|---|"]
    yield from (f"| {kind} | {' | '.join(map(str, row))} |" for kind, row in rests_on(scenario))
    yield from ["", "## How the sides choose when nobody plays them", ""]
    yield from [
        "| side | policy | rationality λ | foresight | reciprocity |",
        "|---|---|---|---|---|",
    ]
    for actor in scenario.actors.values():
        chosen = actor.policy
        row = (actor.name, chosen.name, chosen.rationality, chosen.foresight, chosen.reciprocity)
        yield f"| {' | '.join(map(str, row))} |"
    yield from ["", f"Read by outsiders: {scenario.reviewed}."]


def played(scenario: Scenario) -> dict[str, Frequency]:
    """How often each ending came."""
    table = Crisis(scenario, WORLDS, seed=SEED).run().results()
    count = Counter(table.column("ending").to_pylist())
    return {name: Frequency(count[name], WORLDS) for name in scenario.endings}


def told(found: Frequency) -> str:
    """A share and its interval, as two cells."""
    return f"{percent(found.share)} | {range_of_shares(*found.interval)}"


def rests_on(scenario: Scenario) -> list[tuple[str, tuple[int, int, int]]]:
    """For each kind of part: how many rest on claims, on claims and judgement, on judgement."""
    count = Counter(
        (type(part).__name__, bool(part.sources), bool(part.assumption))
        for part in grounded(scenario)
    )
    rows = {
        words: (count[kind, True, False], count[kind, True, True], count[kind, False, True])
        for kind, words in KINDS.items()
    }
    return [(words, row) for words, row in rows.items() if any(row)]


def grounded(scenario: Scenario) -> Iterator[Grounded]:
    """Every part that says what its figures rest on."""
    stack: list[object] = [scenario]
    while stack:
        part = stack.pop()
        if isinstance(part, Grounded):
            yield part
        if isinstance(part, Part):
            stack.extend(value for _name, value in part)
        elif isinstance(part, dict):
            stack.extend(part.values())
        elif isinstance(part, tuple):
            stack.extend(part)
