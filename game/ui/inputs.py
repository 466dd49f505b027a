"""What a person did: one key, one click, one turn of the wheel, in words that no library owns.

Keys have plain names: `a`, `7`, `enter`, `esc`, `f1`, `shift+tab`, `ctrl+plus`. People may give
each key's work to another key; screens only ever see the names they ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pygame

Kind = Literal["key", "text", "down", "up", "move", "wheel", "time"]


@dataclass(frozen=True)
class Input:
    """One thing that happened.

    Attributes:
        key: the name of the key, or of the key whose work it does. pressed: the key itself.
        text: what was typed.
        at: the pointer's place in pixels of the window. steps: of the wheel, upward positive.
    """

    kind: Kind
    key: str = ""
    pressed: str = ""
    text: str = ""
    at: tuple[float, float] = (0, 0)
    steps: float = 0


NOTHING = Input("time")

_NAMES = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_ESCAPE: "esc",
    pygame.K_PAGEUP: "pageup",
    pygame.K_PAGEDOWN: "pagedown",
    pygame.K_KP_PLUS: "plus",
    pygame.K_PLUS: "plus",
    pygame.K_EQUALS: "plus",  # the same key on most keyboards
    pygame.K_MINUS: "minus",
    pygame.K_KP_MINUS: "minus",
}
_PLACES = {  # the digits' row and the brackets have other signs on many keyboards
    **{pygame.KSCAN_1 + k: "1234567890"[k] for k in range(10)},
    pygame.KSCAN_LEFTBRACKET: "[",
    pygame.KSCAN_RIGHTBRACKET: "]",
}
_LETTERS = {pygame.KSCAN_A + k: chr(ord("a") + k) for k in range(26)}
_CAPS = {
    "enter": "Enter",
    "esc": "Esc",
    "tab": "Tab",
    "space": "Space",
    "backspace": "⌫",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "plus": "+",
    "minus": "−",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "alt": "Alt",
}


def cap(key: str) -> str:
    """What to print on a key: `ctrl+plus` is "Ctrl +"."""
    return " ".join(_CAPS.get(part, part.upper()) for part in key.split("+"))


def read(event: pygame.event.Event) -> Input | None:
    """An event of the window as an input; None for what is none."""
    match event.type:
        case pygame.KEYDOWN:
            name = key_name(event.key, getattr(event, "scancode", 0), getattr(event, "mod", 0))
            return Input("key", key=name) if name else None
        case pygame.TEXTINPUT:
            return Input("text", text=event.text)
        case pygame.MOUSEBUTTONDOWN | pygame.MOUSEBUTTONUP if event.button == 1:
            return Input("down" if event.type == pygame.MOUSEBUTTONDOWN else "up", at=event.pos)
        case pygame.MOUSEMOTION:
            return Input("move", at=event.pos)
        case pygame.MOUSEWHEEL:
            steps = getattr(event, "precise_y", event.y)
            return Input("wheel", at=pygame.mouse.get_pos(), steps=steps)
    return None


def key_name(code: int, place: int, held: int) -> str:
    """The name of a key with what is held down beside it; empty for keys without one.

    On a keyboard with another alphabet a letter's place counts, and so it does for digits and
    brackets where their key bears another sign.
    """
    name = _NAMES.get(code) or pygame.key.name(code)
    if len(name) == 3 and name[0] == "[":  # the number pad's
        name = name[1]
    if not name.isascii() or (len(name) < 2 and not name.isalnum()):
        name = _PLACES.get(place) or _LETTERS.get(place) or name
    if not name or name.startswith(("left ", "right ")):
        return ""
    shifted = held & pygame.KMOD_SHIFT and len(name) > 1 and name not in ("plus", "minus")
    ctrl = "ctrl+" if held & (pygame.KMOD_CTRL | pygame.KMOD_META) else ""
    alt = "alt+" if held & pygame.KMOD_LALT else ""
    return ctrl + alt + ("shift+" if shifted else "") + name


def swapped(input: Input, keys: Mapping[str, str]) -> Input:
    """The same with the name of the work that this person gave to the key.

    keys: for each key whose work was moved, the key that does it now.
    """
    if input.kind != "key" or input.pressed:
        return input
    works = {now: name for name, now in keys.items()}
    return replace(input, key=works.get(input.key, input.key), pressed=input.key)
