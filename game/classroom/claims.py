"""The claims of all sources in words, for the footnotes of pages: who says what, and when."""

from __future__ import annotations

from game.text.reference import claimed
from sim import load_sources


def claim_texts() -> dict[str, str]:
    """Every claim as a text, by its address; the same for everybody."""
    return {
        (address := f"{name}/{claim_id}"): claimed(address, source, claim)
        for name, source in load_sources().sources.items()
        for claim_id, claim in source.claims.items()
    }
