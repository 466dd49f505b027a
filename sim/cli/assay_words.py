"""An assay in words and tables: what comes first in sentences, then what they rest on."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from sim.analysis.assay.dials import TURN
from sim.analysis.assay.leads import OTHERS
from sim.cli.batch_words import band, percent, section, words
from sim.cli.tables import print_table
from sim.report.assay_words import (
    cast_name,
    in_short,
    number_name,
    others_name,
    role_name,
)

if TYPE_CHECKING:
    from sim.analysis.assay.assay import Assay
    from sim.analysis.assay.leads import Lead
    from sim.analysis.assay.screening import Decisive

MOST_NUMBERS = 12


def print_assay(found: Assay) -> None:
    """Print everything, the most wanted first."""
    casts = len(found.outcomes)
    title, worlds = found.scenario.title, f"{found.worlds:,}"
    click.echo(f"{title}: {worlds} worlds of each of {casts} casts, seed {found.seed}")
    section("In short")
    for sentence in in_short(found):
        click.echo(f"- {sentence}")
    print_endings(found)
    print_roles(found)
    print_numbers(found)
    print_leads(found)
    print_verdicts(found)
    print_remarks(found)


def print_endings(found: Assay) -> None:
    """How it ends with every policy."""
    section("How it ends, by who plays")
    casts = found.by_policy
    rows = [
        (str(ending.label), *(percent(played.ended(name).share) for played in casts.values()))
        for name, ending in found.scenario.endings.items()
    ]
    rows += [
        ("In violence", *(percent(1 - played.peace.share) for played in casts.values())),
        ("Turns, on average", *(f"{played.turns.mean():.1f}" for played in casts.values())),
        ("Over after 2 turns", *(percent(played.over_by(2).share) for played in casts.values())),
    ]
    print_table(("ending", *map(cast_name, casts)), rows)


def print_roles(found: Assay) -> None:
    """What hangs on how each role is played."""
    section("Peaceful ends, by who plays one role and the others as written")
    policies = sorted({name for each in found.leverage for name in each.peace})
    rows = [
        (
            role_name(found.scenario, each.role),
            *(percent(each.peace[name]) if name in each.peace else "" for name in policies),
            f"{100 * each.of_peace:.0f}",
            f"{each.of_goals:.0f}",
            f"{100 * each.of_endings:.0f} of 100",
        )
        for each in found.leverage
    ]
    print_table(("role", *policies, "leverage", "on its goals", "worlds moved"), rows)
    click.echo(
        "Leverage: points of the chance of a peaceful end, from its worst policy to its best; on "
        "its goals likewise. Worlds moved: to another ending, by the policy that moves most."
    )


def print_numbers(found: Assay) -> None:
    """Which numbers decide how it ends."""
    section("Numbers that decide, turned from a fifth down to a fifth up")
    rows = [
        (
            str(each.dial),
            _values(each),
            f"{100 * each.moved:.0f} of 100",
            f"{100 * each.change.mean:+.0f} points: {found.scenario.endings[each.ending].label}",
        )
        for each in found.decisive[:MOST_NUMBERS]
    ]
    if not rows:
        click.echo("None changes an ending by more than luck would.")
        return
    print_table(("--set", "values", "worlds moved", "mostly"), rows)
    for each in found.decisive[:3]:
        click.echo(f"{each.dial} is {number_name(found.scenario, each)}")


def _values(each: Decisive) -> str:
    """What was put there; the page and the JSON have distributions and expressions in full."""
    low, high = each.dial.low, each.dial.high
    if isinstance(low, int | float):
        return f"{low:g} to {high:g}"
    return f"{1 - TURN:g} to {1 + TURN:g} of it"


def print_leads(found: Assay) -> None:
    """The best move of each channel, against every kind of others."""
    section("The move that serves its side best when it is made at every chance")
    seats: dict[tuple[str, str], dict[str | None, Lead]] = {}
    for lead in found.leads:
        seats.setdefault((lead.role, lead.channel), {})[lead.others] = lead
    rows = [
        (f"{role}, {channel}", *(_best(by[kind]) for kind in OTHERS))
        for (role, channel), by in seats.items()
    ]
    print_table(("against", *map(others_name, OTHERS)), rows)
    click.echo("Behind it: points of its side's goals, 0 to 100, and what the own policy reaches.")


def _best(lead: Lead) -> str:
    return f"{lead.best} {lead.scores[lead.best]:.0f} ({lead.own:.0f})"


def print_verdicts(found: Assay) -> None:
    """Beside its own bands and recorded crises."""
    section("Beside its own bands")
    rows = [(v.what, percent(v.found.share), band(v), words(v)) for v in found.bands]
    print_table(("what", "found", "should be", ""), rows)
    section("Beside recorded crises (ICB, 1918 to 2017): their 95 % intervals")
    heads = {v.what: f"{v.what}: {percent(v.found.share)}" for v in found.record}
    rows = [
        (crises, *(f"{band(verdict)} {words(verdict)}" for verdict in verdicts))
        for crises, verdicts in groupby(found.record, key=lambda verdict: verdict.beside)
    ]
    print_table(("crises (cases)", *heads.values()), rows)


def print_remarks(found: Assay) -> None:
    """What playing showed about single parts of the file."""
    if found.remarks:
        section("Remarks")
    for remark in found.remarks:
        click.echo(f"{remark.level}: {remark}")


def plain(found: Assay) -> dict[str, Any]:
    """Everything as plain data."""
    from dataclasses import asdict

    endings = list(found.scenario.endings)
    return {
        "scenario": found.scenario.id,
        "worlds": found.worlds,
        "seed": found.seed,
        "in_short": list(in_short(found)),
        "casts": [
            {
                "policies": cast.policies,
                "endings": {name: outcome.ended(name).share for name in endings},
                "peaceful": outcome.peace.plain(),
                "turns": float(outcome.turns.mean()),
                "over_after_2_turns": outcome.over_by(2).share,
                "scores": {role: outcome.score(role) for role in found.scenario.actors},
            }
            for cast, outcome in found.outcomes.items()
        ],
        "leverage": [
            asdict(each)
            | {"of_peace": each.of_peace, "of_goals": each.of_goals, "of_endings": each.of_endings}
            for each in found.leverage
        ],
        "numbers": [
            {
                "set": str(each.dial),
                "values": [each.dial.low, each.dial.high],
                "moved": each.moved,
                "ending": each.ending,
                "change": asdict(each.change),
            }
            for each in found.decisive
        ],
        "leads": [asdict(lead) for lead in found.leads],
        "dominant": [asdict(each) for each in found.dominant],
        "bands": [asdict(each) | {"inside": each.is_inside} for each in found.bands],
        "recorded_crises": [asdict(each) | {"inside": each.is_inside} for each in found.record],
        "remarks": [asdict(each) for each in found.remarks],
    }
