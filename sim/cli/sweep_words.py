"""A sweep in words and tables: what came out at each point, and what goes with what."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from sim.cli.batch_words import percent, section
from sim.cli.tables import print_table

if TYPE_CHECKING:
    from sim.analysis.intervals import Difference
    from sim.analysis.sweep import PointResult, SweepResult
    from sim.scenario.schema import Scenario

MOST_COLUMNS = 6  # points side by side
MOST_SHOWN = 40  # points; of more, the ends are shown


def print_sweep(
    scenario: Scenario, found: SweepResult, manifest: Mapping[str, Any], out: str
) -> None:
    """Print how often each outcome came at each point, and what the settings go with."""
    from sim.scenario.overrides import told

    design = manifest["design"]
    click.echo(
        f"{scenario.title}: {len(found.points):,} of {len(design):,} points, "
        f"{manifest['worlds']:,} worlds each by the same luck, seed {manifest['seed']}, in {out}"
    )
    paths = list(dict.fromkeys(path for settings in design for path in settings))
    names = {path: short(path, paths) for path in paths}
    if len(found.points) <= MOST_COLUMNS:
        for point in found.points:
            click.echo(f"  point {point.point}: {told(point.settings)}")
    else:
        for path, name in names.items():
            if path != name:
                click.echo(f"  {name}: {path}")
    if len(found.points) <= MOST_COLUMNS:
        print_beside(scenario, found)
    else:
        print_below(found, paths, names)
    if found.ranks:
        section("What goes with what: Spearman's rank correlation over the points, −1 to 1")
        print_table(("number", *found.points[0].outcomes), list(rank_rows(found, names)))
    example = shlex.quote(f"{out}#{found.points[-1].point}/0")
    click.echo(f"\nWatch world 0 of the last point, or take over:\n  standoff replay {example}")
    click.echo(f"Pictures, and every outcome:\n  standoff report {shlex.quote(out)}")


def print_beside(scenario: Scenario, found: SweepResult) -> None:
    """Few points, a column each: every outcome and every ending, and the difference it makes."""
    points = found.points
    section(
        f"How often each came; beside it how much more than at point {found.reference}, "
        "in percentage points"
    )
    labels = [*points[0].outcomes, *points[0].endings]
    rows = [
        [
            str(scenario.endings[name].label) if name in scenario.endings else name,
            *(cell(point, name) for point in points),
        ]
        for name in labels
    ]
    print_table(("", *(f"point {point.point}" for point in points)), rows)
    click.echo("*: more than luck explains (95 % interval of the paired worlds).")


def cell(point: PointResult, name: str) -> str:
    """A share, and the difference to the point of reference."""
    share = percent((point.outcomes | point.endings)[name].share)
    found = point.differences.get(name)
    if found is None:
        return share
    sure = "*" if found.low > 0 or found.high < 0 else ""
    return f"{share}  {100 * found.mean:+.1f}{sure}"


def print_below(found: SweepResult, paths: Sequence[str], names: Mapping[str, str]) -> None:
    """Many points, a row each."""
    points = found.points
    section("How often each outcome came")
    outcomes = list(points[0].outcomes)
    columns = (
        "point",
        *names.values(),
        *outcomes,
        f"{outcomes[0]} against point {found.reference}",
    )
    print_table(columns, list(rows(shown(points), paths)))
    if len(points) > MOST_SHOWN:
        hidden = len(points) - MOST_SHOWN
        click.echo(f"{hidden:,} more are in the results, or printed by --json.")


def short(path: str, paths: Sequence[str]) -> str:
    """The last parts of a path, as many as tell it from the others and what it is about."""
    parts = path.split(".")
    for count in range(2, len(parts) + 1):
        name = ".".join(parts[-count:])
        alone = sum(f".{other}".endswith(f".{name}") for other in paths) == 1
        if alone and not parts[-count].isdecimal():
            return name
    return path


def shown(points: Sequence[PointResult]) -> Sequence[PointResult]:
    """All of few points; of many the first and the last ones."""
    if len(points) <= MOST_SHOWN:
        return points
    return [*points[: MOST_SHOWN // 2], *points[-MOST_SHOWN // 2 :]]


def rows(points: Sequence[PointResult], paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A row a point."""
    for point in points:
        yield (
            str(point.point),
            *(value(point.settings.get(path, "")) for path in paths),
            *(percent(found.share) for found in point.outcomes.values()),
            difference(next(iter(point.differences.values()), None)),
        )


def value(setting: object) -> str:
    """A setting as it is written; empty where the scenario's own value stands."""
    return f"{setting:g}" if isinstance(setting, float) else str(setting)


def difference(found: Difference | None) -> str:
    """In points of per cent, with its interval; a star where luck does not explain it."""
    if found is None:
        return ""
    sure = "*" if found.low > 0 or found.high < 0 else ""
    ends = f"[{100 * found.low:+.1f} to {100 * found.high:+.1f}]"
    return f"{100 * found.mean:+.1f} {ends}{sure}"


def rank_rows(found: SweepResult, names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """A row a path, the one that matters most first."""
    strongest = sorted(found.ranks.items(), key=lambda pair: -max(map(abs, pair[1].values())))
    for path, ranks in strongest:
        yield names[path], *(f"{rank:+.2f}" for rank in ranks.values())
