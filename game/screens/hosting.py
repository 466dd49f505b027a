"""Hosting a class from the window: which scenario, then what students and the teacher need."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator

from game.clipboard import copy
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
    """A list of scenarios; then addresses and code, as long as the class goes on.

    The teacher's secret goes through the clipboard: what stands in this window may be on a wall.

    Attributes:
        play: the class; None before there is one.
        copied: what came of copying the secret, in words.
    """

    name = "hosting"

    def __init__(self) -> None:
        self.play: Hosted | None = None
        self.copied = ""

    def draw(self, ui: Ui) -> None:
        """What there is to play, or what the host has said so far."""
        hosted = self.play
        if hosted:
            ui.again(TICK)
        told = _("Students join from browsers, or with “Join a class”, in the same network.")
        body, way = page(ui, _("Host a class"), self._ways(hosted), told)
        if hosted:
            ui.scroll("hosting", body, lambda flow: boxes(flow, ui, list(self._told(hosted))))
        else:
            ui.scroll("hosting", body, lambda flow: self._offered(flow, ui))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("tab", _("Next scenario")),
            ("enter", _("Host it; then: open the teacher's page")),
            ("c", _("Copy the teacher's secret")),
            ("esc", _("Back; a class is not stopped without asking")),
        ]

    def _ways(self, hosted: Hosted | None) -> list[Way]:
        if not hosted or not hosted.is_running:
            return [Way("back", _("Back"), "esc")]
        is_open, wait = bool(hosted.teacher and hosted.secret), _("The host is still starting.")
        label = _("Open the teacher's page")
        return [
            Way("stop", _("Stop the class"), "esc"),
            Way("copy", _("Copy the secret"), "c", enabled=is_open, why=wait),
            Way("teacher", label, "enter", primary=True, enabled=is_open, why=wait),
        ]

    def _take(self, ui: Ui, way: str) -> None:
        hosted = self.play
        if hosted and way in ("copy", "teacher"):
            self._copy(hosted)
        if hosted and way == "teacher":
            webbrowser.open(hosted.teacher)
        elif way == "stop":
            ui.push(Stop(self))
        elif way == "back":
            self._leave(ui)

    def _copy(self, hosted: Hosted) -> None:
        self.copied = (
            _("The secret is copied: paste it there (Ctrl+V).")
            if copy(hosted.secret)
            else _("It can't be copied on this computer; the file that is named below has it.")
        )

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

    def _told(self, hosted: Hosted) -> Iterator[list[Line]]:
        """What to do now, and what the host has said."""
        address, code = hosted.invitation
        if not hosted.is_running:
            over = [Line(_("The host has stopped; below it says why."), "strong", icon="warning")]
            if hosted.again:
                words = _("To go on with this class, in a terminal: {command}")
                over.append(Line(words.format(command=hosted.again), gap=8))
            yield over
        elif not address:
            yield [Line(_("Starting…"), colour="muted")]
        else:
            yield [
                Line(_("Students open"), "small-strong", "muted"),
                Line(address, "title"),
                Line(_("and type the code"), "small-strong", "muted", gap=8),
                Line(code, "display"),
            ]
            yield [
                Line(_("You"), "small-strong", "muted"),
                Line(
                    _(
                        "Open your page: the class is led from there, and it opens the "
                        "projector's. It asks for your secret, which is copied as you go."
                    )
                ),
                *([Line(self.copied, "strong", gap=8)] if self.copied else []),
            ]
        if hosted.remarks:
            yield [Line(words, "small", "muted", gap=4) for words in hosted.remarks]

    def _leave(self, ui: Ui) -> None:
        from game.screens.title import Title

        close_games([self])
        ui.go(Title())


class Stop(Leave):
    """The question before a class is stopped."""

    def _title(self) -> str:
        return _("Stop the class?")

    def _ways(self) -> dict[str, str]:
        return {
            "stay": _("Go on with the class"),
            "title": _("Stop it"),
            "close": _("Stop it, and close the window"),
        }
