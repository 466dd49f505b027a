"""Untrusted YAML to plain data with places: the one module that reads YAML.

It takes the part of YAML that is plain to people and refuses the rest. Numbers, `true`, `false` and
nothing are what they look like; all else, such as `no`, `1:30`, `2023-09-24` or `010`, is text.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml
from pydantic import BaseModel

from sim.scenario.document import Document, Loc, Place, dotted
from sim.scenario.faults import AND_MORE, MOST_FAULTS, Fault, ScenarioError, quoted
from sim.scenario.syntax import explain, parted
from sim.scenario.validate import validate

__all__ = ["Document", "parse_document", "read_document", "read_model", "validate"]

M = TypeVar("M", bound=BaseModel)

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_PARTS = 60_000

# libyaml is ten times as fast. Its stream of events is safe where its loader is not: 100,000 "["
# overflow the stack of CSafeLoader, but here the reading stops at MAX_DEPTH.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Control, invisible and direction-changing characters, which can make a file look like another.
BANNED = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff"
)
BANNED_IN_FILE = re.compile(f"[{BANNED}]")
BANNED_IN_VALUE = re.compile(rf"[{BANNED}\r]")

LINE_BREAK = re.compile(r"\r\n|\r|\n")

CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(
    r"[-+]?((0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+|(0|[1-9][0-9]*)(?=[eE]))([eE][-+]?[0-9]+)?"
)
LONGEST_DECIMAL = 40
DECIMAL_COMMA = re.compile(r"(?<!\d)(\d{1,15}),$")

BEGIN = "begin with lines such as `title: The Banjska standoff`"


def read_model(path: Path, model: type[M]) -> M:
    """The file at `path` as a `model`; ScenarioError carries every fault that it has."""
    return validate(read_document(path), model)


def read_document(path: Path, begin: str = BEGIN) -> Document:
    """The file at `path` as plain data; ScenarioError carries every fault that it has.

    begin: what somebody is told to do whose file holds no keys.
    """
    try:
        if path.exists() and not path.is_file():
            _refuse(str(path), "this is a folder or a device, not a file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _refuse(str(path), "there is no such file")
    except OSError as problem:
        _refuse(str(path), f"the file cannot be read: {problem.strerror}")
    except ValueError:
        _refuse(str(path), "this cannot be the name of a file")
    return parse_document(content, str(path), begin)


def parse_document(content: str | bytes, name: str, begin: str = BEGIN) -> Document:
    """The content of a file as plain data; `name` stands for the file in faults."""
    if len(content) > MAX_BYTES:
        _refuse(name, f"the file is larger than {MAX_BYTES // 1024} KB; shorten it")
    text = _decoded(content, name) if isinstance(content, bytes) else content
    text = text.removeprefix("\ufeff")  # the byte order mark that some editors write
    _refuse_banned_characters(text, name)
    builder = _Builder(name, text, begin)
    data = builder.document()
    lines = text.splitlines()
    places = builder.places, builder.key_places
    return Document(Path(name), data, lines, *places, ends=builder.ends)


def plain_value(text: str) -> str | int | float | bool | None:
    """What a text without quotes stands for: a number, true, false, nothing, or itself."""
    if text in CONSTANTS:
        return CONSTANTS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= LONGEST_DECIMAL and DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


class _Builder:
    """Puts plain data together from the events of the YAML parser, and notes faults and places."""

    def __init__(self, name: str, text: str, begin: str) -> None:
        self.name = name
        self.begin = begin
        self.text = text
        self.lines = LINE_BREAK.split(text)
        self.faults: list[Fault] = []
        self.places: dict[tuple[str | int, ...], Place] = {}
        self.key_places: dict[tuple[str | int, ...], Place] = {}
        self.ends: dict[tuple[str | int, ...], Place] = {}
        self.here: Place = (1, 1)
        self.past: Place = (1, 1)
        self.events = self._events()

    def document(self) -> dict[str, Any]:
        """The one document of the file; ScenarioError carries all faults found on the way."""
        try:
            data = self._document()
        except yaml.YAMLError as problem:
            self._stop(*_in_plain_words(problem, self.lines, self.here))
        except (ValueError, OverflowError):  # the pure parser, at "\UFFFFFFFF"
            self._stop("there is a character that does not exist, or a number that is too long")
        if self.faults:
            raise ScenarioError(self.faults)
        return data

    def _document(self) -> dict[str, Any]:
        next(self.events)  # the start of the stream
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self._stop(f"the file is empty; {self.begin}", (1, 1))
        if start.version or start.tags:
            self._fault((), "directives (%) are not allowed")
        root = next(self.events)
        if not isinstance(root, yaml.MappingStartEvent):
            self._stop(f"the file must hold keys with values; {self.begin}")
        data: dict[str, Any] = self._value(root, ())
        next(self.events)  # the end of the document
        if not isinstance(next(self.events), yaml.StreamEndEvent):
            self._stop("one file holds one document; put the one that begins here into another")
        return data

    def _events(self) -> Iterator[Any]:
        events: Iterator[Any] = yaml.parse(self.text, Loader=LOADER)
        for count, event in enumerate(events):
            self.here = (event.start_mark.line + 1, event.start_mark.column + 1)
            self.past = (event.end_mark.line + 1, event.end_mark.column + 1)
            if count > MAX_PARTS:
                self._stop(f"the file has more than {MAX_PARTS:,} parts; shorten it")
            yield event

    def _value(self, event: Any, loc: tuple[str | int, ...]) -> Any:
        self.places[loc] = self.here
        content = self._content(event, loc)
        self.ends[loc] = self.past
        return content

    def _content(self, event: Any, loc: tuple[str | int, ...]) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._fault(loc, "aliases (*) are not allowed; write the value out")
            return ""
        if event.anchor is not None:
            self._fault(loc, "anchors (&) are not allowed; write the value out where it is needed")
        if event.tag is not None:
            self._fault(loc, "tags (!) are not allowed; a text that begins with ! goes in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, loc)
        if len(loc) >= MAX_DEPTH:
            deep = f"this is nested more than {MAX_DEPTH} levels deep"
            self._stop(f"{deep}; are all brackets closed?")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        return self._sequence(loc)

    def _scalar(self, event: Any, loc: Loc) -> str | int | float | bool | None:
        text: str = event.value
        banned = BANNED_IN_VALUE.search(text)
        if banned:
            found = f"the character U+{ord(banned[0]):04X}"
            self._fault(loc, f"{found} is not allowed in a text; delete it")
        is_plain = event.implicit[0]
        return plain_value(text) if is_plain else text

    def _sequence(self, loc: tuple[str | int, ...]) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*loc, len(items))))
        return items

    def _mapping(self, loc: tuple[str | int, ...]) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, loc)
            place = (*loc, key)
            is_again = key in entries
            key_place, end = self.here, self.ends.get(place)
            self.key_places.setdefault(place, key_place)
            value = next(self.events)
            if is_again and end:
                is_part = isinstance(value, yaml.MappingStartEvent) and not value.flow_style
                self._fault(
                    place, self._again(place, key_place, end if is_part else None), key_place
                )
            if _is_left_out(value) and _is_plain(event) and (mended := parted(key)):
                message = f"put a colon and a space between key and value: {mended}"
                self._fault(place, message, key_place)
            entries[key] = self._value(value, place)
        return entries

    def _again(self, loc: tuple[str | int, ...], here: Place, end: Place | None) -> str:
        """What to do with a key that stood there before; `end`: where that part was over."""
        line, column = self.key_places[loc]
        told = f"the key {quoted(str(loc[-1]))} is here a second time"
        told = f"{told}; it already stands on line {line}, column {column}"
        if end is None:
            return told
        if end[0] == here[0]:
            return f"{told}; delete this line"
        there = f"at the end of that part, before line {end[0]}"
        return f"{told}; put the lines below this {there}, and delete this line"

    def _key(self, event: Any, loc: tuple[str | int, ...]) -> str:
        place = self.here
        key = self._content(event, (*loc, "?"))
        self.here = place
        if isinstance(key, str):
            return key
        if isinstance(event, yaml.ScalarEvent):
            self._fault(loc, f"a key must be a text; {self._key_meant(event.value)}")
            return str(event.value)
        self._fault(loc, "a key must be a text, not a list or a mapping")
        return "?"

    def _key_meant(self, written: str) -> str:
        """How to write a key that is no text: in braces it may be what follows a decimal comma."""
        line, column = self.here
        before = DECIMAL_COMMA.search(self.lines[line - 1][: column - 1])
        if before and written.isdecimal():
            return f"write the number with a point: {before[1]}.{written}"
        return f"put it in quotes: {quoted(written)}"

    def _fault(self, loc: Loc, message: str, place: Place | None = None) -> None:
        if len(self.faults) >= MOST_FAULTS:
            self._stop(AND_MORE, place)
        self.faults.append(Fault(self.name, *(place or self.here), dotted(loc), message))

    def _stop(self, message: str, place: Place | None = None) -> NoReturn:
        last = Fault(self.name, *(place or self.here), "", message)
        raise ScenarioError([*self.faults, last]) from None


def _in_plain_words(problem: yaml.YAMLError, lines: list[str], here: Place) -> tuple[str, Place]:
    """What the parser complains about, and where."""
    mark = getattr(problem, "problem_mark", None)
    if not isinstance(problem, yaml.MarkedYAMLError) or mark is None:
        return f"this is not sound YAML: {problem}", here
    since = _place(problem.context_mark) if problem.context_mark else None
    return explain(problem.problem or "", _place(mark), since, lines)


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _is_plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0]


def _is_left_out(event: Any) -> bool:
    return _is_plain(event) and event.value == ""


def _decoded(content: bytes, name: str) -> str:
    """The text of a file, which must be UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:2]:
        _refuse(name, "the file is in UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        place = _place_after(content[: problem.start].decode("utf-8"))
        byte = content[problem.start]
        _refuse(name, f"the byte 0x{byte:02X} is not UTF-8; save the file as UTF-8", place)


def _refuse_banned_characters(text: str, name: str) -> None:
    """Each forbidden character is told once, at its first place: there may be very many of it."""
    first: dict[str, Place] = {}
    for number, line in enumerate(LINE_BREAK.split(text), 1):
        for found in BANNED_IN_FILE.finditer(line):
            first.setdefault(found[0], (number, found.start() + 1))
    if first:
        raise ScenarioError(
            Fault(name, *place, "", f"the character U+{ord(found):04X} is not allowed; delete it")
            for found, place in first.items()
        )


def _place_after(text: str) -> Place:
    """Line and column (from 1) of what follows the text."""
    lines = LINE_BREAK.split(text)
    return len(lines), len(lines[-1]) + 1


def _refuse(name: str, message: str, place: Place = (1, 1)) -> NoReturn:
    raise ScenarioError([Fault(name, *place, "", message)])
