"""Pacts in the news: what was signed, kept and broken."""

from __future__ import annotations

from sim.scenario.schema import Scenario
from sim.session.course import Bond
from sim.session.labels import spoken_label
from sim.session.story import Report
from sim.session.talk_words import promise_words
from sim.session.told import Told
from sim.session.words import _


def pact_report(scenario: Scenario, told: Told, bond: Bond, language: str) -> Report:
    """A pact that was signed, or a promise in one that was kept or broken."""
    maker, other = (spoken_label(scenario, name, language) for name in (bond.maker, bond.other))
    words = {
        "signed": _("{maker} and {other} sign a pact"),
        "kept": _("{maker} keeps its promise to {other}"),
        "broken": _("{maker} breaks its promise to {other}"),
    }[told.fate]
    promises = (
        promise_words(scenario, maker, vow, language)
        for maker, vow in zip(bond.pact.sides, bond.pact.vows, strict=True)
    )
    own = promise_words(scenario, bond.maker, bond.vow, language)
    return Report(
        turn=told.turn,
        kind="pact",
        actor=bond.maker,
        toward=(bond.other,),
        headline=words.format(maker=maker, other=other),
        text=f"{own}." if told.fate != "signed" else f"{'; '.join(promises)}.",
        branch="",
        private=not bond.pact.public and told.fate != "broken",
        sources=(),
    )


def why_pact(fate: str, bond: Bond) -> str:
    """The rule that it rests on, in a sentence."""
    done, left = _("What was promised was done."), _("What was promised was kept to the last turn.")
    return {
        "signed": _("Both sides signed; it binds them from this turn on."),
        "kept": done if bond.vow.sense == "do" else left,
        "broken": _(
            "Breaking one's word costs credibility, and standing at home; the other side is bound "
            "no longer."
        ),
    }[fate]
