"""What might follow: a few hundred futures of what a role knows, for one order of it.

Never of the true world: what the role estimates is drawn around its estimate, what it can't see
around its guess. A pure function of plain data, so that it can run in a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np

from sim.engine.crisis import Crisis
from sim.engine.dice import Dice, Purpose
from sim.engine.orders import obey, read_orders
from sim.engine.phases.decide import Outlook
from sim.engine.phases.perceive import UNIT
from sim.engine.rows import REAL, Figures, Mask, Rows, bound
from sim.engine.sight import Sight
from sim.engine.worlds import Worlds
from sim.scenario.moves import REST
from sim.scenario.schema import Scenario
from sim.scenario.units import counted_in
from sim.session.knowledge import Knowledge

STREAM = 2**60 + 2  # of luck that no world of any session, no fork and no memory meets
Z = 1.6448536269514722  # standard normal: 90 % lie within this many standard deviations
COUNTED_IN_PEOPLE = "people"


@dataclass(frozen=True)
class Band:
    """A best guess, and the ends between which it is likely to lie."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """What follows from an order, over many futures.

    Attributes:
        futures: how many.
        peaceful: the share that end without violence, 0 to 1.
        goals: how far the role's goals are reached in the end, 0 to 100.
        killed: the share in which more people are killed, 0 to 1; None where nothing counts them.
        rung: where the world stands on the ladder after this turn.
        reference: the same for holding and keeping silent; None where that is the order or
            was not asked.
    """

    deed: str
    word: str
    futures: int
    peaceful: Band
    goals: Band
    killed: Band | None
    rung: Band
    reference: Forecast | None


def forecast(
    knowledge: Knowledge, deed: str, word: str, copies: int = 300, beside_rest: bool = True
) -> Forecast:
    """The role does and says this now; from the next turn on, all are played by policies.

    Copy 7 meets the same luck whatever is asked, so that forecasts of two orders are comparable.

    beside_rest: have the forecast of holding and keeping silent as its reference.

    Raises:
        OrderRefused: the order is not legal now.
    """
    rest = REST["deed"], REST["word"]
    has_reference = beside_rest and (deed, word) != rest
    reference = _forecast(knowledge, *rest, copies) if has_reference else None
    found = _forecast(knowledge, deed, word, copies)
    return replace(found, reference=reference)


@lru_cache(maxsize=8)
def _forecast(knowledge: Knowledge, deed: str, word: str, copies: int) -> Forecast:
    crisis = possible_worlds(knowledge, copies)
    book, worlds, role = crisis.rules.book, crisis.worlds, knowledge.role
    harm = [
        worlds.layout.row("indicator", name)
        for name, part in book.scenario.indicators.items()
        if part.harm and counted_in(part.unit) == COUNTED_IN_PEOPLE
    ]
    before = worlds.table[harm]
    _this_turn(crisis, role, deed, word)
    rung = worlds.row("rung", "rung").copy()
    crisis.run()
    peaceful: Mask = np.array([not ending.violent for ending in book.scenario.endings.values()])
    ended = worlds.row("ending", "ending").astype(np.intp)
    return Forecast(
        deed,
        word,
        copies,
        peaceful=share_of(peaceful.take(ended)),
        goals=spread_of(crisis.scores()[book.actors.index(role)]),
        killed=share_of(np.logical_or.reduce(worlds.table[harm] > before, 0)) if harm else None,
        rung=spread_of(rung),
        reference=None,
    )


def _this_turn(crisis: Crisis, role: str, deed: str, word: str) -> None:
    """The turn that has been opened: everybody decides, and it is closed."""
    worlds, rules = crisis.worlds, crisis.rules
    answers = rules.decision.answer(worlds)
    outlook = Outlook(worlds, answers, rules.legality(worlds, answers))
    chosen = rules.draw(worlds, crisis.weigh(outlook))
    ordered = read_orders(rules.book, {role: {"deed": deed, "word": word}})
    obey(rules.book, ordered, chosen, outlook.legal, worlds.alive)
    crisis.close_turn(outlook, chosen)


# -- many worlds of one knowledge ----------------------------------------------------------------


def possible_worlds(knowledge: Knowledge, copies: int, stream: int = STREAM) -> Crisis:
    """Worlds in the turn to decide, which differ in what the role does not know.

    stream: of their luck; that below it is used as well.
    """
    scenario = scenario_in(knowledge.scenario)
    crisis = Crisis(scenario, copies, policies=dict(knowledge.policies))
    book, start = crisis.rules.book, crisis.rules.start
    worlds = start.worlds(Dice(0, 0, copies, stream))
    begun = worlds.table - start.typical
    column = np.frombuffer(knowledge.column, dtype="<f4").astype(REAL)
    worlds.go_back(column[:, None], knowledge.turn)
    sight = Sight(book, knowledge.role)
    _guess_hidden(sight, worlds, begun)
    _guess_estimated(sight, worlds, stream - 1)
    _let_others_look(crisis, sight, worlds)
    crisis.worlds = worlds
    return crisis


def _guess_hidden(sight: Sight, worlds: Worlds, begun: Rows) -> None:
    """What can't be seen may have begun anywhere that the scenario says.

    begun: how far from the typical start each world began, (rows, W).
    """
    for name, error in sight.errors.items():
        if error is None:
            row = worlds.layout.row("indicator", name)
            values = worlds.table[row]
            values += begun[row]
            bound(values, sight.book.low[row], sight.book.high[row])


def _guess_estimated(sight: Sight, worlds: Worlds, stream: int) -> None:
    """The truth is as far from an estimate as estimates are from the truth."""
    rows, estimates = sight.estimates
    if not len(rows):
        return
    errors = np.array([[sight.errors[n] or 0.0] for n in sight.estimated], dtype=REAL)
    # Other luck than that by which the others look at the same things.
    dice = Dice(0, 0, worlds.count, stream)
    luck = dice.uniforms(Purpose.PERCEPTION, worlds.turn, 2 * len(rows))
    factor = 1 + (luck[: len(rows)] + luck[len(rows) :] - 1) * errors * REAL(UNIT)
    values = worlds.table[estimates] * factor
    bound(values, sight.book.low[rows, None], sight.book.high[rows, None])
    worlds.table[rows] = values


def _let_others_look(crisis: Crisis, sight: Sight, worlds: Worlds) -> None:
    """The others estimate anew; the role's own estimates are those that it has."""
    own = sight.estimates[1]
    kept = worlds.table[own]
    crisis.rules.perceive(worlds)
    worlds.table[own] = kept


@lru_cache(maxsize=4)
def scenario_in(text: str) -> Scenario:
    """The scenario that a role knows; read once, so that its rules are compiled once."""
    return Scenario.model_validate_json(text)


# -- bands ---------------------------------------------------------------------------------------


def share_of(came: Mask) -> Band:
    """A share with its 90 % interval (Wilson 1927)."""
    count, share = len(came), float(np.mean(came))
    spread = Z * Z / count
    middle = share + spread / 2
    reach = sqrt(spread * (share * (1 - share) + spread / 4))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    return Band(share, max(low, 0.0), min(high, 1.0))


def spread_of(values: Rows | Figures) -> Band:
    """The mean, and the ends between which eight futures in ten lie."""
    low, high = np.quantile(values, [0.1, 0.9]).tolist()
    return Band(float(np.mean(values)), low, high)
