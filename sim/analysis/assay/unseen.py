"""What nobody ever meets, however a scenario is played, and why.

Worlds are played in rounds, the later ones by casts that go into corners. A round more is played
only while something has not come: so rare things get many worlds before anybody says "never".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis.assay.casts import ALL, USUAL, Cast, corners
from sim.analysis.assay.favourites import Favourites
from sim.analysis.assay.reasons import Reasons, Wish
from sim.analysis.assay.tally import Tally
from sim.analysis.assay.watching import watch
from sim.engine.rules import Rules, rules_of
from sim.scenario.expressions import Binary, Node, Query
from sim.scenario.moves import Move
from sim.scenario.parts import Path
from sim.scenario.schema import Scenario

FIRST_CASTS = (USUAL, Cast(ALL, "random"), Cast(ALL, "hawk"), Cast(ALL, "dove"))
TIMES_AS_MANY = 7  # worlds of the later rounds beside those of the first
TOO_LATE = (
    "its condition only held when a turn was over, and no more when the next one began. "
    'Where it asks "made(…)", ask "since(…) <= 1"'
)
OFTEN = 30  # worlds in which a move was legal, before nobody choosing it is told


@dataclass(frozen=True)
class Unseen:
    """Something that never came, where it stands in the file, why not, and what to do."""

    path: Path
    why: str


class Look:
    """Plays a scenario until everything has come or all rounds are over.

    Args:
        worlds: in the first round; later ones have up to seven times as many together.

    Attributes:
        tally: of all worlds; usual: of those with the usual cast.
        favourites: what looked best to its actor.
    """

    def __init__(self, scenario: Scenario, worlds: int, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.rules = rules_of(scenario)
        self.tally, self.usual = Tally(scenario), Tally(scenario)
        self.favourites = Favourites(self.rules)
        for cast in FIRST_CASTS:
            self._play(cast, max(1, worlds // len(FIRST_CASTS)))
        self._reasons = Reasons(self.rules, list(self._missing()))
        rounds = list(corners(scenario))
        for cast in rounds:
            if any(self._missing()):
                self._play(cast, max(1, TIMES_AS_MANY * worlds // len(rounds)), self._reasons)

    def _play(self, cast: Cast, worlds: int, reasons: Reasons | None = None) -> None:
        # Never the same worlds twice: the casts of the first round come again.
        crisis = cast.crisis(self.scenario, worlds, self.seed, first_world=self.tally.worlds)
        seen = self.tally.eye(crisis)
        watch(crisis, seen, *([reasons] if reasons else [self.favourites]))
        self.tally.add(seen)
        if cast == USUAL:
            self.usual.add(seen)

    # -- what never came ---------------------------------------------------------------------

    @property
    def unseen(self) -> list[Unseen]:
        """All that never came, in the order of the scenario's parts."""
        return [Unseen(wish.path, self._why(wish)) for wish in self._missing()]

    def _missing(self) -> Iterator[Wish]:
        tally = self.tally
        came = {
            "moves": tally.legal,
            "events": tally.happened,
            "incidents": tally.happened,
            "endings": tally.ended,
            "ladder": tally.stood,
        }
        for wish in wishes(self.rules):
            if not came[str(wish.path[0])][wish.name]:
                yield wish

    def _why(self, wish: Wish) -> str:
        """The reason, with what would mend it."""
        kept = self._reasons.why(wish)
        if kept:
            return kept
        highest = self._reasons.likeliest[wish.path]
        match wish.path[0]:
            case "moves" if self._move(wish.path).limit == 0:
                return "its limit is 0. Allow it at least once"
            case "endings":
                return "another ending came first wherever this one could come. Put it further up"
            case "ladder":
                return "a higher rung held wherever this one did. Tell the two apart"
        if wish.chance:
            return f"its chance was {100 * highest:.2g} % at most. Raise it"
        return TOO_LATE

    def _move(self, path: Path) -> Move:
        return self.scenario.moves[str(path[1])][str(path[2])]

    @property
    def unchosen(self) -> list[tuple[Path, int]]:
        """Moves that the usual cast never makes, and in how many worlds it could have."""
        return [
            (("moves", actor, move), self.usual.legal[name])
            for actor, moves in self.scenario.moves.items()
            for move in moves
            for name in [f"{actor}.{move}"]
            if self.usual.legal[name] >= OFTEN and not self.usual.made[name]
        ]


def wishes(rules: Rules) -> Iterator[Wish]:
    """All that should come about, and what it takes; not what a teacher puts in."""
    scenario = rules.book.scenario
    for actor, moves in scenario.moves.items():
        for name, move in moves.items():
            yield Wish(("moves", actor, name), f"{actor}.{name}", _condition(move))
    for name, event in rules.events.named.items():
        yield Wish(("events", name), name, rules.events.condition(event), event.chance)
    for name, incident in scenario.incidents.items():
        yield Wish(("incidents", name), name, None, incident.chance)
    for name, ending in scenario.endings.items():
        is_last = ending.last or ending.when is None
        yield Wish(("endings", name), name, ending.when, last=is_last)
    for name, rung in scenario.ladder.items():
        yield Wish(("ladder", name), name, rung.when)


def _condition(move: Move) -> Node | None:
    """What a move takes: a word that takes something back needs something to take back."""
    stands = Query("open", (move.drops,)) if move.drops else None
    if move.when and stands:
        return Binary("and", move.when, stands)
    return move.when or stands
