"""The tables that come out of a crisis: a row a world, and a row a world and turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from sim.engine.crisis import Crisis
    from sim.engine.rows import Places, Rows

KINDS = ("escalate", "hold", "de-escalate")
NOT_OVER = "not over"


def results_table(crisis: Crisis) -> pa.Table:
    """One row a world, (W rows).

    Columns: point, if numbers are varied; world, seed, ending, turns; `start NAME` for what starts
    differently in each world; `peak NAME` and `peak turn NAME` for what is watched; each
    indicator's last value; `SIDE escalate|hold|de-escalate` counts of moves by kind; `SIDE gaps`
    of word and deed; `SIDE demands met|threats kept|backed down|threats dropped`; `SIDE score`, 0
    to 100.
    Quantities are float32: seven digits.
    """
    worlds, book = crisis.worlds, crisis.rules.book
    columns: dict[str, pa.Array] = {
        **_places(crisis, np.arange(worlds.count)),
        "seed": pa.array(np.full(worlds.count, worlds.dice.seed)),
        "ending": _endings(crisis),
        "turns": _small(worlds.row("turn", "turn")),
    }
    columns |= {name: _figure(value) for name, value in _starts(crisis).items()}
    for name in book.layout.names("peak"):
        columns[f"peak {name}"] = _figure(worlds.row("peak", name))
        columns[f"peak turn {name}"] = _small(worlds.row("peak_turn", name))
    for name in book.indicators:
        columns[name] = _figure(worlds.row("indicator", name))
    for name, count in _kinds(crisis).items():
        columns[name] = _small(count)
    columns |= {name: _small(count) for name, count in _promises(crisis).items()}
    for name, score in zip(book.actors, crisis.scores(), strict=True):
        columns[f"{name} score"] = _figure(score)
    return pa.table(columns)


def trace_table(crisis: Crisis) -> pa.Table:
    """One row for each world that was still going on, as the turn just played left it.

    Columns: point, if numbers are varied; world, turn, rung, every indicator, and each seat's move
    as `SIDE deed`, `SIDE word`.
    """
    worlds, book = crisis.worlds, crisis.rules.book
    here = np.flatnonzero(worlds.row("turn", "turn") == worlds.turn)
    columns: dict[str, pa.Array] = {
        **_places(crisis, here),
        "turn": pa.array(np.full(len(here), worlds.turn, dtype=np.int16)),
        "rung": _small(worlds.row("rung", "rung")[here]),
    }
    for name in book.indicators:
        columns[name] = _figure(worlds.row("indicator", name)[here])
    for number, seat in enumerate(book.seats):
        columns[seat.replace("/", " ")] = _choices(crisis, number, here)
    return pa.table(columns)


def _places(crisis: Crisis, here: Places) -> dict[str, pa.Array]:
    """The numbers of some worlds, and their points if there are several."""
    points, places = np.divmod(here, crisis.copies)
    numbered = {"point": pa.array(points.astype(np.int32))} if crisis.varied else {}
    return numbered | {"world": pa.array(crisis.worlds.dice.first_world + places)}


def _endings(crisis: Crisis) -> pa.Array:
    names = pa.array([*crisis.rules.book.scenario.endings, NOT_OVER])
    ending = crisis.worlds.row("ending", "ending").astype(np.int32)
    return pa.DictionaryArray.from_arrays(np.where(ending < 0, len(names) - 1, ending), names)


def _choices(crisis: Crisis, seat: int, here: Places) -> pa.Array:
    """What the seat did or said last in some worlds, by name."""
    book = crisis.rules.book
    own = [move.name.split(".", 1)[1] for move in book.moves if move.seat == seat]
    chosen = crisis.worlds.row("choice", book.seats[seat])[here] - book.seat_starts[seat]
    return pa.DictionaryArray.from_arrays(chosen.astype(np.int32), pa.array(own))


def _starts(crisis: Crisis) -> dict[str, Rows]:
    """`start NAME`: what each world drew where the scenario gives a distribution.

    Drawn again, as luck has an address. Futures, which have other luck, started somewhere else.
    """
    worlds, book = crisis.worlds, crisis.rules.book
    if worlds.dice.stream:
        return {}
    drawn = crisis.rules.start.values(worlds.dice)
    return {f"start {book.indicators[number]}": drawn[number] for number in sorted(drawn)}


def _kinds(crisis: Crisis) -> dict[str, Rows]:
    """`SIDE KIND`: how many moves of that kind the side made, deeds and words."""
    book, table = crisis.rules.book, crisis.worlds.table
    first = book.layout.first("count")
    nothing = np.zeros(crisis.worlds.count, dtype=table.dtype)
    counts: dict[str, Rows] = {f"{a} {k}": nothing.copy() for a in book.actors for k in KINDS}
    for place, move in enumerate(book.moves):
        counts[f"{book.actors[move.actor]} {move.kind}"] += table[first + place]
    return counts


def _promises(crisis: Crisis) -> dict[str, Rows]:
    """What came of each side's words: how often, for all its commitments together."""
    book, worlds = crisis.rules.book, crisis.worlds
    counts: dict[str, Rows] = {}
    for actor in book.actors:
        counts[f"{actor} gaps"] = worlds.row("gap", actor)
    for name, commitment in book.scenario.commitments.items():
        parts = {"met": "demands met", "kept": "threats kept", "broken": "backed down"}
        for group, label in (parts | {"dropped": "threats dropped"}).items():
            key = f"{commitment.maker} {label}"
            counts[key] = counts.get(key, 0) + worlds.row(group, name)
    return counts


def _small(values: Rows) -> pa.Array:
    return pa.array(values.astype(np.int16))


def _figure(values: Rows) -> pa.Array:
    return pa.array(values.astype(np.float32))
