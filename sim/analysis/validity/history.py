"""History: is what was really done, known and come to what the model finds likely?

The yardsticks are a policy that picks any legal move, and a forecaster who names, for each seat,
what it did most often on all the other days of history, and errs as often as that errs there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from sim.analysis.assay.bench import Bench
from sim.analysis.backtest import Backtest, Decision, FigureCheck, backtest
from sim.analysis.intervals import Frequency
from sim.analysis.validity.finding import (
    Finding,
    Measured,
    judged,
    mean_of_groups,
    not_applicable,
)
from sim.analysis.validity.plays import Do, Played, PlayTrial, all_play
from sim.engine.rows import Figures
from sim.scenario.schema import Scenario
from sim.session.words import _, ngettext

HISTORICAL = all_play("historical")
LIKELY = 0.8  # endings that together come this often are the likely ones
MOSTLY = 0.5


@dataclass(frozen=True)
class FollowTrial:
    """Follows history in so many worlds."""

    worlds: int

    def on(self, bench: Bench) -> Backtest:
        """What each seat was found likely to do, day by day."""
        return backtest(bench.scenario, self.worlds, bench.seed)


def follow_history(scenario: Scenario, do: Do, worlds: int) -> Backtest | None:
    """The backtest in so many worlds; None where no history is told."""
    return do([FollowTrial(worlds)])[0] if scenario.history else None


def history_findings(bench: Bench, do: Do, free: Played, test: Backtest | None) -> list[Finding]:
    """All checks against what was really done.

    free: the worlds as written. test: the backtest, if there is a history.
    """
    if test is None:
        why = _("The scenario tells of no history.")
        return [not_applicable("history", "history", _("What was really done"), why)]
    (forced,) = do([PlayTrial(HISTORICAL, free.worlds)])
    return [
        *_surprise(bench.scenario, test),
        *_known_figures(bench.scenario, test),
        _legal(test),
        _ending_free(bench.scenario, free),
        _ending_forced(bench.scenario, forced),
    ]


def _surprise(scenario: Scenario, test: Backtest) -> Iterator[Finding]:
    entries = test.of(recorded=True)
    against_chance = _("Surprise spared against picking any legal move")
    named: list[tuple[str, str, Backtest]] = [
        ("all", _("all choices"), test),
        ("entries", _("recorded moves"), entries),
    ]
    named += [
        (actor, _("all choices of {actor}").format(actor=part.short or part.name), test.of(actor))
        for actor, part in scenario.actors.items()
    ]
    for key, what, part in named:
        if part.decisions:
            yield judged(
                "history",
                f"history.surprise.{key}",
                against_chance,
                mean_of_groups(spared(part.decisions), _turns(part.decisions)),
                "nats",
                _("The interval counts each day once: {sample}.").format(sample=_sample(part)),
                least=0.0,
                worlds=test.worlds,
                case=what,
                sample=_sample(part),
            )
    yield from _against_commonest(test)


def _sample(test: Backtest) -> str:
    count, days = len(test.decisions), len({each.turn for each in test.decisions})
    return _("{choices} on {days}").format(
        choices=ngettext("{count} choice", "{count} choices", count).format(count=count),
        days=ngettext("{count} day", "{count} days", days).format(count=days),
    )


def _against_commonest(test: Backtest) -> Iterator[Finding]:
    gaps = np.array([each.log_likelihood for each in test.decisions]) - commonest(test.decisions)
    entries = test.of(recorded=True)
    recorded = np.array([each.recorded for each in test.decisions], dtype=np.bool_)
    turns = _turns(test.decisions)
    why = _(
        "That forecaster has read all other days of history, and the model has not. Mostly it "
        "says that nothing will be done, and mostly nothing is recorded; of the recorded moves "
        "alone it is therefore a weak yardstick."
    )
    every = np.ones_like(recorded)
    for key, what, here, part in (
        ("all", _("all choices"), every, test),
        ("entries", _("recorded moves"), recorded, entries),
    ):
        if here.any():
            yield judged(
                "history",
                f"history.commonest.{key}",
                _("Surprise spared against naming what each seat did most often"),
                mean_of_groups(gaps[here], turns[here]),
                "nats",
                why,
                least=0.0,
                worlds=test.worlds,
                case=what,
                sample=_sample(part),
            )


def spared(decisions: Sequence[Decision]) -> Figures:
    """How much less surprising each choice was to the model than to picking any legal move."""
    return np.array([each.log_likelihood - each.chance for each in decisions])


def commonest(decisions: Sequence[Decision]) -> Figures:
    """The log-likelihood of each choice, to who names what its seat did most on other days.

    It errs as often as the same forecaster errs on all other choices, and is then equally surprised
    by each move that was left.
    """
    hits = np.array([_is_commonest(decisions, each) for each in decisions])
    found = []
    for hit, each in zip(hits.tolist(), decisions, strict=True):
        # One success and one failure more (Laplace), so that it is never quite certain.
        share = (hits.sum() - hit + 1) / (len(hits) + 1)
        found.append(log(share) if hit else log((1 - share) / max(each.options - 1, 1)))
    return np.array(found)


def _is_commonest(decisions: Sequence[Decision], one: Decision) -> bool:
    """Is it what its seat did most often on all other days? Of equals, the earliest counts."""
    seat = (one.actor, one.channel)
    others = Counter(
        each.move
        for each in decisions
        if (each.actor, each.channel) == seat and each.turn != one.turn
    )
    return bool(others) and others.most_common(1)[0][0] == one.move


def _turns(decisions: Sequence[Decision]) -> Figures:
    return np.array([float(each.turn) for each in decisions])


def _known_figures(scenario: Scenario, test: Backtest) -> Iterator[Finding]:
    """For each indicator of which figures are known."""
    for name in dict.fromkeys(check.indicator for check in test.figures):
        checks = [check for check in test.figures if check.indicator == name]
        inside = sum(check.is_inside for check in checks)
        told = "; ".join(map(_told, checks)) + "."
        yield judged(
            "history",
            f"history.figures.{name}",
            _("Known figures met along history's moves"),
            Measured.exactly(inside / len(checks)),
            "share",
            told,
            least=1.0,
            most=1.0,
            worlds=test.worlds,
            case=str(scenario.indicators[name].label),
            sample=ngettext("{count} figure", "{count} figures", len(checks)).format(
                count=len(checks)
            ),
        )


def _told(check: FigureCheck) -> str:
    """A known figure beside what eight of ten worlds had on that day."""
    return _("{date}: known {known}, found {found}").format(
        date=check.date,
        known=_between(check.least, check.most),
        found=_between(check.found.low, check.found.high),
    )


def _between(low: float, high: float) -> str:
    ends = f"{low:,.0f}", f"{high:,.0f}"
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}").format(low=ends[0], high=ends[1])


def _legal(test: Backtest) -> Finding:
    forbidden = [f"{each.date} {each.actor}.{each.move}" for each in test.illegal]
    why = (
        _("Not legal in some worlds: {moves}").format(moves=", ".join(forbidden))
        if forbidden
        else _("Every recorded move could be made on its day.")
    )
    return judged(
        "history",
        "history.legal",
        _("Recorded moves that were not legal on their day"),
        Measured.exactly(float(len(forbidden))),
        "moves",
        why,
        most=0.0,
        worlds=test.worlds,
    )


def _ending_free(scenario: Scenario, free: Played) -> Finding:
    """Is history's ending one of those that together come in four of five worlds?"""
    assert scenario.history is not None
    name = scenario.history.ending
    found = free.frequencies
    least = least_likely(found)
    return judged(
        "history",
        "history.ending.free",
        _("History's ending in free play: {ending}").format(ending=scenario.endings[name].label),
        Measured.share(found[name]),
        "share",
        _(
            "It should be among the likeliest endings that together come in {share} of worlds."
        ).format(share=f"{LIKELY:.0%}"),
        least=least,
        worlds=free.worlds,
    )


def least_likely(endings: dict[str, Frequency]) -> float:
    """The share of the least of the endings that together come in LIKELY of worlds."""
    together = 0.0
    for each in sorted(endings.values(), key=lambda each: -each.share):
        together += each.share
        if together >= LIKELY:
            return each.share
    return 0.0


def _ending_forced(scenario: Scenario, forced: Played) -> Finding:
    """With history's moves, chance alone decides."""
    assert scenario.history is not None
    name = scenario.history.ending
    return judged(
        "history",
        "history.ending.forced",
        _("History's ending after history's moves: {ending}").format(
            ending=scenario.endings[name].label
        ),
        Measured.share(forced.frequencies[name]),
        "share",
        _("With every recorded move made on its day, only chance is left to decide."),
        least=MOSTLY,
        worlds=forced.worlds,
        settings=HISTORICAL.options,
    )
