"""What a page rests on: the claims of its scenario, who disputes them, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sim.scenario.fields import Grounded
from sim.scenario.schema import Scenario
from sim.scenario.sources import Claim, Conflict, Source, Sources, load_sources
from sim.session.words import _


@dataclass(frozen=True)
class Cited:
    """A claim with the number by which the page cites it."""

    number: int
    claim: Claim
    disputed: tuple[int, ...]


@dataclass(frozen=True)
class Reason:
    """Why something was chosen, with the number by which the page cites it."""

    number: int
    label: str
    why: str


@dataclass(frozen=True)
class Ground:
    """Claims by number, disagreements by number, and assumptions under headings.

    Attributes:
        unknown: claims that the scenario names and no source here has.
    """

    scenario: Scenario
    sources: Sources

    @cached_property
    def refs(self) -> list[str]:
        """The claims that it rests on, and those that they disagree with, source by source."""
        others = {ref for _number, conflict in self.conflicts.values() for ref in conflict.claims}
        wanted = others.union(self.scenario.claims())
        return [ref for ref in self.sources.claims if ref in wanted]

    @property
    def unknown(self) -> list[str]:
        """The claims that it names and that are not here."""
        return [ref for ref in self.scenario.claims() if ref not in self.sources.claims]

    @cached_property
    def conflicts(self) -> dict[str, tuple[int, Conflict]]:
        """The disagreements that any claim of the scenario takes part in, numbered from 1."""
        used = set(self.scenario.claims())
        found = {
            name: conflict
            for name, conflict in self.sources.conflicts.items()
            if used & set(conflict.claims)
        }
        return {name: (n, found[name]) for n, name in enumerate(found, 1)}

    @cached_property
    def cited(self) -> dict[str, Cited]:
        """Each claim by its address."""
        return {
            ref: Cited(
                number,
                self.sources.claims[ref],
                tuple(n for n, conflict in self.conflicts.values() if ref in conflict.claims),
            )
            for number, ref in enumerate(self.refs, 1)
        }

    def anchor(self, conflict: str) -> str:
        """Where the page tells of a disagreement, or of all of them if not of this one."""
        return f"conflict-{self.conflicts[conflict][0]}" if conflict in self.conflicts else "ground"

    def title(self, conflict: str) -> str:
        """A disagreement in a few words, or its id if it is not here."""
        return self.conflicts[conflict][1].title if conflict in self.conflicts else conflict

    def readings(self, conflict: str) -> list[tuple[str, str, str]]:
        """What it comes to by each source, and the option that runs it so; "" for what is here."""
        readings = self.scenario.readings.get(conflict)
        if readings is None:
            return []
        here = readings.taken or readings.names[0]
        return [
            (str(says), source, "" if source == here else f"--set claims.{conflict}={source}")
            for source, says in readings.told.items()
        ]

    @property
    def by_source(self) -> list[tuple[Source, list[Cited]]]:
        """The claims under the source that makes them."""
        cited: dict[str, list[Cited]] = {}
        for ref, each in self.cited.items():
            cited.setdefault(ref.partition("/")[0], []).append(each)
        return [(self.sources.sources[name], own) for name, own in cited.items()]

    def cites(self, refs: Iterable[str]) -> list[Cited]:
        """What stands behind a figure, as far as it is here."""
        return [self.cited[ref] for ref in refs if ref in self.cited]

    @cached_property
    def _reasons(self) -> dict[int, Reason]:
        """By the identity of the part that gives it, since parts may be equal."""
        given = [pair for _heading, parts in self._groups for pair in parts.items()]
        why = [(label, part) for label, part in given if part.assumption]
        return {
            id(part): Reason(n, label, str(part.assumption))
            for n, (label, part) in enumerate(why, 1)
        }

    @cached_property
    def _groups(self) -> list[tuple[str, Mapping[str, Grounded]]]:
        return list(_groups(self.scenario))

    @property
    def assumptions(self) -> list[tuple[str, list[Reason]]]:
        """Heading: what was chosen under it, and why."""
        groups = [
            (heading, [reason for part in parts.values() if (reason := self.reason(part))])
            for heading, parts in self._groups
        ]
        return [(heading, reasons) for heading, reasons in groups if reasons]

    def reason(self, part: Grounded) -> Reason | None:
        """Why the figures of a part that no source gives were chosen."""
        return self._reasons.get(id(part))

    def entry(self, date: str, about: str) -> Grounded | None:
        """What history has on a day of a move, as in `serbia.accuse`, or of an indicator."""
        return self._entries.get((date, about))

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Grounded]:
        history = self.scenario.history
        if history is None:
            return {}
        done = {(str(e.date), f"{e.actor}.{e.move}"): e for e in history.moves}
        return done | {(str(e.date), e.indicator): e for e in history.figures}

    def band(self, label: str) -> Grounded | None:
        """The band of calibration of that label."""
        return next((band for band in self.scenario.calibration if str(band.label) == label), None)

    def part(self, name: str) -> Grounded | None:
        """The indicator or the move of that name; None for holding and keeping silent."""
        actor, _dot, own = name.partition(".")
        return self.scenario.indicators.get(name) or self.scenario.moves.get(actor, {}).get(own)


def ground_of(scenario: Scenario) -> Ground:
    """The ground of a scenario, by the sources that are installed.

    Raises:
        ScenarioError: the sources can't be read.
    """
    return Ground(scenario, load_sources())


def _groups(scenario: Scenario) -> Iterator[tuple[str, Mapping[str, Grounded]]]:
    actors = scenario.actors.values()
    dynamics = scenario.dynamics
    yield _("Sides: what they want"), {str(actor.name): actor for actor in actors}
    yield _("Sides: how they choose"), {str(actor.name): actor.policy for actor in actors}
    yield (
        _("The rules"),
        {
            _("Action and reaction"): dynamics.attitudes,
            _("Words and deeds"): dynamics.credibility,
            _("The price of backing down"): dynamics.audience,
        },
    )
    yield _("Indicators"), _labelled(scenario.indicators)
    for name, moves in scenario.moves.items():
        words = _("Moves of {actor}").format(actor=scenario.actors[name].name)
        yield words, _labelled(moves)
    yield _("Events"), _labelled(scenario.events)
    yield _("Incidents"), _labelled(scenario.incidents)
    yield _("Commitments"), _labelled(scenario.commitments)
    yield _("Endings"), _labelled(scenario.endings)
    yield _("Calibration"), {str(band.label): band for band in scenario.calibration}
    yield from _history(scenario)
    others = [
        (name, source, other)
        for name, readings in scenario.readings.items()
        for source, other in readings.others.items()
    ]
    yield _("Other readings"), {f"{name}, {source}": other for name, source, other in others}


def _history(scenario: Scenario) -> Iterator[tuple[str, Mapping[str, Grounded]]]:
    """What was done, and figures that are known, by their dates."""
    if scenario.history is None:
        return
    done = {
        f"{each.date} {scenario.actors[each.actor].name}: "
        f"{scenario.moves[each.actor][each.move].label}": each
        for each in scenario.history.moves
    }
    known = {
        f"{each.date} {scenario.indicators[each.indicator].label}": each
        for each in scenario.history.figures
    }
    yield _("What was done"), done
    yield _("Figures that are known"), known


def _labelled(parts: Mapping[str, Grounded]) -> dict[str, Grounded]:
    """Parts by their labels; two of the same label are told apart by their ids."""
    found: dict[str, Grounded] = {}
    for name, part in parts.items():
        label = str(getattr(part, "label"))  # noqa: B009
        found[f"{label} ({name})" if label in found else label] = part
    return found
