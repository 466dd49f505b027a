"""What an account rests on: disagreements with both sides, claims by source, and reasons."""

from __future__ import annotations

from sim.report.describe.blocks import (
    Items,
    Note,
    Section,
    Words,
    facts,
    items,
    paragraph,
    say,
    section,
)
from sim.report.describe.notes import Notes, anchor_of, mark_of
from sim.report.figures import day
from sim.report.ground import Cited, Reason
from sim.scenario.sources import Source
from sim.session.words import _


def grounds(notes: Notes) -> Section:
    """All that footnotes lead to; so it is told last."""
    ground = notes.ground
    return section(
        _("What it rests on"),
        paragraph(
            _(
                "Figures are either claims of sources, [1], or choices of the authors, [A1]. Of a "
                "claim with the sign ≠ another source says something else. All of it is said of a "
                "model, not of the world."
            )
        ),
        section(
            _("Where sources disagree"),
            *(_conflict(name, notes) for name in ground.conflicts),
            anchor="conflicts",
        ),
        section(
            _("Sources"),
            *(_source(source, claims) for source, claims in ground.by_source),
            anchor="sources",
        ),
        section(
            _("Claims that no source here has"),
            items(*ground.unknown),
        ),
        section(
            _("Assumptions"),
            *(section(heading, _reasons(reasons)) for heading, reasons in ground.assumptions),
            anchor="assumptions",
        ),
        anchor="ground",
    )


def _conflict(name: str, notes: Notes) -> Section:
    """Every side of it, and how another one is put in place of the one that is used."""
    number, conflict = notes.ground.conflicts[name]
    return section(
        f"≠ {number}. {conflict.title}",
        paragraph(conflict.disagreement),
        items(*(_claim(ref, notes) for ref in conflict.claims)),
        facts(
            (_("What would settle it"), conflict.what_would_settle_it),
            (_("Used in the flagship scenario"), conflict.used),
        ),
        items(*(_reading(*each) for each in notes.ground.readings(name))),
        anchor=f"conflict-{number}",
    )


def _claim(ref: str, notes: Notes) -> Words:
    """One side of it, which this scenario need not rest on."""
    claim = notes.ground.sources.claims[ref]
    return say(f"{claim.attributed_to}: {claim.says}", notes=tuple(notes.claims([ref])))


def _reading(says: str, source: str, option: str) -> str:
    """A reading that the scenario offers."""
    words = (
        _("{says} ({source}): run it so with {option}")
        if option
        else _("{says} ({source}): in place here")
    )
    return words.format(says=says.rstrip("."), source=source, option=option)


def _source(source: Source, claims: list[Cited]) -> Section:
    when = day(source.date) if source.date else _("no date")
    return section(
        f"{source.outlet}, {when}: {source.title}",
        paragraph(source.about, tone="soft"),
        items(*map(_cited, claims)),
    )


def _cited(each: Cited) -> Words:
    claim = each.claim
    when = [day(claim.event_date)] if claim.event_date else []
    behind = "; ".join(
        [claim.attributed_to, claim.certainty, *when, *filter(None, [claim.address])]
    )
    disputed = [Note(f"[≠ {number}]", f"conflict-{number}") for number in each.disputed]
    words = f"[{each.number}] {claim.says} ({behind})"
    return say(words, notes=disputed, anchor=f"claim-{each.number}")


def _reasons(reasons: list[Reason]) -> Items:
    return items(
        *(
            say(f"{mark_of(each)} {each.label}: {each.why}", anchor=anchor_of(each))
            for each in reasons
        )
    )
