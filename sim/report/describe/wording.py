"""Figures, changes and chances of a scenario in words, with the labels of what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.engine.book import Book
from sim.engine.start import Start
from sim.report.figures import MINUS
from sim.scenario.expressions import Node, Number, fold
from sim.scenario.indicators import Drift, Indicator, OneOf, Triangular, Uniform
from sim.scenario.moves import Consequence, Consequences
from sim.scenario.schema import Scenario
from sim.scenario.units import counted_in
from sim.session.conditions import Conditions
from sim.session.labels import quality, spoken_label
from sim.session.reading import Reading
from sim.session.words import _, exact, listed, ngettext

TIGHT = "\N{NO-BREAK SPACE}"
UNSAID = ("index", "flag", "percent")  # units that a label need not be told with


class Wording:
    """Says what a scenario means."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.conditions = Conditions(scenario)
        book = Book(scenario)
        self.typical = Reading(book, Start(book).typical_world().table[:, 0])

    def label(self, name: str) -> str:
        """What a thing of the scenario is called."""
        return spoken_label(self.scenario, name, "en")

    def names(self, actors: Iterable[str]) -> str:
        """Actors by their names."""
        return listed([str(self.scenario.actors[actor].name) for actor in actors])

    def only(self, condition: Node | None) -> str:
        """A condition as a sentence; nothing where there is none."""
        if condition is None:
            return ""
        return _("Only {condition}.").format(condition=self.conditions.clause(condition))

    def clause(self, condition: Node) -> str:
        """A condition as part of a sentence."""
        return self.conditions.clause(condition)

    # -- chances -----------------------------------------------------------------------------

    def chance(self, amount: Node) -> str:
        """How likely something is in a turn; where that depends, also at a typical start."""
        amount = fold(amount)
        if isinstance(amount, Number):
            return _("{share} in a turn").format(share=percent(amount.value))
        share = percent(min(max(self.typical.value(amount), 0.0), 1.0), digits=3)
        words = _("{amount} in a turn; at a typical start {share}")
        return words.format(amount=self.conditions.amount(amount), share=share)

    # -- what changes ------------------------------------------------------------------------

    def consequences(self, part: Consequences) -> Iterator[str]:
        """What always follows, now and later, and what may follow; a line each."""
        yield from self.consequence(part)
        for branch in part.chances:
            label = f"“{branch.label}”: " if branch.label else ""
            rest = "; ".join(self.consequence(branch)) or _("nothing more")
            yield _("With {share}: {what}").format(share=percent(branch.chance), what=label + rest)

    def consequence(self, part: Consequence) -> Iterator[str]:
        """What follows, now and later."""
        yield from (self.change(key, amount) for key, amount in part.effects.items())
        for later in part.later:
            what = "; ".join(self.change(key, amount) for key, amount in later.effects.items())
            words = ngettext("In {turns} turn: {what}", "In {turns} turns: {what}", later.after)
            yield words.format(turns=later.after, what=what)

    def change(self, key: str, amount: Node) -> str:
        """A quantity and what is added to it: "Tension +3"."""
        label, unit, scale = self.quality(key)
        amount = fold(amount)
        if isinstance(amount, Number):
            return f"{label}{TIGHT}{change(amount.value * scale, unit, label)}"
        times = "" if scale == 1 else f" × {exact(scale)}"
        return f"{label} + ({self.conditions.amount(amount)}){times}"

    def quality(self, key: str) -> tuple[str, str, float]:
        """Label and unit of a quantity, and by what its amounts are multiplied."""
        indicator = self.scenario.indicators.get(key)
        if indicator:
            return str(indicator.label), indicator.unit, 1.0
        return quality(self.scenario, key, "en")


def percent(share: float, digits: int = 6) -> str:
    """A share as an author wrote it: 0.5 %."""
    return f"{100 * share:.{digits}g}{TIGHT}%"


def figure(value: float, unit: str = "") -> str:
    """A figure as an author wrote it, with its unit."""
    if unit == "flag" and value in (0, 1):
        return _("yes") if value else _("no")
    words = exact(value).replace("-", MINUS)
    if unit == "percent":
        return f"{words}{TIGHT}%"
    return words if unit in ("", *UNSAID) else f"{words} {counted_in(unit, words)}"


def span(low: float, high: float, unit: str = "") -> str:
    """From one figure to another; one alone if they are the same."""
    if low == high:
        return figure(low, unit)
    return _("{low} to {high}").format(low=figure(low), high=figure(high, unit))


def shares(low: float, high: float) -> str:
    """From one share to another."""
    return span(100 * low, 100 * high, "percent")


def change(amount: float, unit: str, label: str = "") -> str:
    """A change with its sign, and with its unit where the label does not say it."""
    words = (MINUS if amount < 0 else "+") + exact(abs(amount))
    if unit == "percent":
        points = ngettext("{number} point", "{number} points", 1 if abs(amount) == 1 else 2)
        return points.format(number=words)
    is_said = unit in UNSAID or counted_in(unit).lower() in label.lower()
    return words if is_said else f"{words} {counted_in(unit, words)}"


def start(indicator: Indicator) -> str:
    """Where it starts, or how that is distributed."""
    unit = indicator.unit
    match indicator.start:
        case Uniform(uniform=(low, high)):
            return _("anything from {span}").format(span=span(low, high, unit))
        case Triangular(triangular=(low, likeliest, high)):
            words = _("{span}, most likely {likeliest}")
            return words.format(span=span(low, high, unit), likeliest=figure(likeliest))
        case OneOf(one_of=figures):
            found = [*map(figure, figures[:-1]), figure(figures[-1], unit)]
            return _("{figures}, each as likely").format(figures=listed(found, _("or")))
        case int() | float() as value:
            return figure(value, unit)


def drift(part: Drift, unit: str) -> str:
    """What it goes back to by itself."""
    words = _("drifts toward {value}, {rate} of the way in a turn")
    return words.format(value=figure(part.toward, unit), rate=percent(part.rate))


def turns(count: int) -> str:
    """So many turns."""
    return ngettext("{count} turn", "{count} turns", count).format(count=count)


def at_most(count: int) -> str:
    """No more often than that."""
    words = ngettext("At most once.", "At most {count} times.", count)
    return words.format(count=count)
