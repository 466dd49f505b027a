"""Ask before telling: which of their turns the player finds best and worst, before the debrief.

Whoever has said what they think reads what comes with other eyes.
"""

from __future__ import annotations

from game.debrief.study import Marks, Study
from game.play import Play
from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _
from sim.session import Played

PADDING = (16, 10)


class Asking(Screen):
    """Two questions over one list of turns.

    Attributes:
        best: the turn that was chosen first; None while that is being asked.
    """

    name = "asking"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.best: int | None = None
        self._begun = False

    @property
    def turns(self) -> list[Played]:
        """The turns that were the player's own: in a class, a policy may have played others."""
        return [played for played in self.play.view.played if not played.by_policy]

    @property
    def study(self) -> Study:
        """What is found meanwhile."""
        return self.play.study

    def draw(self, ui: Ui) -> None:
        """The question, and a button for each turn."""
        self.study.reviewer.poll()
        ui.again(500)
        if not self._begun:
            self._begun = True
            ui.focus(f"turn {self.turns[0].turn}")
            ui.hands.ring = ui.hands.ring or not ui.hands.pointing  # so that Enter has a meaning
        under = _("Nothing is told before you have said what you think. It is kept with the game.")
        look = self.play.view.side(self.play.role).look
        body, way = page(ui, self._title(), self._ways(), under, look)
        ui.scroll("turns", body, lambda flow: self._fill(flow, ui))
        if way == "back":
            self._back(ui)
        elif way == "skip":
            self._tell(ui, Marks(self.best, None))

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("down", _("Next turn")),
            ("enter", _("That turn")),
            ("b", _("Go on without saying")),
            ("esc", _("Back")),
        ]

    def _title(self) -> str:
        if self.best is None:
            return _("Which turn did you play best?")
        return _("And which one worst?")

    def _ways(self) -> list[Way]:
        return [
            Way("back", _("Back"), "esc"),
            Way("skip", _("Go on without saying"), "b"),
        ]

    def _fill(self, flow: Flow, ui: Ui) -> None:
        for played in self.turns:
            if self._row(flow, ui, played):
                self._choose(ui, played.turn)
            flow.gap(8)

    def _row(self, flow: Flow, ui: Ui, played: Played) -> bool:
        """A turn with its orders; whether it was chosen."""
        when = _("Turn {turn} · {when}").format(
            turn=played.turn, when=self.play.moment(played.moment)
        )
        if played.turn == self.best:
            when = _("{turn} · your best").format(turn=when)
        did = _("You did: {deed}. You said: {word}.").format(deed=played.deed, word=played.word)
        width = flow.rect.w - 2 * PADDING[0]
        height = ui.measure(when, "small", width) + ui.measure(did, "strong", width)
        rect = flow.row(height + 2 * PADDING[1])
        touch = ui.focusable(f"turn {played.turn}", rect)
        ui.canvas.fill(rect, "raised" if touch.hovered else "panel", radius=8, outline="line")
        inside = ui.flow(rect.inset(*PADDING))
        inside.text(when, "small", "muted")
        inside.text(did, "strong")
        return touch.pressed and played.turn != self.best

    def _choose(self, ui: Ui, turn: int) -> None:
        others = [played.turn for played in self.turns if played.turn != turn]
        if self.best is None and others:
            self.best = turn
            ui.memory.offsets.clear()
            ui.focus(f"turn {others[0]}")
        else:
            self._tell(ui, Marks(self.best, turn) if self.best else Marks(turn, None))

    def _back(self, ui: Ui) -> None:
        if self.best is None:
            ui.pop()
        self.best = None

    def _tell(self, ui: Ui, marks: Marks) -> None:
        self.study.mark(marks)
        ui.go(self.play.after_asking())
