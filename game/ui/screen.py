"""A screen, and what it may ask for: another one instead, one on top, or to go back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from game.ui.ui import Ui


class Screen:
    """One question to the player, and all that is needed to answer it.

    Attributes:
        name: what it is called in tests and pictures.
        over: the screen below stays visible, dimmed.
    """

    name = "screen"
    over = False

    @property
    def tone(self) -> str:
        """What is heard when it comes, where sound is on: turn, news, incident or nothing."""
        return ""

    def draw(self, ui: Ui) -> None:
        """Show everything and answer the input; called for each input and for each frame seen."""
        raise NotImplementedError

    def keys(self) -> list[tuple[str, str]]:
        """The keys that do something here, and what."""
        return []


@dataclass(frozen=True)
class Move:
    """A change of screens; `screen` is None where none is needed."""

    kind: Literal["go", "home", "push", "pop", "quit"]
    screen: Screen | None = None
