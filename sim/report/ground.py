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
class Ground:
    """Claims by number, disagreements by number, and assumptions under headings.

    Attributes:
        unknown: claims that the scenario names and no source here has.
    """

    scenario: Scenario
    sources: Sources

    @cached_property
    def refs(self) -> list[str]:
        """The claims that the scenario rests on and that are here, source by source."""
        used = set(self.scenario.claims())
        return [ref for ref in self.sources.claims if ref in used]

    @property
    def unknown(self) -> list[str]:
        """The claims that it names and that are not here."""
        return [ref for ref in self.scenario.claims() if ref not in self.sources.claims]

    @cached_property
    def conflicts(self) -> dict[str, tuple[int, Conflict]]:
        """The disagreements that any of these claims takes part in, numbered from 1."""
        used = set(self.refs)
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
                tuple(self.conflicts[name][0] for name in self.sources.conflicts_of(ref)),
            )
            for number, ref in enumerate(self.refs, 1)
        }

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

    @property
    def assumptions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Heading: what it is about, and why it was chosen."""
        groups = [(heading, list(_reasons(parts))) for heading, parts in _groups(self.scenario)]
        return [(heading, reasons) for heading, reasons in groups if reasons]


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


def _labelled(parts: Mapping[str, Grounded]) -> dict[str, Grounded]:
    """Parts by their labels; two of the same label are told apart by their ids."""
    found: dict[str, Grounded] = {}
    for name, part in parts.items():
        label = str(getattr(part, "label"))  # noqa: B009
        found[f"{label} ({name})" if label in found else label] = part
    return found


def _reasons(parts: Mapping[str, Grounded]) -> Iterator[tuple[str, str]]:
    for label, part in parts.items():
        if part.assumption:
            yield label, part.assumption
