"""Screening: which numbers of a scenario decide how it ends.

Dials are turned a fifth up, and the same worlds are played again with the same luck; what counts is
how many of a hundred worlds come to another ending, on balance. At first the dials of one thing,
such as all amounts of a move, are turned together; then one by one those of the things that moved
most. Of these the best are turned up and down, in more and in other worlds, so that none is told
for its luck. That shows no interplay of numbers, nor what two of one thing undo of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sim.analysis.assay.bench import Bench, endings_of
from sim.analysis.assay.casts import USUAL
from sim.analysis.assay.dials import AMOUNTS, FEELINGS, Dial, dials_of, turned
from sim.analysis.assay.outcomes import moved
from sim.analysis.intervals import Difference, paired_difference
from sim.engine.rows import Places
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

PART = 4  # of the worlds of a cast, one in so many for a trial of the first rounds
ONE_BY_ONE = 80  # dials of the second round
FINALISTS = 16  # of the third


@dataclass(frozen=True)
class DialTrial:
    """Plays worlds in which some dials are turned and the others stand as they are."""

    dials: tuple[Dial, ...]
    is_up: bool
    first_world: int
    worlds: int

    def on(self, bench: Bench) -> Places:
        """The number of each world's ending, (worlds,)."""
        scenario = turned(bench.document, dict.fromkeys(self.dials, self.is_up))
        return endings_of(USUAL.crisis(scenario, self.worlds, bench.seed, self.first_world).run())


@dataclass(frozen=True)
class Decisive:
    """What turning a dial from a fifth down to a fifth up does.

    Attributes:
        moved: the share of worlds that come to another ending on balance.
        ending: the one whose share it changes most, and by how much.
    """

    dial: Dial
    moved: float
    ending: str
    change: Difference

    @property
    def is_sure(self) -> bool:
        """Is it more than luck?"""
        return self.change.low > 0 or self.change.high < 0

    def plain(self) -> dict[str, Any]:
        """As plain data; `set` is the path as `--set` takes it."""
        return {
            "set": str(self.dial),
            "values": [self.dial.low, self.dial.high],
            "moved": self.moved,
            "ending": self.ending,
            "change": asdict(self.change),
        }


class Screening:
    """The screening of the scenario on a bench.

    Attributes:
        dials: all that it has.
        trials: about how many it takes.
    """

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.dials = dials_of(bench.document)
        self.groups = list(_groups(self.dials))
        self.trials = len(self.groups) + min(ONE_BY_ONE, len(self.dials)) + 2 * FINALISTS

    def decisive(
        self, usual: Places, do: Callable[[list[DialTrial]], list[Places]]
    ) -> list[Decisive]:
        """The dials that decide, the most decisive first; left out is what may be luck.

        usual: the endings as the scenario stands. do: finds what trials find.
        """
        together = self._turn_up(self.groups, usual, do)
        singles = {group: part for group, part in together.items() if len(group) == 1}
        several = (dial for group in together if len(group) > 1 for dial in group)
        alone = self._turn_up([(dial,) for dial in islice(several, ONE_BY_ONE)], usual, do)
        best = _largest_first(singles | alone)
        finalists = [group[0] for group, part in best.items() if part > 0][:FINALISTS]
        return self._turn_both_ways(finalists, do)

    def _turn_up(
        self,
        groups: list[tuple[Dial, ...]],
        usual: Places,
        do: Callable[[list[DialTrial]], list[Places]],
    ) -> dict[tuple[Dial, ...], float]:
        """What share of worlds each group moves to other endings, the largest first."""
        worlds, endings = -(-self.bench.worlds // PART), len(self.bench.scenario.endings)
        found = do([DialTrial(group, True, 0, worlds) for group in groups])
        parts = [moved(each, usual[:worlds], endings) for each in found]
        return _largest_first(dict(zip(groups, parts, strict=True)))

    def _turn_both_ways(
        self, dials: list[Dial], do: Callable[[list[DialTrial]], list[Places]]
    ) -> list[Decisive]:
        """In worlds that nobody has played yet."""
        worlds = self.bench.worlds
        ups, downs = (
            do([DialTrial((dial,), is_up, worlds, worlds) for dial in dials])
            for is_up in (True, False)
        )
        told = [_told(self.bench.scenario, *each) for each in zip(dials, ups, downs, strict=True)]
        return sorted((each for each in told if each.is_sure), key=lambda each: -each.moved)


def _groups(dials: list[Dial]) -> list[tuple[Dial, ...]]:
    """The dials that are turned together at first."""
    groups: dict[Path, list[Dial]] = {}
    for dial in dials:
        groups.setdefault(_thing(dial.path), []).append(dial)
    return [tuple(group) for group in groups.values()]


def _thing(path: Path) -> Path:
    """What a dial is turned together with: whatever has the same thing."""
    match path:
        case ("moves", actor, move, *rest) if set(rest) & set(AMOUNTS):
            return ("moves", actor, move)
        case ("moves", actor, _move, *rest):
            return ("moves", actor, str(rest[-1]))
        case ("events" | "incidents", name, *_rest):
            return (path[0], name)
    return path[:4] if path[:3] == FEELINGS else path


def _largest_first(parts: Mapping[tuple[Dial, ...], float]) -> dict[tuple[Dial, ...], float]:
    """Sorted; those that are alike in the order of their paths."""
    return dict(sorted(parts.items(), key=lambda pair: (-pair[1], str(pair[0][0]))))


def _told(scenario: Scenario, dial: Dial, up: Places, down: Places) -> Decisive:
    names = list(scenario.endings)
    changes = [paired_difference(up == number, down == number) for number in range(len(names))]
    number = max(range(len(names)), key=lambda each: abs(changes[each].mean))
    return Decisive(dial, moved(up, down, len(names)), names[number], changes[number])
