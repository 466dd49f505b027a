"""What a screen remembers from frame to frame: where the focus is, how far things are scrolled."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.ui.rect import Rect


@dataclass(frozen=True)
class Spot:
    """Something that can have the focus.

    Attributes:
        seen: the part of it that is not scrolled away. scroll: the scroll that it is in.
        presses: Enter and Space do something to it.
    """

    rect: Rect
    seen: Rect
    radius: float
    scroll: str | None
    presses: bool


@dataclass
class Hands:
    """How the person works, whatever the screen.

    Attributes:
        at: where the pointer is, in logical pixels.
        ring: keys have moved the focus, so the ring is shown from now on.
        pointing: the pointer was used last, not the keys.
    """

    at: tuple[float, float] = (-1, -1)
    ring: bool = False
    pointing: bool = False


@dataclass
class Memory:
    """One screen's own.

    Attributes:
        spots: what could have the focus in the last frame, in the order of Tab.
        hot: what the pointer is on. held: what the button was pressed on.
        offsets: how far each scroll is down. typing: a field for text has the focus.
    """

    focus: str | None = None
    hot: str | None = None
    held: str | None = None
    typing: bool = False
    spots: dict[str, Spot] = field(default_factory=dict)
    offsets: dict[str, float] = field(default_factory=dict)
    views: dict[str, Rect] = field(default_factory=dict)

    def topmost(self, at: tuple[float, float]) -> str | None:
        """What lies under a point: of several things the last one drawn; scrolls lie below all."""
        here = [name for name, spot in self.spots.items() if spot.seen.collidepoint(at)]
        above = [name for name in here if name not in self.views]
        return next(reversed(above or here), None)

    def step(self, back: bool) -> str | None:
        """Where Tab leads from here; the ends meet."""
        names = list(self.spots)
        if not names:
            return None
        if self.focus not in self.spots:
            return names[-1 if back else 0]
        return names[(names.index(self.focus) + (-1 if back else 1)) % len(names)]

    def toward(self, way: str) -> str | None:
        """The nearest thing in that direction: left, right, up or down; None if there is none."""
        if self.focus not in self.spots:
            return self.step(back=False)
        here = self.spots[self.focus].rect
        far = {
            name: _distance(here, spot.rect, way)
            for name, spot in self.spots.items()
            if name != self.focus
        }
        reachable = {name: distance for name, distance in far.items() if distance is not None}
        return min(reachable, key=reachable.__getitem__, default=None)

    def reveal(self) -> None:
        """Scroll so that what has the focus is seen."""
        spot = self.spots.get(self.focus or "")
        if spot is None or spot.scroll is None:
            return
        view = self.views[spot.scroll].inset(0, 8)
        down = max(0.0, spot.rect.bottom - view.bottom)
        down = min(down, spot.rect.top - view.top) if down else min(0.0, spot.rect.top - view.top)
        self.offsets[spot.scroll] = max(0.0, self.offsets.get(spot.scroll, 0) + down)


def _distance(here: Rect, there: Rect, way: str) -> float | None:
    """How far one rectangle is from another in a direction; going sideways counts three times."""
    if way in ("left", "right"):
        along = there.centerx - here.centerx if way == "right" else here.centerx - there.centerx
        aside = max(there.top - here.bottom, here.top - there.bottom, 0)
        centres = abs(there.centery - here.centery)
    else:
        along = there.centery - here.centery if way == "down" else here.centery - there.centery
        aside = max(there.left - here.right, here.left - there.right, 0)
        centres = abs(there.centerx - here.centerx)
    return along + 3 * aside + 0.2 * centres if along > 1 and along >= aside * 0.3 else None
