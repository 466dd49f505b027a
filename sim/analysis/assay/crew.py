"""A crew: does trials on a bench, here and in helping processes, and says how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, TypeVar

from sim.analysis.assay.bench import Bench, Trial
from sim.analysis.helpers import Helpers

Found = TypeVar("Found")
Progress = Callable[[int, int], None]


class Crew:
    """Use it as `with Crew(…) as crew`: nobody is left behind.

    Args:
        bench: is sent to the helpers.
        workers: processes at work, this one included.
        total: about how many trials there will be.
        progress: called with how many are done, and the total.
    """

    def __init__(self, bench: Bench, workers: int, total: int, progress: Progress) -> None:
        helping = min(workers, total) - 1
        self.helpers: Helpers[Trial[Any], tuple[Trial[Any], Any]] = Helpers(bench, helping)
        self.total, self.done = total, 0
        self.progress = progress

    def do(self, trials: Sequence[Trial[Found]]) -> list[Found]:
        """What each trial found."""
        self.helpers.add(trials)
        found: dict[Trial[Found], Found] = {}
        for trial, value in self.helpers.results():
            found[trial] = value
            self.done += 1
            self.progress(self.done, self.total)
        return [found[trial] for trial in trials]

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.helpers.dismiss()
