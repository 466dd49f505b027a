"""Footnotes: what each figure rests on, a claim of a source or a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.report.describe.blocks import Note
from sim.report.ground import Cited, Ground, Reason
from sim.scenario.fields import Grounded, Sourced
from sim.session.words import _


@dataclass(frozen=True)
class Notes:
    """Gives out footnotes that lead into the ground of an account."""

    ground: Ground

    def of(self, part: Sourced) -> tuple[Note, ...]:
        """The footnotes of a part: its claims, then why the rest was chosen."""
        reason = self.ground.reason(part) if isinstance(part, Grounded) else None
        why = [Note(mark_of(reason), anchor_of(reason), reason.why)] if reason else []
        return (*self.claims(part.sources), *why)

    def claims(self, refs: Iterable[str]) -> Iterator[Note]:
        """Claims by their numbers; those that others dispute have a sign."""
        return map(claim_note, self.ground.cites(refs))


def claim_note(cited: Cited) -> Note:
    """The footnote of a claim."""
    sign = "≠" if cited.disputed else ""
    return Note(f"[{cited.number}{sign}]", f"claim-{cited.number}", cited.claim.says)


def mark_of(reason: Reason) -> str:
    """What a footnote to a reason shows."""
    # Translators: short for "assumption", before its number.
    return f"[{_('A')}{reason.number}]"


def anchor_of(reason: Reason) -> str:
    """What it leads to."""
    return f"assumption-{reason.number}"
