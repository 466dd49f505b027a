"""Responses: what actors do in the days after something is done to them, beside recorded crises.

ICB codes of each crisis actor what triggered its crisis and what its major response was. Here a
trigger is the first hostile act of its kind that is directed at an actor, by its CAMEO code; an
incident that costs lives or health is a violent one for the two rivals. The response is the gravest
thing that the actor does or says in the five days that follow, which is the median time to the
major response in ICB. Worlds that end sooner tell of no response.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt
from pathlib import Path

import numpy as np

from sim.analysis.assay.bench import BLOCK, Bench
from sim.analysis.intervals import Z
from sim.analysis.validity.finding import Finding, Measured, judged, not_applicable
from sim.analysis.validity.plays import rivals
from sim.engine.book import Book, BookMove
from sim.engine.crisis import Crisis
from sim.engine.rows import Figures, Mask, Places
from sim.scenario.schema import Scenario
from sim.session.words import _

DAYS = 5
MOST_APART = 0.15
FEWEST = 100  # triggers, below which a row of the table says little
NONE = -1
TRIGGERS = ("verbal", "internal", "military", "indirect", "violent")
RESPONSES = ("inaction", "verbal", "political", "military", "violent")
# The kind of an act by the beginning of its CAMEO code; the longest that fits counts. What only
# helps or consults is no trigger; as a response it is political, like all else without force.
TRIGGER_OF = {
    **dict.fromkeys(("10", "11", "12", "13", "14", "16", "17"), "verbal"),
    **dict.fromkeys(("15", "191", "192"), "military"),
    **dict.fromkeys(("175", "18", "19", "20"), "violent"),
}
RESPONSE_OF = {
    **dict.fromkeys(("15", "191", "192"), "military"),
    **dict.fromkeys(("175", "18", "19", "20"), "violent"),
}


@dataclass(frozen=True)
class RecordedResponses:
    """What actors of recorded crises did after a kind of trigger: shares in order of gravity."""

    trigger: str
    label: str
    cases: int
    shares: tuple[float, ...]
    source: str


@cache
def recorded_responses() -> tuple[RecordedResponses, ...]:
    """A row for each kind of trigger."""
    with (Path(__file__).parent / "responses.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            RecordedResponses(
                trigger=row["trigger"],
                label=row["label"],
                cases=int(row["cases"]),
                shares=_normed([float(row[name]) for name in RESPONSES]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def _normed(shares: list[float]) -> tuple[float, ...]:
    return tuple(share / sum(shares) for share in shares)


@dataclass(frozen=True)
class ResponseTrial:
    """Plays so many worlds and counts responses."""

    worlds: int

    def on(self, bench: Bench) -> Figures:
        """(triggers, responses, W): how often each response followed each trigger."""
        counts = []
        for first in range(0, self.worlds, BLOCK):
            crisis = Crisis(bench.scenario, min(BLOCK, self.worlds - first), first, bench.seed)
            watch = Watch(crisis)
            while crisis.running:
                crisis.step()
                watch.look()
            counts.append(watch.counts())
        return np.concatenate(counts, axis=2)


class Watch:
    """Notes triggers and responses turn by turn.

    begun: (actors, triggers, W), the turn of the first trigger of a kind; 0 before it.
    gravest: the same shape, the gravest response since, within the days that count.
    """

    def __init__(self, crisis: Crisis) -> None:
        self.crisis = crisis
        book = crisis.rules.book
        self.turns = ceil(DAYS * 86_400 / book.scenario.clock.length.total_seconds())
        self.triggers, self.responses, self.aimed = _coded(book)
        self.harmful = harmful_incidents(book.scenario)
        self.pair = [book.actors.index(name) for name in rivals(book.scenario) or ()]
        shape = (len(book.actors), len(TRIGGERS), crisis.worlds.count)
        self.begun = np.zeros(shape, dtype=np.int16)
        self.gravest = np.zeros(shape, dtype=np.int16)

    def look(self) -> None:
        """The turn that was just played."""
        worlds, turn = self.crisis.worlds, self.crisis.turn
        played = worlds.row("turn", "turn") == turn
        choices = worlds.group("choice").astype(np.intp)
        received = self._received(choices)
        seats = len(self.begun)
        for actor in range(seats):
            said_and_done = self.responses[choices[[actor, actor + seats]]].max(axis=0)
            waiting = (self.begun[actor] > 0) & (turn <= self.begun[actor] + self.turns) & played
            np.maximum(self.gravest[actor], said_and_done, out=self.gravest[actor], where=waiting)
            for kind in range(len(TRIGGERS)):
                new = (received[actor] == kind) & (self.begun[actor, kind] == 0) & played
                self.begun[actor, kind][new] = turn

    def _received(self, choices: Places) -> Places:
        """(actors, W): the gravest kind of trigger that each meets in this turn, or NONE."""
        met = np.full((len(self.begun), choices.shape[1]), NONE)
        for seat in choices:
            kinds = self.triggers[seat]
            for actor in range(len(met)):
                np.maximum(met[actor], kinds, out=met[actor], where=self.aimed[seat, actor])
        for actor in self.pair:
            met[actor][self._harmed()] = TRIGGERS.index("violent")
        return met

    def _harmed(self) -> Mask:
        worlds = self.crisis.worlds
        harmed = np.zeros(worlds.count, dtype=np.bool_)
        for name in self.harmful:
            harmed |= worlds.row("last", name) == self.crisis.turn
        return harmed

    def counts(self) -> Figures:
        """(triggers, responses, W), over all actors whose days are over."""
        ended = self.crisis.worlds.row("turn", "turn")
        told = (self.begun > 0) & (self.begun + self.turns <= ended)
        kinds = [(told & (self.gravest == kind)).sum(axis=0) for kind in range(len(RESPONSES))]
        return np.array(kinds, dtype=np.float64).swapaxes(0, 1)


def harmful_incidents(scenario: Scenario) -> list[str]:
    """Those that change a count of human cost, for certain or by chance."""
    harms = {name for name, indicator in scenario.indicators.items() if indicator.harm}
    return [
        name
        for name, incident in scenario.incidents.items()
        if any(harms & set(part.effects) for part in (incident, *incident.chances))
    ]


def _coded(book: Book) -> tuple[Places, Places, Mask]:
    """By move: the trigger that it is, the response that it is, and (moves, actors) whom it meets.

    What is done in secret triggers nothing.
    """
    triggers = np.array([trigger_of(move) for move in book.moves])
    responses = np.array([response_of(move) for move in book.moves])
    aimed = np.zeros((len(book.moves), len(book.actors)), dtype=np.bool_)
    for place, move in enumerate(book.moves):
        if triggers[place] != NONE and move.move and not move.move.private:
            aimed[place, list(move.toward)] = True
    return triggers, responses, aimed


def trigger_of(move: BookMove) -> int:
    """Its place among the triggers, or NONE."""
    kind = _longest(TRIGGER_OF, move)
    return TRIGGERS.index(kind) if kind else NONE


def response_of(move: BookMove) -> int:
    """Its place among the responses. Words are verbal, whatever they threaten; rest is inaction."""
    if move.move is None:
        return RESPONSES.index("inaction")
    if move.move.channel == "word":
        return RESPONSES.index("verbal")
    return RESPONSES.index(_longest(RESPONSE_OF, move) or "political")


def _longest(kinds: dict[str, str], move: BookMove) -> str | None:
    code = move.move.cameo if move.move else ""
    fitting = [start for start in kinds if code.startswith(start)]
    return kinds[max(fitting, key=len)] if fitting else None


def response_findings(counts: Figures) -> Iterator[Finding]:
    """Each row of the table: of all responses, and of those without violence."""
    peaceful = len(RESPONSES) - 1
    for key, check, kinds in (
        ("record.responses", _("Responses, of all kinds"), len(RESPONSES)),
        ("record.peaceful", _("Responses, of those without violence"), peaceful),
    ):
        for recorded in recorded_responses():
            here = counts[TRIGGERS.index(recorded.trigger), :kinds]
            place = f"{key}.{recorded.trigger}"
            case = _("trigger: {kind}").format(kind=recorded.label)
            if here.sum() < FEWEST:
                why = _("Fewer than {count} such triggers in {worlds} worlds.").format(
                    count=FEWEST, worlds=f"{counts.shape[2]:,}"
                )
                yield not_applicable("record", place, check, why, case=case)
            else:
                yield _row(place, check, case, here, recorded)


def _row(key: str, check: str, case: str, here: Figures, recorded: RecordedResponses) -> Finding:
    shares = recorded.shares[: len(here)]
    cases = round(recorded.cases * sum(shares))
    return judged(
        "record",
        key,
        check,
        apart(here, _normed(list(shares)), cases),
        "distance",
        _("Total variation between {here} cases here and {cases} in the record.").format(
            here=f"{int(here.sum()):,}", cases=cases
        ),
        most=MOST_APART,
        worlds=here.shape[1],
        case=case,
        sample=_("{here} and {cases} cases").format(here=f"{int(here.sum()):,}", cases=cases),
    )


def apart(here: Figures, recorded: tuple[float, ...], cases: int) -> Measured:
    """The total variation between what was counted and what is recorded, from 0 to 1.

    here: (responses, W). Both are samples, so the interval has the luck of both; cases of one world
        share theirs. It is the delta method, in which the signs of the differences stay.
    """
    total = float(here.sum())
    found = here.sum(axis=1) / total
    signs = np.sign(found - recorded) / 2
    distance = float(np.abs(found - recorded).sum()) / 2
    sums = signs @ here - (signs @ found) * here.sum(axis=0)
    ours = float((sums * sums).sum()) / total**2
    shares = np.array(recorded)
    theirs = float(shares @ (signs - signs @ shares) ** 2) / cases
    reach = Z * sqrt(ours + theirs)
    return Measured(distance, max(distance - reach, 0.0), min(distance + reach, 1.0))
