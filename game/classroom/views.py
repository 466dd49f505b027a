"""A whole view on the line, for a client that draws the board itself instead of a page's sheet.

What everybody may read of the land is left out, since it is long and never changes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

from game.classroom.limits import LARGEST_FRAME
from game.classroom.plain import Plain, pressed, unpressed
from game.classroom.talk import beginning
from sim.session import Area, Chart, Forecast, Line, Proposal, Saying, View

LARGEST_VIEW = 4 * 2**20
SPARE = 1_024  # bytes of a frame around a view
Said = TypeVar("Said", Saying, Proposal)


@cache
def _views() -> TypeAdapter[View]:
    return TypeAdapter(View)


@cache
def _land() -> TypeAdapter[tuple[tuple[Area, ...], tuple[Line, ...]]]:
    return TypeAdapter(tuple[tuple[Area, ...], tuple[Line, ...]])


@cache
def _forecasts() -> TypeAdapter[Forecast]:
    return TypeAdapter(Forecast)


def pack(view: View) -> str:
    """A view as text."""
    chart = replace(view.chart, areas=(), lines=()) if view.chart else None
    view = replace(view, chart=chart)
    while len(packed := _packed(view)) > LARGEST_FRAME - SPARE:
        if not (view.messages or view.proposals):
            break
        view = _with_less_talk(view)
    return packed


def _packed(view: View) -> str:
    return pressed(_views().dump_json(view), level=1)


def _with_less_talk(view: View) -> View:
    """With fewer words in messages; when they are all gone, in proposals."""
    if view.messages:
        return replace(view, messages=_with_less_text(view.messages))
    return replace(view, proposals=_with_less_text(view.proposals))


def _with_less_text(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """The older half in short; or without it, where it is already."""
    half = (len(said) + 1) // 2
    older, newer = said[:half], said[half:]
    short = tuple(replace(each, text=beginning(each.text)) for each in older)
    return newer if short == older else short + newer


def unpack(packed: str, land: bytes = b"", now: Plain | None = None) -> View:
    """The view again.

    land: the answer to `/land.json?whole`. now: the newest frame of that kind; the orders, who is
        awaited and the phase are as it says, since they change while a view stays as it is.

    Raises:
        ValueError: it is no view.
    """
    view = _views().validate_json(unpressed(packed, LARGEST_VIEW))
    if view.chart and land and land != b"null":
        areas, lines = _land().validate_json(land)
        view = replace(view, chart=replace(view.chart, areas=areas, lines=lines))
    return _as_of(view, now) if now and now.get("orders") else view


def _as_of(view: View, now: Plain) -> View:
    """With the orders that are put down now."""
    orders = now["orders"]
    if view.phase == "over" or orders["turn"] != view.turn:
        return view
    return replace(
        view,
        phase="wait" if orders["committed"] else "decide",
        deed=orders["deed"],
        word=orders["word"],
        committed=orders["committed"],
        waiting_for=tuple(now["awaited_ids"]),
    )


def pack_land(chart: Chart | None) -> bytes:
    """The land as JSON."""
    return _land().dump_json((chart.areas, chart.lines)) if chart else b"null"


def pack_forecast(found: Forecast) -> Plain:
    """A forecast as plain data."""
    packed: Plain = _forecasts().dump_python(found, mode="json")
    return packed


def unpack_forecast(packed: Plain) -> Forecast:
    """The forecast again. Raises: ValueError: it is none."""
    return _forecasts().validate_python(packed)
