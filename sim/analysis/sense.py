"""Sense by playing: what an author would be sorry about, found by playing the scenario.

What never comes is told as never only after rounds of casts that look for it; the message says in
how many worlds. What is best whatever the others do is found in the situations of very different
casts (see `assay.favourites`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.assay.unseen import Look
from sim.scenario.document import Document
from sim.scenario.faults import Fault, Level
from sim.scenario.moves import REST
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

CLEARLY = 0.95  # of the situations in which it was legal beside another
OFTEN_OPEN = 0.25  # of all its actor's turns; what is rarely open is rather a reward than a rule
WHAT = {
    "moves": "never legal",
    "events": "never happens",
    "incidents": "never happens",
    "endings": "never reached",
    "ladder": "never stood on",
}


def remarks_by_play(
    document: Document, scenario: Scenario, worlds: int = 1000, seed: int = 0
) -> list[Fault]:
    """Warnings and notes about a sound scenario, sorted by place.

    worlds: of the first round; for what has not come by then, up to seven times as many more.
    """
    look = Look(scenario, worlds, seed)
    found = [
        document.fault_of_key(path, message).at_level(level)
        for path, message, level in (*_unseen(look), *_unchosen(look), *_favourites(look))
    ]
    return sorted(found)


Remark = tuple[Path, str, Level]


def _unseen(look: Look) -> Iterator[Remark]:
    for unseen in look.unseen:
        part = str(unseen.path[0])
        message = f"{WHAT[part]} in {look.tally.worlds:,} worlds: {unseen.why}"
        yield unseen.path, message, "note" if part == "ladder" else "warning"


def _unchosen(look: Look) -> Iterator[Remark]:
    for path, worlds in look.unchosen:
        actor = path[1]
        message = (
            f"never chosen by {actor}'s own policy, though legal in {worlds:,} of "
            f"{look.usual.worlds:,} worlds: lower its cost, or let it change what {actor} wants"
        )
        yield path, message, "note"


def _favourites(look: Look) -> Iterator[Remark]:
    seen = look.favourites
    for place, move in enumerate(seen.book.moves):
        best, situations = int(seen.best[place]), int(seen.open[place])
        if situations < OFTEN_OPEN * seen.turns or best <= CLEARLY * situations:
            continue
        actor, name = move.name.split(".", 1)
        share = f"in {best / situations:.0%} of {situations:,} situations, whatever the others do"
        if move.move:
            message = (
                f"looks best to {actor} {share}: there is nothing to decide. Raise its cost or "
                "cooldown, or make it serve one goal at the price of another"
            )
            yield ("moves", actor, name), message, "warning"
        else:
            channel = "deed" if name == REST["deed"] else "word"
            message = (
                f"{name} looks best to {actor} {share}: no {channel} seems worth its price. "
                "Lower costs, or let moves change what it wants"
            )
            yield ("actors", actor, "goals"), message, "note"
