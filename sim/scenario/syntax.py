"""Where the YAML parser halts, what the author did: often it notices a slip only lines later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sim.scenario.document import Place
from sim.scenario.faults import quoted, shortened

# What the parser says (libyaml, then the pure one), in an author's words: told where the lines
# themselves show nothing better.
MISFIT = "this does not fit the lines above; check indentation and quotes"
SAYINGS = {
    "mapping values are not allowed": 'a ":" is not expected here; check the indentation, and put '
    'a text that has ": " in it in quotes',
    "expected ':'": 'a ":" is missing after this key',
    "expected ',' or ']'": 'a "," or the closing "]" is missing before this',
    "expected ',' or '}'": 'a "," or the closing "}" is missing before this',
    "unexpected end of stream": "the quotation mark here is never closed",
    "entries are not allowed": 'a list of "- " items begins on a line of its own',
    "expected key": MISFIT,
    "expected <block end>": MISFIT,
    "expected '-'": MISFIT,
    "escape": "this is no escape sequence; a text with a backslash goes in single quotes",
    "node content": "a value is missing before this",
    "cannot start any token": "a text cannot begin with this character; put it in quotes",
    "<document start>": "one file holds one document, and it is over before this",
    "directive": "directives (%) are not allowed",
    "alphabetic or numeric": "anchors (&) and aliases (*) are not allowed; put a text in quotes",
    "tag": "tags (!) are not allowed; a text that begins with ! goes in quotes",
}
BEGINS_EARLIER = ("expected ':'", "unexpected end of stream")

TAB = re.compile(r" *\t")
HARD_SPACE = re.compile(r"^[ \xa0]*?(\xa0)|:(\xa0)")
NO_SPACE = re.compile(r"([\w.-]+):(?=[^\s:])")
KEY = re.compile(r"[^\s\"'#].*?:(\s|$)")
WORDS = re.compile(r"([^\W\d][\w.-]*)(?: +(\S.*))?")
OPENS_A_PART = re.compile(r".*:\s*(#.*)?")
KEY_AND_TEXT = re.compile(r"([\w.-]+): +([^\s\"'\[{].*)")
# A key of braces that took its value with it: `a.b:+2`, `a.b +2`, `a.b = +2`, `attitude(a, b):2`.
KEY_AND_VALUE = re.compile(r"([\w.-]+(?:\([^()]*\))?)(?:\s*[:=]\s*|\s+)(\S.*)")
OTHER = {"'": "double", '"': "single"}


def explain(said: str, at: Place, since: Place | None, lines: Sequence[str]) -> tuple[str, Place]:
    """What is wrong, and where; `at` and `since` are where the parser halts and what it was in."""
    for slip in (_tab, _hard_space):
        for line in sorted({at[0], max(at[0] - 1, 1), *([since[0]] if since else [])}):
            if found := slip(_line(lines, line), line):
                return found
    place = since if since and any(words in said for words in BEGINS_EARLIER) else at
    return _slip(said, place, lines) or (_saying(said, since), place)


def parted(key: str) -> str | None:
    """The key and its value as they were meant, where a key without a value holds both."""
    both = KEY_AND_VALUE.fullmatch(key)
    return f"{both[1]}: {both[2]}" if both else None


def _slip(said: str, place: Place, lines: Sequence[str]) -> tuple[str, Place] | None:
    """The slip that the lines around `place` show, if any."""
    line, column = place
    if "expected ':'" in said:
        return _without_colon(lines, line)
    if "unexpected end of stream" in said:
        return _open_quote(lines, line, column), place
    if "mapping values" in said:
        return _colon_in_text(lines, place) or _broken_above(lines, line) or _indent(lines, line)
    if any(words in said for words in SAYINGS if SAYINGS[words] == MISFIT):
        return _past_quote(lines, place) or _indent(lines, line)
    return None


def _saying(said: str, since: Place | None) -> str:
    unknown = f"this is not sound YAML: {said}"
    message = next((plain for words, plain in SAYINGS.items() if words in said), unknown)
    if since and "expected ','" in said:
        message += f" (it opens on line {since[0]})"
    return message


def _tab(text: str, line: int) -> tuple[str, Place] | None:
    if found := TAB.match(text):
        return "replace the tab at the start of this line by spaces", (line, found.end())
    return None


def _hard_space(text: str, line: int) -> tuple[str, Place] | None:
    if found := HARD_SPACE.search(text):
        column = max(found.start(1), found.start(2)) + 1
        return "this is a non-breaking space; type a plain one over it", (line, column)
    return None


def _without_colon(lines: Sequence[str], line: int) -> tuple[str, Place] | None:
    """A line that should be `key: value` and lacks the colon, or the space after it."""
    start, body = _body(lines, line)
    if found := NO_SPACE.match(body):
        mended = f"{body[: found.end()]} {body[found.end() :]}"
        return f"put a space after the colon: {shortened(mended)}", (line, start + found.end())
    if KEY.match(body) or not (words := WORDS.fullmatch(body)):
        return None
    ways = []
    if words[1].islower():
        mended = f"{words[1]}: {words[2]}" if words[2] else f"{words[1]}:"
        ways.append(f"write {quoted(mended)}")
    if start < _start(lines, _above(lines, line)) or not ways:
        ways.append("indent it where it goes on with the text above")
    return f'this line has no ":"; {", or ".join(ways)}', (line, start + 1)


def _broken_above(lines: Sequence[str], line: int) -> tuple[str, Place] | None:
    """The first line of a part that lacks its colon: the parser takes it for a text."""
    above = _above(lines, line)
    before = _above(lines, above)
    opens = OPENS_A_PART.fullmatch(_line(lines, before)) if before else None
    return _without_colon(lines, above) if above and (opens or not before) else None


def _colon_in_text(lines: Sequence[str], place: Place) -> tuple[str, Place] | None:
    start, body = _body(lines, place[0])
    found = KEY_AND_TEXT.fullmatch(body)
    if found and start + found.end(1) + 1 < place[1]:
        quote = "'" if '"' in found[2] else '"'
        mended = f"{found[1]}: {quote}{shortened(found[2])}{quote}"
        return f'put a text that has ": " in it in quotes: {mended}', place
    return None


def _indent(lines: Sequence[str], line: int) -> tuple[str, Place] | None:
    """A line that begins where no part above it does, or in a list without its dash."""
    here = _start(lines, line)
    if _leaves_list(lines, line):
        message = 'the lines above are a list: begin this line with "- " too, or none of them'
        return message, (line, here + 1)
    starts = dict(_starts_above(lines, line))
    if not starts or here in starts:
        return None
    near = min(starts, key=lambda start: abs(start - here))
    message = f"this line stands {_spaces(here)} in, line {starts[near]} above {_spaces(near)}"
    return f"{message}; lines of one part begin alike", (line, here + 1)


def _leaves_list(lines: Sequence[str], line: int) -> bool:
    """Whether the part that a line goes on with has dashes, and the line has none."""
    here = _margin(lines, line)
    above = _above(lines, line)
    while above and _margin(lines, above) > here:
        above = _above(lines, above)
    is_beside = here == _margin(lines, above)
    return is_beside and _begins_item(lines, above) and not _begins_item(lines, line)


def _begins_item(lines: Sequence[str], line: int) -> bool:
    return _line(lines, line).lstrip(" ").startswith("- ")


def _starts_above(lines: Sequence[str], line: int) -> Iterator[tuple[int, int]]:
    """Where the parts begin that a line may go on with, each with the line that shows it."""
    least = None
    while line := _above(lines, line):
        start = _start(lines, line)
        if least is None or start < least:
            least = start
            yield start, line


def _open_quote(lines: Sequence[str], line: int, column: int) -> str:
    quote = _line(lines, line)[column - 1 : column]
    curly = next((c for c in _line(lines, line)[column:] if c in "“”„‘’"), "")
    closing = f": {curly} closes none, write {quote}" if curly else ""
    return f"a quote opened on line {line} is not closed{closing}"


def _past_quote(lines: Sequence[str], place: Place) -> tuple[str, Place] | None:
    """Words behind a closing quote; if it is alone on its line, one opened above is not closed."""
    line, column = place
    before = _line(lines, line)[: column - 1].rstrip()
    quote = before[-1:]
    if quote not in OTHER:
        return None
    if quote in before[:-1]:
        rest = f"put all of it in quotes, in {OTHER[quote]} ones where it has a {quote} in it"
        return f"the text in quotes is over before this; {rest}", place
    for above in range(line - 1, 0, -1):
        if quote in (text := _line(lines, above)):
            opened = (above, text.rindex(quote) + 1)
            return _open_quote(lines, *opened), opened
    return None


def _line(lines: Sequence[str], line: int) -> str:
    return lines[line - 1] if 1 <= line <= len(lines) else ""


def _above(lines: Sequence[str], line: int) -> int:
    """The number of the next line above that says something; 0 where there is none."""
    line -= 1
    while line > 0 and not _line(lines, line).split("#")[0].strip():
        line -= 1
    return max(line, 0)


def _margin(lines: Sequence[str], line: int) -> int:
    """How many spaces begin a line."""
    text = _line(lines, line)
    return len(text) - len(text.lstrip(" "))


def _start(lines: Sequence[str], line: int) -> int:
    """How far in the first word of a line stands."""
    text = _line(lines, line)
    margin = _margin(lines, line)
    return margin + len(text[margin:]) - len(re.sub(r"^(- +)+", "", text[margin:]))


def _body(lines: Sequence[str], line: int) -> tuple[int, str]:
    start = _start(lines, line)
    return start, _line(lines, line)[start:].split(" #")[0].rstrip()


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"
