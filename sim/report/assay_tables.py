"""The tables of an assay, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sim.analysis.assay.assay import FIRST_TURNS, Assay
from sim.analysis.assay.dials import TURN
from sim.analysis.assay.leads import OTHERS, Lead
from sim.analysis.assay.screening import Decisive
from sim.analysis.calibration import Verdict
from sim.report.assay_words import (
    cast_name,
    channel_name,
    number_name,
    others_name,
    role_name,
)
from sim.report.figures import percent, points, range_of_shares
from sim.session.words import _

MOST_NUMBERS = 12


@dataclass(frozen=True)
class Table:
    """Rows under the names of their columns, with lines below that say more."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    below: Sequence[str] = ()


def tables(assay: Assay) -> Iterator[Table]:
    """All that have rows, the most wanted first."""
    found = (
        _endings(assay),
        _roles(assay),
        _numbers(assay),
        _leads(assay),
        _bands(assay),
        _record(assay),
        _remarks(assay),
    )
    return (table for table in found if table.rows)


def _endings(assay: Assay) -> Table:
    casts = assay.by_policy
    rows = [
        (str(ending.label), *(percent(played.ended(name).share) for played in casts.values()))
        for name, ending in assay.scenario.endings.items()
    ]
    over = _("Over after {turns} turns").format(turns=FIRST_TURNS)
    early = (percent(played.over_by(FIRST_TURNS).share) for played in casts.values())
    rows += [
        (_("In violence"), *(percent(played.violence.share) for played in casts.values())),
        (_("Turns, on average"), *(f"{played.turns.mean():.1f}" for played in casts.values())),
        (over, *early),
    ]
    title = _("How it ends, by who plays")
    return Table(title, (_("ending"), *map(cast_name, casts)), rows)


def _roles(assay: Assay) -> Table:
    policies = sorted({name for each in assay.leverage for name in each.peace})
    rows = [
        (
            role_name(assay.scenario, each.role),
            *(percent(each.peace[name]) if name in each.peace else "" for name in policies),
            f"{100 * each.of_peace:.0f}",
            f"{each.of_goals:.0f}",
            f"{100 * each.of_endings:.0f}",
        )
        for each in assay.leverage
    ]
    below = _(
        "Leverage: points of the chance of a peaceful end, from its worst policy to its best; on "
        "its goals likewise. Moved: of 100 worlds, by the policy that moves most."
    )
    columns = (_("role"), *policies, _("leverage"), _("on its goals"), _("moved"))
    title = _("Peaceful ends, by who plays one role and the others as written")
    return Table(title, columns, rows, [below])


def _numbers(assay: Assay) -> Table:
    numbers = assay.decisive[:MOST_NUMBERS]
    rows = [
        (
            str(each.dial),
            _values(each),
            f"{100 * each.moved:.0f}",
            f"{points(each.change.mean)} {assay.scenario.endings[each.ending].label}",
        )
        for each in numbers
    ]
    named = _("{path} is {number}")
    below = [
        named.format(path=each.dial, number=number_name(assay.scenario, each)) for each in numbers
    ]
    title = _("Numbers that decide, turned from a fifth down to a fifth up")
    return Table(title, ("--set", _("values"), _("moved, of 100"), _("mostly")), rows, below)


def _values(each: Decisive) -> str:
    """What was put there; the page has distributions and expressions in full."""
    if isinstance(each.dial.low, int | float):
        return f"{each.dial.low:g} … {each.dial.high:g}"
    return f"× {1 - TURN:g} … {1 + TURN:g}"


def _leads(assay: Assay) -> Table:
    seats: dict[tuple[str, str], dict[str | None, Lead]] = {}
    for lead in assay.leads:
        seats.setdefault((lead.role, lead.channel), {})[lead.others] = lead
    rows = [
        (
            f"{role_name(assay.scenario, role)}, {channel_name(channel)}",
            *(_best(by[others]) for others in OTHERS),
        )
        for (role, channel), by in seats.items()
    ]
    below = _(
        "Behind the move: how far its side's goals were reached with it, from 0 to 100; in "
        "brackets: how far they were when the side chose by its own policy."
    )
    title = _("The move that serves its side best when it is made at every chance")
    return Table(title, (_("others"), *map(others_name, OTHERS)), rows, [below])


def _best(lead: Lead) -> str:
    return f"{lead.best} {lead.scores[lead.best]:.0f} ({lead.own:.0f})"


def _bands(assay: Assay) -> Table:
    rows = [(each.what, percent(each.found.share), _judged(each)) for each in assay.bands]
    title = _("Beside its own bands") if assay.scenario.calibration else _("Variety of endings")
    return Table(title, (_("what"), _("found"), _("should be")), rows)


def _record(assay: Assay) -> Table:
    heads = {each.what: f"{each.what}: {percent(each.found.share)}" for each in assay.record}
    rows = [
        (crises, *map(_judged, verdicts))
        for crises, verdicts in groupby(assay.record, key=lambda verdict: verdict.beside)
    ]
    title = _("Beside recorded crises (ICB, 1918 to 2017): their 95 % intervals")
    return Table(title, (_("crises (cases)"), *heads.values()), rows)


def _judged(verdict: Verdict) -> str:
    """Where it should lie, and whether it does."""
    where = range_of_shares(verdict.least, verdict.most)
    if verdict.is_inside:
        return _("{where}: inside").format(where=where)
    if verdict.found.share < verdict.least:
        return _("{where}: below").format(where=where)
    return _("{where}: above").format(where=where)


def _remarks(assay: Assay) -> Table:
    rows = [(each.level, str(each.line), each.where, each.message) for each in assay.remarks]
    return Table(_("Remarks"), (_("level"), _("line"), _("where"), _("what")), rows)
