"""The codebook: what the ids in the teacher's tables stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.report.describe.wording import span
from sim.scenario.schema import Scenario
from sim.scenario.units import counted_in


def codebook(scenario: Scenario) -> str:
    """Markdown: a table for each kind of id."""
    return "\n".join([*_lines(scenario), ""])


def _lines(scenario: Scenario) -> Iterator[str]:
    yield f"# {scenario.title}: codebook"
    yield ""
    yield "The columns are explained in [csv_dictionary.md](../csv_dictionary.md)."
    yield from _table(
        "`role`, and the first part of `SIDE_deed`, `SIDE_word`, `estimate_ROLE`",
        ("id", "name"),
        ((name, actor.name) for name, actor in scenario.actors.items()),
    )
    for channel, column in (("deed", "card"), ("word", "statement")):
        yield from _table(
            f"`{column}` in decisions.csv: the {channel}s",
            ("role", "id", "what it is", "kind"),
            (
                (actor, f"`{name}`", move.label, move.kind)
                for actor, moves in scenario.moves.items()
                for name, move in moves.items()
                if move.channel == channel
            ),
        )
    yield from _table(
        "`indicator` in outcomes.csv",
        ("id", "name", "unit", "range", "human cost"),
        (
            (
                f"`{name}`",
                part.label,
                counted_in(part.unit),
                span(*part.range),
                "yes" if part.harm else "",
            )
            for name, part in scenario.indicators.items()
        ),
    )
    yield from _table(
        "`rung` in turns.csv, `predicted_tension` in decisions.csv",
        ("number", "name"),
        ((number, rung.label) for number, rung in enumerate(scenario.ladder.values(), 1)),
    )
    yield from _table(
        "Endings",
        ("id", "name", "counts as", "violent"),
        (
            (f"`{name}`", end.label, ", ".join(end.counts_as), "yes" if end.violent else "")
            for name, end in scenario.endings.items()
        ),
    )


def _table(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    heads = list(heads)
    yield from ["", f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
