"""Talking points from futures: where tables part, what weighed most, and the last way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.analysis.assembly import LIKELY
from sim.analysis.classes.facts import camps
from sim.analysis.classes.findings import Camp, Seat, TablePath, TalkingPoint, Weighed
from sim.analysis.classes.splits import Parting, Split, biggest
from sim.analysis.classes.work import Contrast
from sim.analysis.debrief import Review
from sim.analysis.judgement import points
from sim.scenario.schema import Scenario
from sim.session.futures import Band
from sim.session.labels import spoken_label
from sim.session.words import _, listed, ngettext, share

# -- splits --------------------------------------------------------------------------------------


def parted(
    parting: Parting, scenario: Scenario, contrast: Contrast | None, language: str
) -> TalkingPoint:
    """Where the tables of a class part."""
    roles = [spoken_label(scenario, r, language) for r in dict.fromkeys(s.role for s in parting.by)]
    alike = _("All tables began alike, with the same luck.")
    if parting.turn > 1:
        alike = _("Until turn {turn} began, all tables were one and the same crisis.").format(
            turn=parting.turn
        )
    if roles:
        words = _("They part in turn {turn}, by what {roles} chose.")
        why = words.format(turn=parting.turn, roles=listed(roles))
    else:
        words = _(
            "They part in turn {turn}, though people in the same seats chose alike: a policy "
            "played a seat, or something was signed or put in."
        )
        why = words.format(turn=parting.turn)
    widest = biggest(parting.by)
    return TalkingPoint(
        id="parting",
        title=_("Where the tables part"),
        says=" ".join(filter(None, [alike, why, told(contrast, scenario, language)])),
        ask=_("What did you want to bring about with it?"),
        turn=parting.turn,
        split=_camps(widest, scenario, language) if widest else (),
    )


def most_split(
    split: Split, scenario: Scenario, contrast: Contrast | None, language: str
) -> TalkingPoint:
    """The choice about which the class was most divided."""
    do = _("Turn {turn}, {role}: here the class was most divided about what to do.")
    say = _("Turn {turn}, {role}: here the class was most divided about what to say.")
    words = do if split.channel == "deed" else say
    said = words.format(turn=split.turn, role=spoken_label(scenario, split.role, language))
    return TalkingPoint(
        id="split",
        title=_("The biggest split"),
        says=" ".join(filter(None, [said, told(contrast, scenario, language)])),
        ask=_("What did each of you know and expect when you chose?"),
        turn=split.turn,
        tables=tuple(sorted(table for _move, tables in split.camps for table in tables)),
        split=_camps(split, scenario, language),
    )


def _camps(split: Split, scenario: Scenario, language: str) -> tuple[Camp, ...]:
    return tuple(
        Camp(spoken_label(scenario, f"{split.role}.{move}", language), tables)
        for move, tables in split.camps
    )


def told(contrast: Contrast | None, scenario: Scenario, language: str) -> str:
    """What the difference changed, as far as the futures can tell."""
    if contrast is None or len(contrast.moves) < 2:
        return ""
    role = contrast.split.role
    one, other = (spoken_label(scenario, f"{role}.{move}", language) for move in contrast.moves[:2])
    words = _(
        "From the same moment, {first} of futures end without violence after “{one}” and {second} "
        "after “{other}”: {verdict}."
    )
    return words.format(
        one=one,
        other=other,
        first=share(contrast.shares[0].value),
        second=share(contrast.shares[1].value),
        verdict=apart(contrast.gap),
    )


def apart(gap: Band) -> str:
    """How sure a difference is."""
    ends = sorted((abs(gap.low), abs(gap.high)))
    if gap.low <= 0 <= gap.high:
        return _("too close to tell")
    words = ngettext(
        "a difference of {points} point (90 % interval {low} to {high})",
        "a difference of {points} points (90 % interval {low} to {high})",
        round(100 * abs(gap.value)),
    )
    return words.format(points=points(abs(gap.value)), low=points(ends[0]), high=points(ends[1]))


# -- what weighed most ---------------------------------------------------------------------------


def weightiest(
    weighed: Sequence[Weighed], scenario: Scenario, language: str
) -> Iterator[TalkingPoint]:
    """Of each table the decision that weighed most, if the futures can tell that it did."""
    seen = set[int]()
    for each in weighed:
        if each.table not in seen:
            seen.add(each.table)
            yield _weight(each, scenario, language)


def _weight(each: Weighed, scenario: Scenario, language: str) -> TalkingPoint:
    likelier = _(
        "Turn {turn}, {role}: “{deed}” and “{word}”. With this, a peaceful end was likelier than "
        "with what the model would have chosen, by {points} in 100 (90 % interval {low} to {high})."
    )
    less = _(
        "Turn {turn}, {role}: “{deed}” and “{word}”. With this, a peaceful end was less likely "
        "than with what the model would have chosen, by {points} in 100 (90 % interval {low} to "
        "{high})."
    )
    low, high = sorted((abs(each.own.low), abs(each.own.high)))
    return TalkingPoint(
        id=f"weighed-{each.table}",
        title=_("What weighed most at table {table}").format(table=each.table),
        says=(likelier if each.own.value > 0 else less).format(
            turn=each.turn,
            role=spoken_label(scenario, each.role, language),
            deed=each.deed,
            word=each.word,
            points=points(abs(each.own.value)),
            low=points(low),
            high=points(high),
        ),
        ask=_("What did you know then, and what did you expect the others to do?"),
        turn=each.turn,
        tables=(each.table,),
    )


# -- ways out ------------------------------------------------------------------------------------


def off_ramp(tables: Sequence[TablePath], reviews: Mapping[Seat, Review]) -> TalkingPoint | None:
    """The last turn from which a peaceful end was still likely; or how near it came."""
    violent = [table for table in tables if table.violent]
    if not violent:
        return _narrowest(reviews)
    last = {table.table: _last_way_out(table.table, reviews) for table in tables}
    table = max(violent, key=lambda table: last[table.table] or 0)
    turn = last[table.table]
    words = _("Table {table} came to “{ending}”.").format(table=table.table, ending=table.ending)
    none = _("In no turn could one side alone, by its best deed and word, have made peace likely.")
    until = _(
        "Turn {turn} was the last in which one side alone, by its best deed and word, could have "
        "made an end without violence at least as likely as not."
    )
    return TalkingPoint(
        id="off-ramp",
        title=_("The last off-ramp"),
        says=f"{words} {until.format(turn=turn) if turn else none}",
        ask=_("Who could have taken it, and what stood in the way?"),
        turn=turn,
        tables=(table.table,),
        split=camps((each.table, _way_out(each, last[each.table])) for each in tables),
    )


def _way_out(table: TablePath, turn: int | None) -> str:
    if not table.violent:
        return _("it ended without violence") if table.ending else _("it is not over")
    return _("last in turn {turn}").format(turn=turn) if turn else _("in no turn")


def _last_way_out(table: int, reviews: Mapping[Seat, Review]) -> int | None:
    plays = [
        decision
        for (number, _role), review in reviews.items()
        for decision in review.decisions
        if number == table and decision.best_play and decision.best_play.value >= LIKELY
    ]
    return max((decision.turn for decision in plays), default=None)


def _narrowest(reviews: Mapping[Seat, Review]) -> TalkingPoint | None:
    """Where a class that had no violence came nearest to it."""
    found = [
        (point.truth.value, table, point.turn)
        for (table, _role), review in reviews.items()
        for point in review.curve[:-1]
        if point.truth
    ]
    if not found:
        return None
    chance, table, turn = min(found)
    words = _(
        "No table's crisis ended in violence. It came nearest at table {table}: as turn {turn} "
        "began, {share} of futures ended without it."
    )
    return TalkingPoint(
        id="off-ramp",
        title=_("The narrowest moment"),
        says=words.format(table=table, turn=turn, share=share(chance)),
        ask=_("Did you notice it then? What led out of it?"),
        turn=turn,
        tables=(table,),
    )
