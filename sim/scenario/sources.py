"""What each article claims and where the articles disagree: the ground under every figure.

One file of `seeds/` holds the claims of one article; `conflicts.yaml` holds the disagreements. A
claim is named by its address, `source-id/claim-id`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError, did_you_mean
from sim.scenario.fields import ClaimRef, Day, Name, Part
from sim.scenario.library import NotFound, data_folder
from sim.scenario.read import read_document, validate

CONFLICTS = "conflicts.yaml"

Certainty = Literal["stated", "reported", "alleged", "denied"]
SourceKind = Literal["agency report", "news report", "rewritten report", "commentary", "background"]
ConflictKind = Literal[
    "figure", "date", "wording", "responsibility", "event", "scope", "provenance"
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Number = Annotated[int | float, Field(allow_inf_nan=False)]


class Span(Part):
    """A figure that a source gives only roughly."""

    low: Number = Field(description="The lowest value that the source allows.")
    high: Number = Field(description="The highest value that the source allows.")

    @model_validator(mode="after")
    def _runs_upward(self) -> Span:
        if self.low >= self.high:
            raise ValueError(f"low ({self.low}) must be less than high ({self.high})")
        return self


class Claim(Part):
    """One thing that one source says; whether it is true is left open."""

    says: Words = Field(description="The claim in our own words: one sentence, attributed.")
    attributed_to: Words = Field(description="Who says it, by office where there is one.")
    about: Name = Field(description="The topic, an id that all files share: serbian-forces.")
    figure: Number | Span | None = Field(
        default=None, description="The figure that is claimed, or {low: …, high: …}."
    )
    unit: Words | None = Field(default=None, description="What the figure counts.")
    event_date: Day | None = Field(
        default=None, description="The day that the claim is about, not that of the article."
    )
    event_date_note: Words | None = Field(
        default=None, description="What is known of the day where it is vague or disputed."
    )
    certainty: Certainty = Field(
        description="How it is put forward. stated: by the speaker, of what is theirs to know; "
        "reported: by the article; alleged: by one side about another; denied: a rejection."
    )
    address: Address | None = Field(
        default=None, description="Where a background claim was read; articles have none."
    )

    @model_validator(mode="after")
    def _counts_something(self) -> Claim:
        if (self.figure is None) != (self.unit is None):
            raise ValueError('"figure" and "unit" go together: give both or neither')
        return self


class Source(Part):
    """One article with all its claims, or the background that goes beyond the articles."""

    id: Name = Field(description="The name of the file without .yaml; claims are named after it.")
    outlet: Words = Field(description="Who published it, as far as known; else what is not known.")
    title: Words = Field(description="Our own description, never the headline.")
    date: Day | None = Field(default=None, description="The day on which it was published.")
    date_note: Words | None = Field(
        default=None, description="What the date rests on, or why there is none."
    )
    kind: SourceKind = Field(description="What kind of text it is.")
    about: Words = Field(description="How far it can be trusted, and why.")
    claims: dict[Name, Claim] = Field(min_length=1, description="Its claims, by id.")

    @model_validator(mode="after")
    def _says_when(self) -> Source:
        if self.date is None and self.date_note is None:
            raise ValueError('a source without "date" needs a "date_note" that says why')
        return self

    @model_validator(mode="after")
    def _has_addresses_if_background(self) -> Source:
        wanted = self.kind == "background"
        for name, claim in self.claims.items():
            if (claim.address is not None) != wanted:
                raise ValueError(
                    f'the claim "{name}" needs an "address", since this is background'
                    if wanted
                    else f'the claim "{name}" has an "address", which only background claims have'
                )
        return self


class Conflict(Part):
    """Where claims disagree, cannot all be right, or can be read in more than one way."""

    title: Words = Field(description="The disagreement in a few words.")
    about: Name = Field(description="The topic, one that claims have as well.")
    kind: ConflictKind = Field(description="What the disagreement is over.")
    claims: tuple[ClaimRef, ...] = Field(
        min_length=1, description="The claims in question, as source-id/claim-id."
    )
    disagreement: Words = Field(
        description="What cannot all be right, or what is ambiguous, fair to every side."
    )
    what_would_settle_it: Words = Field(description="The evidence that would decide it.")
    used: Words = Field(description="The reading that the flagship scenario takes, and why.")


class ConflictFile(Part):
    """The one file of conflicts between all sources."""

    conflicts: dict[Name, Conflict] = Field(description="The conflicts, by id.")


@dataclass(frozen=True)
class Sources:
    """All sources with their conflicts, each by id."""

    sources: dict[str, Source]
    conflicts: dict[str, Conflict]

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its address, such as `dw-2023-10-02/troops-after`."""
        return {
            f"{source.id}/{name}": claim
            for source in self.sources.values()
            for name, claim in source.claims.items()
        }

    def claim(self, ref: str) -> Claim:
        """The claim at an address; NotFound names the nearest one there is."""
        if ref not in self.claims:
            raise NotFound(ref, did_you_mean(ref, "claim", self.claims))
        return self.claims[ref]

    @cached_property
    def _disputes(self) -> dict[str, dict[str, Conflict]]:
        disputes: defaultdict[str, dict[str, Conflict]] = defaultdict(dict)
        for name, conflict in self.conflicts.items():
            for ref in conflict.claims:
                disputes[ref][name] = conflict
        return dict(disputes)

    def conflicts_of(self, ref: str) -> dict[str, Conflict]:
        """The conflicts in which the claim at an address takes part."""
        return self._disputes.get(ref, {})

    def topics(self) -> dict[str, list[str]]:
        """The addresses of the claims on each topic, topics in alphabetical order."""
        by_topic: defaultdict[str, list[str]] = defaultdict(list)
        for ref, claim in self.claims.items():
            by_topic[claim.about].append(ref)
        return dict(sorted(by_topic.items()))


def load_sources(folder: Path | None = None) -> Sources:
    """The sources of a folder, by default of `seeds/`; ScenarioError carries all their faults.

    Files that have not changed since are not read again.
    """
    folder = folder or data_folder("seeds")
    paths = sorted(folder.glob("*.yaml"))
    return _load(folder, tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _load(folder: Path, files: tuple[tuple[Path, int], ...]) -> Sources:
    conflicts_path = folder / CONFLICTS
    sources = _read_all(path for path, _changed in files if path != conflicts_path)
    document = read_document(conflicts_path)
    loaded = Sources(sources, validate(document, ConflictFile).conflicts)
    unknown = _unknown_claims(loaded, document)
    if unknown:
        raise ScenarioError(unknown)
    return loaded


def _read_all(paths: Iterable[Path]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            sources[path.stem] = read_source(path)
        except ScenarioError as refusal:
            faults += refusal.faults
    if faults:
        raise ScenarioError(faults)
    return sources


def read_source(path: Path) -> Source:
    """The source in one file, whose id must be the file's name."""
    document = read_document(path)
    source = validate(document, Source)
    if source.id != path.stem:
        raise ScenarioError([document.fault(("id",), f'must be "{path.stem}", as the file is')])
    return source


def _unknown_claims(loaded: Sources, document: Document) -> list[Fault]:
    return [
        document.fault(
            ("conflicts", name, "claims", place), did_you_mean(ref, "claim", loaded.claims)
        )
        for name, conflict in loaded.conflicts.items()
        for place, ref in enumerate(conflict.claims)
        if ref not in loaded.claims
    ]
