"""The rows that are worth opening are those that anybody would find who reads all rows."""

from __future__ import annotations

import numpy as np
import pyarrow.dataset as ds
import pytest

from sim.analysis import worth_opening
from sim.analysis.worth_opening import facts, followed, rows_worth_opening
from sim.engine.crisis import Crisis
from tests.support.play import endings
from tests.support.shipped import FILES, each_scenario, shipped
from tests.support.tiny import clock, deed, ending, indicator, tiny

FLAGSHIP = next(path for path in FILES if path.stem.startswith("banjska"))
DAYS = ("2023-09-24", "2023-09-25", "2023-09-26")


def found_in(scenario, worlds=600, first=0, **policies):
    """The rows by kind, and all rows."""
    table = Crisis(scenario, worlds, first, seed=1, policies=policies).run().results()
    found = rows_worth_opening(scenario, ds.dataset(table), policies)
    return {row.kind: row for row in found}, {row["world"]: row for row in table.to_pylist()}


def spread_out(**parts):
    """Each world draws x, which decides how it ends, and y, which counts people."""
    drawn = {"uniform": [0, 100]}
    return tiny(
        clock=clock(1),
        indicators={
            "x": indicator(drawn, peak="highest"),
            "y": indicator({"uniform": [0, 50]}, harm=True),
        },
        endings={
            "war": ending("x >= 90", violent=True, counts_as=["war"]),
            "deal": ending("x >= 85"),
            "calm": ending(),
        },
        **parts,
    )


def test_the_most_typical_ended_most_frequently_and_is_near_the_median():
    found, rows = found_in(spread_out())
    calm = [row["x"] for row in rows.values() if row["ending"] == "calm"]
    row = found["typical"]
    assert row.ending == "calm"
    assert rows[row.world]["x"] == pytest.approx(np.median(calm), abs=1)


def test_the_rarest_ended_as_the_fewest_did():
    found, rows = found_in(spread_out())
    assert found["rarest"].ending == rows[found["rarest"].world]["ending"] == "deal"
    assert str(sum(row["ending"] == "deal" for row in rows.values())) in found["rarest"].why


def test_the_worst_is_the_violent_one_that_harmed_most():
    found, rows = found_in(spread_out())
    violent = [row for row in rows.values() if row["ending"] == "war"]
    assert rows[found["worst"].world]["y"] == max(row["y"] for row in violent)
    assert found["worst"].ending == "war"


def test_the_best_is_the_peaceful_one_that_harmed_least():
    found, rows = found_in(spread_out())
    peaceful = [row for row in rows.values() if row["ending"] != "war"]
    assert rows[found["best"].world]["y"] == min(row["y"] for row in peaceful)


def test_where_all_harmed_alike_the_best_leaves_nobody_behind():
    scenario = tiny(clock=clock(1), indicators={"x": indicator({"uniform": [0, 100]})})
    found, rows = found_in(scenario)
    lowest = {world: min(row["a score"], row["b score"]) for world, row in rows.items()}
    assert lowest[found["best"].world] == max(lowest.values())


def test_kinds_that_there_are_none_of_are_left_out():
    found, _rows = found_in(tiny(clock=clock(1)))
    assert set(found) == {"typical", "best"}
    assert found["typical"].world == found["best"].world == 0, "all alike: the first one"


def test_worlds_are_called_by_their_numbers():
    found, rows = found_in(spread_out(), worlds=50, first=1000)
    assert all(1000 <= row.world < 1050 for row in found.values())
    assert found["typical"].turns == rows[found["typical"].world]["turns"]


def repeated():
    """In three turns a may strike or not; in history it struck twice, and b never did."""
    return tiny(
        clock=clock(3),
        moves={"a": {"strike": deed(effects={"x": "+10"})}, "b": {"push": deed()}},
        endings={"hot": ending("x >= 90"), "over": ending()},
        history={
            "ending": "over",
            "moves": [
                {"date": day, "actor": "a", "move": "strike", "assumption": "for a test"}
                for day in DAYS[:2]
            ],
            "figures": [
                {"date": DAYS[2], "indicator": "x", "value": 70, "assumption": "for a test"},
                {"date": DAYS[0], "indicator": "x", "value": [58, 62], "assumption": "for a test"},
            ],
        },
    )


def test_nearest_to_history_made_most_of_its_moves_in_their_turn():
    """60 after the first day and 70 after the last: both moves, and no strike on the third day."""
    scenario = repeated()
    found, rows = found_in(scenario, worlds=200)
    row = found["history"]
    assert rows[row.world]["x"] == 70
    assert row.ending == "over"
    assert "4 of 4" in row.why
    assert facts(scenario) == 4


def test_each_recorded_move_and_each_known_figure_counts_once():
    scenario = repeated()
    alike = followed(Crisis(scenario, 200, seed=1, policies={"a": "historical"}))
    assert set(alike) == {4.0}
    alike = followed(Crisis(scenario, 200, seed=1))
    crisis = Crisis(scenario, 200, seed=1).run()
    assert set(alike[crisis.worlds.row("indicator", "x") == 50]) == {0.0}


def test_blocks_make_no_difference(monkeypatch):
    scenario = shipped(FLAGSHIP)
    found, _rows = found_in(scenario, worlds=60)
    monkeypatch.setattr(worth_opening, "BLOCK", 7)
    assert found_in(scenario, worlds=60)[0] == found


def test_only_the_first_worlds_are_held_against_history(monkeypatch):
    monkeypatch.setattr(worth_opening, "FOLLOWED", 20)
    found, _rows = found_in(repeated(), worlds=200)
    assert found["history"].world < 20
    assert "the first 20 worlds" in found["history"].why


def test_where_none_ended_as_in_history_it_is_said():
    scenario = repeated()
    hot = scenario.history.model_copy(update={"ending": "hot"})
    found, _rows = found_in(scenario.model_copy(update={"history": hot}), worlds=100)
    assert found["history"].ending == "over"
    assert "None of the first 100 worlds ended as in history" in found["history"].why


@each_scenario
def test_shipped_scenarios_have_rows_of_most_kinds(path):
    scenario = shipped(path)
    found, rows = found_in(scenario, worlds=400)
    assert {"typical", "rarest", "best"} <= set(found)
    assert ("history" in found) == (scenario.history is not None)
    for row in found.values():
        assert rows[row.world]["ending"] == row.ending
    shares = endings(Crisis(scenario, 400, seed=1).run())
    assert found["typical"].ending == max(shares, key=shares.get)
