"""The colours, by name: one palette for screens in the evening, one for a projector at noon.

A side's colour is Okabe and Ito's (2008) in the dark, and a darker relative of it in the light. No
side gets red, and nothing dangerous gets a hue: the ladder's rungs are greys, harm is hatched. So a
colour never says who is to blame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]
Colour: TypeAlias = str | tuple[int, int, int] | tuple[int, int, int, int]

SIDES = ("orange", "sky", "green", "pink", "yellow", "blue", "brown", "grey")
RUNGS = tuple(f"rung-{number}" for number in range(1, 10))


def rgb(code: str) -> Rgb:
    """`#12161C` as three numbers."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@dataclass(frozen=True)
class Palette:
    """All colours of a theme by name."""

    name: str
    colours: Mapping[str, Rgb]

    def __getitem__(self, colour: Colour) -> Rgb | tuple[int, int, int, int]:
        return self.colours[colour] if isinstance(colour, str) else colour

    def mix(self, first: Colour, second: Colour, share: float) -> Rgb:
        """The first with that share of the second in it."""
        one, other = self[first], self[second]
        red, green, blue = (round(one[k] + (other[k] - one[k]) * share) for k in range(3))
        return red, green, blue


def _palette(name: str, rungs: str, **codes: str) -> Palette:
    named = {key.replace("_", "-"): rgb(code) for key, code in codes.items()}
    steps = dict(zip(RUNGS, map(rgb, rungs.split()), strict=True))
    return Palette(name, named | steps)


DARK = _palette(
    "dark",
    "#3B4654 #4D5A69 #606E7E #748394 #8998A9 #9EAEBE #B5C3D1 #CDD8E2 #E8ECF1",
    background="#12161C",
    panel="#1C232D",
    raised="#252E3A",
    text="#E8ECF1",
    muted="#A9B4C0",
    line="#36414E",
    edge="#7C8A99",
    focus="#FFFFFF",
    halo="#12161C",
    land="#252E39",
    sea="#161B22",
    home="#293D4A",
    orange="#E69F00",
    sky="#56B4E9",
    green="#009E73",
    pink="#CC79A7",
    yellow="#F0E442",
    blue="#6287E3",
    brown="#C59C63",
    grey="#C1C4CD",
)
LIGHT = _palette(
    "light",
    "#DCE1E7 #C6CDD6 #AFB9C4 #98A4B1 #818E9D #6A7888 #536171 #3B4857 #14181F",
    background="#F6F7F9",
    panel="#FFFFFF",
    raised="#EDF0F4",
    text="#14181F",
    muted="#4A5563",
    line="#CFD6DE",
    edge="#7A8694",
    focus="#14181F",
    halo="#FFFFFF",
    land="#E9ECF0",
    sea="#DCE6EE",
    home="#F7F3E8",
    orange="#B34700",
    sky="#1A5FB4",
    green="#00704F",
    pink="#8E4585",
    yellow="#5E5A1E",
    blue="#323699",
    brown="#73462E",
    grey="#585B64",
)
THEMES = {palette.name: palette for palette in (DARK, LIGHT)}
