"""Predictions held against play: paired experiments, what must never be, what authors expect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, sqrt

import numpy as np

from sim.analysis.assay.bench import Bench
from sim.analysis.expectations import ExpectationResult, check_expectations
from sim.analysis.intervals import Frequency, Z
from sim.analysis.validity.finding import Finding, Measured, Unit, Verdict, judged, not_applicable
from sim.analysis.validity.plays import AS_WRITTEN, Change, Do, Played, PlayTrial, all_play
from sim.analysis.validity.signs import Sign, put, signs_of
from sim.scenario.schema import Scenario
from sim.session.words import _

MOST_WAR = 0.05
NOTHING = Measured.exactly(0.0)
OUTCOMES = {"war": ["war"], "clashes or war": ["clashes", "war"], "agreement": ["agreement"]}


def sign_findings(bench: Bench, do: Do, free: Played) -> list[Finding]:
    """All experiments, and what the calibration contract says of war.

    free: the worlds as written; experiments play as many.
    """
    signs = signs_of(bench.scenario)
    changes = {c for sign in signs if not sign.lacks for c in (sign.change, sign.against)}
    changes.add(clear_doves(bench.scenario))
    trials = [PlayTrial(change, free.worlds) for change in sorted(changes, key=repr) if change]
    played = {AS_WRITTEN: free} | {
        trial.change: found for trial, found in zip(trials, do(trials), strict=True)
    }
    return [
        *(_sign(bench.scenario, sign, played) for sign in signs),
        _doves(bench.scenario, played),
        _default_war(bench.scenario, free),
    ]


def _sign(scenario: Scenario, sign: Sign, played: dict[Change, Played]) -> Finding:
    key = f"signs.{sign.key}"
    lacks = sign.lacks or _no_such_end(scenario, sign.measure)
    if lacks:
        return not_applicable("signs", key, sign.says, lacks, case=sign.case)
    one, other = played[sign.change], played[sign.against]
    if not (one.measures[sign.per].sum() and other.measures[sign.per].sum()):
        why = _("It never came to that in {worlds} worlds.").format(worlds=f"{one.worlds:,}")
        return not_applicable("signs", key, sign.says, why, case=sign.case)
    found = judged(
        "signs",
        key,
        sign.says,
        difference(one, other, sign.measure, sign.per),
        _unit(sign.measure),
        sign.because,
        least=0.0 if sign.rises else -inf,
        most=inf if sign.rises else 0.0,
        worlds=one.worlds,
        settings=sign.change.options,
        against=sign.against.options,
        case=sign.case,
    )
    # What changes nothing at all shows no sign, though 0 lies at the edge of what is wanted.
    return replace(found, verdict="cannot tell") if found.found == NOTHING else found


def _no_such_end(scenario: Scenario, measure: str) -> str:
    """Why it can't be counted; empty if it can."""
    outcomes = OUTCOMES.get(measure)
    counted = {outcome for ending in scenario.endings.values() for outcome in ending.counts_as}
    if outcomes is None or counted & set(outcomes):
        return ""
    names = {"war": _("war"), "clashes or war": _("clashes or war"), "agreement": _("agreement")}
    return _("No ending counts as {what}.").format(what=names[measure])


def _unit(measure: str) -> Unit:
    if measure.startswith("worth"):
        return "stakes"
    return "moves" if measure == "hostile" else "points"


def difference(one: Played, other: Played, measure: str, per: str) -> Measured:
    """How much larger the ratio of two sums is in one play than in the other, world by world.

    The delta method: each world's part in a ratio is what it adds beyond its share.
    """
    ratios, parts = [], []
    for play in (one, other):
        above, below = play.measures[measure], play.measures[per]
        ratio = float(above.sum() / below.sum())
        ratios.append(ratio)
        parts.append((above - ratio * below) / below.mean())
    gap = ratios[0] - ratios[1]
    reach = Z * sqrt(float(np.var(parts[0] - parts[1])) / one.worlds)
    return Measured(gap, gap - reach, gap + reach)


def clear_doves(scenario: Scenario) -> Change:
    """Everybody sees everything, and everybody is a dove."""
    clear = (
        f"indicators.{name}.seen_by.{who}"
        for name, indicator in scenario.indicators.items()
        for who in indicator.seen_by
    )
    return replace(put(clear, "exact"), policies=all_play("dove").policies)


def _doves(scenario: Scenario, played: dict[Change, Played]) -> Finding:
    """The calibration contract, point 5: where nobody errs and nobody escalates, no war."""
    says = _("If all are doves and see everything there is no war")
    if lacks := _no_such_end(scenario, "war"):
        return not_applicable("signs", "signs.doves", says, lacks)
    change = clear_doves(scenario)
    play = played[change]
    count = int(play.measures["war"].sum())
    why = _("{count} of {worlds} worlds ended in war.").format(
        count=count, worlds=f"{play.worlds:,}"
    )
    found = Measured.share(Frequency(count, play.worlds))
    verdict: Verdict = "falls short" if count else "passes"
    return Finding(
        *("signs", "signs.doves", says, found, "share", 0.0, 0.0, verdict, why, play.worlds),
        change.options,
    )


def _default_war(scenario: Scenario, free: Played) -> Finding:
    """The calibration contract, point 5: a crisis like that of 2023 seldom ends in war."""
    says = _("As written, with all errors of sight, war is rare")
    lacks = _no_such_end(scenario, "war")
    if not scenario.calibration:
        lacks = _(
            "The scenario has no bands of calibration: it stands for no recorded kind of crisis."
        )
    if lacks:
        return not_applicable("signs", "signs.war", says, lacks)
    count = int(free.measures["war"].sum())
    why = _("In another simulation two scripted doves came to nuclear war in 60 % of runs.")
    found = Measured.share(Frequency(count, free.worlds))
    worlds = free.worlds
    return judged(
        "signs", "signs.war", says, found, "share", why, least=0.0, most=MOST_WAR, worlds=worlds
    )


@dataclass(frozen=True)
class ExpectationTrial:
    """Plays what the scenario expects of itself."""

    most_worlds: int

    def on(self, bench: Bench) -> list[ExpectationResult]:
        """What came of each, in the order of the file."""
        return check_expectations(bench.document.path, bench.seed, most_worlds=self.most_worlds)


def expectation_findings(bench: Bench, do: Do, most_worlds: int) -> list[Finding]:
    """The scenario's own tests, as findings."""
    if not bench.scenario.expect:
        why = _("The scenario expects nothing of itself.")
        return [not_applicable("signs", "signs.own", _("What the scenario expects of itself"), why)]
    (results,) = do([ExpectationTrial(most_worlds)])
    return [_expectation(number, result) for number, result in enumerate(results)]


def _expectation(number: int, result: ExpectationResult) -> Finding:
    least, most = result.between or (0.0, inf) if result.compared != "lower" else (-inf, 0.0)
    found = Measured.share(result.found)
    if result.difference is not None:
        found = Measured(result.difference.mean, result.difference.low, result.difference.high)
    elif least == most:
        # No sample shows that something is exactly so; one world would show that it is not.
        found = Measured.exactly(result.found.share)
    return judged(
        "signs",
        f"signs.own.{number}",
        _("What the scenario expects of itself"),
        found,
        "share" if result.difference is None else "points",
        _("In its file, under expect."),
        least=least,
        most=most,
        worlds=result.found.of,
        case=result.says.rstrip("."),
    )
