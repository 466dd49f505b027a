"""What answers: keys, the pointer, the focus and how far things are scrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pygame

from game.settings import Settings
from game.ui.canvas import Canvas
from game.ui.flow import Flow
from game.ui.inputs import Input
from game.ui.memory import Hands, Memory, Spot
from game.ui.rect import Rect
from game.ui.screen import Move, Screen
from game.ui.sheet import Sheet

ARROWS = ("left", "right", "up", "down")
PRESSING = ("enter", "space")
BAR = 12  # what a scroll's bar takes from its width
WHEEL = 60  # pixels for a step of the wheel


@dataclass(frozen=True)
class Touch:
    """How something is touched now."""

    focused: bool
    hovered: bool
    pressed: bool


class Touchable(Sheet):
    """A sheet that also answers one input.

    Every input gets a frame of its own that nobody sees, so that what comes of it is seen whole in
    the next one. What takes an input keeps it from all that is drawn later.

    Attributes:
        taken: the input was taken. wake: after how many milliseconds another frame is wanted.
        moves: what happens to the stack of screens after this frame.
    """

    def __init__(
        self,
        canvas: Canvas,
        settings: Settings,
        memory: Memory,
        hands: Hands,
        input: Input,
        *,
        strict: bool = False,
        layer: str = "screen",
    ) -> None:
        super().__init__(canvas, settings, strict, layer)
        self.memory = memory
        self.hands = hands
        self.input = input
        self.taken = False
        self.wake: float | None = None
        self.moves: list[Move] = []
        self._spots: dict[str, Spot] = {}
        self._late: dict[str, Spot] = {}
        self._scroll: str | None = None
        self._typing = False

    # Where to

    def go(self, screen: Screen) -> None:
        """Show another screen instead of this one."""
        self.moves.append(Move("go", screen))

    def home(self, screen: Screen) -> None:
        """Show another screen instead of all that lie on each other."""
        self.moves.append(Move("home", screen))

    def push(self, screen: Screen) -> None:
        """Show another screen on top of this one."""
        self.moves.append(Move("push", screen))

    def pop(self) -> None:
        """Go back to the screen below."""
        self.moves.append(Move("pop"))

    def quit(self) -> None:
        """Close the window."""
        self.moves.append(Move("quit"))

    # Keys

    def key(self, name: str) -> bool:
        """Was this key pressed and is not yet taken? Then it is taken now."""
        if self.taken or self.input.kind != "key" or self.input.key != name:
            return False
        if name in PRESSING and self._presses():
            return False  # it belongs to what has the focus
        if self.memory.typing and (len(name) == 1 or name == "space"):
            return False  # it belongs to the text that is being written
        self.taken = True
        return True

    def _presses(self) -> bool:
        """Whether something has the focus that Enter and Space press."""
        spot = self.memory.spots.get(self.memory.focus or "")
        return spot is not None and spot.presses and self.hands.ring

    def again(self, after_ms: float = 0) -> None:
        """Ask for another frame after so many milliseconds."""
        self.wake = after_ms if self.wake is None else min(self.wake, after_ms)

    # Focus

    def focus(self, name: str) -> None:
        """Give something the focus; where a key did that, the ring shows it from now on."""
        self.memory.focus = name
        self.hands.ring = self.hands.ring or self.input.kind == "key"

    def is_focused(self, name: str) -> bool:
        """Whether something has the focus and it shows."""
        return self.memory.focus == name and self.hands.ring

    @contextmanager
    def at_end(self) -> Iterator[None]:
        """Whatever is put down here comes last in the order of Tab, though it is drawn earlier."""
        before, self._spots = self._spots, self._late
        yield
        self._spots = before

    def focusable(
        self, name: str, rect: pygame.FRect, radius: float = 8, presses: bool = True
    ) -> Touch:
        """Something that can have the focus and be pressed, by Enter, Space or the pointer.

        The ring around it is drawn at the end of the frame. presses: else Enter and Space go on to
        whatever on the screen has a use for them.
        """
        seen = self.canvas.view.shared(rect)
        self._spots[name] = Spot(Rect(rect), seen, radius, self._scroll, presses)
        focused = self.is_focused(name)
        return Touch(focused, self.memory.hot == name, self._is_pressed(name, focused))

    def _is_pressed(self, name: str, focused: bool) -> bool:
        if self.taken:
            return False
        by_key = self.input.kind == "key" and self.input.key in PRESSING and focused
        by_key = by_key and self._spots[name].presses
        by_pointer = self.input.kind == "up" and self.memory.held == name == self.memory.hot
        self.taken = by_key or by_pointer
        return self.taken

    def arrow(self, name: str, *ways: str) -> str:
        """The arrow that was pressed for something with the focus, of those it wants; or empty."""
        wanted = self.input.kind == "key" and self.input.key in ways and self.is_focused(name)
        if self.taken or not wanted:
            return ""
        self.taken = True
        return self.input.key

    # Scrolls

    def scroll(self, name: str, rect: pygame.FRect, fill: Callable[[Flow], None]) -> None:
        """A column that may be longer than its room.

        fill: fills it. The wheel moves it, and so do ↑ ↓ PgUp PgDn Home End when it has the focus,
        or what is in it, or nothing has.
        """
        view = Rect(rect)
        offset = self.memory.offsets.get(name, 0.0)
        column = Rect(view.x, view.y - offset, view.w - BAR, 1e6)
        self.memory.views[name] = view
        flow, before = Flow(self, column), self._scroll
        self._scroll = name
        with self.canvas.clipped(view.inset(-4)):  # room for the ring of what is at the edge
            fill(flow)
        self._scroll = before
        most = max(0.0, flow.at - column.y - view.h)
        if most:
            self.focusable(name, view, presses=False)
            self._bar(view, offset / most, view.h / (most + view.h))
        self._move(name, view, offset, most)

    def _bar(self, view: Rect, share: float, part: float) -> None:
        """Where the scroll is: a bar at the right."""
        length = max(24.0, view.h * part)
        top = view.y + (view.h - length) * min(1.0, share)
        self.canvas.fill(Rect(view.right - 6, view.y, 6, view.h), "raised", radius=3)
        self.canvas.fill(Rect(view.right - 6, top, 6, length), "edge", radius=3)

    def _move(self, name: str, view: Rect, offset: float, most: float) -> None:
        """Answer what moves a scroll, and stay within its ends."""
        wanted = offset + self._steps(name, view, most)
        held = min(max(wanted, 0.0), most)
        if held != offset:
            self.memory.offsets[name] = held
            self.again()

    def _steps(self, name: str, view: Rect, most: float) -> float:
        if self.taken or not most:
            return 0
        if self.input.kind == "wheel" and view.collidepoint(self.hands.at):
            self.taken = True
            return -WHEEL * self.input.steps
        if self.input.kind != "key" or not self._scrolls_by_keys(name):
            return 0
        page = view.h - 40
        steps = {"pageup": -page, "pagedown": page, "home": -1e6, "end": 1e6}
        if self.memory.focus in (None, name) or not self.hands.ring:
            steps |= {"up": -WHEEL, "down": WHEEL}
        self.taken = self.input.key in steps
        return steps.get(self.input.key, 0)

    def _scrolls_by_keys(self, name: str) -> bool:
        spot = self.memory.spots.get(self.memory.focus or "")
        return spot is None or not self.hands.ring or name in (self.memory.focus, spot.scroll)

    # The end of a frame

    def finish(self) -> None:
        """What can only be done once everything is drawn."""
        self._spots = {**self._spots, **self._late}
        self.memory.spots = self._spots
        self.memory.typing = self._typing
        self.memory.hot = self.memory.topmost(self.hands.at)
        if self.canvas.muted:
            self._settle()
        else:
            self._ring()
            self._tooltip()
            self.layout.check()

    def _settle(self) -> None:
        """Answer what nothing on the screen has taken: presses of the pointer, Tab and arrows."""
        if self.input.kind == "down":
            self.memory.held = self.memory.hot
            self.memory.focus = self.memory.hot or self.memory.focus
        elif self.input.kind == "up":
            self.memory.held = None
        if self.input.kind == "key" and not self.taken:
            self._walk(self.input.key)

    def _walk(self, key: str) -> None:
        """Tab goes around, arrows go to the nearest; either makes the ring appear."""
        if key in ("tab", "shift+tab"):
            target = self.memory.step(back=key != "tab")
        elif key in ARROWS:
            target = self.memory.toward(key)
        else:
            return
        shown = self.hands.ring or self.memory.focus not in self._spots
        self.taken = self.hands.ring = True
        if target and shown:  # the first key only shows where the focus is
            self.memory.focus = target
        self.memory.reveal()

    def _ring(self) -> None:
        """Mark what has the focus: light and dark, so that it is seen on anything."""
        spot = self._spots.get(self.memory.focus or "")
        if spot is None or not self.hands.ring or spot.seen.w <= 0 or spot.seen.h <= 0:
            return
        is_scroll = self.memory.focus in self.memory.views
        around = spot.rect.inset(-7 if is_scroll else -3, -3)  # words reach a scroll's sides
        view = self.canvas.view
        if spot.scroll and spot.scroll != self.memory.focus:
            view = self.memory.views[spot.scroll].inset(-6)
        with self.canvas.clipped(view):
            self.canvas.fill(around.inset(-1), None, spot.radius + 4, outline="halo", width=5)
            self.canvas.fill(around, None, spot.radius + 3, outline="focus", width=3)

    def _tooltip(self) -> None:
        """Show the words of what the pointer is on, or else the focus."""
        words, rect = "", Rect(0, 0, 0, 0)
        spot = self._spots.get(self.memory.focus or "") if self.hands.ring else None
        for place, tip in self._tips:
            if self.hands.pointing:
                meant = place.collidepoint(self.hands.at)
            else:
                meant = spot is not None and bool(spot.rect.inset(-2).contains(place))
            if meant:
                words, rect = tip, place
        if words:
            self._bubble(rect, words)

    def _bubble(self, rect: Rect, words: str) -> None:
        width = min(self.length(words, "small"), 380, self.width - 48)
        height = self.measure(words, "small", width)
        box = Rect(rect.x, rect.bottom + 8, width + 24, height + 16)
        if box.bottom > self.height - 8:
            box.bottom = max(rect.top - 8, box.h + 8)
        box.x = min(max(box.x, 8), self.width - box.w - 8)
        with self.layer("tip"):
            self.canvas.fill(box, "raised", radius=8, outline="edge")
            self.text(box.inset(12, 8), words, "small")
