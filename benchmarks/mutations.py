"""Scenario files made wrong: every mutation by its number, the same ones on every machine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

from sim.scenario.faults import ScenarioError
from sim.scenario.read import parse_document

Mutation: TypeAlias = Callable[[Random, str], str | bytes]
Place: TypeAlias = tuple[dict[str, Any] | list[Any], Any]  # a container and a key of it

HOSTILE = "\0\x01\x1b\x7f\x85\u200b\u202e\u2028\ufeff\t\r&*!%@`|>'\"{}[]:#-,?\\𝟙é漢🙂"
NUMBERS = [0, -1, 1, 0.5, 1e7, -1e7, 1e8, 1e12, 1e308, -1e308, 1e-308, 10**15, 120, 121, 3.7]
TEXTS = [
    *("", " ", "x", "turn", "all", "default", "us", "not", "if", "3%", "-3%", "300%", "%", "nan"),
    *(".nan", ".inf", "-.inf", "1e400", "NaN", "null", "no", "2023-09-24", "2023-02-30", "9" * 400),
    *(
        "../../etc/passwd",
        "/dev/zero",
        "C:\\x",
        "maps/../../x",
        "a.b.c.d",
        "\u202e",
        "é",
        "x" * 2000,
    ),
]
OTHERS: list[Any] = [
    None,
    True,
    False,
    [],
    {},
    [[]],
    [{}],
    {"en": ""},
    {"en": "a", "": "b"},
    [1, 2],
]
SNIPPETS = [
    *("(", ")", "+", "-", "*", "/", "/ 0", "<", "<=", "==", "=", "!=", " and ", " or ", " not "),
    *(" if ", " else ", "since(", "count(", "made(", "attitude(", "max(", "clamp(", ", ", ".", "%"),
    *(
        "1e9",
        "1e400",
        "0",
        "turn",
        "turns",
        "risk",
        "tension",
        "x",
        "Ü",
        "×",
        "÷",
        "−",
        "≤",
        "_",
        "\\",
    ),
]
EXPRESSIONS = ("when", "chance", "met", "closed", "effects", "believed")


def mutation(number: int, seed: int, texts: list[str]) -> tuple[str, bytes]:
    """The name of the kind, and the content, of one mutated file."""
    choose = Random(f"{seed}/{number}")
    name = choose.choice(list(KINDS))
    content: str | bytes = KINDS[name](choose, choose.choice(texts))
    return name, content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def flip_bytes(choose: Random, text: str) -> bytes:
    """A few bits of a few bytes."""
    content = bytearray(text.encode())
    for _ in range(choose.randint(1, 4)):
        content[choose.randrange(len(content))] ^= 1 << choose.randrange(8)
    return bytes(content)


def cut_off(choose: Random, text: str) -> bytes:
    """The beginning of a file, as when a disk is full."""
    content = text.encode()
    return content[: choose.randrange(len(content))]


def swap_lines(choose: Random, text: str) -> str:
    """Two lines change places."""
    lines = text.splitlines(keepends=True)
    one, other = choose.randrange(len(lines)), choose.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def spoil_line(choose: Random, text: str) -> str:
    """A line is lost, comes twice, or is moved to the left or right."""
    lines = text.splitlines(keepends=True)
    at = choose.randrange(len(lines))
    ways = ["", 2 * lines[at], lines[at].lstrip(" "), "  " + lines[at], " " + lines[at]]
    return "".join([*lines[:at], choose.choice(ways), *lines[at + 1 :]])


def put_in_character(choose: Random, text: str) -> str:
    """A character that YAML, a terminal or an editor takes for something else."""
    at = choose.randrange(len(text))
    count = choose.choice([1, 1, 1, 50])
    return text[:at] + count * choose.choice(HOSTILE) + text[at:]


def misspell(choose: Random, text: str) -> str:
    """A letter of a word is lost, doubled or another."""
    words = list(re.finditer(r"[A-Za-z_]{3,}", text))
    start, end = choose.choice(words).span()
    at = choose.randrange(start, end)
    return text[:at] + choose.choice(["", 2 * text[at], "q", text[at].upper()]) + text[at + 1 :]


def drop_key(choose: Random, text: str) -> str:
    """A key or an entry is missing."""
    data = _data(text)
    around, key = choose.choice(_places(data))
    del around[key]
    return _written(data)


def rename_key(choose: Random, text: str) -> str:
    """A key is called something else."""
    data = _data(text)
    around, key = choose.choice([each for each in _places(data) if isinstance(each[0], dict)])
    around[choose.choice([*TEXTS, key + "s", key[:-1], key.upper()])] = around.pop(key)
    return _written(data)


def swap_values(choose: Random, text: str) -> str:
    """Two values change places, whatever they are."""
    data = _data(text)
    places = _places(data)
    (one, at), (other, there) = choose.choice(places), choose.choice(places)
    one[at], other[there] = json.loads(json.dumps(other[there])), json.loads(json.dumps(one[at]))
    return _written(data)


def other_value(choose: Random, text: str) -> str:
    """A value of another type, or a number or text that is out of all bounds."""
    data = _data(text)
    around, key = choose.choice(_places(data))
    around[key] = choose.choice([*NUMBERS, *TEXTS, *OTHERS])
    return _written(data)


def other_number(choose: Random, text: str) -> str:
    """A number becomes another number."""
    data = _data(text)
    numbers = [(a, k) for a, k in _places(data) if isinstance(a[k], int | float)]
    around, key = choose.choice(numbers)
    around[key] = choose.choice([*NUMBERS, -around[key], around[key] * 10])
    return _written(data)


def spoil_expression(choose: Random, text: str) -> str:
    """A piece is put into, or cut out of, a condition or an amount."""
    data = _data(text)
    around, key = choose.choice(_expressions(data) or _places(data))
    told = str(around[key])
    at = choose.randrange(len(told) + 1)
    cut = choose.choice([0, 0, 1, 5])
    around[key] = told[:at] + choose.choice(SNIPPETS) * choose.choice([1, 1, 40]) + told[at + cut :]
    return _written(data)


def nest(choose: Random, text: str) -> str:
    """A value stands inside very many brackets."""
    data = _data(text)
    around, key = choose.choice(_places(data))
    mark = "NESTED"
    around[key] = mark
    depth = choose.choice([2, 31, 33, 1000, 50_000])
    opening, closing = choose.choice([("[", "]"), ('{"a": ', "}"), ("[", ""), ("{", "")])
    return _written(data).replace(f'"{mark}"', depth * opening + "1" + depth * closing)


def repeat(choose: Random, text: str) -> str:
    """A part comes very often, under other names."""
    data = _data(text)
    around, key = choose.choice(_places(data))
    for number in range(choose.choice([2, 50, 300])):
        if isinstance(around, list):
            around.append(around[key])
        else:
            around[f"{key}-{number}"] = around[key]
    return _written(data)


def several(choose: Random, text: str) -> str:
    """Two or three mutations at once, as long as the file can still be read."""
    for _ in range(choose.randint(2, 3)):
        with suppress(ScenarioError):
            text = choose.choice([drop_key, rename_key, swap_values, other_value])(choose, text)
    return text


KINDS: dict[str, Mutation] = {
    each.__name__: each
    for each in (
        *(flip_bytes, cut_off, swap_lines, spoil_line, put_in_character, misspell),
        *(drop_key, rename_key, swap_values, other_value, other_number, spoil_expression),
        *(nest, repeat, several),
    )
}


def _data(text: str) -> Any:
    return json.loads(_as_json(text))


@lru_cache(maxsize=16)
def _as_json(text: str) -> str:
    """What a sound file says; the same few are mutated again and again."""
    return json.dumps(parse_document(text, "before").data)


def _written(data: Any) -> str:
    """JSON, which is YAML that says the same."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def _places(data: Any) -> list[Place]:
    """Every place of a value, however deep."""
    found: list[Place] = []
    waiting = [data]
    while waiting:
        around = waiting.pop()
        for key in around if isinstance(around, dict) else range(len(around)):
            found.append((around, key))
            if isinstance(around[key], dict | list):
                waiting.append(around[key])
    return found


def _expressions(data: Any) -> list[Place]:
    """The places of conditions and amounts."""
    found: list[Place] = []
    for around, key in _places(data):
        if key in EXPRESSIONS and isinstance(around[key], dict):
            found += [(around[key], name) for name in around[key]]
        elif key in EXPRESSIONS and not isinstance(around[key], list):
            found.append((around, key))
    return found
