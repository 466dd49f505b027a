"""A validity in words: verdicts, figures as they are read, and what matters most in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from sim.analysis.validity.assumptions import Flip, group_names
from sim.analysis.validity.finding import Finding, Section, Unit, Verdict
from sim.analysis.validity.validity import Validity
from sim.report.figures import MINUS, range_of_shares
from sim.session.words import _, listed, ngettext

SIGNED: set[Unit] = {"points", "nats", "stakes", "moves"}


def verdict_name(verdict: Verdict) -> str:
    """As it is told in a table."""
    names = {
        "passes": _("passes"),
        "falls short": _("falls short"),
        "cannot tell": _("cannot tell"),
        "not applicable": _("does not apply"),
    }
    return names[verdict]


def section_name(section: Section) -> str:
    """A heading."""
    names = {
        "history": _("What was really done"),
        "record": _("Recorded crises"),
        "signs": _("What theory predicts, and what the scenario expects"),
        "stages": _("Quantal response"),
    }
    return names[section]


def value_text(value: float, unit: Unit) -> str:
    """A figure without its unit, which stands once beside it."""
    if unit in ("share", "points"):
        value *= 100
    decimals = {"share": 1, "points": 1, "nats": 2, "stakes": 1, "moves": 1, "distance": 3}
    text = f"{value:.{decimals.get(unit, 0)}f}"
    if unit == "share" and 0.01 <= value < 0.05:  # no world of 10,000 is not yet none at all
        text = f"{value:.2f}"
    return text.replace("-", MINUS) if text.strip("-0.") else "0"


def unit_text(unit: Unit) -> str:
    """What a figure is counted in."""
    units = {
        "share": "%",
        "points": _("points"),
        "nats": _("nats"),
        "stakes": _("stakes"),
        "moves": _("moves"),
        "days": _("days"),
    }
    return units.get(unit, "")


def found_text(found: Finding) -> str:
    """What was found, with its interval if there is one: "26.6 % (25.3 to 28.0)"."""
    return " ".join(part for part in found_parts(found) if part)


def found_parts(found: Finding) -> tuple[str, str]:
    """The figure, and its interval in brackets if there is one."""
    if found.found is None:
        return "–", ""
    ends = (found.found.value, found.found.low, found.found.high)
    value, low, high = (value_text(each, found.unit) for each in ends)
    told = f"{value} {unit_text(found.unit)}".rstrip()
    if found.found.low == found.found.high:
        return told, ""
    if found.found.high == inf:
        return told, _("(too few for an interval)")
    return told, _("({low} to {high})").format(low=low, high=high)


def sample_text(found: Finding) -> str:
    """Of what, or of how many worlds, a figure is."""
    return found.sample or (
        _("{count} worlds").format(count=f"{found.worlds:,}") if found.worlds else "–"
    )


def wanted_text(found: Finding) -> str:
    """Where it should lie."""
    if found.found is None:
        return "–"
    unit = unit_text(found.unit)
    low, high = (value_text(end, found.unit) for end in (found.least, found.most))
    if found.least == found.most:
        return f"{low} {unit}".rstrip()
    if found.most == inf:
        words = _("above {figure}") if found.unit in SIGNED else _("at least {figure}")
        return words.format(figure=f"{low} {unit}".rstrip())
    if found.least == -inf or (found.least == 0 and found.unit == "share"):
        is_strict = found.unit in SIGNED and found.most == 0 and found.unit != "moves"
        words = _("below {figure}") if is_strict else _("at most {figure}")
        return words.format(figure=f"{high} {unit}".rstrip())
    if found.unit == "share":
        return range_of_shares(found.least, found.most)
    return _("{low} to {high} {unit}").format(low=low, high=high, unit=unit).rstrip()


def in_short(validity: Validity) -> Iterator[str]:
    """What matters most, a sentence or two at a time."""
    yield _tally(validity)
    for verdict, words in (
        ("falls short", _("Falls short: {checks}.")),
        ("cannot tell", _("Cannot be told from so many worlds: {checks}.")),
    ):
        if checks := "; ".join(_checks(validity, verdict)):
            yield words.format(checks=checks)
    if validity.checked:
        yield from _assumptions(validity)


def _checks(validity: Validity, verdict: str) -> Iterator[str]:
    """The checks with that verdict, each with its cases, or how many they are."""
    made = [found for found in validity.findings if found.found]
    for check in dict.fromkeys(found.check for found in made):
        whole = [found for found in made if found.check == check]
        cases = [found.case for found in whole if found.verdict == verdict]
        if not cases:
            continue
        if len(cases) == len(whole) > 1:
            yield _("{check} (all {count})").format(check=check, count=len(cases))
        elif cases == [""]:
            yield check
        else:
            told = _("{check} ({count} of {all}: {cases})")
            yield told.format(check=check, count=len(cases), all=len(whole), cases=listed(cases))


def _tally(validity: Validity) -> str:
    count = validity.tally
    made = sum(count.values()) - count["not applicable"]
    return _(
        "{passes} of {made} checks pass, {short} fall short and {open} cannot be told; "
        "{aside} more do not apply."
    ).format(
        passes=count["passes"],
        made=made,
        short=count["falls short"],
        open=count["cannot tell"],
        aside=count["not applicable"],
    )


def _assumptions(validity: Validity) -> Iterator[str]:
    flips = validity.flips
    moved = {flip.point.group for flip in flips}
    firm = [
        name
        for group, name in group_names().items()
        if group in {each.point.group for each in validity.checked} - moved
    ]
    count = len({flip.before.key for flip in flips})
    if flips:
        yield ngettext(
            "{count} verdict would be its opposite if something that was assumed were a fifth more "
            "or less.",
            "{count} verdicts would be their opposites if something that was assumed were a fifth "
            "more or less.",
            count,
        ).format(count=count)
    if firm:
        yield _("No verdict hangs on a fifth more or less of {groups}.").format(groups=listed(firm))


def flip_text(flip: Flip) -> str:
    """What a verdict would be, and by which figure."""
    words = (
        _("{check}: would pass, with {found} (as written {before}; wanted: {wanted})")
        if flip.after.verdict == "passes"
        else _("{check}: would fall short, with {found} (as written {before}; wanted: {wanted})")
    )
    return words.format(
        check=flip.before.title,
        found=found_text(flip.after),
        before=found_text(flip.before),
        wanted=wanted_text(flip.after),
    )
