"""What the flagship must show: the signs of its levers, and the calibration contract.

Worlds are paired: the same seed with one thing changed, so that a difference is the lever's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

from sim.engine.crisis import Crisis
from sim.scenario.check import load_scenario
from tests.support.chance import higher

FLAGSHIP = "banjska-2023"
WORLDS = 10_000
SURE = 3.0  # standard errors that a difference must have

# What Washington and KFOR can do to make the army's leaving likelier than its staying.
WARNING = {"moves.us.ask-withdrawal.limit": 0, "moves.kfor.request-reinforcement.limit": 0}
MEDIATION = {
    "moves.us.host-mediation.limit": 0,
    "moves.us.send-envoy.limit": 0,
    "moves.eu.convene-talks.limit": 0,
    "moves.eu.send-envoys.limit": 0,
}
THREATS = (
    "serbia.ultimatum",
    "kosovo.ultimatum",
    "us.threaten-measures",
    "eu.threaten-serbia",
    "eu.threaten-kosovo",
)
# Few threats, said behind doors; or many, said before all cameras.
QUIET = {"commitments.*.loudness": 0.1}
LOUD = {"commitments.*.loudness": 1} | {f"moves.{threat}.cost": 0 for threat in THREATS}


def played(policy: str = "", changes: Mapping[str, float] | None = None) -> dict[str, list[Any]]:
    """The results of 10,000 worlds, by column; `changes` are put in place of the file's values."""
    return _played(policy, tuple((changes or {}).items()))


@cache
def _played(policy: str, changes: tuple[tuple[str, float], ...]) -> dict[str, list[Any]]:
    scenario = load_scenario(FLAGSHIP, dict(changes))
    policies = {"all": policy} if policy else None
    table = Crisis(scenario, WORLDS, seed=2023, policies=policies).run().results()
    return table.to_pydict()


def came_to(table: dict[str, list[Any]], *outcomes: str) -> np.ndarray:
    """(W,): which worlds came to an ending that counts as one of these."""
    endings = load_scenario(FLAGSHIP).endings
    counted = {name for name, ending in endings.items() if set(ending.counts_as) & set(outcomes)}
    return np.array([ending in counted for ending in table["ending"]])


def total(table: dict[str, list[Any]], what: str) -> np.ndarray:
    """(W,): a count over all actors, such as how often they backed down."""
    return np.sum([column for name, column in table.items() if name.endswith(f" {what}")], axis=0)


@pytest.mark.parametrize(
    ("outcomes", "least", "most"),
    [
        (["war"], 0.01, 0.10),
        (["clashes", "war"], 0.12, 0.42),
        (["pull-back"], 0.50, 0.85),
    ],
)
def test_the_default_run_lies_in_the_band_of_recorded_crises(outcomes, least, most):
    share = came_to(played(), *outcomes).mean()
    assert least <= share <= most, f"{share:.1%}"


def test_no_ending_is_in_most_worlds_and_none_in_no_world():
    """The most frequent stays under 65 %, and every ending is reached in some of 10,000 worlds."""
    found = played()["ending"]
    shares = {name: found.count(name) / WORLDS for name in load_scenario(FLAGSHIP).endings}
    assert max(shares.values()) < 0.65, shares
    assert min(shares.values()) > 0, shares


def test_without_the_warning_and_the_reinforcement_war_is_likelier():
    usual, without = (came_to(played("", change), "war") for change in ({}, WARNING))
    assert higher(usual, without) > SURE, f"{usual.mean():.2%} to {without.mean():.2%}"


def test_with_mediation_on_offer_agreements_are_likelier():
    without, usual = (came_to(played("", change), "agreement") for change in (MEDIATION, {}))
    assert higher(without, usual) > SURE, f"{without.mean():.2%} to {usual.mean():.2%}"


def test_the_more_public_threats_there_are_the_fewer_are_backed_down_from():
    """Fearon 1994: who would pay more at home gives in less."""
    loud, quiet = (total(played("", change), "backed down") for change in (LOUD, QUIET))
    assert higher(loud, quiet) > SURE, f"{quiet.mean():.3f} to {loud.mean():.3f} a world"


def test_the_more_public_threats_there_are_the_likelier_is_war():
    quiet, loud = (came_to(played("", change), "war") for change in (QUIET, LOUD))
    assert higher(quiet, loud) > SURE, f"{quiet.mean():.2%} to {loud.mean():.2%}"


def test_if_all_are_doves_there_is_no_war():
    assert came_to(played("dove"), "war").sum() == 0


def test_if_all_are_hawks_there_is_more_war():
    usual, hawks = (came_to(played(policy), "war") for policy in ("", "hawk"))
    assert higher(usual, hawks) > SURE, f"{usual.mean():.2%} to {hawks.mean():.2%}"


def test_actors_who_think_choose_what_was_done_more_often_than_chance():
    """Of the historical moves, in 2,000 worlds: their mean chance under quantal and at random."""
    thinking, guessing = (chance_of_history(policy) for policy in ("quantal", "random"))
    assert thinking > guessing, f"{thinking:.2f} against {guessing:.2f}"


def chance_of_history(policy: str) -> float:
    """Mean log-likelihood of the recorded moves a decision, along worlds that follow history."""
    crisis = Crisis(load_scenario(FLAGSHIP), 2000, seed=2023, policies={"all": "historical"})
    judge = crisis.fork(luck=None)
    for actor in judge.actors.values():
        actor.policy = policy
    book, found = crisis.rules.book, []
    while crisis.running:
        outlook = crisis.open_turn()
        done = crisis.rules.draw(crisis.worlds, crisis.weigh(outlook))
        weights = judge.weigh(outlook).astype(np.float64)
        for seat, places in enumerate(done):
            own = [place for place, move in enumerate(book.moves) if move.seat == seat]
            if places[0] == own[0]:
                continue  # nothing is recorded
            chance = weights[places, np.arange(2000)] / weights[own].sum(axis=0)
            found.append(np.log(np.maximum(chance[crisis.worlds.alive], 1e-9)).mean())
        crisis.close_turn(outlook, done)
    return float(np.mean(found))
