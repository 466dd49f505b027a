"""Broken twins: an engine that is wrong on purpose, and the promise that must catch it."""

from __future__ import annotations

import numpy as np
import pytest

from sim.engine.book import Book
from sim.engine.crisis import Crisis
from sim.engine.dice import Dice
from sim.engine.phases import happenings, resolve
from sim.engine.phases.decide import Legality
from sim.engine.phases.happenings import Happenings
from sim.engine.prospects import Losses
from sim.engine.worlds import Worlds
from tests.support import promises
from tests.support.promises import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_engine_keeps(promise):
    assert promise()


def one_generator_for_all(monkeypatch):
    """Luck in the order in which it is asked for, as nearly every simulation has it."""
    generators = {}

    def uniforms(dice, purpose, turn, draws):
        generator = generators.setdefault(id(dice), np.random.default_rng(dice.seed))
        return generator.random((draws, dice.worlds))

    monkeypatch.setattr(Dice, "uniforms", uniforms)


def luck_by_place_in_the_block(monkeypatch):
    """The first world of every block gets the luck of world 0."""
    honest = Dice.uniforms

    def uniforms(dice, purpose, turn, draws):
        return honest(Dice(dice.seed, 0, dice.worlds, dice.stream), purpose, turn, draws)

    monkeypatch.setattr(Dice, "uniforms", uniforms)


def one_draw_for_all_seats(monkeypatch):
    """Every draw of a world and turn is the same number."""
    honest = Dice.uniforms

    def uniforms(dice, purpose, turn, draws):
        return honest(dice, purpose, turn, 1).repeat(draws, axis=0)

    monkeypatch.setattr(Dice, "uniforms", uniforms)


def a_sum_over_all_worlds(monkeypatch):
    """Something of the total over the block gets into the weights of each world."""
    honest = Crisis.weigh

    def weigh(crisis, outlook):
        weights = honest(crisis, outlook)
        return np.where(weights > 0, weights + weights.sum() % 1_000_000, 0)

    monkeypatch.setattr(Crisis, "weigh", weigh)


def worlds_that_never_die(monkeypatch):
    """What happens in a turn also happens where all is over."""
    honest = Worlds.begin_turn

    def begin_turn(worlds):
        honest(worlds)
        worlds.alive = np.ones(worlds.count, dtype=bool)
        worlds.all_alive = True

    monkeypatch.setattr(Worlds, "begin_turn", begin_turn)


def happenings_in_worlds_that_are_over(monkeypatch):
    """Only events and incidents forget to ask who is alive."""
    honest = Happenings.__call__

    def happen(phase, worlds):
        alive, worlds.alive = worlds.alive, np.ones(worlds.count, dtype=bool)
        honest(phase, worlds)
        worlds.alive = alive

    monkeypatch.setattr(Happenings, "__call__", happen)


def forks_that_share_their_worlds(monkeypatch):
    """A branch is a view of the table and not a copy."""

    def branch(worlds, columns, dice):
        first, count = int(columns[0]), len(columns)
        if (columns == np.arange(first, first + count)).all():
            return Worlds(worlds.layout, worlds.table[:, first : first + count], worlds.turn, dice)
        return Worlds(worlds.layout, worlds.table.take(columns, axis=1), worlds.turn, dice)

    monkeypatch.setattr(Worlds, "branch", branch)


def forks_that_begin_their_luck_anew(monkeypatch):
    """A branch draws as if its clock stood at 0."""
    honest = Worlds.branch

    def branch(worlds, columns, dice):
        future = honest(worlds, columns, dice)
        future.dice = Dice(dice.seed + 1, dice.first_world, dice.worlds, dice.stream)
        return future

    monkeypatch.setattr(Worlds, "branch", branch)


def a_dead_weight(monkeypatch):
    """Goals are read with all their weights, and counted alike."""
    honest = Losses.weigh

    def weigh(losses, stakes):
        honest(losses, stakes)
        for factor in (losses.straight, losses.curved):
            factor[factor > 0] = 1

    monkeypatch.setattr(Losses, "weigh", weigh)


def a_policy_that_sees_all(monkeypatch):
    """Estimates are made, and nobody looks at them."""
    monkeypatch.setattr(
        Book, "seen_row", lambda book, actor, name: book.layout.row("indicator", name)
    )


def everything_is_legal(monkeypatch):
    """Neither conditions nor cooldowns nor limits count."""
    honest = Legality.__call__

    def legal(phase, worlds, answers):
        found = honest(phase, worlds, answers)
        found[:-1] = 1
        return found

    monkeypatch.setattr(Legality, "__call__", legal)


def delays_that_are_a_turn_too_long(monkeypatch):
    """The slot is counted from the next turn on."""
    honest = happenings.arrival_row

    def arrival_row(book, row, turn, after):
        return honest(book, row, turn + (after > 0), after)

    monkeypatch.setattr(resolve, "arrival_row", arrival_row)


def hazards_a_little_too_low(monkeypatch):
    """Luck between 0.02 and 1: a hazard of 20 % comes in 18.4 %."""
    honest = Dice.uniforms

    def uniforms(dice, purpose, turn, draws):
        return 0.02 + 0.98 * honest(dice, purpose, turn, draws)

    monkeypatch.setattr(Dice, "uniforms", uniforms)


TWINS = [
    (one_generator_for_all, promises.slice_is_whole),
    (one_generator_for_all, promises.fork_is_step),
    (luck_by_place_in_the_block, promises.slice_is_whole),
    (one_draw_for_all_seats, promises.luck_is_independent),
    (a_sum_over_all_worlds, promises.slice_is_whole),
    (worlds_that_never_die, promises.the_dead_stand_still),
    (happenings_in_worlds_that_are_over, promises.the_dead_stand_still),
    (forks_that_share_their_worlds, promises.fork_is_step),
    (forks_that_begin_their_luck_anew, promises.fork_is_step),
    (a_dead_weight, promises.nothing_is_dead),
    (a_policy_that_sees_all, promises.nobody_peeks),
    (everything_is_legal, promises.a_cooldown_is_kept),
    (everything_is_legal, promises.nothing_is_dead),
    (delays_that_are_a_turn_too_long, promises.a_delay_is_kept),
    (hazards_a_little_too_low, promises.a_hazard_is_as_declared),
]


@pytest.mark.parametrize(
    ("twin", "promise"), TWINS, ids=lambda each: getattr(each, "__name__", None)
)
def test_a_broken_twin_is_caught(twin, promise, monkeypatch):
    twin(monkeypatch)
    assert not promise()
