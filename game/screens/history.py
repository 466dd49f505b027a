"""Looking back: any turn that is over, as this role lived through it."""

from __future__ import annotations

from game.claims import claims_of
from game.figures import percent
from game.play import Play
from game.screens.sources import Sources
from game.story.page import Way, page
from game.story.prose import Line
from game.story.turn import draw_turn, headline, subheading
from game.ui import Screen, Ui
from game.words import _
from sim.session import Played


class History(Screen):
    """One turn; ← and → go to its neighbours.

    Attributes:
        turn: the turn that is open.
    """

    name = "history"

    def __init__(self, play: Play, turn: int) -> None:
        self.play = play
        self.turn = turn

    @property
    def played(self) -> Played:
        """The turn."""
        return next(played for played in self.play.view.played if played.turn == self.turn)

    def draw(self, ui: Ui) -> None:
        """The turn in full."""
        view, played = self.play.view, self.played
        under = subheading(view, played, self.play.moment(played.moment))
        look = view.side(view.role).look
        body, way = page(ui, headline(view, played), self._ways(), under, look)
        draw_turn(ui, body, view, played, _orders(played))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("left", _("The turn before")),
            ("right", _("The turn after")),
            ("s", _("What is told here rests on: its sources")),
            ("esc", _("Back")),
        ]

    def _ways(self) -> list[Way]:
        turns = [played.turn for played in self.play.view.played]
        none = _("There is no turn there.")
        return [
            Way("before", _("Turn before"), "left", enabled=self.turn > turns[0], why=none),
            Way("after", _("Turn after"), "right", enabled=self.turn < turns[-1], why=none),
            *([Way("sources", _("Sources"), "s")] if self._claims else []),
            Way("back", _("Back"), "esc", primary=True),
        ]

    @property
    def _claims(self) -> tuple[str, ...]:
        return claims_of(step.report for step in self.played.steps)

    def _take(self, ui: Ui, way: str) -> None:
        if way == "back":
            ui.pop()
        elif way == "sources":
            ui.push(Sources(self.play, self._claims))
        elif way:
            self.turn += 1 if way == "after" else -1
            ui.memory.offsets.clear()


def _orders(played: Played) -> list[Line]:
    """What this role did and said, and how it thought that it would end."""
    lines = [
        Line(_("Your orders"), "label", "muted"),
        Line(played.deed, "small-strong", icon="deed", gap=4),
        Line(played.word, "small-strong", icon="word", gap=4),
    ]
    if played.expected is not None:
        said = _("You thought a peaceful end {chance} likely.")
        lines.append(Line(said.format(chance=percent(played.expected)), "small", gap=4))
    return lines
