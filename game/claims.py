"""The claims behind what is shown, so that every figure leads to who says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sim.session import View


class Grounded(Protocol):
    """Anything that is shown and may rest on claims."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Their addresses."""


def claims_of(parts: Iterable[Grounded]) -> tuple[str, ...]:
    """The claims behind some things, each once."""
    return tuple(dict.fromkeys(ref for part in parts for ref in part.sources))


def rests_on(view: View) -> tuple[str, ...]:
    """The claims behind all that this role sees."""
    shown = (view.quantities, view.cards, view.terms, view.news, view.pledges, view.record)
    ending = [view.ending] if view.ending else []
    return claims_of([view.dossier, *ending, *(part for parts in shown for part in parts)])
