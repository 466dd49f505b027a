"""A batch in words and tables: what came out, what history did, and what it is held against."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from sim.cli.tables import print_table

if TYPE_CHECKING:
    from sim.analysis.backtest import Backtest, Decision
    from sim.analysis.calibration import Verdict
    from sim.analysis.findings import Findings
    from sim.analysis.intervals import Frequency, Spread
    from sim.analysis.worth_opening import WorthOpening
    from sim.scenario.schema import Scenario

EIGHT_OF_TEN = ("10 %", "median", "90 %")


def print_findings(findings: Findings, manifest: dict[str, Any], out: str) -> None:
    """Print everything, the most wanted first."""
    worlds, seconds = manifest["timings"]["worlds"], manifest["timings"]["seconds"]
    click.echo(
        f"{findings.scenario.title}: {findings.summary.worlds:,} worlds, seed {manifest['seed']}, "
        f"in {out}"
    )
    if worlds:
        speed = f"{worlds / seconds:,.0f} a second"
        click.echo(f"{worlds:,} of them played now, in {seconds:.1f} s ({speed})")
    else:
        click.echo("all of them were there already")
    print_readings(findings.scenario)
    print_endings(findings)
    print_spreads(findings)
    print_known_before(findings)
    if findings.history:
        print_history(findings, findings.history)
    changed = any(manifest[what] for what in ("policies", "overrides", "readings"))
    print_calibration(findings, changed)


def print_readings(scenario: Scenario) -> None:
    """Where another source's claims are in place of the usual ones, and what those say."""
    for name, readings in scenario.switched().items():
        click.echo(f"{name}, as {readings.taken} has it: {readings.in_place}")
        click.echo(f"  in place of: {readings.says}")


def print_endings(findings: Findings) -> None:
    """How it ended, the most frequent first."""
    scenario, endings = findings.scenario, findings.summary.endings
    history = scenario.history.ending if scenario.history else None
    rows = [
        (
            str(scenario.endings[name].label) + (" (as in history)" if name == history else ""),
            f"{found.count:,}",
            percent(found.share),
            interval(found),
        )
        for name, found in sorted(endings.items(), key=lambda pair: -pair[1].count)
    ]
    section("How it ended")
    print_table(("ending", "worlds", "share", "95 % interval"), rows)


def print_spreads(findings: Findings) -> None:
    """How long, how high and how well."""
    scenario, summary = findings.scenario, findings.summary
    from sim.scenario.units import counted_in

    section("Turns and peaks")
    rows: list[tuple[str, ...]] = [("Turns played", "turns", *figures(summary.turns), "")]
    for name, peak in summary.peaks.items():
        when = number(summary.peak_turns[name].middle)
        if name == "rung":
            rungs = [str(rung.label) for rung in scenario.ladder.values()]
            ends = (rungs[int(end)] for end in (peak.low, peak.middle, peak.high))
            rows.append(("Highest rung", "ladder", *ends, when))
        else:
            part = scenario.indicators[name]
            extreme = "Lowest" if part.peak == "lowest" else "Highest"
            rows.append((f"{extreme}: {part.label}", counted_in(part.unit), *figures(peak), when))
    print_table(("what", "unit", *EIGHT_OF_TEN, "in turn (median)"), rows)
    section("How far each side's goals were reached, 0 to 100")
    sides = summary.scores.items()
    print_table(
        ("side", *EIGHT_OF_TEN),
        [(str(scenario.actors[name].name), *figures(score)) for name, score in sides],
    )


def print_known_before(findings: Findings) -> None:
    """What nobody knows about the start, apart from what chance and choices do."""
    parts = findings.summary.known_before
    if not parts:
        return
    section("What decides: unknown start values, or chance and choices since then")
    shares = findings.summary.outcomes
    rows = [(o, percent(shares[o].share), percent(p), percent(1 - p)) for o, p in parts.items()]
    print_table(("outcome", "share", "explained by the start", "chance and choices"), rows)
    click.echo("Of the variance between worlds, by linear regression on the start values drawn.")


def print_history(findings: Findings, test: Backtest) -> None:
    """What history did and how likely the model finds it."""
    scenario, found = findings.scenario, findings.as_in_history
    assert scenario.history is not None
    assert found is not None
    section("History")
    label = scenario.endings[scenario.history.ending].label
    click.echo(f"It ended as: {label}. In the model: {percent(found.share)} {interval(found)}.")
    click.echo(
        f"With its moves forced in {test.worlds} worlds, the actors would have chosen them with a "
        f"mean log-likelihood of\n{test.mean_log_likelihood:.3f} a decision; at random "
        f"{test.random_log_likelihood:.3f}. Closer to 0 is better."
    )
    columns = ("decisions", "number", "log-likelihood", "at random", "against random")
    print_table(columns, list(backtest_rows(scenario, test)))
    section("Recorded moves that surprise the model most")
    print_table(
        ("date", "side", "move", "log-likelihood", "at random"),
        [surprise_row(scenario, decision) for decision in test.surprises()],
    )
    for missed in test.illegal:
        words = f"{missed.date}: {missed.actor} could not {missed.move} in {percent(missed.share)}"
        click.echo(f"{words} of the worlds.")
    section("Known figures, with history's moves forced")
    rows = [
        (
            check.date,
            str(scenario.indicators[check.indicator].label),
            known_range(check.least, check.most),
            *figures(check.found),
            "inside" if check.is_inside else "outside",
        )
        for check in test.figures
    ]
    print_table(("date", "figure", "known", *EIGHT_OF_TEN, ""), rows)


