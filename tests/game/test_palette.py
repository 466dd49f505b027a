"""Colours that everybody can read and tell apart, worked out here from the figures alone."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from game.ui.palette import DARK, LIGHT, RUNGS, SIDES, THEMES

GROUNDS = ("background", "panel", "raised", "land", "sea", "home")
EYES = {  # Machado, Oliveira and Fernandes 2009, severity 1, over linear RGB
    "most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1, 1.08883)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(colour):
    parts = [part / 255 for part in colour]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    return times(XYZ, linear(colour))[1]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, eyes):
    seen = [min(1, max(0, part)) for part in times(EYES[eyes], linear(colour))]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (a / b for a, b in zip(times(XYZ, seen), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, eyes):
    """ΔE76: about 2 is just seen, 10 at a glance."""
    pairs = zip(lab(one, eyes), lab(other, eyes), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_measures_give_known_figures():
    """Black on white is 21:1; the five first sides are as far apart as was measured elsewhere."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(DARK["text"], DARK["panel"]) == pytest.approx(13.3, abs=0.05)
    five = list(combinations([DARK[side] for side in SIDES[:5]], 2))
    least = {eyes: min(distance(*pair, eyes) for pair in five) for eyes in EYES}
    wanted = {"most": 35, "protan": 20.7, "deutan": 17.0, "tritan": 16.1}
    assert least == pytest.approx(wanted, abs=0.15)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ink", ["text", "muted"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_read_on_every_ground(theme, ink, ground):
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_what_lies_on_a_full_button_is_read(theme):
    assert contrast(theme["background"], theme["text"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_signs_are_seen_on_every_ground(theme, side, ground):
    assert contrast(theme[side], theme[ground]) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("side", SIDES)
def test_the_letter_is_read_on_its_sign(theme, side):
    assert contrast(theme["halo"], theme[side]) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_frames_and_bars_are_seen_on_panels(theme):
    assert all(contrast(theme["edge"], theme[ground]) >= 3 for ground in GROUNDS[:3])


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_ring_of_the_focus_is_seen_on_anything(theme, ground):
    assert contrast(theme["focus"], theme[ground]) >= 4.5


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(("theme", "least"), [(DARK, 15), (LIGHT, 8)], ids=["dark", "light"])
def test_any_two_sides_are_told_apart_by_all_eyes(theme, least, eyes):
    near = {
        (one, other): round(distance(theme[one], theme[other], eyes), 1)
        for one, other in combinations(SIDES, 2)
    }
    assert [pair for pair in near.items() if pair[1] < least] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_ladder_has_no_hue_and_goes_one_way(theme):
    """From what hardly stands out of the panel to what stands out most."""
    steps = [contrast(theme[rung], theme["panel"]) for rung in RUNGS]
    assert all(low < high for low, high in pairwise(steps))
    assert all(max(theme[rung]) - min(theme[rung]) <= 40 for rung in RUNGS)


def test_no_side_is_red():
    """Red is the colour of alarm; a party that had it would look like the danger."""
    for theme in THEMES.values():
        for side in SIDES:
            red, green, blue = theme[side]
            assert not (red > 2.6 * green and red > 2.6 * blue), (theme.name, side)


def test_themes_have_the_same_names():
    assert DARK.colours.keys() == LIGHT.colours.keys()
