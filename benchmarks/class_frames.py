"""Frames that nobody should send: a number names the same one for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from game.classroom.limits import LARGEST_FRAME
from game.classroom.plain import Plain

REQUESTS: tuple[Plain, ...] = (
    {"type": "draft", "turn": 1, "deed": "hold", "word": "silence"},
    {"type": "undo", "turn": 1},
    {"type": "commit", "turn": 1, "expected": 0.5},
    {"type": "suggest", "turn": 1, "deed": "hold", "word": "silence", "says": "so"},
    {"type": "lead", "student": "s1"},
    {"type": "ready"},
    {"type": "note", "about": "x", "content": {"a": [1, 2, 3]}},
    {"type": "forecast", "turn": 1, "deed": "hold", "word": "silence"},
    {"type": "recall", "turn": 1},
    {"type": "say", "to": ["bellmoor"], "text": "hello"},
    {
        "type": "propose",
        "to": "bellmoor",
        "give": {"sense": "do", "what": "hold", "until": 3},
        "ask": {"sense": "refrain", "what": "hold", "until": 3},
    },
    {"type": "reply", "proposal": 0, "sign": True},
    {"type": "withdraw", "proposal": 0},
)
ACTS = (
    "seat", "start", "next", "hold", "pause", "resume", "time", "clock", "advance", "inject",
    "move", "captain", "mute", "remove", "readmit", "approve", "deny", "policy", "rewind", "lock",
    "rotate", "show_code", "show_names", "blank", "show", "say", "panic", "debrief", "close",
    "watch",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, 2**63, 10**40, 1e308, 0.5, "", "x", "x" * 3_000, "\x00", "\u202e",
    "\ud800", "e\u0301" * 500, "../../etc/passwd", "%s{0}{secret}", "<script>alert(1)</script>",
    "'; DROP TABLE entry; --", "=1+1", [], {}, [[]] * 50, {"$ne": 1}, ["ardale"] * 30,
)  # fmt: skip
EXTRA = ("role", "as", "table", "token", "student", "by", "secret", "__class__", "type", "v")
NOT_JSON = (
    "", "{", "nonsense", "[]", "null", "7", '"hello"', '{"type":"ready","seq":NaN}', "\ufeff{}",
    '{"type":"ready","seq":1', '{"type":"ready","seq":1e999}', "[" * 60_000, '{"a":' * 9_000,
    '{"type":"ready","seq":1,"seq":2,"type":"leave"}x', "\x00" * 100, "{}" * 1_000, "9" * 60_000,
)  # fmt: skip


class Frames:
    """Makes them.

    Args:
        seed: chooses. tokens: of others, whose roles somebody might try to take.
    """

    def __init__(self, seed: int, tokens: tuple[str, ...] = ()) -> None:
        self._seed = seed
        self._tokens = tokens
        self._kinds: tuple[Callable[[Random, int], str], ...] = (
            self.no_json,
            self.cut_off,
            self.flipped,
            self.odd_field,
            self.field_too_many,
            self.field_too_few,
            self.wrong_turn,
            self.replayed,
            self.act_of_the_teacher,
            self.hello_again,
            self.too_large,
        )

    def frame(self, number: int, seq: int) -> tuple[str, str]:
        """(kind, frame); `seq` is the number of a request that would be new."""
        luck = Random(f"{self._seed} {number}")
        way = luck.choice(self._kinds)
        return way.__name__, way(luck, seq)

    def no_json(self, luck: Random, _seq: int) -> str:
        """What is no JSON, or no object."""
        return luck.choice(NOT_JSON)

    def cut_off(self, luck: Random, seq: int) -> str:
        """A sound one that ends too early."""
        text = json.dumps(request(luck, seq))
        return text[: luck.randrange(len(text))]

    def flipped(self, luck: Random, seq: int) -> str:
        """A sound one in which some characters are others."""
        text = list(json.dumps(request(luck, seq)))
        for _ in range(luck.randint(1, 5)):
            text[luck.randrange(len(text))] = chr(luck.randrange(1, 0x2FF))
        return "".join(text)

    def odd_field(self, luck: Random, seq: int) -> str:
        """A field that holds what it can't."""
        asked = request(luck, seq)
        asked[luck.choice(list(asked))] = luck.choice(ODD)
        return json.dumps(asked)

    def field_too_many(self, luck: Random, seq: int) -> str:
        """A field that is none, such as another role's."""
        return json.dumps(request(luck, seq) | {luck.choice(EXTRA): luck.choice((*ODD, "ardale"))})

    def field_too_few(self, luck: Random, seq: int) -> str:
        """A field is missing."""
        asked = request(luck, seq)
        del asked[luck.choice(list(asked))]
        return json.dumps(asked)

    def wrong_turn(self, luck: Random, seq: int) -> str:
        """Sound, but for a turn that is over, or not there yet, or for cards that are none."""
        asked = request(luck, seq)
        for name in {"turn", "deed", "word"} & set(asked):
            asked[name] = luck.choice((2, 3, 9_999)) if name == "turn" else luck.choice("ab")
        return json.dumps(asked)

    def replayed(self, luck: Random, seq: int) -> str:
        """With a number that was done already."""
        return json.dumps(request(luck, luck.randrange(max(seq, 1))))

    def act_of_the_teacher(self, luck: Random, seq: int) -> str:
        """By one who is none."""
        act = {"type": "act", "seq": seq, "act": luck.choice(ACTS), "on": True, "student": "s1"}
        return json.dumps(act)

    def hello_again(self, luck: Random, _seq: int) -> str:
        """With another's token, or as somebody else."""
        as_ = luck.choice(("student", "teacher", "projector", "observer"))
        token = luck.choice((*self._tokens, "0" * 32, "5e" * 24, ""))
        return json.dumps({"type": "hello", "v": luck.choice((1, 2)), "as": as_, "token": token})

    def too_large(self, luck: Random, seq: int) -> str:
        """Larger than a frame may be."""
        return json.dumps({"type": "say", "seq": seq, "to": [], "text": "x" * LARGEST_FRAME})


def request(luck: Random, seq: int) -> Plain:
    """A sound request."""
    kind = luck.choice(REQUESTS)
    return {"type": kind["type"], "seq": seq, **kind}
