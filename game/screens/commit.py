"""The last look before orders are given: what they do, who will notice, and how sure one is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from game.board import wording
from game.board.pledges import deadline, price
from game.claims import claims_of
from game.figures import change, percent, signed
from game.play import Play
from game.screens.sources import Sources
from game.story.page import Way, page
from game.story.prose import GAP, Line, boxes, height_of, paragraphs
from game.story.steps import arrow
from game.ui import Flow, Screen, Ui
from game.words import _
from sim.session import Card, Effect, Pledge, SessionRefused

SLIDER = 64
TICK = 200  # milliseconds between looks at a game that goes on by itself
WIDE = 560  # the slider at most


class Commit(Screen):
    """Orders are given by pressing Enter twice; until then all can be taken back.

    Attributes:
        expected: the player's own chance of a peaceful end, 0 to 1; None as long as it is not said.
        armed: Enter was pressed once. message: what the player should know of the last key.
    """

    name = "commit"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.expected: float | None = None
        self.armed = False
        self.message = ""

    def draw(self, ui: Ui) -> None:
        """The orders in full, the slider, and the ways on."""
        if self.play.lives:
            ui.again(TICK)
        if self.play.went_on:  # the board tells what happened
            ui.pop()
            return
        view = self.play.view
        under = _("Turn {turn} of {turns} · {when}").format(
            turn=view.turn, turns=view.turns, when=self.play.moment(view.moment)
        )
        look = view.side(view.role).look
        body, way = page(ui, _("Are these your orders?"), self._ways(), under, look)
        if ui.is_focused("expected") and ui.input.key == "enter":
            way, ui.taken = "give", True  # a slider has no use for it
        if ui.roomy:
            asked = height_of(ui, [self._question()], body.w)
            body, foot = body.split_bottom(asked + 8 + SLIDER, gap=16)
            self._ask(ui.flow(foot), ui)
        ui.scroll("orders", body, lambda flow: self._fill(flow, ui))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("enter", _("Twice: give these orders")),
            ("u", _("Take back what you put down last")),
            ("s", _("What the figures of your orders rest on")),
            ("esc", _("Back to the board")),
            ("left", _("With the slider: less likely; → more likely")),
        ]

    def _ways(self) -> list[Way]:
        give = _("Press Enter again to give these orders") if self.armed else _("Give these orders")
        return [
            Way("back", _("Back"), "esc"),
            Way("undo", _("Take back"), "u"),
            *([Way("sources", _("Sources"), "s")] if self._claims else []),
            Way("give", give, "enter", primary=True),
        ]

    @property
    def _claims(self) -> tuple[str, ...]:
        view = self.play.view
        return claims_of([view.card(view.deed), view.card(view.word)])

    def _take(self, ui: Ui, way: str) -> None:
        if way == "back":
            ui.pop()
        elif way == "sources":
            ui.push(Sources(self.play, self._claims))
        elif way == "undo":
            undone = self.play.undo()
            self.message = "" if undone else _("There is nothing more to take back.")
            self.armed = False
        elif way == "give" and not self.armed:
            self.armed = True
        elif way == "give":
            self._give(ui)

    def _give(self, ui: Ui) -> None:
        try:
            self.play.commit(self.expected)
        except SessionRefused as refusal:
            self.message, self.armed = str(refusal), False
            return
        ui.pop()  # this was laid upon the board, which is over too
        ui.go(self.play.after_commit())

    def _fill(self, flow: Flow, ui: Ui) -> None:
        view = self.play.view
        deed, word = view.card(view.deed), view.card(view.word)
        if self.message:
            boxes(flow, ui, [[Line(self.message, "strong", icon="warning")]])
        if deed.kind == "escalate" and word.kind == "de-escalate":
            boxes(flow, ui, [_gap()])
        orders = [_order(deed, _("You do")), _order(word, _("You say"))]
        boxes(flow, ui, orders, columns=2 if ui.roomy else 1)
        dropped = {card.drops.label for card in (deed, word) if card.drops}
        own = [pledge for pledge in view.pledges if pledge.maker == view.role]
        due = [_due(pledge) for pledge in own if pledge.label not in dropped]
        boxes(flow, ui, due, columns=2 if ui.roomy else 1)
        if not ui.roomy:
            flow.gap(GAP)
            self._ask(flow, ui)

    def _ask(self, flow: Flow, ui: Ui) -> None:
        """The player's own chance of a peaceful end; nobody has to say it."""
        paragraphs(flow, ui, [self._question()])
        flow.gap(8)
        rect = flow.row(SLIDER)
        rect.w = min(rect.w, WIDE)
        shown = 0.5 if self.expected is None else self.expected
        chosen = ui.slider("expected", rect, _("My estimate"), shown, 0, 1, 0.05, self._said)
        if chosen != shown:
            self.expected, self.armed = chosen, False

    def _question(self) -> Line:
        asked = _("How likely is a peaceful end, do you think? You may leave this out.")
        return Line(asked, "small-strong")

    def _said(self, share: float) -> str:
        return _("not said") if self.expected is None else percent(share)


