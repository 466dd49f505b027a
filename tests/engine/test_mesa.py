"""A crisis is a Mesa model: it runs under Mesa's own tools, and leaves nothing behind."""

from __future__ import annotations

import gc
import weakref

import mesa
import pytest

from sim.engine.crisis import Crisis
from tests.support.shipped import each_scenario
from tests.support.whole import whole


@each_scenario
def test_mesa_runs_a_batch_of_it(path):
    """8 worlds, one at a time: what Mesa collects is what they come to together."""
    given = {"scenario": [path.stem], "first_world": range(8)}
    rows = mesa.batch_run(Crisis, given, display_progress=False)
    crisis = Crisis(path.stem, 8).run()
    for name in crisis.rules.book.indicators:
        ends = crisis.worlds.row("indicator", name).tolist()
        assert {row["first_world"]: row[name] for row in rows} == dict(enumerate(ends))


def test_mesas_data_collector_reads_it():
    """Tension turn by turn, and each actor's last deed, as the crisis has them."""
    crisis = Crisis(whole(), seed=3)
    collector = mesa.DataCollector(
        model_reporters={
            "tension": lambda model: float(model.worlds.row("indicator", "tension")[0])
        },
        agent_reporters={"deed": lambda actor: actor.did("deed")},
    )
    tension = []
    while crisis.running:
        crisis.step()
        collector.collect(crisis)
        tension.append(crisis.worlds.row("indicator", "tension")[0])
    assert collector.get_model_vars_dataframe()["tension"].tolist() == tension
    assert len(collector.get_agent_vars_dataframe()) == 2 * crisis.turn


def test_its_agents_are_its_actors():
    crisis = Crisis(whole(), 5)
    assert [agent.name for agent in crisis.agents] == ["a", "b"]
    assert list(crisis.agents) == list(crisis.actors.values())


def test_mesas_step_counter_counts_turns():
    crisis = Crisis(whole(), 5)
    crisis.step()
    crisis.step()
    assert (crisis.steps, crisis.turn) == (2, 2)


@pytest.mark.parametrize("move", ["jump", "retract"])
def test_mesas_step_counter_does_not_count_a_turn_that_was_refused(move):
    """Neither for an order that names nothing nor for one that is not legal."""
    crisis = Crisis(whole(), 5)
    crisis.step()
    with pytest.raises(ValueError, match=move):
        crisis.step({"a": {"word": move}})
    assert (crisis.steps, crisis.turn) == (1, 1)


@pytest.mark.parametrize("use", [lambda crisis: crisis.run(), lambda crisis: crisis.fork().run()])
def test_a_crisis_that_nobody_holds_is_gone(use):
    """Mesa 3.3 keeps every model that has had an agent; over many worlds that is all memory."""
    crisis = Crisis(whole(), 20)
    use(crisis)
    watch = [weakref.ref(crisis), weakref.ref(crisis.actors["a"]), weakref.ref(crisis.worlds)]
    del crisis
    gc.collect()
    assert [reference() for reference in watch] == [None, None, None]