def surprise_row(scenario: Scenario, decision: Decision) -> tuple[str, ...]:
    """One decision, with its move in plain words."""
    actor = scenario.actors[decision.actor].name
    move = scenario.moves[decision.actor][decision.move].label
    found, chance = f"{decision.log_likelihood:.3f}", f"{decision.chance:.3f}"
    return decision.date, str(actor), str(move), found, chance


def backtest_rows(scenario: Scenario, test: Backtest) -> Iterator[tuple[str, ...]]:
    """The log-likelihood of all decisions, of those with an entry and without, and by actor."""
    groups = {
        "all": test,
        "with an entry in history": test.of(recorded=True),
        "resting, without an entry": test.of(recorded=False),
    }
    groups |= {str(actor.name): test.of(actor=name) for name, actor in scenario.actors.items()}
    for label, group in groups.items():
        found, chance = group.mean_log_likelihood, group.random_log_likelihood
        verdict = "better" if found > chance else "worse"
        against = f"{verdict} by {abs(found - chance):.3f}"
        yield label, str(len(group.decisions)), f"{found:.3f}", f"{chance:.3f}", against


def print_calibration(findings: Findings, changed: bool) -> None:
    """Inside, below or above, said plainly."""
    title = "Calibration" if findings.scenario.calibration else "Variety of endings"
    section(title + (": meant for the default run, and this one is changed" * changed))
    rows = [
        (
            verdict.what,
            percent(verdict.found.share),
            interval(verdict.found) if verdict.found.of == findings.summary.worlds else "",
            band(verdict),
            words(verdict),
        )
        for verdict in findings.bands
    ]
    print_table(("what", "found", "95 % interval", "should be", ""), rows)
    if findings.record:
        print_record(findings)


def print_record(findings: Findings) -> None:
    """How recorded crises ended, kind by kind."""
    section("Beside recorded crises (ICB, 1918 to 2017): their 95 % intervals")
    heads = {v.what: f"{v.what}: {percent(v.found.share)}" for v in findings.record}
    rows = [
        (crises, *(f"{band(verdict)} {words(verdict)}" for verdict in verdicts))
        for crises, verdicts in groupby(findings.record, key=lambda verdict: verdict.beside)
    ]
    print_table(("crises (cases)", *heads.values()), rows)


def print_rows(scenario: Scenario, rows: Sequence[WorthOpening], out: str) -> None:
    """The rows that are worth opening, why, and how one is opened."""
    kinds = {
        "typical": "most typical",
        "history": "nearest to history",
        "rarest": "rarest ending",
        "worst": "worst",
        "best": "best",
    }
    section("Worlds worth opening")
    table = [
        (kinds[row.kind], f"#{row.world}", str(scenario.endings[row.ending].label), str(row.turns))
        for row in rows
    ]
    print_table(("which", "world", "ending", "turns"), table)
    for row in rows:
        click.echo(f"#{row.world}: {row.why}")
    example = shlex.quote(f"{out}#{rows[0].world}")
    click.echo(f"Watch one turn by turn, or take over from there:\n  standoff replay {example}")


def print_failures(failures: Sequence[Mapping[str, Any]], command: str) -> None:
    """What could not be played, and why; `command` computes the batch."""
    from sim.scenario.overrides import told

    if not failures:
        return
    first = failures[0]
    where = f"worlds {first['first_world']:,} to {first['first_world'] + first['worlds'] - 1:,}"
    if first["settings"]:
        where += f" at point {first['point']} ({told(first['settings'])})"
    click.echo(
        f"{len(failures):,} parts could not be played. The first, {where}:\n{first['problem']}\n"
        f"They are tried again with:\n  {command} --resume",
        err=True,
    )


def section(title: str) -> None:
    """A heading with a line of air above."""
    click.echo(f"\n{title}")


def words(verdict: Verdict) -> str:
    """Inside, or on which side of it."""
    if verdict.is_inside:
        return "inside"
    return "below" if verdict.found.share < verdict.least else "above"


def band(verdict: Verdict) -> str:
    """Least to most."""
    if verdict.least == verdict.most:
        return percent(verdict.least)
    return f"{percent(verdict.least)} to {percent(verdict.most)}"


def interval(found: Frequency) -> str:
    """The 95 % interval of a frequency."""
    low, high = found.interval
    return f"[{percent(low)} to {percent(high)}]"


def percent(share: float) -> str:
    """A share with as many digits as it deserves."""
    return f"{100 * share:.1f} %"


def figures(found: Spread) -> tuple[str, str, str]:
    """The three figures of a spread."""
    return number(found.low), number(found.middle), number(found.high)


def known_range(least: float, most: float) -> str:
    """One figure, or two."""
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def number(value: float) -> str:
    """A figure without digits that nobody needs."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"
