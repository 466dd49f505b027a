"""Rows of a batch that are worth opening: most typical, nearest to history, rarest, worst, best.

Read a column at a time, so that a million worlds need little memory. Of several that are equally
good, the one with the lowest number is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.summary import PEAK, PEAK_TURN, SCORE
from sim.engine.crisis import Crisis
from sim.engine.policies.historical import recorded_moves
from sim.scenario.schema import KnownFigure, Scenario

if TYPE_CHECKING:
    import pyarrow.dataset as ds

Values = NDArray[np.floating]
Mask = NDArray[np.bool_]

FOLLOWED = 4_096  # worlds that are played again and held against history: they take half a second
BLOCK = 2_048


@dataclass(frozen=True)
class WorthOpening:
    """A row, and why one would open it.

    Attributes:
        kind: "typical", "history", "rarest", "worst" or "best".
        ending: the id of its ending; turns: how many it took.
        why: in a sentence.
    """

    kind: str
    world: int
    ending: str
    turns: int
    why: str

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def rows_worth_opening(
    scenario: Scenario, worlds: ds.Dataset, policies: Mapping[str, str]
) -> list[WorthOpening]:
    """At most one row of each kind; a kind is left out where there is none.

    policies: those of the batch, by which some of its worlds are played again.
    """
    return _Search(scenario, worlds, policies).found()


class _Search:
    def __init__(self, scenario: Scenario, worlds: ds.Dataset, policies: Mapping[str, str]) -> None:
        self.scenario = scenario
        self.worlds = worlds
        self.policies = policies
        self.names = list(scenario.endings)
        came = worlds.to_table(columns=["ending"]).column(0).unify_dictionaries().combine_chunks()
        number = {name: place for place, name in enumerate(self.names)}
        known = np.array([number.get(name, -1) for name in came.dictionary.to_pylist()], np.int16)
        self.ending: NDArray[np.int16] = known[came.indices.to_numpy()]
        self.count = np.bincount(self.ending, minlength=len(self.names))

    def found(self) -> list[WorthOpening]:
        kinds = (self._typical(), self._history(), self._rarest(), self._worst(), self._best())
        return [row for row in kinds if row]

    def _column(self, name: str) -> Values:
        values: Values = self.worlds.to_table(columns=[name]).column(0).to_numpy()
        return values

    def _row(self, kind: str, place: int, why: str) -> WorthOpening:
        row = self.worlds.take([place], columns=["world", "turns"]).to_pylist()[0]
        ending = self.names[self.ending[place]]
        return WorthOpening(kind, row["world"], ending, row["turns"], why)

    # -- what is usual -------------------------------------------------------------------------

    def _typical(self) -> WorthOpening:
        common = int(self.count.argmax())
        share = self.count[common] / len(self.ending)
        why = (
            f"It ended in the most frequent way ({share:.0%} of worlds), and no other of these is "
            "nearer to their medians in turns, peaks and goals."
        )
        return self._row("typical", self._middle(self.ending == common), why)

    def _rarest(self) -> WorthOpening | None:
        """None if all ended alike."""
        came = [number for number in range(len(self.names)) if self.count[number]]
        if len(came) == 1:
            return None
        rare = min(came, key=lambda number: int(self.count[number]))
        count = int(self.count[rare])
        worlds = f"{count:,} of {len(self.ending):,}"
        why = (
            f"It ended in the rarest way that came about ({worlds}); of these it is the most usual."
        )
        return self._row("rarest", self._middle(self.ending == rare), why)

    def _middle(self, here: Mask) -> int:
        """The place of the world nearest to the medians of these worlds, in standard deviations."""
        away = np.zeros(int(here.sum()))
        for name in self._main_columns():
            values = self._column(name)[here].astype(np.float64)
            if values.std() > 0:
                away += ((values - np.median(values)) / values.std()) ** 2
        return int(np.flatnonzero(here)[away.argmin()])

    def _main_columns(self) -> Iterable[str]:
        """Turns, peaks and goals."""
        names = self.worlds.schema.names
        yield "turns"
        yield from (n for n in names if n.startswith(PEAK) and not n.startswith(PEAK_TURN))
        yield from (name + SCORE for name in self.scenario.actors)

    # -- what is good and bad for people ---------------------------------------------------------

    def _worst(self) -> WorthOpening | None:
        """None if none ended in violence."""
        here = self._violent()
        for name in self._harm():
            here = _extreme(here, self._column(name), most=True)
        why = "It ended in violence, and no other that did so harmed more people."
        return self._first("worst", _extreme(here, self._lowest_goal(), most=False), why)

    def _best(self) -> WorthOpening | None:
        """None if all ended in violence."""
        here = ~self._violent()
        for name in self._harm():
            here = _extreme(here, self._column(name), most=False)
        why = (
            "It ended without violence and no other that did so harmed fewer people; of those, it "
            "left the side that reached least with most."
        )
        return self._first("best", _extreme(here, self._lowest_goal(), most=True), why)

    def _first(self, kind: str, here: Mask, why: str) -> WorthOpening | None:
        return self._row(kind, int(here.argmax()), why) if here.any() else None

    def _violent(self) -> Mask:
        violent: Mask = np.array([ending.violent for ending in self.scenario.endings.values()])
        return violent[self.ending]

    def _harm(self) -> list[str]:
        """Human cost, in the order of the scenario: it is compared, never added up."""
        return [name for name, part in self.scenario.indicators.items() if part.harm]

    def _lowest_goal(self) -> Values:
        """How far the side came that came least far, in each world."""
        lowest = np.full(len(self.ending), np.inf)
        for name in self.scenario.actors:
            np.minimum(lowest, self._column(name + SCORE), out=lowest)
        return lowest

    # -- history ---------------------------------------------------------------------------------

    def _history(self) -> WorthOpening | None:
        """None if the scenario has no history."""
        history = self.scenario.history
        if history is None:
            return None
        table = self.worlds.head(FOLLOWED, columns=["world", "seed"])
        numbers = table.column("world").to_numpy()
        # Parts may be missing, and worlds that don't follow each other can't be played together.
        count = int(np.sum(numbers - numbers[0] == np.arange(len(numbers))))
        first, seed = int(numbers[0]), table.column("seed")[0].as_py()
        alike = np.concatenate(
            [
                followed(Crisis(self.scenario, width, first + done, seed, self.policies))
                for done in range(0, count, BLOCK)
                for width in [min(BLOCK, count - done)]
            ]
        )
        same = self.ending[:count] == self.names.index(history.ending)
        here = same if same.any() else ~same
        place = int(np.where(here, alike, -1).argmax())
        of = f"the first {count:,} worlds"
        which = f"Of those of {of} that ended as in history, this one"
        if not same.any():
            which = f"None of {of} ended as in history; of all of them, this one"
        why = (
            f"{which} has most of the recorded moves in their turn and of the known figures: "
            f"{alike[place]:.0f} of {facts(self.scenario)}."
        )
        return self._row("history", place, why)


def facts(scenario: Scenario) -> int:
    """How many recorded moves and known figures a world can be held against."""
    assert scenario.history is not None
    return len(scenario.history.moves) + len(scenario.history.figures)


def followed(crisis: Crisis) -> Values:
    """How many recorded moves were made in their turn, and known figures were met, (W,)."""
    book, worlds = crisis.rules.book, crisis.worlds
    done = recorded_moves(book)
    alike = np.zeros(worlds.count)
    while crisis.running:
        crisis.step()
        here = worlds.row("turn", "turn") == worlds.turn
        wanted = done[worlds.turn - 1][:, None]
        made = (worlds.group("choice") == wanted) & (wanted != book.seat_starts[:, None])
        met = _met(crisis)
        alike += here * (made.sum(axis=0) + met)
    return alike


def _met(crisis: Crisis) -> Values:
    """How many of the figures that are known of the day that ends with this turn, (W,)."""
    scenario, worlds = crisis.rules.book.scenario, crisis.worlds
    met = np.zeros(worlds.count)
    for figure in scenario.history.figures if scenario.history else ():
        if list(scenario.clock.turns_on(figure.date))[-1:] == [worlds.turn]:
            least, most = _ends(figure)
            found = worlds.row("indicator", figure.indicator)
            met += (least <= found) & (found <= most)
    return met


def _ends(figure: KnownFigure) -> tuple[float, float]:
    value = figure.value
    return value if isinstance(value, tuple) else (value, value)


def _extreme(here: Mask, values: Values, most: bool) -> Mask:
    """Of these worlds, those with the largest or the smallest value; none of none."""
    if not here.any():
        return here
    extreme = values[here].max() if most else values[here].min()
    chosen: Mask = here & (values == extreme)
    return chosen
