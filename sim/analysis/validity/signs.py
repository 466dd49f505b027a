"""Signs: does the model move the way theory predicts when one thing is changed?

Each experiment plays the same worlds twice with the same luck, so that differences are paired. What
is changed is found by what moves are (their CAMEO code, whether they are private, pledge something)
and by who the two rivals are; where a scenario has nothing of the kind, the check does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sim.analysis.validity.plays import ALWAYS, AS_WRITTEN, Change, all_play, rivals
from sim.scenario.expressions import describe
from sim.scenario.moves import Move
from sim.scenario.schema import Scenario
from sim.session.words import _

MEDIATION = ("028", "038", "039", "042", "043", "045")
PEACEKEEPING = ("0334", "074")


@dataclass(frozen=True)
class Sign:
    """An experiment: what is changed, what is counted, and which way theory says it goes.

    Attributes:
        key, says, because: its name, the prediction, and whose it is.
        measure, per: what is counted, divided by what.
        rises: it is larger with `change` than with `against`; otherwise smaller.
        lacks: why it does not apply; empty if it does.
        case: of what, where it is said of several things.
    """

    key: str
    says: str
    because: str
    measure: str
    rises: bool
    change: Change = AS_WRITTEN
    against: Change = AS_WRITTEN
    per: str = ALWAYS
    lacks: str = ""
    case: str = ""


def signs_of(scenario: Scenario) -> list[Sign]:
    """All experiments, those that do not apply too."""
    return [
        *_threats(scenario),
        _private_channel(scenario),
        _mediation(scenario),
        _peacekeepers(scenario),
        _hazards(scenario),
        _spiral(scenario),
        Sign(
            key="hawks",
            says=_("If all are hawks there is more violence"),
            because=_("What the word means."),
            measure="clashes or war",
            rises=True,
            change=all_play("hawk"),
        ),
        *_reason(scenario),
    ]


def _threats(scenario: Scenario) -> Iterator[Sign]:
    """Who threatens louder backs down less (Fearon), and more often ends in war (Schelling)."""
    lacks = "" if scenario.commitments else _("Nobody can commit itself to a threat here.")
    loudness = [f"commitments.{name}.loudness" for name in scenario.commitments]
    yield Sign(
        key="louder",
        says=_("Threats made before all cameras are backed down from less often than quiet ones"),
        because=_("Audience costs (Fearon 1994; Tomz 2007). Loudness 1 against 0.2."),
        measure="backed down",
        per="unmet",
        rises=False,
        change=put(loudness, 1.0),
        against=put(loudness, 0.2),
        lacks=lacks,
    )
    words = places(scenario, lambda actor, move: bool(move.pledges) and not move.private)
    counted = {outcome for ending in scenario.endings.values() for outcome in ending.counts_as}
    yield Sign(
        key="threats",
        says=_("Where public threats come easily there is more war than where nobody can make any")
        if "war" in counted
        else _("Where public threats come easily there are more clashes than where there are none"),
        because=_("Commitments tie hands (Schelling 1966). A cost of 0 against a limit of 0."),
        measure="war" if "war" in counted else "clashes or war",
        rises=True,
        change=free(words),
        against=barred(words),
        lacks=lacks or ("" if words else _("Nobody can threaten in public here.")),
    )


def _private_channel(scenario: Scenario) -> Sign:
    private = places(scenario, lambda actor, move: move.private)
    return Sign(
        key="private",
        says=_("With private channels there are more agreements than without"),
        because=_(
            "No audience hears what is given (Kurizaki 2007). A cost of 0 against a limit of 0."
        ),
        measure="agreement",
        rises=True,
        change=free(private),
        against=barred(private),
        lacks="" if private else _("Nothing can be done or said in private here."),
    )


def _mediation(scenario: Scenario) -> Sign:
    return _by_others(
        scenario,
        MEDIATION,
        _("No third side can mediate here."),
        key="mediation",
        says=_("With mediation by others there are more agreements than without"),
        because=_(
            "Wilkenfeld and others 2003. In the record 62 % of mediated and 22 % of other crises "
            "ended in agreement, but mediators choose their crises."
        ),
        measure="agreement",
        rises=True,
    )


def _peacekeepers(scenario: Scenario) -> Sign:
    return _by_others(
        scenario,
        PEACEKEEPING,
        _("No third side can protect anybody here."),
        key="peacekeepers",
        says=_("With peacekeepers between the sides there is less violence than without"),
        because=_("Fortna 2004; Hultman and others 2013."),
        measure="clashes or war",
        rises=False,
    )


def _by_others(scenario: Scenario, codes: tuple[str, ...], otherwise: str, **told: Any) -> Sign:
    """What sides other than the rivals may do, as written against not at all."""
    pair = rivals(scenario) or ()
    acts = places(scenario, lambda actor, move: actor not in pair and move.cameo.startswith(codes))
    return Sign(against=barred(acts), lacks="" if acts else otherwise, **told)


def _hazards(scenario: Scenario) -> Sign:
    turned = tuple(
        (f"incidents.{name}.chance", f"({describe(incident.chance)}) * 1.5")
        for name, incident in scenario.incidents.items()
    )
    return Sign(
        key="hazards",
        says=_("Where incidents are half as likely again there is more violence"),
        because=_("The threat that leaves something to chance (Schelling 1966)."),
        measure="clashes or war",
        rises=True,
        change=Change(turned),
        lacks="" if turned else _("There are no incidents here."),
    )


def _spiral(scenario: Scenario) -> Sign:
    """Between sides that begin as foes, answering in kind feeds on itself."""
    pair = rivals(scenario) or ()
    rates = {
        f"actors.{name}.policy.reciprocity": scenario.actors[name].policy.reciprocity
        for name in pair
    }
    return Sign(
        key="spiral",
        says=_("Rivals that answer in kind do more to each other that escalates"),
        because=_(
            "Arms races and spirals (Richardson 1960; Jervis 1976). "
            "Twice the reciprocity against none."
        ),
        measure="hostile",
        rises=True,
        change=Change(tuple((path, 2 * rate) for path, rate in rates.items())),
        against=put(rates, 0.0),
        lacks="" if any(rates.values()) else _("No two sides are rivals that answer in kind here."),
    )


def _reason(scenario: Scenario) -> Iterator[Sign]:
    """Who weighs its moves reaches more of what it wants than who draws them blindly."""
    for name, actor in scenario.actors.items():
        weighs = actor.policy.name == "quantal" and actor.policy.rationality > 0
        yield Sign(
            key=f"reason.{name}",
            says=_("A side gains more, goals less cost, than if it chose blindly"),
            case=str(actor.short or actor.name),
            because=_("What rationality means (McKelvey and Palfrey 1995). Its λ against 0."),
            measure=f"worth {name}",
            rises=True,
            against=put([f"actors.{name}.policy.rationality"], 0.0),
            lacks="" if weighs else _("It does not weigh its moves."),
        )


def put(paths: Iterable[str], value: Any) -> Change:
    """The same value in all of these places of the file."""
    return Change(tuple((path, value) for path in paths))


def places(scenario: Scenario, wanted: Callable[[str, Move], bool]) -> list[str]:
    """The moves that are wanted, as they are found in the file."""
    return [
        f"moves.{actor}.{name}"
        for actor, moves in scenario.moves.items()
        for name, move in moves.items()
        if wanted(actor, move)
    ]


def free(moves: Iterable[str]) -> Change:
    """These moves cost nothing."""
    return put((f"{move}.cost" for move in moves), 0.0)


def barred(moves: Iterable[str]) -> Change:
    """These moves can't be made."""
    return put((f"{move}.limit" for move in moves), 0)
