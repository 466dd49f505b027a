"""The clipboard of this computer: what is copied here is pasted elsewhere."""

from __future__ import annotations

import pygame


def copy(text: str) -> bool:
    """Put it there; False: this computer has none."""
    try:
        pygame.scrap.put_text(text)
    except pygame.error:
        return False
    return True
