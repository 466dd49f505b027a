"""Readings: where sources disagree, the values that stand for what another of them says.

The file's own values are the usual reading. `--set claims=SOURCE` puts those of a source in their
place, and `--set claims.CONFLICT=SOURCE` only those of one conflict.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from sim.scenario.fields import ClaimRef, Grounded, Name, Sourced, Text


class Reading(Grounded):
    """What one source says in a conflict, and what would be different in the scenario."""

    says: Text = Field(description="What it comes to by this source, in a few words.")
    sources: tuple[ClaimRef, ...] = Field(
        min_length=1, description="The claims of this source that the values rest on."
    )
    set: dict[str, Any] = Field(
        min_length=1, description="Path: value, as with --set: what is put in place."
    )


class Readings(Sourced):
    """The readings of one conflict: the usual one, which is the file's own, and the others."""

    says: Text = Field(description="What it comes to by the file's own values, in a few words.")
    sources: tuple[ClaimRef, ...] = Field(
        min_length=1, description="The claims that the file's own values rest on."
    )
    others: dict[Name, Reading] = Field(
        min_length=1, description="The other readings, each by the source that it is of."
    )
    taken: Name | None = Field(
        default=None, description="Written by --set claims=…: whose values stand here now."
    )

    @property
    def names(self) -> list[str]:
        """The sources that have a reading here, those of the usual one first."""
        usual = [ref.partition("/")[0] for ref in self.sources]
        return list(dict.fromkeys([*usual, *self.others]))

    @property
    def told(self) -> dict[str, Text]:
        """What it comes to, by source: the usual reading first."""
        usual = self.names[0]
        others = {source: other.says for source, other in self.others.items()}
        return {usual: self.says, **others}

    @property
    def in_place(self) -> Text:
        """What it comes to here, by the file's own values or by those that took their place."""
        return self.others[self.taken].says if self.taken else self.says
