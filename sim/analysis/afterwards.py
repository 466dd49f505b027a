"""What is told afterwards without any futures: promises, beliefs, and how foresight fared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sim.analysis.debrief import Belief, Fate, Foresight, Promise
from sim.analysis.turning import Curve
from sim.engine.book import Book
from sim.engine.rows import Rows
from sim.engine.sight import Sight
from sim.session.hindsight import Hindsight
from sim.session.labels import spoken_label
from sim.session.pledges import price_after

FATES: tuple[Fate, ...] = ("met", "kept", "broken", "dropped")


def promises(past: Hindsight, book: Book, language: str) -> Iterator[Promise]:
    """Every commitment that stood, in the order in which they were settled."""
    columns, layout = past.columns, book.layout
    for lived, after in zip(past.turns, columns[1:], strict=True):
        for name in book.scenario.commitments:
            for fate in FATES:
                row = layout.row(fate, name)
                if after[row] > lived.truth[row]:
                    made = round(float(lived.truth[layout.row("pledged", name)]))
                    yield _promise(past, book, name, made, lived.turn, fate, language)
    for name in book.scenario.commitments:
        if past.last[layout.row("open", name)] > 0:
            made = round(float(past.last[layout.row("pledged", name)]))
            yield _promise(past, book, name, made, None, "open", language)


def _promise(
    past: Hindsight,
    book: Book,
    name: str,
    made: int,
    settled: int | None,
    fate: Fate,
    language: str,
) -> Promise:
    part, dynamics = book.scenario.commitments[name], book.scenario.dynamics
    share = {"broken": 1.0, "dropped": dynamics.audience.excuse}.get(fate, 0.0)
    stood = 0 if settled is None else settled - made
    credibility = {"kept": dynamics.credibility.kept, "broken": dynamics.credibility.broken}
    return Promise(
        id=name,
        label=part.label.spoken(language),
        maker=part.maker,
        own=part.maker == past.role,
        made=made,
        settled=settled,
        fate=fate,
        audience=part.audience,
        audience_label=spoken_label(book.scenario, part.audience, language),
        price=share * price_after(book, name, stood),
        credibility=credibility.get(fate, 0.0),
    )


def beliefs(past: Hindsight, book: Book, language: str) -> Iterator[Belief]:
    """Whatever the role did not see exactly, the largest error for its range first."""
    errors = Sight(book, past.role).errors
    unsure = [name for name in book.indicators if errors[name] != 0.0]
    believed = [np.frombuffer(lived.knowledge.column, dtype="<f4") for lived in past.turns]
    true = [lived.truth for lived in past.turns]
    found = [_belief(book, name, believed, true, language) for name in unsure if past.turns]
    yield from sorted(found, key=lambda belief: -belief.share)


def _belief(
    book: Book, name: str, believed: Sequence[Rows], true: Sequence[Rows], language: str
) -> Belief:
    row, part = book.layout.row("indicator", name), book.scenario.indicators[name]
    held, was = (tuple(float(column[row]) for column in columns) for columns in (believed, true))
    error = float(np.abs(np.subtract(held, was)).mean())
    low, high = part.range
    return Belief(
        name, part.label.spoken(language), part.unit, held, was, error, error / (high - low)
    )


def foresight(past: Hindsight, curve: Curve, peaceful: bool) -> Foresight | None:
    """How the role's stated chances fared; None if it stated none. curve: the true one."""
    stated = [(lived.turn, lived.expected) for lived in past.turns]
    pairs = [(turn, chance) for turn, chance in stated if chance is not None]
    if not pairs:
        return None
    return Foresight(
        stated=tuple(pairs),
        brier=float(np.mean([(chance - peaceful) ** 2 for _turn, chance in pairs])),
        off=float(np.mean([abs(chance - curve.shares[turn].value) for turn, chance in pairs])),
    )
