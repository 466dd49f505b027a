"""The pictures of what pairs of numbers bring together: an axis for some, and a map of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.sensitivity.findings import Findings
from sim.analysis.sensitivity.pairs import SobolPair
from sim.analysis.sensitivity.sobol import SobolIndex
from sim.report.chart import Scale, scale_around

MOST_PAIRS = 12


@dataclass(frozen=True)
class PairCell:
    """A cell of the map: per cent in words, and from 0 to 1.

    kind: alone, for one number; sure or open, for two.
    """

    text: str
    weight: float
    kind: str


def pairs_scale(pairs: Sequence[SobolPair]) -> Scale:
    """An axis of parts of the variance with room for the intervals that are shown."""
    shown = pairs[:MOST_PAIRS]
    return scale_around([end for each in shown for end in (each.part.low, each.part.high)], 0)


def pair_map(findings: Findings) -> list[tuple[str, list[PairCell | None]]]:
    """A row a number, in the order of the first table: what it brings alone, and with each before.

    Empty without pairs.
    """
    found = findings.chosen
    parts = {frozenset((each.path, each.other)): each for each in found.pairs}
    indices = [each for each in found.indices if isinstance(each, SobolIndex)]
    if not parts:
        return []
    rows: list[tuple[str, list[PairCell | None]]] = []
    for place, index in enumerate(indices):
        alone = _cell(index.first.value, "alone")
        others = [parts[frozenset((index.path, each.path))] for each in indices[:place]]
        cells = [_cell(each.part.value, _kind(each)) for each in others]
        rows.append((index.path, [*cells, alone, *[None] * (len(indices) - place - 1)]))
    return rows


def _kind(pair: SobolPair) -> str:
    return "sure" if pair.verdict == "matters" else "open"


def _cell(part: float, kind: str) -> PairCell:
    weight = min(1.0, max(0.0, part))
    return PairCell(f"{100 * weight:.0f}", weight, kind)
