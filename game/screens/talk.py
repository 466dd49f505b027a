"""Talk: messages to the others, and promises offered for promises."""

from __future__ import annotations

from collections.abc import Callable

from game.play import Play
from game.screens.offer import Offer
from game.story.page import Way, page
from game.story.prose import GAP, Line, boxes, paragraphs
from game.ui import Flow, Screen, Ui
from game.words import _
from sim.session import Proposal, SessionRefused

HIGH = 48.0  # a button, or a line to write in
BUTTON = 128.0
TICK = 500  # milliseconds between looks at what others say meanwhile


class Talk(Screen):
    """All that was said to this role and agreed on, and a line to write in.

    Attributes:
        to: the side to which is written; empty for everybody. written: what is not sent yet.
        refused: why the last thing could not be done.
    """

    name = "talk"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.to = ""
        self.written = ""
        self.refused = ""

    def draw(self, ui: Ui) -> None:
        """What to write, then proposals and messages, the newest first."""
        if self.play.lives:
            ui.again(TICK)
        view = self.play.view
        ways = [
            Way("back", _("Back"), "esc"),
            Way("offer", _("Offer a promise"), "", enabled=bool(view.promisable), primary=True),
        ]
        under = _("Everything is open once the crisis is over.")
        look = view.side(view.role).look
        body, way = page(ui, _("Talk"), ways, under, look)
        ui.scroll("talk", body, lambda flow: self._fill(flow, ui))
        if way == "offer":
            ui.push(Offer(self.play))
        elif way:
            ui.pop()

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("tab", _("Next thing")),
            ("left", _("To whom you write, while that has the frame")),
            ("enter", _("Send, or press what has the frame")),
            ("esc", _("Back")),
        ]

    def _fill(self, flow: Flow, ui: Ui) -> None:
        if not self.play.over:
            self._write(flow, ui)
        if self.refused:
            flow.gap(8)
            paragraphs(flow, ui, [Line(self.refused, "strong", icon="warning")])
        view = self.play.view
        for proposal in reversed(view.proposals):
            self._proposal(flow, ui, proposal)
        for said in reversed(view.messages):
            look = view.side(said.author).look
            boxes(flow, ui, [[Line(said.heading, "small", "muted"), Line(said.text, look=look)]])
        if not view.proposals and not view.messages:
            flow.gap(GAP)
            flow.text(_("Nobody has said anything to you yet."), colour="muted")

    # -- messages ------------------------------------------------------------------------------

    def _write(self, flow: Flow, ui: Ui) -> None:
        """To whom, the line, and a button to send it."""
        view = self.play.view
        others = ["", *(side.id for side in view.sides if side.id != view.role)]
        name = view.side(self.to).name if self.to else _("everybody")
        pressed = ui.button("to whom", flow.row(HIGH), _("To: {name}").format(name=name))
        step = ui.sideways("to whom") or int(pressed)
        self.to = others[(others.index(self.to) + step) % len(others)]
        flow.gap(8)
        row, button = flow.row(HIGH).split_right(BUTTON, gap=8)
        self.written = ui.field("message", row, self.written, _("Your message"))
        entered = ui.memory.focus == "message" and ui.key("enter")
        sent = ui.button("send", button, _("Send"), enabled=bool(self.written.strip()),
                         why=_("Nothing is written yet."))  # fmt: skip
        if (entered and self.written.strip()) or sent:
            self._try(lambda: self.play.say(self.written, [self.to] if self.to else []))
            self.written = self.written if self.refused else ""

    # -- proposals -----------------------------------------------------------------------------

    def _proposal(self, flow: Flow, ui: Ui, proposal: Proposal) -> None:
        """Both promises, what came of it, and what can be done about it."""
        view = self.play.view
        lines = [
            Line(proposal.title, "strong"),
            Line(proposal.standing, "small", "muted", gap=2),
        ]
        if proposal.text:
            lines.append(Line(proposal.text, gap=6))
        for clause in (proposal.give, proposal.ask):
            lines.append(Line(clause.words, gap=8, look=view.side(clause.maker).look))
            lines.append(Line(clause.outcome, "small", "muted", gap=2))
        boxes(flow, ui, [lines])
        number = proposal.number
        if proposal.may_answer:
            flow.gap(8)
            left, right = flow.row(HIGH).columns(2, gap=8)
            if ui.button(f"sign {number}", left, _("Sign")):
                self._try(lambda: self.play.answer(number, True))
            if ui.button(f"decline {number}", right, _("Decline")):
                self._try(lambda: self.play.answer(number, False))
        if proposal.may_withdraw:
            flow.gap(8)
            if ui.button(f"withdraw {number}", flow.row(HIGH), _("Withdraw")):
                self._try(lambda: self.play.withdraw(number))

    def _try(self, act: Callable[[], None]) -> None:
        """Do it, or keep why not."""
        self.refused = ""
        try:
            act()
        except SessionRefused as refusal:
            self.refused = str(refusal)
