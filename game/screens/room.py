"""The room of a class: what one sees from knocking until there is a seat, or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.board.status import lines_of
from game.figures import figure
from game.screens.leave import close_games
from game.story.page import Way, page
from game.story.prose import Line, boxes
from game.text.state import rung
from game.text.turns import news
from game.ui import Flow, Screen, Ui
from game.words import _

if TYPE_CHECKING:
    from game.attending import Attending

TICK = 200  # milliseconds between looks at what the host says


class Room(Screen):
    """Waiting, in words; it goes on by itself as soon as there is a seat.

    Attributes:
        play: the game in the class, in which there may be nothing to see yet.
    """

    name = "room"

    def __init__(self, play: Attending) -> None:
        self.play = play

    def draw(self, ui: Ui) -> None:
        """What goes on, and who is here."""
        ui.again(TICK)
        if self.play.is_seated:
            ui.go(self.play.opening())
            return
        remote = self.play.remote
        refused = remote.client.refusal is not None or remote.is_unreached
        back = Way("back", _("Back"), "esc", primary=refused)
        again = Way("again", _("Try again"), "enter", primary=True)
        ways = [Way("back", _("Back"), "esc"), again] if refused else [back]
        body, way = page(ui, self._title(), ways, self.play.remote.ticket.address)
        ui.scroll("room", body, lambda flow: self._fill(flow, ui))
        if way:
            self._leave(ui, again=way == "again" or refused)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [("esc", _("Leave; your place in the class stays"))]

    def _title(self) -> str:
        title = self.play.remote.client.welcome.get("title")
        return title or _("Join a class")

    def _fill(self, flow: Flow, ui: Ui) -> None:
        status = self.play.status
        boxes(flow, ui, [lines_of(status)])
        now = self.play.remote.now
        if status.is_up and "students" in now:
            here = _("{here} of {students} are here.").format(
                here=figure(now["here"]), students=figure(now["students"])
            )
            name = _("Your name here: {name}").format(name=now["you"]["name"])
            boxes(flow, ui, [[Line(here), Line(name, "small", "muted", gap=4)]])
        view = self.play.remote.newest
        if view:  # of one who looks on: what everybody can know
            heard = [Line(words, "small", gap=8) for words in reversed(list(news(view)))]
            boxes(flow, ui, [[Line(rung(view), "strong"), *heard]])

    def _leave(self, ui: Ui, again: bool) -> None:
        """Back to the form if the host said no, else to the first screen."""
        from game.screens.join import Join
        from game.screens.title import Title

        close_games([self])
        remote = self.play.remote
        ui.go(Join(remote.ticket, remote.trouble, remote.trust) if again else Title())
