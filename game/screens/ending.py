"""How it ended: for all of them together, for each of them, and beside what really happened.

There is no winner and no rank: sides stand in the order in which they always stand.
"""

from __future__ import annotations

from itertools import groupby

from game.board.wording import estimate, level
from game.claims import claims_of
from game.figures import figure, percent
from game.play import Play
from game.screens.history import History
from game.screens.leave import close_games
from game.screens.sources import Sources
from game.story.costs import human_cost
from game.story.page import Way, page
from game.story.prompts import phase_words
from game.story.prose import GAP, Line, boxes, paragraphs
from game.ui import Flow, Rect, Screen, Ui
from game.words import _
from sim.session import Quantity, Side, View

MOST = 8  # quantities to compare with what one thought of them
NAME = 220


class Ending(Screen):
    """Pages from the outcome to the questions for afterwards.

    Attributes:
        at: the page that is open, from 0.
    """

    name = "ending"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.at = 0

    @property
    def pages(self) -> list[str]:
        """What there is to tell."""
        view = self.play.view
        pages = {
            "outcome": True,
            "goals": bool(view.scores),
            "sight": bool(misjudged(view)),
            "record": bool(view.record),
            "questions": bool(view.debrief),
        }
        return [name for name, told in pages.items() if told]

    def draw(self, ui: Ui) -> None:
        """One page, and the ways on."""
        view, shown = self.play.view, self.pages[self.at]
        under = _("{title} · {when} · page {page} of {pages}").format(
            title=view.title,
            when=self.play.moment(view.moment),
            page=self.at + 1,
            pages=len(self.pages),
        )
        look = view.side(view.role).look
        body, way = page(ui, self._title(shown), self._ways(), under, look)
        fill = {
            "outcome": self._outcome,
            "goals": self._goals,
            "sight": self._sight,
            "record": self._record,
            "questions": self._questions,
        }[shown]
        ui.scroll(f"page {self.at}", body, lambda flow: fill(flow, ui, view))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of all pages."""
        return [
            ("enter", _("The next page")),
            ("left", _("The page before")),
            ("d", _("On the first and the last page: what your decisions did")),
            ("h", _("Look back over the turns")),
            ("v", _("On the first page, after a game of several people: as the next one saw it")),
            ("s", _("What is told here rests on: its sources")),
            ("n", _("On the last page: a new game")),
        ]

    def _title(self, shown: str) -> str:
        ending = self.play.view.ending
        return {
            "outcome": ending.label if ending else "",
            "goals": _("What each side has reached of what it wanted"),
            "sight": _("What you thought, and what was so"),
            "record": _("What really happened"),
            "questions": _("Questions for afterwards"),
        }[shown]

    def _ways(self) -> list[Way]:
        first, last = self.at == 0, self.at == len(self.pages) - 1
        ways = {
            Way("before", _("Back"), "left"): self.at > 0,
            Way("history", _("Look back over the turns"), "h"): first or last,
            Way("seat", self._elsewhere(), "v"): first and len(self.play.people) > 1,
            Way("sources", _("Sources"), "s"): bool(self._claims),
            Way("new", _("New game"), "n"): last and not self.play.lives,
            Way("title", _("First screen"), "enter"): last,
            Way("next", _("Next"), "enter", primary=not first): not last,
            Way("debrief", _("Debrief"), "d", primary=True): first or last,
        }
        return [way for way, offered in ways.items() if offered]

    @property
    def _claims(self) -> tuple[str, ...]:
        """Of what the open page tells."""
        view = self.play.view
        match self.pages[self.at]:
            case "outcome":
                ending = [view.ending] if view.ending else []
                return claims_of([*ending, *(one for one in view.quantities if one.harm)])
            case "goals":
                return view.dossier.sources
            case "sight":
                return claims_of(misjudged(view))
            case "record":
                return claims_of(view.record)
        return ()

    @property
    def _next_person(self) -> str:
        people = self.play.people
        return people[(people.index(self.play.role) + 1) % len(people)]

    def _elsewhere(self) -> str:
        name = self.play.view.side(self._next_person).name
        return _("As {name} saw it").format(name=name)

    def _take(self, ui: Ui, way: str) -> None:
        view = self.play.view
        if way == "history":
            ui.push(History(self.play, view.played[-1].turn))
        elif way == "debrief":
            self._debrief(ui)
        elif way == "seat":
            self.play.sit(self._next_person)
        elif way == "sources":
            ui.push(Sources(self.play, self._claims))
        elif way in ("new", "title"):
            self._leave(ui, way)
        elif way:
            self.at += 1 if way == "next" else -1

    def _debrief(self, ui: Ui) -> None:
        ui.push(self.play.after_ending())

    def _leave(self, ui: Ui, way: str) -> None:
        from game.screens.picker import Picker
        from game.screens.title import Title

        close_games([self])
        ui.home(Picker() if way == "new" else Title())

    # The pages

    def _outcome(self, flow: Flow, ui: Ui, view: View) -> None:
        assert view.ending is not None
        shared = (
            _("For all sides: it ended in fighting. After that no side has reached much.")
            if view.ending.violent
            else _("For all sides: in this run it did not end in fighting.")
        )
        lines = [Line(view.ending.text), Line(shared, "strong", gap=GAP)]
        boxes(flow, ui, [lines])
        cost = human_cost(view)
        if cost:
            people = _("These are people, and they are not counted as points for anybody.")
            boxes(flow, ui, [[*cost, Line(people, "small", "muted", gap=4)]])
        notes = [[Line(_beside_history(view), "small")], [Line(_limits(), "small")]]
        boxes(flow, ui, notes, columns=2 if ui.roomy else 1)

    def _goals(self, flow: Flow, ui: Ui, view: View) -> None:
        told = _(
            "From 0, nothing, to 100, everything. Goals differ, so these figures can't be compared "
            "with each other, and there is no winner."
        )
        paragraphs(flow, ui, [Line(told, colour="muted")])
        flow.gap(8)
        for side in view.sides:
            if side.id in view.scores:
                _goal_bar(flow, ui, side, view.scores[side.id], side.id == view.role)

    def _sight(self, flow: Flow, ui: Ui, view: View) -> None:
        told = _(
            "What you could only estimate: your last estimate, its range, and ▲ what was true."
        )
        paragraphs(flow, ui, [Line(told, colour="muted")])
        flow.gap(GAP)
        for quantity in misjudged(view):
            _true_and_thought(flow, ui, quantity, view.truth[quantity.id])
        self._confidence(flow, ui, view)

    def _confidence(self, flow: Flow, ui: Ui, view: View) -> None:
        """How likely the player found a peaceful end, turn by turn."""
        said = [
            _("turn {turn}: {chance}").format(turn=played.turn, chance=percent(played.expected))
            for played in view.played
            if played.expected is not None
        ]
        if said:
            heading = Line(_("How likely you found a peaceful end"), "small-strong", "muted")
            boxes(flow, ui, [[heading, Line(", ".join(said), gap=4)]])

    def _record(self, flow: Flow, ui: Ui, view: View) -> None:
        caption = _(
            "What was done at the time, as moves of this game: our coding, open to dispute."
        )
        paragraphs(flow, ui, [Line(caption, colour="muted")])
        flow.gap(GAP)
        for moment, group in groupby(view.record, key=lambda one: one.moment):
            lines = [Line(self.play.moment(moment), "small-strong", "muted")]
            for one in group:
                words = _("{side}: {what}").format(side=view.side(one.actor).name, what=one.label)
                lines.append(Line(words, "small-strong", gap=8))
                lines += [Line(one.note, "small")] if one.note else []
            boxes(flow, ui, [lines])

    def _questions(self, flow: Flow, ui: Ui, view: View) -> None:
        for phase, group in groupby(view.debrief, key=lambda prompt: prompt.phase):
            asked = [Line(prompt.ask, gap=8, sign="?") for prompt in group]
            boxes(flow, ui, [[Line(phase_words(phase), "small-strong", "muted"), *asked]])


def misjudged(view: View) -> list[Quantity]:
    """What this role only estimated, furthest from the truth first, as a part of the range."""

    def off(quantity: Quantity) -> float:
        low, high = quantity.range
        return abs(view.truth[quantity.id] - quantity.value) / (high - low)

    estimated = [
        quantity
        for quantity in view.quantities
        if quantity.certainty != "exact" and quantity.id in view.truth
    ]
    return sorted(estimated, key=off, reverse=True)[:MOST]


def _beside_history(view: View) -> str:
    """How close this run came to what happened, in a sentence."""
    if view.ending is not None and view.ending.history:
        return _(
            "This is the end that stands for what really happened (our coding, open to dispute)."
        )
    if not view.recorded_ending:
        return _("There is no history to hold this run against.")
    return _(
        "What really happened is best described by “{ending}” (our coding, open to dispute)."
    ).format(ending=view.recorded_ending)


def _limits() -> str:
    return _("All this is so in this model. With other luck the same orders can end otherwise.")


def _goal_bar(flow: Flow, ui: Ui, side: Side, score: float, own: bool) -> None:
    flow.gap(8)
    row = flow.row(56)
    ui.canvas.fill(row, "panel", radius=8, outline="edge" if own else None)
    inner = row.inset(16, 0)
    ui.sign(side.look, (inner.x + 16, inner.centery), 15)
    name, rest = inner.split_left(44)[1].split_left(min(NAME, inner.w / 3), gap=16)
    label = _("{name} (you)").format(name=side.name) if own else side.name
    ui.text(name, label, "strong" if own else "body", lines=1, middle=True)
    bar, number = rest.split_right(56, gap=16)
    track = Rect(bar.x, bar.centery - 6, bar.w, 12)
    ui.canvas.fill(track, "raised", radius=6, outline="line")
    ui.canvas.fill(Rect(track.x, track.y, max(12, track.w * score / 100), 12), "edge", radius=6)
    ui.text(number, figure(score, 0), "strong", align="right", middle=True)


def _true_and_thought(flow: Flow, ui: Ui, quantity: Quantity, truth: float) -> None:
    thought = _("You thought: {thought}. It was: {truth}.").format(
        thought=estimate(quantity), truth=level(truth, quantity)
    )
    paragraphs(flow, ui, [Line(quantity.label, "small-strong"), Line(thought, "small")])
    row = flow.row(40)
    ui.band(
        row.split_top(28)[0], quantity.low, quantity.high, quantity.value, quantity.range, truth
    )
    flow.gap(12)
