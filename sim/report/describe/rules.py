"""The numbers of the rules themselves, and what the scenario is tested by."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.describe.blocks import Section, facts, items, say, section, table
from sim.report.describe.course import outcomes
from sim.report.describe.notes import Notes
from sim.report.describe.wording import change, figure, percent, shares
from sim.scenario.record import Expectation
from sim.scenario.schema import Scenario
from sim.session.words import _, exact, listed


def rules(scenario: Scenario, notes: Notes) -> Section:
    """Attitudes, credibility and the price of backing down."""
    dynamics = scenario.dynamics
    feelings, trust, audience = dynamics.attitudes, dynamics.credibility, dynamics.audience
    words = {
        "attitudes": _(
            "One point of Goldstein's scale moves an attitude by {per_point} points of 10; "
            "attitudes go back to their start by {rate} of the way in a turn."
        ).format(per_point=exact(feelings.per_point), rate=percent(feelings.rate)),
        "credibility": _(
            "At first {start} of what is said is believed. A threat carried out: {kept}; backing "
            "down: {broken}; a soothing word and an escalating deed in one turn: {gap}."
        ).format(
            start=percent(trust.start),
            **{
                name: change(100 * getattr(trust, name), "percent")
                for name in ("kept", "broken", "gap")
            },
        ),
        "audience": _(
            "Backing down costs {growth} more for each turn that the threat stood; with a reason, "
            "{excuse} of it is left."
        ).format(growth=percent(audience.growth), excuse=percent(audience.excuse)),
        "pacts": _pacts(scenario),
        "cap": _("After a violent ending nobody's goals score more than {cap} of 100.").format(
            cap=figure(dynamics.violent_cap)
        ),
    }
    names = {
        "attitudes": (_("Action and reaction"), feelings),
        "credibility": (_("Words and deeds"), trust),
        "audience": (_("The price of backing down"), audience),
        "pacts": (_("Promises that are signed"), dynamics.pacts),
    }
    return section(
        _("Numbers of the rules"),
        facts(
            *(
                (about, say(words[key], notes=notes.of(part)))
                for key, (about, part) in names.items()
            ),
            (_("Violence"), words["cap"]),
        ),
        _attitudes(scenario),
        anchor="rules",
    )


def _pacts(scenario: Scenario) -> str:
    """What breaking one's word costs, of those who pay otherwise than usual one by one."""
    pacts, price = scenario.dynamics.pacts, _("{actor}, {cost} of “{audience}”")
    usual = _(
        "Breaking a signed promise costs as much as backing down from one's dearest threat, in "
        "credibility too; of a private one, {quiet} at home."
    ).format(quiet=percent(pacts.quiet))
    own = [
        price.format(
            actor=scenario.actors[name].name,
            cost=figure(each.cost),
            audience=scenario.indicators[each.audience].label,
        )
        for name, each in pacts.prices.items()
    ]
    return " ".join(
        [usual, *([_("Others pay: {prices}.").format(prices=listed(own))] if own else ())]
    )


def _attitudes(scenario: Scenario) -> Section:
    start = scenario.dynamics.attitudes.start
    rows = [
        (
            say(str(actor.name)),
            *(
                say("–" if name == other else figure(start.get(name, {}).get(other, 0.0)))
                for other in scenario.actors
            ),
        )
        for name, actor in scenario.actors.items()
    ]
    others = [str(actor.short or actor.name) for actor in scenario.actors.values()]
    return section(
        _("How the sides stand to each other at the start"),
        table((_("how … stands to"), *others), rows, _("From −10, hostile, to 10, friendly.")),
    )


def tests(scenario: Scenario, notes: Notes) -> Section:
    """Bands from recorded crises, and the scenario's own expectations."""
    bands = [
        (
            say(str(band.label)),
            say(listed(outcomes(band.of), _("or"))),
            say(
                shares(*band.between),
                notes=notes.of(band),
            ),
        )
        for band in scenario.calibration
    ]
    return section(
        _("What it is tested by"),
        section(
            _("Beside recorded crises"),
            table((_("what"), _("worlds that end as"), _("should be")), bands),
        ),
        section(
            _("Its own expectations"),
            items(*(say(str(e.says), _expected(scenario, e)) for e in scenario.expect)),
        ),
        anchor="tests",
    )


def _expected(scenario: Scenario, test: Expectation) -> str:
    of = [
        str(scenario.endings[name].label) if name in scenario.endings else outcomes((name,))[0]
        for name in test.chance_of
    ]
    return "; ".join([_("Share of “{of}”").format(of=listed(of, _("or"))), *_terms(test)]) + "."


def _terms(test: Expectation) -> Iterator[str]:
    if test.between:
        yield shares(*test.between)
    if test.compared:
        yield (
            _("higher than as it stands")
            if test.compared == "higher"
            else _("lower than as it stands")
        )
    changes = [f"{name}: {policy}" for name, policy in test.policy.items()]
    changes += [f"{path} = {value}" for path, value in test.set.items()]
    if changes:
        yield _("with {changes}").format(changes=", ".join(changes))


def teaching(scenario: Scenario, notes: Notes) -> Section:
    """Questions for afterwards, and words that are explained."""
    return section(
        _("For the class"),
        section(
            _("Questions for the debrief"),
            items(*(str(question.ask) for question in scenario.debrief)),
        ),
        section(
            _("Words that are explained"),
            facts(
                *(
                    (str(term.term), say(str(term.text), notes=tuple(notes.claims(term.sources))))
                    for term in scenario.terms.values()
                )
            ),
            folded=True,
        ),
        anchor="class",
    )
