"""A new crisis: a small scenario that is sound and playable at once, for its author to change.

The texts are in `newborn.yaml` and `newborn.md`, with gaps such as `<First>`. What stands between
`#+ third` and `#- third` is for crises with a third side, `#+ two` for those without.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from string import ascii_uppercase
from typing import get_args

from sim.scenario.checks.ids import RESERVED
from sim.scenario.faults import quoted
from sim.scenario.fields import ID
from sim.scenario.library import SIM, id_like
from sim.scenario.read import CONSTANTS
from sim.scenario.schema import Clock

TURNS = tuple(get_args(Clock.model_fields["turn"].annotation))
FEWEST, MOST = 5, 20  # with other numbers of turns its endings would not fit
LONGEST_ID = 40
LONGEST_TITLE = 80
LONGEST_NAME, MOST_WORDS = 30, 4  # of a side: it stands in many texts
FIRST_YEAR, LAST_YEAR = 1800, 2200
DEADLINE = 2  # turns
GAP = re.compile(r"<([A-Za-z]+)>")
PART = re.compile(r"^#\+ (\w+)\n(.*?)^#- \1\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Wish:
    """What an author says of a crisis that is to be; ValueError where that can't be.

    sides: the names of the two that quarrel, and perhaps of a third that mediates.
    """

    id: str
    title: str
    sides: tuple[str, ...]
    start: date
    turn: str
    turns: int

    def __post_init__(self) -> None:
        fit_id(self.id)
        fit_title(self.title)
        fit_sides(self.sides)
        fit_start(self.start)
        fit_turns(self.turns)
        if len(self.sides) not in (2, 3):
            raise ValueError(f"there are two sides or three, not {len(self.sides)}")
        if self.turn not in TURNS:
            raise ValueError(f"a turn lasts {' or '.join(TURNS)}, not {quoted(self.turn)}")


def fit_id(text: str) -> str:
    """The id itself; ValueError with one like it where it can't be one."""
    if re.fullmatch(ID, text) and len(text) <= LONGEST_ID:
        return text
    like = id_like(text)[:LONGEST_ID].strip("-") or "my-crisis"
    rule = f"small letters and digits with single - between them, {LONGEST_ID} at most"
    raise ValueError(f"{quoted(text)} can't be an id ({rule}). Try {quoted(like)}")


def fit_title(text: str) -> str:
    """The title without blanks around it; ValueError where it can't be one."""
    return _fit(text, "title", LONGEST_TITLE)


def fit_sides(texts: Sequence[str]) -> tuple[str, ...]:
    """The names of sides; ValueError where one can't be a name, or two are the same."""
    names = tuple(map(fit_name, texts))
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError(f"two sides are called {quoted(names[-1])}; call one of them otherwise")
    return names


def fit_name(text: str) -> str:
    """The name of a side without blanks around it; ValueError where it can't be one."""
    name = _fit(text, "name of a side", LONGEST_NAME)
    if set(name) & set('",\\'):
        rule = "without quotation marks, commas and \\"
        raise ValueError(f"the name of a side is written {rule}: {name}")
    if not any(map(str.isalpha, name)):
        raise ValueError(f"the name of a side has letters in it, {quoted(name)} has none")
    if len(name.split()) > MOST_WORDS:
        raise ValueError(f"the name of a side has {MOST_WORDS} words at most, {quoted(name)} more")
    return name


def fit_start(day: date) -> date:
    """The first day; ValueError where a calendar of crises does not reach that far."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"a crisis starts between the years {FIRST_YEAR} and {LAST_YEAR}")
    return day


def fit_turns(turns: int) -> int:
    """The number of turns; ValueError where the numbers of the scenario would not fit it."""
    if not FEWEST <= turns <= MOST:
        raise ValueError(f"there can be {FEWEST} to {MOST} turns here, not {turns}")
    return turns


def _fit(text: str, what: str, longest: int) -> str:
    words = text.strip()
    if not words:
        raise ValueError(f"the {what} is empty")
    if not words.isprintable():
        raise ValueError(f"the {what} has a character that can't be printed: {words!a}")
    if len(words) > longest:
        raise ValueError(f"the {what} has {longest} characters at most, this has {len(words)}")
    return words


def newborn(wish: Wish) -> str:
    """The scenario file, commented."""
    return _filled("newborn.yaml", wish, title=json.dumps(wish.title.strip(), ensure_ascii=False))


def lesson(wish: Wish) -> str:
    """The page for teachers that stands beside it."""
    return _filled("newborn.md", wish, title=wish.title.strip())


def _filled(file: str, wish: Wish, title: str) -> str:
    text = SIM.joinpath("scenario", file).read_text("utf-8")
    parts = "third" if len(wish.sides) == 3 else "two"
    text = PART.sub(lambda part: part[2] if part[1] == parts else "", text)
    gaps = {**_about(wish), **_sides(wish), "title": title}
    return GAP.sub(lambda gap: gaps[gap[1]], text)


def _about(wish: Wish) -> dict[str, str]:
    clock = Clock.model_validate({"start": wish.start, "turn": wish.turn, "turns": wish.turns})
    market = clock.moment_of(max(2, round(0.6 * wish.turns)))
    hour = f"\n    hour: {market.hour}" if market.hour else ""
    return {
        "id": wish.id,
        "start": str(wish.start),
        "turn": wish.turn,
        "turns": str(wish.turns),
        "minutes": str(5 + 2 * wish.turns),
        "market": f"on: {market.date()}{hour}",
        "deadline": _in_words(DEADLINE * clock.length),
    }


def _in_words(span: timedelta) -> str:
    hours = span // timedelta(hours=1)
    for unit, length in (("week", 168), ("day", 24)):
        if hours % length == 0:
            return f"{hours // length} {unit}{'s' if hours > length else ''}"
    return f"{hours} hours"


def _sides(wish: Wish) -> dict[str, str]:
    """Names, ids and letters; the gaps of a third side that is not there are in no text."""
    gaps: dict[str, str] = {}
    for place, side in zip_longest(("First", "Second", "Third"), wish.sides, fillvalue=""):
        taken = gaps.values()
        name = unicodedata.normalize("NFKD", side)
        id_ = id_like(name).replace("-", "_")[:20].strip("_")
        letters = [letter for letter in id_.upper() + ascii_uppercase if letter.isalpha()]
        gaps[place] = side.strip()
        is_free = id_ not in (*RESERVED, *CONSTANTS, *taken)  # the empty one is among these
        gaps[place.lower()] = id_ if is_free else place.lower()
        gaps[place[0]] = next(letter for letter in letters if letter not in taken)
    return gaps
