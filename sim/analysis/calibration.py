"""The calibration contract: what the model says, held against bands and against recorded crises."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.analysis.intervals import Frequency
from sim.analysis.summary import how_often
from sim.scenario.schema import Scenario

MOST_OF_ONE_ENDING = 0.65  # a crisis that nearly always ends in one way leaves little to learn
OUTCOMES = {
    "war": ("Full-scale war", ["war"]),
    "clashes_or_war": ("Serious clashes or war", ["clashes", "war"]),
    "agreement": ("Formal or semi-formal agreement", ["agreement"]),
}


@dataclass(frozen=True)
class Verdict:
    """One figure beside what it is held against.

    Attributes:
        what: what is counted.
        beside: what it is held against.
        found: in the worlds that were played.
        least, most: shares between which it should lie.
    """

    what: str
    beside: str
    found: Frequency
    least: float
    most: float

    @property
    def is_inside(self) -> bool:
        """Does the figure lie between the two? What the sample leaves open is not counted."""
        return self.least <= self.found.share <= self.most


@dataclass(frozen=True)
class ReferenceClass:
    """Recorded crises that have something in common, and how they ended.

    From the International Crisis Behavior data, crises of 1918 to 2017.

    Attributes:
        ended: how many ended as each outcome.
        median_days: how long half of them took at most.
        source: which table of the data, and its version.
    """

    name: str
    label: str
    ended: dict[str, Frequency]
    median_days: float
    source: str


def against_bands(scenario: Scenario, endings: Mapping[str, Frequency]) -> list[Verdict]:
    """The bands of the scenario, and that no ending has it all or can't be reached."""
    bands = []
    for band in scenario.calibration:
        found = how_often(scenario, endings, band.of)
        bands.append(Verdict(str(band.label), "band", found, *band.between))
    name, most = max(endings.items(), key=lambda pair: pair[1].count)
    reached = Frequency(sum(e.count > 0 for e in endings.values()), len(endings))
    return [
        *bands,
        Verdict(f"Most frequent ending ({name})", "variety", most, 0, MOST_OF_ONE_ENDING),
        Verdict("Endings that were reached", "variety", reached, 1, 1),
    ]


def against_record(scenario: Scenario, endings: Mapping[str, Frequency]) -> list[Verdict]:
    """Each kind of end beside its 95 % interval in each class of recorded crises.

    Of a scenario without bands of its own nothing: an invented crisis owes the record no likeness.
    """
    return list(_against_record(scenario, endings)) if scenario.calibration else []


def _against_record(scenario: Scenario, endings: Mapping[str, Frequency]) -> Iterator[Verdict]:
    for crises in reference_classes():
        for outcome, (label, names) in OUTCOMES.items():
            found = how_often(scenario, endings, names)
            ended = crises.ended[outcome]
            yield Verdict(label, f"{crises.label} ({ended.of})", found, *ended.interval)


@cache
def reference_classes() -> tuple[ReferenceClass, ...]:
    """All classes of recorded crises."""
    with (Path(__file__).parent / "reference_classes.csv").open(encoding="utf-8") as file:
        return tuple(
            ReferenceClass(
                name=row["name"],
                label=row["label"],
                ended={key: Frequency(int(row[key]), int(row["cases"])) for key in OUTCOMES},
                median_days=float(row["median_days"]),
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )
