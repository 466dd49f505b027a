"""The questions for afterwards, each with room for thoughts, which are kept with the game."""

from __future__ import annotations

from itertools import groupby
from typing import Protocol

from game.play import Play
from game.story.prompts import phase_words
from game.story.prose import GAP, Line, paragraphs
from game.ui import Flow, Ui
from game.words import _

FIELD = 44.0
BUTTON = 104.0


class Diary(Protocol):
    """Where thoughts are kept."""

    play: Play

    def thoughts(self, ask: str) -> list[str]:
        """What was written about a question."""

    def think(self, ask: str, text: str) -> None:
        """Keep a thought about a question, if it is one."""


class Thoughts:
    """What is being written below each question.

    Attributes:
        written: by question, what is not kept yet.
    """

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.written: dict[str, str] = {}

    def fill(self, flow: Flow, ui: Ui) -> None:
        """The questions part by part, and one more for whatever else there is to say."""
        told = _("Write as much as you like: Enter keeps a thought, and the next may follow.")
        flow.text(told, "small", "muted")
        prompts = self.diary.play.view.debrief
        for phase, group in groupby(prompts, key=lambda prompt: prompt.phase):
            flow.gap(GAP)
            flow.text(phase_words(phase), "small-strong", "muted")
            for prompt in group:
                self._question(flow, ui, prompt.ask)
        flow.gap(GAP)
        flow.text(_("And you?"), "small-strong", "muted")
        self._question(flow, ui, _("What will you take with you from this?"))

    def _question(self, flow: Flow, ui: Ui, ask: str) -> None:
        flow.gap(8)
        kept = [Line(text, "small", gap=4, icon="check") for text in self.diary.thoughts(ask)]
        paragraphs(flow, ui, [Line(ask), *kept])
        flow.gap(4)
        row, button = flow.row(FIELD).split_right(BUTTON, gap=8)
        name = f"thought {ask}"
        text = self.written[name] = ui.field(
            name, row, self.written.get(name, ""), _("Your thought")
        )
        entered = ui.memory.focus == name and ui.key("enter")
        pressed = ui.button(f"keep {ask}", button, _("Keep"), enabled=bool(text.strip()),
                            why=_("Nothing is written yet."))  # fmt: skip
        if entered or pressed:
            self.keep(ask)

    def keep(self, ask: str) -> None:
        """Write one down."""
        self.diary.think(ask, self.written.pop(f"thought {ask}", ""))

    def keep_all(self) -> None:
        """Write all down that is not yet, before one goes elsewhere."""
        for name in list(self.written):
            self.keep(name.removeprefix("thought "))
