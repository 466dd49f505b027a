"""What a nemesis does, step by step, as it follows from a seed; and fewer steps that still fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

KINDS = {
    "kill": 3,
    "freeze": 2,
    "disk": 2,
    "clock": 1,
    "stop": 3,
    "cut": 4,
    "hold": 2,
    "slow": 2,
    "rewind": 2,
    "export": 2,
    "advance": 2,
    "rotate": 1,
    "time": 1,
    "look": 1,
}
"""What it may do, and how often, one beside the other (see `Nemesis`)."""

PAUSE = (0.1, 1.0)  # seconds before a step
LENGTH = (1.0, 6.0)  # seconds that a step lasts, if it does
LENGTHS = {"freeze": (5.0, 30.0)}  # of those that last longer


@dataclass(frozen=True)
class Step:
    """One thing that it does.

    Attributes:
        number: in its plan; with the seed it also chooses whom.
        pause: seconds before; seconds: that it lasts.
    """

    seed: int
    number: int
    what: str
    pause: float
    seconds: float

    def luck(self) -> Random:
        """Chooses the rest, whichever steps are left out."""
        return Random(f"{self.seed} {self.number} {self.what}")


def plan(seed: int, count: int, kinds: Iterable[str] = KINDS) -> list[Step]:
    """So many steps."""
    return [step(seed, number, tuple(kinds)) for number in range(1, count + 1)]


def step(seed: int, number: int, kinds: Sequence[str]) -> Step:
    """The step of that number, which does not depend on those before."""
    luck = Random(f"{seed} {number}")
    [what] = luck.choices(kinds, [KINDS[kind] for kind in kinds])
    pause, seconds = luck.uniform(*PAUSE), luck.uniform(*LENGTHS.get(what, LENGTH))
    return Step(seed, number, what, pause, seconds)


def shrink(steps: list[Step], fails: Callable[[list[Step]], bool], tries: int) -> list[Step]:
    """Fewer steps with which it still fails: without halves, quarters, … as long as that goes.

    tries: how often to look at most.
    """
    parts = 2
    while len(steps) > 1:
        size = -(-len(steps) // parts)
        fewer = None
        for start in range(0, len(steps), size):
            rest = steps[:start] + steps[start + size :]
            if tries == 0:
                return steps
            tries -= 1
            if fails(rest):
                fewer = rest
                break
        if fewer:
            steps, parts = fewer, max(parts - 1, 2)
        elif size == 1:
            break
        else:
            parts *= 2
    return steps
