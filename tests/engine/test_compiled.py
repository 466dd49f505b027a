"""Compiled loops give the bits of the plain Python that they are written in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numba
import pytest

from sim.engine.compiled import compiled
from sim.engine.crisis import Crisis

WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from sim.engine.crisis import Crisis
crisis = Crisis({scenario!r}, 3, first_world=40, seed=5, policies={policies!r}).run()
print(*(crisis.state_hash(world) for world in (40, 41, 42)))
"""


@pytest.mark.parametrize("scenario", ["banjska-2023", "high-pasture"])
@pytest.mark.parametrize("policies", [{}, {"all": "random"}])
def test_worlds_are_the_same_where_there_is_no_numba(scenario, policies):
    """Three worlds to their end, here and in a process that can't import it."""
    script = WITHOUT_NUMBA.format(scenario=scenario, policies=policies)
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    crisis = Crisis(scenario, 3, first_world=40, seed=5, policies=policies).run()
    assert found.stdout.split() == [crisis.state_hash(world) for world in (40, 41, 42)]


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(monkeypatch):
    """Numba refuses to cache where neither the package's nor the user's folder can be written."""
    honest = numba.njit

    def nowhere(function, cache=False, **options):
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return honest(function, **options)

    monkeypatch.setattr(numba, "njit", nowhere)
    double = compiled(lambda x: x + x)
    assert double(3) == 6
    assert double.signatures
