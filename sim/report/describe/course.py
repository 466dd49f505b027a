"""How a crisis runs: its timeline, the ladder that it climbs, and how it can end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.report.describe.blocks import (
    Items,
    Picture,
    Section,
    Words,
    items,
    paragraph,
    say,
    section,
    table,
)
from sim.report.describe.notes import Notes
from sim.report.describe.wording import Wording, span
from sim.report.figures import day
from sim.report.timeline import timeline_of
from sim.scenario.schema import Scenario
from sim.session.words import _, listed


def timeline(scenario: Scenario, notes: Notes, wording: Wording) -> Section | None:
    """What is fixed to dates, and what was really done."""
    rows = sorted(
        [*_scheduled(scenario, notes), *_done(scenario, notes, wording)], key=lambda row: row[0]
    )
    if not rows:
        return None
    heads = _("when"), _("who"), _("what")
    return section(
        _("Timeline"),
        Picture(timeline_of(scenario), _caption(scenario)),
        section(
            _("Day by day"),
            table(heads, [cells for _turn, *cells in rows]),
            folded=True,
        ),
        _figures(scenario, notes, wording),
        _recorded_ending(scenario),
        anchor="timeline",
    )


def _caption(scenario: Scenario) -> str:
    events = _("Diamonds: events that are fixed to a date.")
    signs = _(
        "Of what was recorded, full signs are deeds and hollow ones words; ▲ steps up, ▼ steps "
        "down, ■ neither."
    )
    return f"{events} {signs}" if scenario.history else events


Row = tuple[int, Words, Words, Words]


def _scheduled(scenario: Scenario, notes: Notes) -> Iterator[Row]:
    for event in scenario.events.values():
        turn = scenario.clock.turn_of(event.on, event.hour) if event.on else None
        if turn and event.on:
            what = say(str(event.label), notes=notes.of(event))
            yield turn, _when(event.on, turn), say(_("event")), what


def _done(scenario: Scenario, notes: Notes, wording: Wording) -> Iterator[Row]:
    for done in scenario.history.moves if scenario.history else ():
        turn = scenario.clock.turn_of(done.date, done.hour) or 0
        label = wording.label(f"{done.actor}.{done.move}")
        side = str(scenario.actors[done.actor].name)
        what = say(label, str(done.note or ""), notes=notes.of(done))
        yield turn, _when(done.date, turn), say(side), what


def _when(on: date, turn: int) -> Words:
    return say(_("{day}, turn {turn}").format(day=day(on), turn=turn))


def _figures(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    rows = [
        (
            say(day(each.date)),
            say(wording.label(each.indicator)),
            say(
                span(
                    *(each.value if isinstance(each.value, tuple) else (each.value,) * 2),
                    scenario.indicators[each.indicator].unit,
                ),
                notes=notes.of(each),
            ),
        )
        for each in (scenario.history.figures if scenario.history else ())
    ]
    return section(_("Figures that are known"), table((_("date"), _("of"), _("value")), rows))


def _recorded_ending(scenario: Scenario) -> Items | None:
    if not scenario.history:
        return None
    words = _("What really came of it is coded as the ending “{ending}”.")
    return items(words.format(ending=scenario.endings[scenario.history.ending].label))


def ladder(scenario: Scenario, wording: Wording) -> Section:
    """The levels of escalation, the highest on top."""
    rungs = list(enumerate(scenario.ladder.values(), 1))
    rows = [
        (
            say(f"{number}. {rung.label}"),
            say(str(rung.example)),
            say(wording.clause(rung.when) if rung.when else _("else")),
        )
        for number, rung in reversed(rungs)
    ]
    return section(
        _("Ladder"),
        paragraph(_("A world stands on the highest rung whose condition holds.")),
        table((_("rung"), _("what it looks like"), _("when")), rows),
        anchor="ladder",
    )


def endings(scenario: Scenario, notes: Notes, wording: Wording) -> Section:
    """How it can end, in the order in which the endings are looked at."""
    rows = []
    for ending in scenario.endings.values():
        when = wording.clause(ending.when) if ending.when else _("if nothing else came")
        is_last = ending.last or ending.when is None
        last = _("Only after the last turn.") if is_last else ""
        violent = _("Violent: caps every side's goals.") if ending.violent else ""
        counts = _("Counts as {outcomes}.").format(outcomes=listed(outcomes(ending.counts_as)))
        rows.append(
            (
                say(str(ending.label), str(ending.text)),
                say(when, last, notes=notes.of(ending)),
                say(counts, violent),
            )
        )
    return section(
        _("Endings"),
        paragraph(_("After each turn the first of these whose condition holds ends the world.")),
        table((_("ending"), _("when"), _("kind")), rows),
        anchor="endings",
    )


def outcomes(found: tuple[str, ...]) -> list[str]:
    """What endings count as beside recorded crises."""
    names = {
        "agreement": _("agreement"),
        "pull-back": _("pull-back"),
        "standoff": _("standoff"),
        "clashes": _("clashes"),
        "war": _("war"),
    }
    return [names[outcome] for outcome in found]
