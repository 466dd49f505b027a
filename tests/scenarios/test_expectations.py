"""What every shipped scenario expects of itself, in so many worlds as it asks for."""

from __future__ import annotations

from sim.analysis.expectations import check_expectations
from tests.support.shipped import each_scenario


@each_scenario
def test_a_scenario_does_what_it_expects_of_itself(path):
    """Seed 0; a comparison holds only where its paired 95 % interval excludes 0."""
    failed = [result for result in check_expectations(path) if not result.holds]
    assert not failed
