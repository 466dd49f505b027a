"""From format 0, the sketch with which Standoff began, to format 1.

What changed: the file says its format; expectations and questions of the debrief have parts where
they were sentences; a condition says whose move it asks for; the numbers of the rules, which were
the program's, and a summary stand in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sim.scenario.document import Document
from sim.scenario.faults import Fault, ScenarioError, quoted
from sim.scenario.manuscript import Manuscript
from sim.scenario.parts import Path

SENTENCE = re.compile(
    r"P\( \s* ending: \s* (?P<endings> [a-z0-9_-]+ (?: (?: \s*,\s* | \s+or\s+ ) [a-z0-9_-]+ )* )"
    r" \s* \) \s+ between \s+ (?P<least> [0-9.]+%?) \s+ and \s+ (?P<most> [0-9.]*[0-9]%?)"
    r" (?: \s+ in \s+ (?P<worlds> [0-9,]+ ) \s+ worlds )? \.?",
    re.VERBOSE,
)
EXAMPLE = "P(ending: war) between 1% and 10% in 4000 worlds"
ASKED = re.compile(r"\b(since|count)\(\s*([a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)\s*\)")
EXPRESSIONS = ("when", "met", "chance")  # beside all amounts of `effects`
WHY = {"assumption": "As format 0 had it in the program."}
DYNAMICS = {
    "attitudes": {"per_point": 0.1, "rate": 0.1, **WHY},
    "credibility": {"start": 0.65, "kept": 0.1, "broken": -0.2, "gap": -0.1, **WHY},
    "audience": {"growth": 0.1, "excuse": 0.5, **WHY},
}


def edit(manuscript: Manuscript) -> None:
    """Bring a file of format 0 to format 1; ScenarioError tells every part that it can't."""
    data = manuscript.document.data
    faults = [
        *_expectations(manuscript, _entries(data, "expect")),
        *_whose_moves(manuscript, data),
    ]
    if faults:
        raise ScenarioError(faults)
    _questions(manuscript, _entries(data, "debrief"))
    if "dynamics" not in data:
        manuscript.put_last("dynamics", DYNAMICS, "The numbers of the rules.")
    if "format" in data:
        manuscript.replace(("format",), "1")
    else:
        manuscript.put_first("format", "1")
    if "summary" not in data and isinstance(data.get("title"), str):
        manuscript.put_first("summary", json.dumps(data["title"], ensure_ascii=False))


def _entries(data: dict[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _expectations(manuscript: Manuscript, sentences: list[Any]) -> Iterator[Fault]:
    """Take each sentence apart."""
    for number, sentence in enumerate(sentences):
        path = ("expect", number)
        if not isinstance(sentence, str):
            continue
        parts = SENTENCE.fullmatch(sentence.strip())
        if parts is None:
            message = f"{quoted(sentence)} can't be taken apart; a sentence is like {EXAMPLE}"
            yield manuscript.document.fault(path, message)
            continue
        endings = re.split(r"\s*,\s*|\s+or\s+", parts["endings"])
        entries = {
            "says": json.dumps(sentence.strip(), ensure_ascii=False),
            "chance_of": f"[{', '.join(endings)}]",
            "between": f"[{parts['least']}, {parts['most']}]",
        }
        if parts["worlds"]:
            entries["worlds"] = parts["worlds"].replace(",", "")
        manuscript.replace_entry(path, entries)


def _questions(manuscript: Manuscript, questions: list[Any]) -> None:
    """Nothing said to which phase a question belongs; most ask why something happened."""
    for number, question in enumerate(questions):
        path = ("debrief", number)
        if isinstance(question, str):
            written = manuscript.source(path)
            is_one_line = "\n" not in written and "\r" not in written
            ask = written if is_one_line else json.dumps(question, ensure_ascii=False)
            manuscript.replace_entry(path, {"phase": "analyse", "ask": ask})


def _whose_moves(manuscript: Manuscript, data: dict[str, Any]) -> Iterator[Fault]:
    """`since(deploy)` was enough; now it is `since(serbia.deploy)`."""
    makers = _makers(data)
    for path in _expressions(data):
        written = manuscript.source(path)
        new = written
        for asked in reversed(list(ASKED.finditer(written))):
            actors = makers.get(asked[2], [])
            if path[0] == "moves" and path[1] in actors:
                actors = [str(path[1])]
            if len(actors) > 1:
                yield _ambiguous(manuscript.document, path, asked[2], actors)
            elif actors:
                start, end = asked.span(2)
                new = f"{new[:start]}{actors[0]}.{asked[2]}{new[end:]}"
        if new != written:
            manuscript.replace(path, new)


def _ambiguous(document: Document, path: Path, move: str, actors: list[str]) -> Fault:
    choices = " or ".join(f"{actor}.{move}" for actor in actors)
    return document.fault(path, f"{quoted(move)} may be {choices}; write which")


def _makers(data: dict[str, Any]) -> dict[str, list[str]]:
    """The actors that have a move of this name; none where it is an event's name."""
    makers: dict[str, list[str]] = {}
    for actor, moves in _mapping(data.get("moves")).items():
        for move in _mapping(moves):
            if move not in _mapping(data.get("events")):
                makers.setdefault(move, []).append(actor)
    return makers


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _expressions(here: Any, path: Path = ()) -> Iterator[Path]:
    """Where conditions and amounts stand."""
    inside = here.items() if isinstance(here, dict) else enumerate(here)
    for key, value in inside:
        if isinstance(value, str) and (key in EXPRESSIONS or path[-1:] == ("effects",)):
            yield (*path, key)
        elif isinstance(value, dict | list):
            yield from _expressions(value, (*path, key))
