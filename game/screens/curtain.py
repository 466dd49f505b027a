"""The curtain between two people at one keyboard: it shows whose turn it is, and nothing else."""

from __future__ import annotations

from game.play import Play
from game.ui import Rect, Screen, Ui
from game.words import _

SIGN = 44
WIDTH = 640


class Curtain(Screen):
    """Nothing that any side knows is on this screen."""

    name = "curtain"
    tone = "news"

    def __init__(self, play: Play, role: str) -> None:
        self.play = play
        side = play.view.side(role)
        self.role, self.side, self.look = role, side.name, side.look

    def draw(self, ui: Ui) -> None:
        """Whom to hand over to, and the key for them."""
        title = _("Hand over to {name}").format(name=self.side)
        told = _("Nothing secret is on the screen now. Everybody else, please look away.")
        width = min(WIDTH, ui.width - 48)
        heights = (ui.measure(title, "display", width), ui.measure(told, "body", width))
        block = ui.rect.middle(width, 2 * SIGN + sum(heights) + 56 + 3 * 24)
        ui.sign(self.look, (block.centerx, block.y + SIGN), SIGN)
        words = Rect(block.x, block.y + 2 * SIGN + 24, width, heights[0])
        ui.text(words, title, "display", align="centre")
        below = Rect(block.x, words.bottom + 24, width, heights[1])
        ui.text(below, told, "body", "muted", align="centre")
        label = _("{name} is here").format(name=self.side)
        wide = ui.length(label, "strong") + ui.keycap_width("enter") + 48
        place = Rect(block.x, below.bottom + 24, width, 48).middle(wide, 48)
        if ui.button("ready", place, label, key="enter", primary=True):
            self.play.sit(self.role)
            ui.go(self.play.after_curtain())

    def keys(self) -> list[tuple[str, str]]:
        """The one key here."""
        return [("enter", _("The next person is at the keyboard"))]
