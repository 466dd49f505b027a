"""Every letter that can be shown has a picture in the fonts, in all three weights."""

from __future__ import annotations

import ast
from functools import cache

import pygame
import pytest
from babel.messages.pofile import read_po

from game.ui.inputs import _CAPS
from game.ui.lettering import STYLES, font
from sim import list_scenarios, load_sources

WEIGHTS = sorted({style.weight for style in STYLES.values()})
ALBANIAN = "ABCÇDEËFGHIJKLMNOPQRSTUVXYZabcçdeëfghijklmnopqrstuvxyz"
SERBIAN = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"
LATIN = "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽabcčćdđefghijklmnoprsštuvzž"
SIGNS = "0123456789 .,:;!?…–—-−+×±≈%·•/()[]“”‘’„«»→←↑↓▲▼✓€°\u00a0"


@cache
def picture(weight, letter):
    drawn = font(weight, 24).render(letter, True, (255, 255, 255))
    return drawn.get_size(), pygame.image.tobytes(drawn, "RGBA")


def has_picture(weight, letter):
    """What the font lacks all looks the same: like a letter that nobody has assigned yet."""
    return picture(weight, letter) != picture(weight, "\u0378")


def missing(weight, words):
    return sorted(
        {letter for letter in words if letter.isprintable() and not has_picture(weight, letter)}
    )


def strings(path):
    """Every string of a program file that is no docstring, escapes resolved."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_letter_that_no_font_has_is_noticed(weight):
    assert missing(weight, "Zvečan 漢") == ["漢"]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_alphabets_of_all_languages_are_there(weight):
    assert missing(weight, ALBANIAN + SERBIAN + LATIN + SIGNS + "".join(_CAPS.values())) == []


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("path", list_scenarios(), ids=lambda path: path.stem)
def test_every_letter_of_a_scenario_is_there(weight, path):
    assert missing(weight, path.read_text("utf-8")) == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_of_the_sources_is_there(weight):
    assert missing(weight, repr(load_sources())) == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_letter_of_the_program_is_there(weight, root):
    with (root / "game" / "locale" / "standoff.pot").open("rb") as file:
        texts = [str(message.id) for message in read_po(file)]
    assert missing(weight, "".join(texts)) == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_sign_in_code_is_there(weight, root):
    """Also what is put together in code, such as arrows and bullets."""
    for path in sorted((root / "game").rglob("*.py")):
        assert missing(weight, "".join(strings(path))) == [], path


def test_words_render_with_their_accents():
    """Č is not C: the fonts' pictures differ."""
    assert len({picture("Regular", letter) for letter in "CČĆ"}) == 3
