"""The record: does the model's usual run lie where recorded crises lie?

Shares of outcomes beside the scenario's own bands and beside classes of crises in the
International Crisis Behavior data; responses to triggers; how long it takes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.analysis.calibration import (
    Verdict,
    against_bands,
    against_record,
    reference_classes,
)
from sim.analysis.validity.finding import Finding, Measured, judged, not_applicable
from sim.analysis.validity.plays import Do, Played
from sim.analysis.validity.responses import ResponseTrial, response_findings
from sim.engine.rows import Figures
from sim.scenario.schema import Scenario
from sim.session.words import _, listed

DAY = 86_400


def count_responses(scenario: Scenario, do: Do, worlds: int) -> Figures | None:
    """(triggers, responses, W); None of an invented crisis, which owes the record no likeness."""
    return do([ResponseTrial(worlds)])[0] if scenario.calibration else None


def record_findings(scenario: Scenario, free: Played, responses: Figures | None) -> list[Finding]:
    """All checks against recorded crises.

    free: the worlds as written. responses: what was counted in them, if they stand for a crisis.
    """
    if responses is None:
        why = _(
            "The scenario has no bands of calibration: it stands for no recorded kind of crisis."
        )
        return [not_applicable("record", "record", _("Recorded crises"), why)]
    return [
        *_bands(scenario, free),
        *_classes(scenario, free),
        *response_findings(responses),
        *_durations(scenario, free),
    ]


def _bands(scenario: Scenario, free: Played) -> Iterator[Finding]:
    bands = (each for each in against_bands(scenario, free.frequencies) if each.beside == "band")
    for number, verdict in enumerate(bands):
        yield _share(
            f"record.band.{number}",
            _("The scenario's own bands"),
            verdict.what,
            verdict,
            _("The scenario says why each band was chosen."),
        )


def _classes(scenario: Scenario, free: Played) -> Iterator[Finding]:
    """Each outcome beside the 95 % interval of each class."""
    verdicts = against_record(scenario, free.frequencies)
    outcomes = list(dict.fromkeys(verdict.what for verdict in verdicts))
    sources = listed(list(dict.fromkeys(each.source for each in reference_classes())))
    why = _(
        "The 95 % interval of each class of crises, with its cases in brackets ({sources})."
    ).format(sources=sources)
    for outcome in outcomes:
        beside = [verdict for verdict in verdicts if verdict.what == outcome]
        for crises, verdict in zip(reference_classes(), beside, strict=True):
            key = f"record.class.{crises.name}.{outcomes.index(outcome)}"
            yield _share(key, outcome, verdict.beside, verdict, why)


def _share(key: str, check: str, case: str, verdict: Verdict, why: str) -> Finding:
    return judged(
        "record",
        key,
        check,
        Measured.share(verdict.found),
        "share",
        why,
        least=verdict.least,
        most=verdict.most,
        worlds=verdict.found.of,
        case=case,
    )


def _durations(scenario: Scenario, free: Played) -> Iterator[Finding]:
    """The median of days beside those of the classes, where the clock lets it last so long."""
    label = _("How long it takes, in days")
    ends = [each.median_days for each in reference_classes()]
    length = scenario.clock.length.total_seconds() / DAY
    longest = scenario.clock.turns * length
    if longest < min(ends):
        why = _(
            "The clock stops after {days} days, and half of recorded crises of these classes take "
            "{least} to {most} days or longer: what is played is the beginning of one."
        ).format(days=f"{longest:g}", least=f"{min(ends):g}", most=f"{max(ends):g}")
        yield not_applicable("record", "record.duration", label, why)
        return
    why = _("The medians of the classes. Worlds that the clock stops count with its last day.")
    median = median_of(free.turns * length)
    yield judged(
        "record",
        "record.duration",
        label,
        median,
        "days",
        why,
        least=min(ends),
        most=max(ends),
        worlds=free.worlds,
    )


def median_of(values: NDArray[np.floating]) -> Measured:
    """The median, with the interval that order statistics give."""
    ordered = np.sort(values)
    reach = 0.98 * len(values) ** 0.5
    middle = len(values) / 2
    low, high = int(max(middle - reach, 0)), int(min(middle + reach, len(values) - 1))
    return Measured(float(np.median(ordered)), float(ordered[low]), float(ordered[high]))
