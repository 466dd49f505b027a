"""The page of a debrief: what a role's decisions did, beside what else might have been."""

from __future__ import annotations

from sim.analysis.debrief import Review
from sim.report.chart import Scale
from sim.report.debrief_charts import (
    belief_chart,
    curve_of,
    gaps_scale,
    largest_errors,
    swings_scale,
    turning_points,
)
from sim.report.debrief_words import causes, fates, grades, phases, players, readings, verdicts
from sim.report.ground import ground_of
from sim.report.page import render
from sim.report.said import marks_of, thoughts_of
from sim.session.session import Session


def debrief_page(session: Session, review: Review) -> str:
    """The page of a session as one role lived through it.

    Raises:
        ScenarioError: the sources can't be read.
        MissingLibrary: what makes pages is not installed.
    """
    scenario, view = session.scenario, session.view(review.role)
    clock = scenario.clock
    return render(
        "debrief.html",
        review=review,
        view=view,
        scenario=scenario,
        about=session.about,
        role=view.side(review.role),
        curve=curve_of(review, clock),
        best=review.questions[0],
        points_of=turning_points(review),
        gaps=gaps_scale(review),
        swings=swings_scale(review),
        readings=readings(),
        grades=grades(),
        verdicts=verdicts(),
        fates=fates(),
        causes=causes(),
        played_by=players(),
        beliefs=[(belief, belief_chart(belief, clock)) for belief in largest_errors(review)],
        marks=marks_of(session.notes, review.role),
        phases=phases(view),
        thoughts=thoughts_of(session.notes, review.role),
        ground=ground_of(scenario),
        full=Scale(0, 1),
    )
