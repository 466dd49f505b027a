"""The door of a class: its code, and what keeps guessers out."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest

LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ346789"  # none that is taken for another one
CODE_LENGTH = 6
FREE_GUESSES = 5.0  # that an address has at once
GUESSES_A_SECOND = 0.5  # for one address
ALL_GUESSES_A_SECOND = 5.0
ALL_FREE_GUESSES = 50.0
LOCK_AFTER = 50  # wrong guesses
LOCKED_FOR = 600.0  # seconds
MOST_ADDRESSES = 10_000


def new_code() -> str:
    """A code that nobody can foresee: one of 28 to the power of 6."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def digest(token: str) -> str:
    """What is kept of a token or secret; from it the token can't be found."""
    return sha256(token.encode()).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Compared in a time that tells nothing."""
    return compare_digest(one.encode(), other.encode())


@dataclass
class Bucket:
    """Something that fills again with time."""

    most: float
    a_second: float
    level: float = field(init=False)
    seen: float = 0.0

    def __post_init__(self) -> None:
        self.level = self.most

    def take(self, now: float) -> bool:
        """Take one out, if there is one."""
        self.level = min(self.most, self.level + (now - self.seen) * self.a_second)
        self.seen = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


@dataclass
class Guesser:
    """What an address has tried."""

    bucket: Bucket
    wrong: int = 0
    locked_until: float = 0.0


class Door:
    """Tells a right code from a wrong one, at a rate at which guessing is hopeless."""

    def __init__(self) -> None:
        self._all = Bucket(ALL_FREE_GUESSES, ALL_GUESSES_A_SECOND)
        self._guessers: OrderedDict[str, Guesser] = OrderedDict()

    def may_try(self, address: str, now: float) -> bool:
        """May this address try a code now? Otherwise it is not looked at, and the teacher decides.

        Right ones cost nothing in the end: see `was_right`.
        """
        fresh = Guesser(Bucket(FREE_GUESSES, GUESSES_A_SECOND))
        guesser = self._guessers.setdefault(address, fresh)
        self._guessers.move_to_end(address)
        while len(self._guessers) > MOST_ADDRESSES:
            self._guessers.popitem(last=False)
        if now < guesser.locked_until:
            return False
        return guesser.bucket.take(now) and self._all.take(now)

    def was_right(self, address: str) -> None:
        """Whoever knows the code has not guessed."""
        guesser = self._guessers[address]
        for bucket in (guesser.bucket, self._all):
            bucket.level = min(bucket.level + 1, bucket.most)

    def was_wrong(self, address: str, now: float) -> None:
        """Too many of these, and the address is locked for a while."""
        guesser = self._guessers[address]
        guesser.wrong += 1
        if guesser.wrong >= LOCK_AFTER:
            guesser.wrong, guesser.locked_until = 0, now + LOCKED_FOR
