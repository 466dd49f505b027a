"""An assay in plain words: its casts, its numbers, and the few sentences that come first."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.assay.assay import FIRST_TURNS, Assay
from sim.analysis.assay.leads import Dominant
from sim.analysis.assay.screening import Decisive
from sim.analysis.calibration import Verdict
from sim.report.figures import percent
from sim.report.number_names import name_of_number
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.words import _, listed, share

HARDLY = 0.03  # of the chance of a peaceful end; a role that moves less hardly matters for it
SO_FEW = 0.01  # of games; more that are over in the first turns are told
DECIDING = 3


def in_short(assay: Assay) -> Iterator[str]:
    """What an author should know first."""
    yield _endings(assay)
    yield _extremes(assay)
    if assay.decisive:
        yield _decided(assay)
    yield _balance(assay)
    yield from (_dominant(assay.scenario, each) for each in assay.dominant)
    yield _first_turns(assay)
    yield _dead(assay)
    if assay.record:
        yield _beside_record(assay)


def cast_name(policy: str | None) -> str:
    """What a cast is called in which all play alike."""
    return _("all {policy}").format(policy=policy) if policy else _("as written")


def others_name(policy: str | None) -> str:
    """The others, in a cast that tries the moves of a role."""
    return _("all {policy}").format(policy=policy) if policy else _("as usual")


def role_name(scenario: Scenario, role: str) -> str:
    """The name of a side."""
    return str(scenario.actors[role].name)


def channel_name(channel: str) -> str:
    """The moves of a channel."""
    return {"deed": _("deeds"), "word": _("words")}[channel]


def move_name(scenario: Scenario, role: str, move: str) -> str:
    """What a move's card says."""
    return spoken_label(scenario, f"{role}.{move}", "en")


def number_name(scenario: Scenario, each: Decisive) -> str:
    """What a number belongs to, and which of its numbers it is."""
    return name_of_number(scenario, each.dial.path)


def set_value(value: object) -> str:
    """A value as `--set` takes it."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {set_value(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(set_value, value)) + "]"
        case float():
            return f"{value:g}"
    return str(value)


def _endings(assay: Assay) -> str:
    shares = {name: assay.usual.ended(name).share for name in assay.scenario.endings}
    first, *others = sorted(shares, key=lambda name: -shares[name])
    words = _("As written, it mostly ends as “{ending}” ({share}); {violent} end in violence.")
    sentence = words.format(
        ending=assay.scenario.endings[first].label,
        share=share(shares[first]),
        violent=percent(assay.usual.violence.share),
    )
    never = [str(assay.scenario.endings[name].label) for name in others if not shares[name]]
    if never:
        words = _("As written, in {count} worlds, it never came to: {endings}.")
        told = words.format(count=f"{assay.worlds:,}", endings=listed(never))
        sentence = f"{sentence} {told}"
    return sentence


def _extremes(assay: Assay) -> str:
    """What policies alone make of it."""
    violent = {
        policy: outcome.violence.share for policy, outcome in assay.by_policy.items() if policy
    }
    words = _("By who plays it, violence comes in {figures}.")
    figures = [
        _("{share} where all play {policy}").format(share=share(part), policy=policy)
        for policy, part in sorted(violent.items(), key=lambda pair: -pair[1])
    ]
    return words.format(figures=listed(figures))


def _decided(assay: Assay) -> str:
    words = _(
        "Of {count} numbers that were turned a fifth up and down, these decide most: {numbers}."
    )
    numbers = [
        _("{number} (moves {moved} of 100 worlds to another ending)").format(
            number=number_name(assay.scenario, each), moved=f"{100 * each.moved:.0f}"
        )
        for each in assay.decisive[:DECIDING]
    ]
    return words.format(count=assay.dials, numbers="; ".join(numbers))


def _balance(assay: Assay) -> str:
    most, *_between, least = assay.leverage if len(assay.leverage) > 1 else assay.leverage * 2
    if most.of_peace < HARDLY:
        words = _("On no side alone hangs whether it ends in peace.")
        return f"{words} {_hardly(assay)}"
    words = _(
        "Most hangs on {most}: between its best and its worst policy lie {points} points of the "
        "chance of a peaceful end. {least} has the least leverage, with {fewer}."
    )
    sentence = words.format(
        most=role_name(assay.scenario, most.role),
        points=f"{100 * most.of_peace:.0f}",
        least=role_name(assay.scenario, least.role),
        fewer=f"{100 * least.of_peace:.0f}",
    )
    return f"{sentence} {_hardly(assay)}".rstrip()


def _hardly(assay: Assay) -> str:
    """The sides whose policy decides little; empty where there are none."""
    hardly = [each for each in assay.leverage if each.of_peace < HARDLY]
    if not hardly:
        return ""
    words = _("How these are played hardly decides between peace and violence: {roles}.")
    told = _("{role} (it moves {moved} of 100 worlds to another ending)")
    roles = [
        told.format(role=role_name(assay.scenario, e.role), moved=f"{100 * e.of_endings:.0f}")
        for e in hardly
    ]
    return words.format(roles=listed(roles))


def _dominant(scenario: Scenario, found: Dominant) -> str:
    words = _(
        "{side} has a best {channel} whatever the others do: “{move}” at every chance brings it "
        "{ahead} points of its goals more than any other. There is little to decide."
    )
    return words.format(
        side=role_name(scenario, found.role),
        channel=_("deed") if found.channel == "deed" else _("word"),
        move=move_name(scenario, found.role, found.move),
        ahead=f"{found.ahead:.1f}",
    )


def _first_turns(assay: Assay) -> str:
    over = assay.usual.over_by(FIRST_TURNS)
    if over.share <= SO_FEW:
        words = _("Games last: {share} are over after {turns} turns.")
        return words.format(share=percent(over.share), turns=FIRST_TURNS)
    words = _(
        "{share} of games are over after {turns} turns, mostly as “{ending}”: more than one in a "
        "hundred, and for those who play it that was no game."
    )
    ending = assay.scenario.endings[assay.usual.early_ending(FIRST_TURNS)].label
    return words.format(share=percent(over.share), turns=FIRST_TURNS, ending=ending)


def _dead(assay: Assay) -> str:
    count = len(assay.remarks)
    if not count:
        return _(
            "Every move, event, ending and rung is met by some way of playing, if not as written."
        )
    one = _("{count} remark was made by playing; it stands below.")
    many = _("{count} remarks were made by playing; they stand below.")
    return (one if count == 1 else many).format(count=count)


def _beside_record(assay: Assay) -> str:
    """The recorded crises that it resembles most, and what it has too much or too little of."""
    kinds = {verdict.beside: 0 for verdict in assay.record}
    for verdict in assay.record:
        kinds[verdict.beside] += verdict.is_inside
    most = max(kinds, key=lambda kind: kinds[kind])
    figures = len(assay.record) // len(kinds)
    words = _("Of recorded crises, these are nearest: {kind}; {inside} of {count} figures fit.")
    sentence = words.format(kind=most, inside=kinds[most], count=figures)
    off = [_off(verdict) for verdict in assay.record if verdict.beside == most]
    return " ".join([sentence, *filter(None, off)])


def _off(verdict: Verdict) -> str:
    if verdict.is_inside:
        return ""
    words = _("{what}: {found}, where {low} to {high} were recorded.")
    return words.format(
        what=verdict.what,
        found=percent(verdict.found.share),
        low=share(verdict.least),
        high=share(verdict.most),
    )
