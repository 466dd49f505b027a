"""The chance of a peaceful end from turn to turn, and who or what changed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.analysis.bands import gap_of
from sim.analysis.debrief import Hazard, Swing
from sim.analysis.futures import Luck, Moment
from sim.analysis.scene import Scene
from sim.engine.crisis import Crisis
from sim.engine.dice import Dice
from sim.engine.phases.happenings import Happenings
from sim.engine.rows import Figures, Rows
from sim.engine.worlds import Worlds
from sim.session.futures import Band, share_of
from sim.session.hindsight import Lived
from sim.session.labels import spoken_label

TURNING_POINTS = 3

Lane = Literal["truth", "knew", "history"]


@dataclass(frozen=True)
class Curve:
    """The chance of a peaceful end as each turn begins, all being played by policies.

    Attributes:
        lane: from how things stood, from what the role knew, or along what was really done.
        shares: by turn; one turn more than were played stands for the end.
    """

    lane: Lane
    shares: dict[int, Band]


def curve(scene: Scene, lane: Lane) -> Curve:
    """One of the three."""
    found = {"truth": _true_shares, "knew": _known_shares, "history": _recorded_shares}[lane]
    return Curve(lane, dict(found(scene)))


def _true_shares(scene: Scene) -> Iterator[tuple[int, Band]]:
    for lived in scene.hindsight.turns:
        yield lived.turn, _share(scene, scene.truth(lived.turn, lived.truth))
    yield lived.turn + 1, _certain(ended_peacefully(scene))


def _known_shares(scene: Scene) -> Iterator[tuple[int, Band]]:
    for lived in scene.hindsight.turns:
        moment = scene.moment(lived, "knew", Luck.CURVE)
        yield lived.turn, share_of(scene.play(moment, [{}], Luck.CURVE, "knew").peaceful[0])


def _recorded_shares(scene: Scene) -> Iterator[tuple[int, Band]]:
    """From the worlds that still went on, as the true one did then; nothing without a history."""
    scenario, luck = scene.hindsight.scenario, Luck.HISTORY
    if scenario.history is None:
        return
    crisis = Crisis(scenario, policies={"all": "historical"})
    dice = Dice(0, 0, scene.copies, luck.stream(scene.luck))
    crisis.worlds = worlds = crisis.rules.start.worlds(dice)
    while crisis.running:
        outlook = crisis.open_turn()
        yield worlds.turn, _share(scene, Moment(worlds.turn, worlds.table[:, worlds.alive]))
        crisis.close_turn(outlook, crisis.rules.draw(worlds, crisis.weigh(outlook)))
    yield scenario.clock.turns + 1, _certain(not scenario.endings[scenario.history.ending].violent)


def ended_peacefully(scene: Scene) -> bool:
    """Was the end without violence? Only asked when it has come."""
    row = scene.futures.book.layout.row("ending", "ending")
    return bool(scene.futures.peaceful[int(scene.hindsight.last[row])])


def _share(scene: Scene, moment: Moment) -> Band:
    return share_of(scene.play(moment, [{}], Luck.CURVE).peaceful[0])


def _certain(came: bool) -> Band:
    return Band(float(came), float(came), float(came))


# -- turning points ------------------------------------------------------------------------------


def turning_points(curve: Curve) -> list[int]:
    """The turns that changed it most, the largest first; the earlier of two that are equal."""
    shares = curve.shares
    changes = {turn: abs(shares[turn + 1].value - shares[turn].value) for turn in [*shares][:-1]}
    turned = [turn for turn in changes if changes[turn] > 0]
    return sorted(turned, key=lambda turn: (-changes[turn], turn))[:TURNING_POINTS]


def swing(scene: Scene, lived: Lived, rank: int, language: str) -> Swing:
    """A turn split up, by putting in one after the other what was really done in it.

    rank: its place among the turning points, or 0.
    """
    own = dict(scene.orders(lived))
    others = {s: int(p) for s, p in enumerate(lived.done) if s not in own}
    moment = scene.truth(lived.turn, lived.truth)
    found = scene.play(moment, [{}, own, others, own | others], Luck.SWING).peaceful.astype(float)
    neither, by_own, by_others, both = found
    after = _afterwards(scene, lived)
    return Swing(
        turn=lived.turn,
        moment=scene.hindsight.scenario.clock.moment_of(lived.turn),
        change=gap_of(after - neither),
        own=gap_of((by_own - neither + both - by_others) / 2),
        others=gap_of((by_others - neither + both - by_own) / 2),
        chance=gap_of(after - both),
        hazards=tuple(hazards(scene, lived, language)),
        rank=rank,
    )


def _afterwards(scene: Scene, lived: Lived) -> Figures:
    """(copies,): does it end peacefully from the beginning of the next turn, as that came?

    With the luck that the same copies had before, from that turn on.
    """
    column = _next_column(scene, lived)
    if scene.hindsight.over and lived is scene.hindsight.turns[-1]:
        return np.full(scene.copies, float(ended_peacefully(scene)))
    found = scene.play(scene.truth(lived.turn + 1, column), [{}], Luck.SWING)
    after: Figures = found.peaceful[0].astype(float)
    return after


def _next_column(scene: Scene, lived: Lived) -> Rows:
    past = scene.hindsight
    return past.columns[past.turns.index(lived) + 1]


def hazards(scene: Scene, lived: Lived, language: str) -> Iterator[Hazard]:
    """Incidents of the turn, and chance events that began the next, with their true chances."""
    past, rules = scene.hindsight, scene.futures.crisis.rules
    worlds = Worlds(
        rules.book.layout, lived.truth[:, None].copy(), lived.turn, Dice(past.seed, past.world, 1)
    )
    after = _next_column(scene, lived)
    answers, chosen = rules.decision.answer(worlds).copy(), lived.done[:, None]
    rules.resolve(worlds, chosen, answers)
    rules.commitments(worlds, chosen, answers)
    rules.pacts(worlds, chosen)
    yield from _chances(scene, rules.incidents, worlds, after, language)
    rules.incidents(worlds)
    rules.drift(worlds)
    rules.endings(worlds)
    if not worlds.all_over:
        worlds.begin_turn()
        rules.events.arrive(worlds)
        yield from _chances(scene, rules.events, worlds, after, language)


def _chances(
    scene: Scene, happenings: Happenings, worlds: Worlds, after: Rows, language: str
) -> Iterator[Hazard]:
    """Those that chance decided."""
    if not happenings.named:
        return
    chances = happenings.inquiry.answer(worlds).take(happenings.chances, 0)[:, 0].tolist()
    counts = worlds.layout.rows("count", happenings.named)
    for name, chance, row in zip(happenings.named, chances, counts, strict=True):
        if 0 < chance < 1:
            label = spoken_label(scene.hindsight.scenario, name, language)
            yield Hazard(name, label, chance, bool(after[row] > worlds.table[row, 0]))
