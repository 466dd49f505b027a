"""In a class, after the end: the questions for afterwards, with room for one's own answers."""

from __future__ import annotations

from collections.abc import Callable

from game.debrief.thoughts import Thoughts
from game.play import Play
from game.story.page import Way, page
from game.ui import Screen, Ui
from game.words import _


class Diary:
    """What one student thinks, kept at the host under the number of the question.

    Attributes:
        kept: by question, what was written since the window was opened.
    """

    def __init__(self, play: Play) -> None:
        self.play = play
        self.kept: dict[str, list[str]] = {}

    def thoughts(self, ask: str) -> list[str]:
        """What was written about a question."""
        return self.kept.get(ask, [])

    def think(self, ask: str, text: str) -> None:
        """Keep a thought about a question, if it is one."""
        if not text.strip():
            return
        thoughts = self.kept.setdefault(ask, [])
        thoughts.append(text.strip())
        asked = [prompt.ask for prompt in self.play.view.debrief]
        number = asked.index(ask) + 1 if ask in asked else len(asked) + 1
        self.play.note(f"debrief {number}", "\n".join(thoughts))


class Reflection(Screen):
    """The questions one below the other: asked before anything is told, and open afterwards.

    Attributes:
        then: makes the screen that tells how it was; None: the one below does.
    """

    name = "reflection"

    def __init__(self, play: Play, then: Callable[[], Screen] | None = None) -> None:
        self.play = play
        self.then = then
        self.thoughts = Thoughts(Diary(play))

    def draw(self, ui: Ui) -> None:
        """The questions, and the way back."""
        under = _("Your teacher can read it; nobody else can.")
        back = Way("back", _("Back"), "esc", primary=True)
        tell = Way("tell", _("Show me how it was"), "enter", primary=True)
        ways = [tell if self.then else back]
        body, way = page(ui, _("Think back"), ways, under)
        ui.scroll("questions", body, lambda flow: self.thoughts.fill(flow, ui))
        if way:
            self.thoughts.keep_all()
            self._leave(ui)

    def _leave(self, ui: Ui) -> None:
        if self.then:
            ui.go(self.then())
        else:
            ui.pop()

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [("tab", _("Next question")), ("enter", _("Keep it")), ("esc", _("Back"))]
