"""The clock of a turn: counts down on the host's own clock, which no wall clock can move."""

from __future__ import annotations

ASLEEP = 5_000  # ms without a tick: the host was stopped, and that was nobody's thinking time


class Clock:
    """How much time is left, in ms; None: there is no clock."""

    def __init__(self) -> None:
        self.runs = False
        self._left: int | None = None  # as of `_seen`, if it runs
        self._seen = 0

    def set(self, ms: int | None, now: int) -> None:
        """So much is left from now on."""
        self._left, self._seen = ms, now

    def tick(self, now: int) -> None:
        """Let time pass since the last look; that in which the host slept does not count."""
        passed, self._seen = now - self._seen, now
        if self.runs and self._left is not None and 0 < passed < ASLEEP:
            self._left = max(self._left - passed, 0)

    def go(self, runs: bool, now: int) -> None:
        """Run, or stand still."""
        self.tick(now)
        self.runs = runs

    def left(self, now: int) -> int | None:
        """What is left."""
        self.tick(now)
        return self._left

    def add(self, ms: int, now: int) -> None:
        """More or less of it."""
        left = self.left(now)
        if left is not None:
            self._left = max(left + ms, 0)
