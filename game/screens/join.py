"""Joining a class: the address of its host, its code, and one's name."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from game.screens.moment import Moment
from game.story.page import Way, page
from game.story.prose import Line, paragraphs
from game.ticket import NoAddress, Ticket, tickets
from game.ui import Flow, Screen, Ui
from game.words import _

HIGH = 48.0  # a line to write in
WIDE = 640.0


class Join(Screen):
    """Three lines to fill in; what was typed the last time stands there already.

    Attributes:
        written: what stands in the lines, by their names. message: what has to be mended.
        trust: the file of a certificate to trust; None for those that this computer trusts.
    """

    name = "join"

    def __init__(
        self, ticket: Ticket | None = None, message: str = "", trust: Path | None = None
    ) -> None:
        ticket = ticket or next(iter(tickets()), Ticket("", "", ""))
        self.written = {"address": ticket.address, "code": ticket.code, "name": ticket.name}
        self.message = message
        self.trust = trust

    def draw(self, ui: Ui) -> None:
        """The lines, and the way in."""
        if ui.memory.focus is None:
            empty = [name for name, text in self.written.items() if not text]
            ui.focus([*empty, "name"][0])
            ui.hands.ring = ui.hands.ring or not ui.hands.pointing
        ways = [
            Way("back", _("Back"), "esc"),
            Way("join", _("Join"), "enter", primary=True),
        ]
        under = _("Your teacher shows the address and the code.")
        body, way = page(ui, _("Join a class"), ways, under)
        ui.scroll("join", body, lambda flow: self._fill(flow, ui))
        if way == "join":
            self._join(ui)
        elif way:
            from game.screens.title import Title

            ui.go(Title())

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("tab", _("Next line")),
            ("enter", _("Join")),
            ("esc", _("Back")),
        ]

    def _fill(self, flow: Flow, ui: Ui) -> None:
        flow.rect.w = min(flow.rect.w, WIDE)
        if self.message:
            paragraphs(flow, ui, [Line(self.message, "strong", icon="warning")])
            flow.gap(16)
        lines = {
            "address": (_("Address"), _("such as 192.168.1.7:8642")),
            "code": (_("Code"), _("six letters and digits")),
            "name": (_("Your name"), _("as the others are to see it")),
        }
        for name, (label, hint) in lines.items():
            flow.text(label, "small-strong")
            flow.gap(4)
            self.written[name] = ui.field(name, flow.row(HIGH), self.written[name], hint)
            flow.gap(16)
        told = _("The name is all that is asked about you. It stays on your teacher's computer.")
        flow.text(told, "small", "muted")

    def _join(self, ui: Ui) -> None:
        try:
            ticket = Ticket.to(*self.written.values())
        except NoAddress as problem:
            self.message = str(problem)
            return
        if not ticket.name:
            self.message = _("Type your name, so that your teacher knows who is there.")
        elif not ticket.code:
            self.message = _("Type the code that your teacher shows.")
        elif not find_spec("websockets"):
            self.message = _("Joining needs a library more: pip install “standoff[classroom]”.")
        else:
            ui.go(Moment(_("Joining…"), lambda: into(ticket, self.trust), Join))


def into(ticket: Ticket, trust: Path | None = None) -> Screen:
    """The room of the class that this ticket leads to."""
    from game.attending import Attending  # late: it takes a moment to import
    from game.joining import RemoteSession
    from game.screens.room import Room

    return Room(Attending(RemoteSession(ticket, trust)))
