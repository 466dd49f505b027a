"""What all tests of the game share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.words import use_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The language belongs to the whole process: a test must not leave its own to the next."""
    yield
    use_language("en")
