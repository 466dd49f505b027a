"""The indicators: what they count, where they start, what they go back to, and who sees them."""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.describe.blocks import Section, Words, paragraph, say, section, table
from sim.report.describe.notes import Notes
from sim.report.describe.wording import Wording, drift, percent, span, start
from sim.scenario.indicators import Estimate, Indicator, Sight, sight_of
from sim.scenario.schema import Scenario
from sim.scenario.units import counted_in
from sim.session.words import _


def indicators(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """Those of the world, then those of each side."""
    owned = {name: name.partition(".")[0] if "." in name else "" for name in scenario.indicators}
    groups = [("", _("Of the world")), *((n, str(a.name)) for n, a in scenario.actors.items())]
    return section(
        _("Indicators"),
        paragraph(
            _(
                "All that can be counted. Where a start is a span, each world draws its own value "
                "from it, because nobody knows it exactly. A side sees its own indicators exactly; "
                "of an estimate, about two in three lie as close to the truth as is said here."
            )
        ),
        *(
            section(heading, table(_heads(), list(_rows(scenario, group, owned, notes, wording))))
            for group, heading in groups
            if group in owned.values()
        ),
        anchor="indicators",
    )


def _heads() -> tuple[str, ...]:
    return _("indicator"), _("start"), _("by itself"), _("who sees it")


def _rows(
    scenario: Scenario, group: str, owned: dict[str, str], notes: Notes, wording: Wording
) -> Iterator[tuple[Words, ...]]:
    for name, part in scenario.indicators.items():
        if owned[name] == group:
            yield (
                say(str(part.label), *_meaning(part)),
                say(start(part), notes=notes.of(part)),
                say(drift(part.drift, part.unit) if part.drift else _("stays")),
                say(*seen(scenario, name, wording)),
            )


def _meaning(part: Indicator) -> Iterator[str]:
    yield str(part.text or "")
    if part.unit == "flag":
        yield _("yes or no")
    else:
        unit = {"index": _("an index"), "percent": _("in percent")}.get(part.unit)
        yield f"{unit or counted_in(part.unit)}, {span(*part.range)}"
    if part.harm:
        yield _("Human cost: shown, never converted into points.")


def seen(scenario: Scenario, name: str, wording: Wording) -> Iterator[str]:
    """Who sees an indicator how exactly, the most exact first."""
    by_sight: dict[Sight, list[str]] = {}
    for actor in scenario.actors:
        by_sight.setdefault(sight_of(scenario.indicators[name], name, actor), []).append(actor)
    if list(by_sight) == ["exact"]:
        yield _("everybody, exactly")
        return
    for sight in sorted(by_sight, key=_vagueness):
        words = _("{sides}: {sight}")
        yield words.format(sides=wording.names(by_sight[sight]), sight=sight_words(sight))


def _vagueness(sight: Sight) -> float:
    return sight.error if isinstance(sight, Estimate) else {"exact": -1.0, "hidden": 2.0}[sight]


def sight_words(sight: Sight) -> str:
    """How exactly something is seen."""
    if isinstance(sight, Estimate):
        return _("within {error}").format(error=percent(sight.error))
    return {"exact": _("exactly"), "hidden": _("not at all")}[sight]
