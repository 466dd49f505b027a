"""The sentence for each kind of complaint: what was found, what is allowed, what to try."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sim.scenario.complaints import MISPLACED, ONE_OF_SEVERAL, WRONG_TYPE, Complaint
from sim.scenario.faults import did_you_mean, quoted
from sim.scenario.fields import ID, INDICATOR
from sim.scenario.moves import CAMEO

NUMBER_LIKE = re.compile(r"[-+.\u2013\u2014\u2212]?\s*[0-9]")
NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
# What is typed for a minus or a point: dashes of print, and the comma of many languages.
TYPED = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-", ",": "."})
# The forms that texts may have, in words.
FORMS = {
    f"^{ID}$": "a name of small letters, digits and hyphens, such as call-both",
    f"^{ID}/{ID}$": "a claim as source-id/claim-id, such as dw-2023-10-02/troops-after",
    INDICATOR: "the name of an indicator, such as tension or serbia.forces",
    CAMEO: 'a CAMEO code of two to four digits in quotes, such as "154"',
}
LIMITS = {
    "greater_than": "{found} is too small; it must be more than {gt}",
    "greater_than_equal": "{found} is too small; the least is {ge}",
    "less_than": "{found} is too large; it must be less than {lt}",
    "less_than_equal": "{found} is too large; the most is {le}",
    "multiple_of": "{found} is not a multiple of {multiple_of}",
    "too_short": "too few entries: {length}; the least is {min_length}",
    "too_long": "too many entries: {length}; the most is {max_length}",
    "string_too_short": "too few characters: {length}; the least is {min_length}",
    "string_too_long": "too many characters: {length}; the most is {max_length}",
}


def sentence(complaint: Complaint, keys: Sequence[str] = ()) -> str:
    """What is wrong, for an author who knows neither Python nor pydantic.

    keys: those of the model that may stand where the complaint is.
    """
    kind, found = complaint.kind, complaint.found
    if kind == "extra_forbidden":
        return did_you_mean(str(complaint.path[-1]), "key here", keys)
    if kind == "missing":
        return _missing(complaint)
    if kind == MISPLACED:
        return _misplaced(**complaint.context)
    if kind in ("value_error", "assertion_error"):
        return str(complaint.context["error"])
    if kind in LIMITS:
        return _limit(complaint)
    if kind == "string_pattern_mismatch":
        return _pattern(found, complaint.context["pattern"])
    if kind.startswith("union_tag"):
        return _tag(complaint)
    if kind in ONE_OF_SEVERAL:
        return _choice(complaint, keys)
    if complaint.wanted or kind in WRONG_TYPE:
        return _wrong_type(complaint.wanted or (WRONG_TYPE[kind],), found)
    return complaint.said.replace("Input should", "this should")


def _missing(complaint: Complaint) -> str:
    last = complaint.steps[-1][0]
    if isinstance(last, int):
        return f"this list is too short: entry {last + 1} is missing"
    return f"{_either([quoted(key) for key in complaint.lacks])} is missing"


def _misplaced(keys: Sequence[str], part: str) -> str:
    article = "an" if part[0] in "aeio" else "a"
    return (
        f"{', '.join(keys)} are keys of {article} {part}; move it, and others like it, to that part"
    )


def _limit(complaint: Complaint) -> str:
    found = complaint.found
    length = len(found) if isinstance(found, str | list | dict) else 0
    form = ".0%" if isinstance(found, str) and "%" in found else ".15g"
    values = {
        key: format(value, form) if isinstance(value, int | float) else value
        for key, value in {**complaint.context, "found": found, "length": length}.items()
    }
    told = LIMITS[complaint.kind].format_map(values)
    is_share = complaint.context.get("le") == 1 or complaint.context.get("ge") == -1
    if is_share and isinstance(found, int | float) and abs(found) <= 100:
        return f"{told}; as a percentage, write {found:g}%"
    return told


def _pattern(found: str, pattern: str) -> str:
    respelled = re.sub(r"[\s_-]+", "-", found.strip().lower())
    for name in (respelled, respelled.replace("-", "_")):
        if re.fullmatch(pattern, name):
            return f"{quoted(found)} cannot be a name here. Did you mean {quoted(name)}?"
    wanted = FORMS.get(pattern, f"the form {pattern.strip('^$')}")
    return f"{quoted(found)} does not fit here; what fits is {wanted}"


def _tag(complaint: Complaint) -> str:
    key = complaint.context["discriminator"]
    if not key.startswith("'"):  # told apart by a function, not by a key
        return f"{_described(complaint.found)} has none of the forms that are allowed here"
    key = key.strip("'")
    if complaint.kind == "union_tag_not_found":
        return f"{quoted(key)} is missing"
    return did_you_mean(str(complaint.context["tag"]), key, complaint.choices)


def _choice(complaint: Complaint, keys: Sequence[str]) -> str:
    words = complaint.choices
    if isinstance(complaint.found, str) and words:
        key = complaint.path[-1] if complaint.path else ""
        return did_you_mean(complaint.found, str(key) if key in keys else "value here", words)
    allowed = [quoted(word) for word in words] or [complaint.context["expected"]]
    return _wrong_type(allowed, complaint.found)


def _wrong_type(wanted: Sequence[str], found: Any) -> str:
    told = f"{_either(wanted)} is needed here, found {_described(found)}"
    if "a text" in wanted and isinstance(found, int | float):
        return f"{told}; put it in quotes: {quoted(json.dumps(found))}"
    is_like_number = isinstance(found, str) and NUMBER_LIKE.match(found)
    if is_like_number and any("number" in each or NUMBER.match(each) for each in wanted):
        return f"{told}; {_number_meant(found)}"
    return told


def _number_meant(found: str) -> str:
    """How to write the number that a text stands for."""
    if NUMBER.fullmatch(found):
        return "write it without quotes"
    if re.fullmatch(r"\S+ +\S+", found):
        return "put commas between numbers"
    meant = re.sub(r"(?<=^-)\s+", "", found.translate(TYPED))
    if not NUMBER.fullmatch(meant):
        return "write numbers as 10, -0.5 or 1e3"
    return f"write {meant}, with a {'point' if ',' in found else 'plain minus'}"


def _described(found: Any) -> str:
    match found:
        case None:
            return "nothing"
        case str():
            return f"the text {quoted(found)}"
        case list():
            return "a list"
        case dict():
            return "a part with keys"
        case bool():
            return json.dumps(found)
    return f"the number {found}"


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
