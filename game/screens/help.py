"""Help: the keys of the screen that one came from, those that work everywhere, how to play."""

from __future__ import annotations

from collections.abc import Sequence

from game.screens.method import Method, tell
from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _


def everywhere() -> list[tuple[str, str]]:
    """The keys that work on every screen."""
    return [
        ("tab", _("Go to the next thing; with Shift to the one before")),
        ("up", _("Arrows go to the nearest thing in that direction, or scroll")),
        ("enter", _("Press what has the white frame, or go on")),
        ("esc", _("Back; nothing is ever left without asking")),
        ("ctrl+plus", _("Larger text; Ctrl − smaller, Ctrl 0 as at first")),
        ("f11", _("Full screen")),
        ("f1", _("This help")),
    ]


def how_to_play() -> list[tuple[str, str]]:
    """The game in a few paragraphs, each with its title."""
    return [
        (
            _("What you do"),
            _(
                "You take one side of a crisis. Each turn you do one thing and say one thing; "
                "so does every other side, at the same time. Then the turn is taken, and you see "
                "what came of it and why."
            ),
        ),
        (
            _("What you know"),
            _(
                "Your own figures you know exactly. Those of others are estimates: a band shows "
                "how far off they may be, and a word how sure they are. Reports may disagree; "
                "their sources are one key away."
            ),
        ),
        (
            _("What is at stake"),
            _(
                "Every side has goals of its own, and nobody wins alone: some endings are bad for "
                "all. The ladder shows how far the crisis has gone. Human cost is told in words "
                "and is never turned into points."
            ),
        ),
        (
            _("Before you decide"),
            _(
                "Look at a card: what it changes, what it costs, who will notice, and why it may "
                "not be possible now. The forecast plays a few hundred futures from what you "
                "know, and from nothing else. A public threat binds you: not carrying it out "
                "costs you at home, more the longer it stands."
            ),
        ),
        (
            _("What is safe"),
            _(
                "Until you commit, everything can be taken back. Every game is saved as it is "
                "played; closing the window loses nothing."
            ),
        ),
    ]


class Help(Screen):
    """What helps on the screen below.

    Attributes:
        below: the screen that it explains.
    """

    name = "help"

    def __init__(self, below: Screen) -> None:
        self.below = below

    def draw(self, ui: Ui) -> None:
        """Keys first, then how to play."""
        ways = [Way("method", _("Sources and method"), "s"), Way("back", _("Back"), "esc", True)]
        body, way = page(ui, _("Help"), ways)
        if ui.roomy:
            left, right = body.columns(2, gap=32)
            ui.scroll("keys", left, lambda flow: self._keys(ui, flow))
            ui.scroll("play", right, lambda flow: tell(flow, how_to_play()))
        else:
            ui.scroll("help", body, lambda flow: self._all(ui, flow))
        if way == "method":
            ui.push(Method())
        elif way or ui.key("f1"):
            ui.pop()

    def _all(self, ui: Ui, flow: Flow) -> None:
        self._keys(ui, flow)
        flow.gap(24)
        tell(flow, how_to_play())

    def _keys(self, ui: Ui, flow: Flow) -> None:
        own = self.below.keys()
        if own:
            self._table(ui, flow, _("Keys on this screen"), own)
            flow.gap(24)
        self._table(ui, flow, _("Keys on every screen"), everywhere())

    def _table(self, ui: Ui, flow: Flow, title: str, rows: Sequence[tuple[str, str]]) -> None:
        flow.text(title, "subtitle")
        aside = max(ui.keycap_width(key) for key, what in rows) + 16
        for key, what in rows:
            flow.gap(8)
            row = flow.row(max(26, ui.measure(what, "body", flow.rect.w - aside)))
            cap, words = row.split_left(aside)
            ui.keycap(cap.split_top(26)[0].inset(0, 1), key)
            ui.text(words, what)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the help itself."""
        return [("s", _("Sources and method")), ("esc", _("Back"))]
