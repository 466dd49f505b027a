"""What a role is told of what happened: what it noticed, and only what it sees exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import numpy as np

from sim.engine.book import Book
from sim.engine.rules import Rules
from sim.engine.sight import EVERYTHING, Sight
from sim.scenario.moves import Move
from sim.session.course import Beat, Bond
from sim.session.labels import part_of
from sim.session.story import ReportKind, StepPhase

PHASES: tuple[StepPhase, ...] = get_args(StepPhase)
BEATS = 64  # as many as a part of a turn may have; each role is told of them in turn

Change = tuple[str, float, float]
"""An indicator or `credibility/ACTOR`, before and after."""


@dataclass(frozen=True, slots=True)
class Told:
    """A beat as a role learned of it.

    Attributes:
        what: empty for drift, and where something changed and the role did not learn why.
        chance: how likely it was, as far as the role can tell; None where that is not known.
        believed: how far the speaker of a word was believed, 0 to 1.
        changes: of what it sees exactly.
        unseen: the indicators that it may have changed and that the role can't see exactly.
        since: of an arrival: the turn in which it was announced.
        bond: the pact, or the promise in one, that was signed, kept or broken.
    """

    turn: int
    phase: StepPhase
    kind: ReportKind
    what: str = ""
    branch: int | None = None
    fate: str = ""
    chance: float | None = None
    believed: float | None = None
    changes: tuple[Change, ...] = ()
    unseen: tuple[str, ...] = ()
    since: int | None = None
    bond: Bond | None = None


class Herald:
    """Tells one role what happened."""

    def __init__(self, rules: Rules, sight: Sight) -> None:
        self.book = book = rules.book
        self.sight = sight
        self.prices = dict(zip(book.actors, rules.pacts.prices, strict=True))
        self.seen = {*filter(sight.sees, book.indicators), *map(credibility, book.actors)}

    def tell(self, beats: Sequence[Beat], chances: Mapping[str, float]) -> list[Told]:
        """The beats of a part of a turn; what was not noticed leaves only its traces.

        chances: how likely each event or incident was, as far as the role can tell.
        """
        told = [self._told(beat, chances) for beat in beats if self._noticed(beat)]
        traces = dict[str, list[float]]()
        for beat in beats:
            for name, before, after in () if self._noticed(beat) else self._changes(beat):
                ends = traces.setdefault(name, [before, before])
                ends[1] += after - before
        if traces:
            phase: StepPhase = "events" if beats[0].phase == "events" else "moves"
            changes = tuple((name, before, after) for name, (before, after) in traces.items())
            told.append(Told(beats[0].turn, phase, "unknown", changes=changes))
        return sorted(told, key=lambda each: PHASES.index(each.phase))

    def _noticed(self, beat: Beat) -> bool:
        if beat.bond:  # what is private shows when it is broken: who was wronged says so
            is_party = self.sight.role in (*beat.bond.pact.sides, EVERYTHING)
            return is_party or beat.bond.pact.public or beat.fate == "broken"
        source = beat.cause or beat
        return source.kind not in ("deed", "word") or self.sight.notices(source.what)

    def _told(self, beat: Beat, chances: Mapping[str, float]) -> Told:
        speaker = beat.what.split(".")[0] if beat.kind == "word" else None
        believed = self._credibility(speaker, beat) if speaker else None
        return Told(
            turn=beat.turn,
            phase=beat.phase,
            kind=beat.kind,
            what=beat.what,
            branch=beat.branch,
            fate=beat.fate,
            chance=chances.get(beat.what),
            believed=believed,
            changes=tuple(self._changes(beat)),
            unseen=tuple(name for name in self._touched(beat) if not self.sight.sees(name)),
            since=beat.cause.turn if beat.cause else None,
            bond=beat.bond,
        )

    def _credibility(self, speaker: str, beat: Beat) -> float:
        return float(beat.before[self.book.layout.row("credibility", speaker)])

    def _changes(self, beat: Beat) -> Iterator[Change]:
        """What the beat changed of that which the role sees exactly."""
        return (change for change in _all_changes(self.book, beat) if change[0] in self.seen)

    def _touched(self, beat: Beat) -> Iterator[str]:
        """The indicators that such a beat changes, as everybody can read in the scenario."""
        scenario = self.book.scenario
        if beat.kind == "drift":
            yield from (name for name, part in scenario.indicators.items() if part.drift)
        elif beat.bond:
            paid = self.prices[beat.bond.maker] if beat.bond.price else None
            yield from (paid.audience,) if paid else ()
        elif beat.kind != "pledge":
            yield from (key for key in self._targets(beat) if key in scenario.indicators)
        elif beat.fate in ("broken", "dropped"):
            yield scenario.commitments[beat.what].audience

    def _targets(self, beat: Beat) -> dict[str, None]:
        """What the effects that came now are aimed at, each once."""
        source = beat.cause or beat
        delay = beat.turn - source.turn
        part = part_of(self.book.scenario, beat.what)
        turned = [part] if source.branch is None else [part, part.chances[source.branch]]
        keys = [key for each in turned for key in each.effects] if not delay else []
        if isinstance(part, Move) and not delay:
            keys += part.believed
        later = [later for each in turned for later in each.later if later.after == delay]
        return dict.fromkeys([*keys, *(key for each in later for key in each.effects)])


def credibility(actor: str) -> str:
    """The name under which changes of an actor's credibility are told."""
    return f"credibility/{actor}"


@lru_cache(BEATS)
def _all_changes(book: Book, beat: Beat) -> tuple[Change, ...]:
    """What it changed, whoever sees that; the same objects for all, since they are kept long."""
    layout = book.layout
    rows = {name: layout.row("indicator", name) for name in book.indicators}
    rows |= {credibility(name): layout.row("credibility", name) for name in book.actors}
    names, places = list(rows), list(rows.values())
    before, after = beat.before[places], beat.after[places]
    changed = np.flatnonzero(before != after).tolist()
    return tuple((names[place], float(before[place]), float(after[place])) for place in changed)
