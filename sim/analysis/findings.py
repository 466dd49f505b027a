"""All that there is to say about a batch: what came out, and how far it can be believed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sim.analysis.backtest import Backtest, backtest
from sim.analysis.calibration import Verdict, against_bands, against_record
from sim.analysis.intervals import Frequency
from sim.analysis.summary import Summary, summarise
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pyarrow.dataset as ds


@dataclass(frozen=True)
class Findings:
    """A summary, what it is held against, and how well the actors agree with history's."""

    scenario: Scenario
    summary: Summary
    bands: list[Verdict]
    record: list[Verdict]
    history: Backtest | None

    @property
    def as_in_history(self) -> Frequency | None:
        """How often it came to the ending that stands for what happened."""
        history = self.scenario.history
        return self.summary.endings[history.ending] if history else None

    def plain(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {
            "summary": _summary(self.summary),
            "bands": [_verdict(verdict) for verdict in self.bands],
            "recorded_crises": [_verdict(verdict) for verdict in self.record],
            "history": self.history and self._history(self.history),
        }

    def _history(self, test: Backtest) -> dict[str, Any]:
        assert self.as_in_history is not None
        return {
            "chance_of_ending": self.as_in_history.plain(),
            "mean_log_likelihood": test.mean_log_likelihood,
            "random_log_likelihood": test.random_log_likelihood,
            **asdict(test),
        }


def find(scenario: Scenario, worlds: ds.Dataset) -> Findings:
    """Look at the results of a batch, and follow history if the scenario has one."""
    summary = summarise(scenario, worlds)
    return Findings(
        scenario=scenario,
        summary=summary,
        bands=against_bands(scenario, summary.endings),
        record=against_record(scenario, summary.endings),
        history=backtest(scenario) if scenario.history else None,
    )


def _summary(summary: Summary) -> dict[str, Any]:
    frequencies = {
        name: {key: frequency.plain() for key, frequency in getattr(summary, name).items()}
        for name in ("endings", "outcomes")
    }
    return asdict(summary) | frequencies


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return asdict(verdict) | {"found": verdict.found.plain(), "inside": verdict.is_inside}
