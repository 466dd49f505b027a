"""Hosting a class from the window: which scenario, then what the host says."""

from __future__ import annotations

import webbrowser

from game.hosted import Hosted
from game.library import library
from game.screens.leave import Leave, close_games
from game.story.page import Way, page
from game.story.prose import GAP, Line, boxes, paragraphs
from game.ui import Flow, Screen, Ui
from game.words import _, language

HIGH = 48.0  # a button
TICK = 500  # milliseconds between looks at what the host has said


class Hosting(Screen):
    """A list of scenarios; then addresses, code and secret, as long as the class goes on.

    Attributes:
        play: the class; None before there is one.
    """

    name = "hosting"

    def __init__(self) -> None:
        self.play: Hosted | None = None

    def draw(self, ui: Ui) -> None:
        """What there is to play, or what the host has said so far."""
        hosted = self.play
        if hosted:
            ui.again(TICK)
        told = _("Students join from browsers, or with “Join a class”, in the same network.")
        body, way = page(ui, _("Host a class"), self._ways(hosted), told)
        fill = self._said if hosted else self._offered
        ui.scroll("hosting", body, lambda flow: fill(flow, ui))
        if hosted and way == "teacher":
            webbrowser.open(hosted.teacher)
        elif hosted and hosted.is_running and way:
            ui.push(Leave(self))
        elif way:
            self._leave(ui)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("tab", _("Next scenario")),
            ("enter", _("Host it; then: open the teacher's page")),
            ("esc", _("Back; a class is not stopped without asking")),
        ]

    def _ways(self, hosted: Hosted | None) -> list[Way]:
        back = [Way("back", _("Back"), "esc")]
        if not hosted or not hosted.is_running:
            return back
        opens, wait = bool(hosted.teacher), _("The host is still starting.")
        label = _("Open the teacher's page")
        return [*back, Way("teacher", label, "enter", primary=True, enabled=opens, why=wait)]

    def _offered(self, flow: Flow, ui: Ui) -> None:
        paragraphs(flow, ui, [Line(_("What is to be played?"), "strong")])
        flow.gap(GAP)
        for entry in library().wait().entries:
            if entry.speak is None:
                continue  # the list of games tells its faults
            name, title = str(entry.path), entry.speak(language()).title
            if ui.button(f"host {name}", flow.row(HIGH), title, align="left"):
                self.play = Hosted(name if entry.own else entry.path.stem)
                ui.focus("teacher")
            flow.gap(8)

    def _said(self, flow: Flow, ui: Ui) -> None:
        assert self.play
        lines = [Line(line, gap=6) for line in self.play.lines]
        boxes(flow, ui, [lines or [Line(_("Starting…"), colour="muted")]])
        if not self.play.is_running:
            over = _("The host has stopped; above it says why.")
            boxes(flow, ui, [[Line(over, "strong", icon="warning")]])

    def _leave(self, ui: Ui) -> None:
        from game.screens.title import Title

        close_games([self])
        ui.go(Title())