def _order(card: Card, title: str) -> list[Line]:
    """A card as an order: what it does and who will notice."""
    lines = [
        Line(title, "small-strong", "muted", icon=card.channel),
        Line(card.label, "subtitle", gap=6),
        Line(card.text, "small", gap=4),
    ]
    lines += effect_lines(card.effects)
    if card.pledge:
        lines.append(Line(_promise(card.pledge), "small-strong", gap=8, icon="lock"))
    if card.drops:
        taken = _("It takes back: {pledge}").format(pledge=card.drops.label)
        lines.append(Line(taken, "small-strong", gap=8, icon="lock"))
    if card.notice:
        lines.append(Line(card.notice, "small", "muted", gap=8, icon="eye"))
    return [line for line in lines if line.words]


def effect_lines(effects: Sequence[Effect]) -> list[Line]:
    """What changes: at once, later and by chance, each with all that it changes."""

    def when(effect: Effect) -> tuple[bool, str, float, int]:
        return effect.chance is not None, effect.branch, effect.chance or 0.0, effect.after

    lines = []
    for (by_chance, branch, chance, after), group in groupby(sorted(effects, key=when), key=when):
        words = _("It changes {when}:").format(when=wording.delay(after))
        if by_chance:
            words = _("{branch} ({chance}), {when}:").format(
                branch=branch, chance=percent(chance), when=wording.delay(after)
            )
        lines.append(Line(words, "small", "muted", gap=6))
        lines += [_effect(effect) for effect in group]
    return lines


def _effect(effect: Effect) -> Line:
    """What changes, and by how much."""
    what = wording.counted(effect.label, effect.unit)
    if effect.unit == "flag":
        what = _("{label}: {after}").format(label=what, after=change(effect.amount, "flag"))
        return Line(f"{arrow(effect.amount)} {what}", "small")
    return Line(f"{arrow(effect.amount)} {signed(effect.amount)}  {what}", "small")


def _promise(pledge: Pledge) -> str:
    words = _("It binds you: {pledge}. {deadline}. Otherwise: {threat}.")
    return words.format(pledge=pledge.label, deadline=deadline(pledge), threat=pledge.threat)


def _gap() -> list[Line]:
    words = _(
        "Your word soothes while your deed escalates. Others will notice, and believe you less."
    )
    return [Line(_("Your deed and your word differ"), "strong", icon="warning"), Line(words, gap=4)]


def _due(pledge: Pledge) -> list[Line]:
    """A commitment of one's own that still stands."""
    return [
        Line(_("You have set a deadline"), "small-strong", "muted", icon="lock"),
        Line(pledge.text or pledge.label, gap=6),
        Line(deadline(pledge), "strong"),
        Line(_("Otherwise: {threat}").format(threat=pledge.threat), "small"),
        Line(price(pledge), "small", "muted"),
    ]
