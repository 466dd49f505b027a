"""Every text of the program passes through here, in the language of whoever reads it (gettext).

`_("Turn {turn} of {turns}").format(turn=3, turns=16)`: the text is a plain literal, so that Babel's
tools find it, and what varies stands in named gaps, so that translators can move it. A text is
translated when it is shown, never when a module loads, since the language can change at any time.

Catalogs lie in `game/locale`, kept by `python -m game.locale`. The language `qps` has none:
it makes every text longer and strange, so that what was forgotten and what does not fit is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache, lru_cache, wraps
from gettext import NullTranslations, translation
from math import ceil
from pathlib import Path
from typing import TypeVar

from sim.session import speak_with

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "standoff"
ENGLISH = "en"  # what the texts are written in
PSEUDO = "qps"  # the code that is set aside for pseudo-languages

About = TypeVar("About", bound=Hashable)
Said = TypeVar("Said")

GAP_OR_WORD = re.compile(r"\{[^}]*\}|[A-Za-z]+")
STRANGE = str.maketrans(
    "ACDEGHIJKLNORSTUYZacdeghijklnorstuyz",
    "ÁČĎÉĞĤÍĴĶĽŇÓŘŠŤÚÝŽáčďéğĥíĵķľňóřšťúýž",
)


class Pseudo(NullTranslations):
    """Every text two fifths longer, with strange letters, in brackets; its gaps are kept."""

    def gettext(self, message: str) -> str:
        """The text as no language has it."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One or several, as in English."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The same in every context."""
        return self.gettext(message)


@cache
def pseudo(message: str) -> str:
    """The text made strange; what holds no word, such as a comma, stays."""
    strange = GAP_OR_WORD.sub(lambda found: lengthened(found[0]), message)
    return message if strange == message else f"[{strange}]"


def lengthened(word: str) -> str:
    """A word with its first letters doubled; a gap as it is."""
    if word.startswith("{"):
        return word
    doubled = ceil(0.4 * len(word))
    return ("".join(letter * 2 for letter in word[:doubled]) + word[doubled:]).translate(STRANGE)


class Reader:
    """Who reads: their language and its catalog."""

    code = ENGLISH
    catalog = NullTranslations()


def use_language(code: str) -> str:
    """Speak this language from now on; English if there is no catalog. The code that is spoken."""
    Reader.code = code if code in (PSEUDO, *languages()) else ENGLISH
    Reader.catalog = catalog_of(Reader.code)
    speak_with(Reader.catalog)  # for the few words of ours that stand in what a role sees
    return Reader.code


def language() -> str:
    """The code of the language that is spoken now."""
    return Reader.code


def languages() -> dict[str, str]:
    """The languages that there are catalogs of, each by its own name."""
    catalogs = LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    codes = sorted(path.parent.parent.name for path in catalogs)
    return {code: name_of(catalog_of(code)) for code in (ENGLISH, *codes)}


def catalog_of(code: str) -> NullTranslations:
    """The texts in this language."""
    if code == ENGLISH:
        return NullTranslations()
    return Pseudo() if code == PSEUDO else translation(DOMAIN, LOCALE, [code])


def name_of(catalog: NullTranslations) -> str:
    """What the language calls itself."""
    # Translators: the name of your language in your language, such as "Shqip" or "Srpski".
    return catalog.pgettext("this language", "English")


def _(message: str) -> str:
    """The text in the reader's language."""
    return Reader.catalog.gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """The text in the reader's language, as it is said of so many."""
    return Reader.catalog.ngettext(one, several, count)


def pgettext(context: str, message: str) -> str:
    """The text in the reader's language, where the same English words mean different things."""
    return Reader.catalog.pgettext(context, message)


def said_once(most: int) -> Callable[[Callable[[About], Said]], Callable[[About], Said]]:
    """Keep what was put into words last, by what it is about and by the language.

    For what many roles at many tables are told in the same words. most: of how many things.
    """

    def keep(say: Callable[[About], Said]) -> Callable[[About], Said]:
        @lru_cache(most)
        def kept(_catalog: NullTranslations, about: About) -> Said:
            return say(about)

        @wraps(say)
        def say_once(about: About) -> Said:
            return kept(Reader.catalog, about)

        return say_once

    return keep
