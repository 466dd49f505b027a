"""What affects what, as pictures with a table below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.report.describe.blocks import Picture, Section, Table, paragraph, section, table
from sim.report.describe.wording import Wording
from sim.report.diagram import Diagram, Thing, Tie
from sim.report.influence import EVENTS, INCIDENTS, Influence, what_depends, who_moves_what
from sim.scenario.expressions import parse
from sim.scenario.schema import Scenario
from sim.session.words import _

TONES = {"escalate": "orange", "hold": "grey", "de-escalate": "sky"} | {
    EVENTS: "brown",
    INCIDENTS: "pink",
}


def webs(scenario: Scenario, wording: Wording) -> Section:
    """Who moves what, and what depends on it."""
    return section(
        _("What affects what"),
        paragraph(
            _("Full line, ▲: more of it, or likelier."),
            _("Broken line, ▼: less of it, or less likely."),
            _("Dotted line, ◆: the one or the other, as the case may be."),
            _("The wider a line, the more moves or events do it."),
            tone="legend",
        ),
        _movers(scenario),
        _dependants(scenario, wording),
        anchor="web",
    )


# -- who moves what --------------------------------------------------------------------------


def _movers(scenario: Scenario) -> Section:
    found = who_moves_what(scenario)
    return section(
        _("Who moves what"),
        *_pictures(scenario, found),
        section(_("Each quantity, and what moves it"), _movers_table(scenario, found), folded=True),
    )


def _pictures(scenario: Scenario, found: Sequence[Influence]) -> Iterator[Section]:
    """One for each side, and one for what no side does."""
    titles = {name: str(actor.name) for name, actor in scenario.actors.items()}
    for owner, title in {**titles, "": _("Events and incidents")}.items():
        own = [each for each in found if owner_of(each) == owner]
        if own:
            alt = _("{who}: what it changes, and which way.").format(who=title)
            yield section(title, Picture(_moving(alt, scenario, own), alt))


def owner_of(influence: Influence) -> str:
    """The side that it comes from; empty for what no side does."""
    side, slash, _kind = influence.source.partition("/")
    return side if slash else ""


def _moving(alt: str, scenario: Scenario, found: Sequence[Influence]) -> Diagram:
    kinds = _kinds()
    left = {each.source: kinds[_kind_of(each)] for each in found}
    right = {name: str(part.label) for name, part in scenario.indicators.items()}
    return _diagram(alt, found, left, right, {e.source: TONES[_kind_of(e)] for e in found}, {})


def _kind_of(influence: Influence) -> str:
    return influence.source.rpartition("/")[2]


def _kinds() -> dict[str, str]:
    return {
        "escalate": _("Steps up"),
        "hold": _("Neither up nor down"),
        "de-escalate": _("Steps down"),
        EVENTS: _("Events"),
        INCIDENTS: _("Incidents"),
    }


def _movers_table(scenario: Scenario, found: Sequence[Influence]) -> Table:
    names = {each.source: _source_name(scenario, each) for each in found}
    labels = {name: str(part.label) for name, part in scenario.indicators.items()}
    counted = {each: f"{names[each.source]} ({each.count})" for each in found}
    heads = _("indicator"), _("raised by"), _("lowered by"), _("moved both ways by")
    note = _("In brackets: by how many moves, events or incidents.")
    return table(heads, _rows(found, labels, counted), note)


def _source_name(scenario: Scenario, influence: Influence) -> str:
    kind, owner = _kinds()[_kind_of(influence)], owner_of(influence)
    if not owner:
        return kind
    return _("{side}, {kind}").format(side=scenario.actors[owner].name, kind=kind.lower())


# -- what depends on it ----------------------------------------------------------------------


def _dependants(scenario: Scenario, wording: Wording) -> Section:
    found = what_depends(scenario)
    words = {each.source: wording.conditions.amount(parse(each.source)) for each in found}
    names = {source: _as_label(amount) for source, amount in words.items()}
    labels = {name: wording.label(name) for name in (*scenario.events, *scenario.incidents)}
    labels |= {name: str(ending.label) for name, ending in scenario.endings.items()}
    tones = dict.fromkeys(scenario.events, "brown")
    tones |= dict.fromkeys(scenario.incidents, "orange")
    tones |= {n: "pink" if ending.violent else "green" for n, ending in scenario.endings.items()}
    if not found:
        return section(_("What depends on it"))
    alt = _(
        "On what events (brown), incidents (orange) and endings (green, the violent ones pink) "
        "depend."
    )
    heads = _("what"), _("likelier with"), _("less likely with"), _("either way with")
    return section(
        _("What depends on it"),
        Picture(_diagram(alt, found, names, labels, {}, tones), alt),
        section(
            _("Each of them, and on what it depends"),
            table(heads, _rows(found, labels, {each: names[each.source] for each in found})),
            folded=True,
        ),
    )


def _as_label(amount: str) -> str:
    """Without the quotation marks of a label that stands alone, and with a capital."""
    bare = amount[1:-1] if amount.startswith("“") and amount.count("“") == 1 else amount
    return bare[:1].upper() + bare[1:]


# -- both ------------------------------------------------------------------------------------


def _rows(
    found: Sequence[Influence], labels: Mapping[str, str], said: Mapping[Influence, str]
) -> list[tuple[str, ...]]:
    """What is moved or depends, and by what it goes up, down, or either way."""
    reached = {each.target for each in found}
    return [
        (
            label,
            *(
                ", ".join(said[e] for e in found if (e.target, e.sign) == (target, sign))
                for sign in "+−±"
            ),
        )
        for target, label in labels.items()
        if target in reached
    ]


def _diagram(
    alt: str,
    found: Sequence[Influence],
    left: Mapping[str, str],
    right: Mapping[str, str],
    left_tones: Mapping[str, str],
    right_tones: Mapping[str, str],
) -> Diagram:
    """The things that are joined; a line has the colour of the end that has one."""
    widest = max(1, *(each.count - 1 for each in found))
    targets = {each.target for each in found}
    ties = [
        Tie(
            each.source,
            each.target,
            each.sign,
            left_tones.get(each.source) or right_tones[each.target],
            (each.count - 1) / widest,
        )
        for each in found
    ]
    return Diagram(
        alt,
        [Thing(name, label, left_tones.get(name, "")) for name, label in left.items()],
        [Thing(n, label, right_tones.get(n, "")) for n, label in right.items() if n in targets],
        ties,
    )
