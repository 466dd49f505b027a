"""A page: a template filled in, with its style inside, so that one file is all there is.

No page runs scripts or loads anything, and its own policy forbids it. Whatever a scenario says is
text: the templates escape it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.analysis.whole_file import write_whole
from sim.report.figures import (
    day,
    difference,
    known,
    number,
    percent,
    points,
    range_of_points,
    range_of_shares,
    short_day,
)
from sim.session.words import _, figure, listed, ngettext, share

if TYPE_CHECKING:
    from jinja2 import Environment

FILTERS = {
    "day": day,
    "difference": difference,
    "figure": figure,
    "known": known,
    "listed": listed,
    "number": number,
    "percent": percent,
    "points": points,
    "range_of_points": range_of_points,
    "range_of_shares": range_of_shares,
    "share": share,
    "short_day": short_day,
}


class MissingLibrary(Exception):
    """What makes pages is not installed; the message says how to get it."""


def render(template: str, **given: Any) -> str:
    """The page that a template makes of what is given.

    Raises:
        MissingLibrary: Jinja2 is not installed.
    """
    return environment().get_template(template).render(given)


@cache
def environment() -> Environment:
    """The templates of this folder, in which every text is escaped and every gap must be filled."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingLibrary(
            'pages need Jinja2, which is not installed: pip install "standoff[report]"'
        ) from None
    found = Environment(
        loader=PackageLoader("sim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Looked up when a page is made: by then a language may have been chosen.
    found.globals.update(_=_, ngettext=ngettext)
    found.filters.update(FILTERS)
    return found


def write_page(path: Path, page: str) -> None:
    """Write a page; what stood there is replaced only when the new one is whole.

    Raises:
        OSError: it can't be written.
    """
    write_whole(path, page)
