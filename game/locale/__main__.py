"""`python -m game.locale [LANGUAGE…]`: renews the template and every catalog; begins new languages.

Needs Babel, which developers have. A catalog is shipped when it is whole: a language that is half
translated would be read as half English, so its `.mo`, by which the game finds it, waits for that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from game.words import DOMAIN, LOCALE

TEMPLATE = LOCALE / f"{DOMAIN}.pot"
ROOT = LOCALE.parent.parent
# The folders whose texts people read in their language, and the kinds of file in which they stand.
SPEAKERS = ("game", "sim/session", "sim/analysis", "sim/report")
KINDS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "javascript")]
HINT = "Translators:"
HEADER = "# The texts of Standoff. What stands in {gaps} is filled in and must be kept."
GAP = re.compile(r"\{[^}]*\}")


def template() -> Catalog:
    """Every text that the code has now, with the files in which it stands."""
    catalog = Catalog()
    for folder in SPEAKERS:
        texts = extract_from_dir(
            str(ROOT / folder), KINDS, comment_tags=[HINT], strip_comment_tags=True
        )
        for file, _line, message, comments, context in sorted(texts, key=lambda text: text[:2]):
            place = (f"{folder}/{file}", 0)
            catalog.add(message, None, [place], auto_comments=comments, context=context)
    return catalog


def written(catalog: Catalog, header: bool = True) -> bytes:
    """The catalog as a `.po` file, without line numbers, which change with any change of code."""
    file = BytesIO()
    write_po(file, catalog, omit_header=not header, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def read(path: Path, code: str) -> Catalog:
    """The catalog of a language; an empty one where there is none yet."""
    if path.exists():
        return read_po(BytesIO(path.read_bytes()), locale=code)
    return Catalog(locale=code, project="Standoff", version="1", header_comment=HEADER)


def is_whole(text: Message) -> bool:
    """Is it translated, for certain, and with the gaps of the original?"""
    originals, translated = forms(text.id), forms(text.string)
    gaps = {gap for original in originals for gap in GAP.findall(original)}
    return not text.fuzzy and all(form and (set(GAP.findall(form)) <= gaps) for form in translated)


def forms(text: str | Sequence[str] | None) -> list[str]:
    """The forms of a text: one, or as many as the language has for numbers."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def renew(code: str) -> str:
    """Bring the catalog of a language up to the template, and compile it if it is whole."""
    path = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = read(path, code)
    catalog.update(template())
    path.write_bytes(written(catalog))
    left = [text for text in catalog if text.id and not is_whole(text)]
    compiled = path.with_suffix(".mo")
    if left:
        compiled.unlink(missing_ok=True)
        return f"{path}: {len(left)} of {len(catalog)} texts to do, first {left[0].id!r}"
    with compiled.open("wb") as file:
        write_mo(file, catalog)
    return f"{path}: whole, {len(catalog)} texts"


def catalogs() -> Iterator[str]:
    """The languages that were begun."""
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield path.parent.parent.name


def main(new: Sequence[str]) -> int:
    """Renew everything and tell what is left to do; exit code 2 for what is no language."""
    for code in new:
        try:
            Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            print(f'"{code}" is not the code of a language, such as sq or sr_Latn', file=sys.stderr)
            return 2
    TEMPLATE.write_bytes(written(template(), header=False))
    print(f"{TEMPLATE}: {len(template())} texts")
    for code in dict.fromkeys([*catalogs(), *new]):
        print(renew(code))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
