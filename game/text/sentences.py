"""Parts of sentences that many accounts share."""

from __future__ import annotations

from collections.abc import Iterable

from game.words import _
from sim.session import View


def stop(text: str) -> str:
    """A sentence with its full stop; nothing stays nothing."""
    return f"{text}." if text and text[-1] not in ".!?…" else text


def joined(*sentences: str) -> str:
    """Sentences one after the other; empty ones are left out."""
    return " ".join(stop(sentence) for sentence in sentences if sentence)


def listed(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return _(", ").join(names)


def names_in(view: View) -> dict[str, str]:
    """What the sides are called, by id."""
    return {side.id: side.name for side in view.sides}


def name_of(view: View, actor: str | None) -> str:
    """What a side is called; nothing for what no side did."""
    return view.side(actor).name if actor else ""
