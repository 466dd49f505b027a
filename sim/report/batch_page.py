"""The page of a batch: what was played, what it came to, and how far it can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from pathlib import Path
from typing import Any

from sim.analysis.backtest import Backtest
from sim.analysis.calibration import Verdict
from sim.analysis.findings import Findings, find
from sim.analysis.intervals import Frequency
from sim.analysis.worth_opening import rows_worth_opening
from sim.batch.store import AStudy, Batch
from sim.report.again import follow_history, play_again
from sim.report.chart import Scale, scale_around
from sim.report.contrasts import Contrasts, contrasts_of
from sim.report.fans import fans_of
from sim.report.ground import ground_of
from sim.report.page import environment, render
from sim.report.used import uses_of
from sim.scenario.schema import Scenario
from sim.session.words import _


def batch_page(folder: str | Path, point: int | None = None) -> str:
    """The page of the batch in a folder, which may still be growing; of a sweep, that of a point.

    folder: its path, or its URI.

    Raises:
        ValueError: there is no batch or point, none of its worlds is finished, or it is another
            version's.
        ScenarioError: its scenario, or the sources, can't be read.
        MissingLibrary: what makes pages is not installed.
    """
    environment()  # before the work, which would be lost without it
    whole = Batch(folder)
    manifest_of(whole)
    batch = whole.at(point)
    manifest = manifest_of(batch)
    scenario = batch.scenario
    findings = find(scenario, batch.worlds)
    course = play_again(batch, scenario, manifest)
    history = follow_history(scenario, manifest["seed"])
    contrasts = contrasts_of(scenario, course)
    return render(
        "batch.html",
        scenario=scenario,
        manifest=manifest,
        findings=findings,
        endings=endings_of(findings),
        shares=shares_scale(findings),
        violent=violent_share(findings),
        changed=bool(manifest["policies"] or manifest["overrides"] or scenario.switched()),
        course=course,
        fans=fans_of(scenario, course, history),
        groups=agreement(scenario, findings.history) if findings.history else [],
        chance=exp,
        record=by_outcome(findings.record),
        uses=uses_of(scenario, course),
        contrasts=contrasts,
        differences=differences_scale(contrasts),
        ground=ground_of(scenario),
        full=Scale(0, 1),
        scores=Scale(0, 100),
        kinds=kinds(),
        rows=rows_worth_opening(scenario, batch.worlds, manifest["policies"]),
        why=why_open(),
        rows_of=f"{folder}#" if point is None else f"{folder}#{point}/",
    )


def manifest_of(batch: Batch) -> Mapping[str, Any]:
    """What the batch says of itself; ValueError says what is wrong with the folder."""
    try:
        manifest = batch.manifest
    except AStudy:
        raise
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise ValueError(
            f'"{batch.place}" holds no batch; make one with: '
            f"standoff batch SCENARIO -o {batch.place}"
        ) from None
    if not manifest.get("finished_worlds"):
        raise ValueError(
            f'"{batch.place}" holds a batch of which nothing is finished yet; go on with: '
            f"{manifest.get('command')} --resume"
        )
    return manifest


def endings_of(findings: Findings) -> list[tuple[str, Frequency]]:
    """The endings, the most frequent first."""
    return sorted(findings.summary.endings.items(), key=lambda pair: -pair[1].count)


def shares_scale(findings: Findings) -> Scale:
    """An axis of shares with room for the most frequent ending."""
    most = max(found.interval[1] for found in findings.summary.endings.values())
    return Scale(0, min(1.0, -(-most // 0.1) * 0.1))


def violent_share(findings: Findings) -> Frequency:
    """How often it ended in violence."""
    endings, found = findings.scenario.endings, findings.summary.endings
    count = sum(found[name].count for name, ending in endings.items() if ending.violent)
    return Frequency(count, findings.summary.worlds)


def agreement(scenario: Scenario, test: Backtest) -> list[tuple[str, Backtest]]:
    """The recorded decisions that are looked at together."""
    return [
        (_("All decisions"), test),
        (_("With an entry in history"), test.of(recorded=True)),
        (_("Resting, without an entry"), test.of(recorded=False)),
        *((str(actor.name), test.of(actor=name)) for name, actor in scenario.actors.items()),
    ]


def by_outcome(record: list[Verdict]) -> dict[str, list[Verdict]]:
    """Recorded crises by what is compared."""
    found: dict[str, list[Verdict]] = {}
    for verdict in record:
        found.setdefault(verdict.what, []).append(verdict)
    return found


def differences_scale(contrasts: Contrasts) -> Scale:
    """One axis for all differences, with 0 on it."""
    shown = [each for _heading, group in contrasts.groups for each in group]
    return scale_around([end for each in shown for end in (each.low, each.high)], 0)


def kinds() -> dict[str, str]:
    """What moves are called by their channel and kind."""
    return {
        "deed": _("deed"),
        "word": _("word"),
        "escalate": _("escalates"),
        "hold": _("holds"),
        "de-escalate": _("de-escalates"),
    }


def why_open() -> dict[str, str]:
    """What the kinds of rows that are worth opening are called."""
    return {
        "typical": _("Most typical"),
        "history": _("Nearest to history"),
        "rarest": _("Rarest"),
        "worst": _("Worst"),
        "best": _("Best"),
    }
