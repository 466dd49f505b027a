"""The page of an assay: how a scenario behaves, in sentences first, then in pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.analysis.assay.assay import FIRST_TURNS, Assay
from sim.analysis.assay.leads import OTHERS, Lead
from sim.analysis.assay.outcomes import Outcome
from sim.report.assay_words import (
    cast_name,
    channel_name,
    in_short,
    move_name,
    number_name,
    others_name,
    role_name,
    set_value,
)
from sim.report.batch_page import by_outcome
from sim.report.chart import Scale, scale_around
from sim.report.page import render

MOST_NUMBERS = 16


@dataclass(frozen=True)
class Seat:
    """A channel of a role, and what its moves brought against each kind of others."""

    label: str
    leads: list[Lead]

    @property
    def moves(self) -> list[tuple[str, float]]:
        """The moves, the best on average first, with their mean score."""
        count = len(self.leads)
        means = {m: sum(x.scores[m] for x in self.leads) / count for m in self.leads[0].scores}
        return sorted(means.items(), key=lambda pair: -pair[1])


def assay_page(assay: Assay) -> str:
    """The page.

    Raises:
        MissingLibrary: what makes pages is not installed.
    """
    scenario = assay.scenario
    return render(
        "assay.html",
        assay=assay,
        scenario=scenario,
        short=list(in_short(assay)),
        casts=[(cast_name(policy), outcome) for policy, outcome in assay.by_policy.items()],
        slices=slices,
        first_turns=FIRST_TURNS,
        leverage=assay.leverage,
        usual={name: actor.policy.name for name, actor in scenario.actors.items()},
        policies=sorted({name for each in assay.leverage for name in each.peace}),
        numbers=assay.decisive[:MOST_NUMBERS],
        number_name=lambda each: number_name(scenario, each),
        set_value=set_value,
        seats=list(seats(assay)),
        others=list(map(others_name, OTHERS)),
        move_name=lambda lead, move: move_name(scenario, lead.role, move),
        role_name=lambda role: role_name(scenario, role),
        record=by_outcome(assay.record),
        full=Scale(0, 1),
        scores=Scale(0, 100),
        moved=scale_around([each.moved for each in assay.decisive], 0.0),
    )


def slices(outcome: Outcome) -> Iterator[tuple[int, str, bool, float, float]]:
    """The parts of a bar of endings: number, name, whether violent, where it begins, its width."""
    begin = 0.0
    for number, (name, ending) in enumerate(outcome.scenario.endings.items(), 1):
        width = 100 * outcome.ended(name).share
        yield number, str(ending.label), ending.violent, round(begin, 2), round(width, 2)
        begin += width


def seats(assay: Assay) -> Iterator[Seat]:
    """Each channel of each role that has moves, in the order of the scenario."""
    for seat in dict.fromkeys((lead.role, lead.channel) for lead in assay.leads):
        label = f"{role_name(assay.scenario, seat[0])}, {channel_name(seat[1])}"
        yield Seat(label, [lead for lead in assay.leads if (lead.role, lead.channel) == seat])
