"""Benches for the checks of validity: tiny scenarios set up to be played in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from sim.analysis.assay.bench import Bench
from sim.analysis.validity.finding import Finding
from sim.analysis.validity.plays import AS_WRITTEN, Played, PlayTrial
from sim.scenario.schema import Scenario
from sim.scenario.validate import validate
from tests.support.tiny import tiny, tiny_document


def bench(worlds: int = 400, seed: int = 0, **parts: Any) -> Bench:
    """A sound tiny scenario on a bench; `parts` replace those of the same name."""
    tiny(**deepcopy(parts))
    document = tiny_document(**deepcopy(parts))
    return Bench(document, validate(document, Scenario), worlds, seed)


def doing(here: Bench) -> Callable[[Sequence[Any]], list[Any]]:
    """Does trials one after the other."""
    return lambda trials: [trial.on(here) for trial in trials]


def as_written(here: Bench) -> Played:
    """The worlds of the bench with nothing changed."""
    return PlayTrial(AS_WRITTEN, here.worlds).on(here)


def verdicts(findings: Sequence[Finding]) -> dict[str, str]:
    """By the key of the check."""
    return {found.key: found.verdict for found in findings}
