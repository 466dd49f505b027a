"""Type: the styles, the fonts at the size they are seen at, and how words break into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from math import ceil

import pygame

from game.ui.palette import Rgb


@dataclass(frozen=True)
class Style:
    """A kind of text: its size and the height of its lines in logical pixels, and its weight."""

    size: float
    line: float
    weight: str


STYLES = {
    "hero": Style(56, 64, "SemiBold"),
    "display": Style(32, 40, "SemiBold"),
    "title": Style(24, 32, "SemiBold"),
    "subtitle": Style(20, 28, "SemiBold"),
    "body": Style(18, 26, "Regular"),
    "strong": Style(18, 26, "SemiBold"),
    "small": Style(16, 22, "Regular"),
    "small-strong": Style(16, 22, "SemiBold"),
    "label": Style(16, 22, "Medium"),
}


@cache
def font(weight: str, size: int) -> pygame.font.Font:
    """Inter at that many pixels of the window."""
    if not pygame.font.get_init():
        pygame.font.init()
    with as_file(files("game") / "fonts" / f"Inter-{weight}.otf") as path:
        return pygame.font.Font(path, size)


def fitted(style: str, ratio: float) -> pygame.font.Font:
    """The font of a style where a logical pixel is so many real ones.

    Rounded down, so that what fits at one size of the window fits at all.
    """
    return font(STYLES[style].weight, max(1, int(STYLES[style].size * ratio + 1e-6)))


@lru_cache(maxsize=8192)
def width_of(words: str, style: str, ratio: float) -> float:
    """How long a line is, in logical pixels."""
    return fitted(style, ratio).size(words)[0] / ratio


@lru_cache(maxsize=4096)
def broken(words: str, style: str, ratio: float, width: float) -> tuple[str, ...]:
    """The lines that words fill in that width; a word longer than a line breaks where it must.

    No line begins with the % of a number.
    """
    lines: list[str] = []
    for paragraph in words.replace(" %", "\N{NO-BREAK SPACE}%").split("\n"):
        line = ""
        for word in _pieces(paragraph, style, ratio, width):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer, style, ratio) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return tuple(lines)


def _pieces(paragraph: str, style: str, ratio: float, width: float) -> Iterator[str]:
    """The words, those that no line can hold in parts."""
    for word in paragraph.split(" "):
        while len(word) > 1 and width_of(word, style, ratio) > width:
            fits = max(1, _fitting(word, style, ratio, width))
            yield word[:fits]
            word = word[fits:]
        yield word


def _fitting(words: str, style: str, ratio: float, width: float, more: str = "") -> int:
    """How many letters of a line fit, with something after them."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(words[:middle] + more, style, ratio) <= width:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=4096)
def shortened(
    words: str, style: str, ratio: float, width: float, lines: int
) -> tuple[tuple[str, ...], bool]:
    """At most that many lines, the last one ending in … if there was more; was there more?"""
    full = broken(words, style, ratio, width)
    if len(full) <= lines:
        return full, False
    last = " ".join(full[lines - 1 : lines + 1])
    kept = last[: _fitting(last, style, ratio, width, "…")].rstrip()
    return (*full[: lines - 1], f"{kept}…"), True


@dataclass(frozen=True)
class Block:
    """Words laid out: their lines, how wide each and the widest is, how high all are together.

    Attributes:
        glyphs: how high letters themselves are. cut: there was more than fits.
    """

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    width: float
    height: float
    glyphs: float
    cut: bool


@lru_cache(maxsize=8192)
def laid(words: str, style: str, ratio: float, width: float, lines: int | None) -> Block:
    """Words in that width, on at most so many lines if a number is given."""
    if lines is None:
        shown, cut = broken(words, style, ratio, width), False
    else:
        shown, cut = shortened(words, style, ratio, width, lines)
    widths = tuple(width_of(line, style, ratio) for line in shown)
    glyphs = fitted(style, ratio).get_height() / ratio
    return Block(shown, widths, ceil(max(widths)), len(shown) * STYLES[style].line, glyphs, cut)


def rendered(block: Block, style: str, ratio: float, tint: Rgb, align: str) -> pygame.Surface:
    """A picture of all lines."""
    size = ceil(block.width * ratio), round(block.height * ratio)
    picture = pygame.Surface(size, pygame.SRCALPHA)
    step = STYLES[style].line
    for number, (line, width) in enumerate(zip(block.lines, block.widths, strict=True)):
        left = aside(align, block.width - width)
        top = number * step + (step - block.glyphs) / 2
        letters = fitted(style, ratio).render(line, True, tint)
        picture.blit(letters, (round(left * ratio), round(top * ratio)))
    return picture


def aside(align: str, room: float) -> float:
    """How far from the left something stands that has that much room to spare."""
    return {"left": 0.0, "centre": room / 2, "right": room}[align]
