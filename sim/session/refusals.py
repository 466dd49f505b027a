"""What a session refuses, in one sentence that says what to do."""

from __future__ import annotations


class SessionRefused(ValueError):
    """What a person asked for can't be done now."""


class SaveBroken(Exception):
    """A save can't be written, or can't be taken up again."""
