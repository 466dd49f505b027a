"""Reviews on the line, for a client that draws the window's own debrief.

The moves side by side are by far the most of it, and follow decision by decision.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from game.classroom.plain import pressed, unpressed
from sim import Decision, Review

LARGEST = 2**22  # bytes


@cache
def _reviews() -> TypeAdapter[Review]:
    return TypeAdapter(Review)


@cache
def _decisions() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


def pack_review(review: Review) -> str:
    """A review without its moves, as text."""
    blank = tuple(replace(decision, comparisons=()) for decision in review.decisions)
    return pressed(_reviews().dump_json(replace(review, decisions=blank)))


def unpack_review(packed: str) -> Review:
    """The review again. Raises: ValueError: it is none."""
    return _reviews().validate_json(unpressed(packed, LARGEST))


def pack_decision(decision: Decision) -> str:
    """A decision with its moves, as text."""
    return pressed(_decisions().dump_json(decision))


def unpack_decision(packed: str) -> Decision:
    """The decision again. Raises: ValueError: it is none."""
    return _decisions().validate_json(unpressed(packed, LARGEST))
