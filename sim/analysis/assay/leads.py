"""Leads: what a move brings its actor that makes it at every chance, whatever the others do.

For each move of a role, worlds are played in which the role makes it whenever it is legal and
otherwise follows its own policy; the others are of one kind, then of another. What is compared is
what came of it: how far the role's goals were reached in the end, by the same luck.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from sim.analysis.assay.bench import Bench
from sim.analysis.assay.casts import Cast
from sim.analysis.futures import SharedLuck
from sim.engine.crisis import Crisis
from sim.engine.dice import Dice
from sim.engine.rows import Figures, Places
from sim.engine.worlds import Worlds

OTHERS = (None, "hawk", "dove", "tit-for-tat", "random")
PART = 10  # of the worlds of a cast, one in so many for each move
FEWEST = 50
# Points out of 100 of a role's goals: within the one, moves count as equally good; beyond the
# other, a move is plainly better. Luck makes up about half a point of a mean over all others.
TIE, PLAINLY = 1.0, 2.0


@dataclass(frozen=True)
class Lead:
    """What each move of one channel of a role brought it, against one kind of others.

    Attributes:
        others: their policy; None: each its own.
        own: how far its goals were reached with its own policy, 0 to 100.
        scores: by move, the same where it was made at every chance; resting is one of them.
    """

    role: str
    channel: str
    others: str | None
    own: float
    scores: Mapping[str, float]

    @property
    def best(self) -> str:
        """The move that brought most."""
        return max(self.scores, key=lambda move: self.scores[move])

    def regret(self, move: str) -> float:
        """How much less than the best it brought."""
        return self.scores[self.best] - self.scores[move]


@dataclass(frozen=True)
class Dominant:
    """A move that is as good as any against all kinds of others, and better than any on average.

    ahead: of the next best move, in points, on average over the kinds of others.
    """

    role: str
    channel: str
    move: str
    ahead: float


@dataclass(frozen=True)
class LeadTrial:
    """Plays all moves of a role against one kind of others."""

    role: str
    others: str | None

    def on(self, bench: Bench) -> list[Lead]:
        """A lead for each channel in which the role has a move."""
        policy = bench.scenario.actors[self.role].policy.name
        cast = Cast(self.role, policy, self.others) if self.others else Cast()
        crisis = cast.crisis(bench.scenario, 1, bench.seed)
        book = crisis.rules.book
        number = book.actors.index(self.role)
        plans: Places = np.array(book.moves_of(number), dtype=np.intp)
        means = played(crisis, plans, max(FEWEST, bench.worlds // PART))[number]
        scores = dict(zip(plans.tolist(), means[1:].tolist(), strict=True))
        leads = []
        for seat, places in groupby(plans.tolist(), key=lambda place: book.moves[place].seat):
            own = {book.moves[place].name.split(".", 1)[1]: scores[place] for place in places}
            channel = book.seats[seat].split("/")[1]
            if len(own) > 1:
                leads.append(Lead(self.role, channel, self.others, float(means[0]), own))
        return leads


def played(crisis: Crisis, moves: Places, copies: int) -> Figures:
    """(actors, 1 + moves): mean scores where nobody insists, then where each move is insisted on.

    crisis: new, of any width; its policies play on. Each plan meets the same worlds.
    """
    seed, plans = crisis.worlds.dice.seed, len(moves) + 1
    start = crisis.rules.start.worlds(Dice(seed, 0, copies))
    luck = SharedLuck(seed, 0, copies, 0, plans)
    table = np.ascontiguousarray(np.tile(start.table, plans))
    crisis.worlds = worlds = Worlds(start.layout, table, 0, luck)
    book, columns = crisis.rules.book, np.arange(worlds.count)
    insisted = np.append(-1, moves).repeat(copies)  # the last row of what is legal never is
    seats = np.array([0, *(book.moves[place].seat for place in moves)]).repeat(copies)
    while crisis.running:
        outlook = crisis.open_turn()
        chosen = crisis.rules.draw(worlds, crisis.weigh(outlook))
        here = outlook.legal[insisted, columns]
        chosen[seats[here], columns[here]] = insisted[here]
        crisis.close_turn(outlook, chosen)
    means: Figures = crisis.scores().reshape(-1, plans, copies).mean(axis=2)
    return means


def dominants(leads: Iterable[Lead]) -> Iterator[Dominant]:
    """The dominant move of each channel of each role that has one."""
    ordered = sorted(leads, key=lambda lead: (lead.role, lead.channel))
    for (role, channel), group in groupby(ordered, key=lambda lead: (lead.role, lead.channel)):
        found = list(group)
        means = {
            move: sum(lead.scores[move] for lead in found) / len(found) for move in found[0].scores
        }
        next_best, best = sorted(means, key=lambda move: means[move])[-2:]
        ahead = means[best] - means[next_best]
        if ahead >= PLAINLY and all(lead.regret(best) <= TIE for lead in found):
            yield Dominant(role, channel, best, ahead)
