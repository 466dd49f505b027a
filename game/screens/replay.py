"""Replay: a game that was played, or a world of a batch, turn by turn, forward and back.

Each turn is shown as it was when it was to be decided; beside it stands what was done then.
"""

from __future__ import annotations

from collections.abc import Callable

from game.board.column import cost_line, human_cost
from game.board.desk import Desk
from game.board.ladder import ladder_explained, ladder_panel
from game.board.map import map_panel
from game.board.news import news_panel
from game.board.pledges import pledges_panel
from game.board.situation import situation_panel
from game.board.tabs import Tab, tab_bar
from game.board.timeline import timeline_panel
from game.claims import claims_of
from game.screens.takeover import TakeOver
from game.showing import Showing
from game.story.page import Way, page
from game.story.prose import Line, boxes, paragraphs
from game.story.steps import draw_steps
from game.ui import Flow, Rect, Screen, Ui
from game.words import _
from sim.session import EVERYTHING

_GAP = 8.0
_TIMELINE, _COLUMN, _LADDER = 40.0, 480.0, 208.0
_MAP = 400.0
_MARGIN = 8.0


class ReplayDesk(Desk):
    """What lies open while one looks on; the timeline leads to its turns."""

    play: Showing

    def open_history(self, ui: Ui, turn: int) -> None:
        """Go to that turn."""
        self.play.go_to(turn)
        ui.memory.offsets.clear()


class Replay(Screen):
    """One turn with its map, ladder and news, and what was done in it."""

    name = "replay"

    def __init__(self, play: Showing) -> None:
        self.play = play
        self.desk = ReplayDesk(play, tab="turn")

    def draw(self, ui: Ui) -> None:
        """Answer the keys, then show the turn."""
        self._answer(ui)
        body, way = page(ui, self._title(), self._ways(), self._under())
        timeline, body = body.split_top(_TIMELINE, gap=_GAP)
        if ui.roomy:
            self._spread(ui, body)
        else:
            self._stack(ui, body)
        timeline_panel(ui, timeline.split_right(_MARGIN)[0], self.desk)
        self._take(ui, way)
        if ui.key("s"):  # nothing that has sources of its own was open
            self.desk.open_sources(ui, self._claims())

    def keys(self) -> list[tuple[str, str]]:
        """The keys of a replay."""
        return [
            ("left", _("The turn before")),
            ("right", _("The turn after")),
            ("home", _("The first turn")),
            ("end", _("How it came out")),
            ("t", _("Take over from here")),
            ("v", _("See it through other eyes")),
            ("n", _("News")),
            ("i", _("Situation")),
            ("p", _("Pledges")),
            ("l", _("Ladder: what its rungs mean")),
            ("y", _("Timeline")),
            ("s", _("Sources")),
            ("esc", _("Back")),
        ]

    def _claims(self) -> tuple[str, ...]:
        """Of what was done in this turn, where that is shown; else () for all."""
        played = self.play.played if self.desk.tab == "turn" else None
        return claims_of(step.report for step in played.steps) if played else ()

    # What is said above, and the ways on

    def _title(self) -> str:
        view = self.desk.view
        if self.play.turn > self.play.watch.turns and view.ending:
            return view.ending.label
        return _("Turn {turn} of {turns}").format(turn=self.play.turn, turns=view.turns)

    def _under(self) -> str:
        view = self.desk.view
        return _("{title} · {when} · {eyes} · {name}").format(
            title=view.title,
            when=self.play.moment(view.moment),
            eyes=self._eyes(self.play.role),
            name=self.play.session.name,
        )

    def _eyes(self, role: str) -> str:
        if role == EVERYTHING:
            return _("everything, as it really was")
        return _("as {side} saw it").format(side=self.desk.view.side(role).name)

    @property
    def _next_eyes(self) -> str:
        eyes = self.play.eyes
        return eyes[(eyes.index(self.play.role) + 1) % len(eyes)]

    def _ways(self) -> list[Way]:
        play = self.play
        other = self._next_eyes
        label = _("See everything")
        if other != EVERYTHING:
            label = _("As {side} saw it").format(side=self.desk.view.side(other).short)
        first, last = _("This is the first turn."), _("This is how it came out.")
        played = _("There is nothing to decide any more.")
        ways = [
            Way("before", _("Before"), "left", enabled=play.turn > 1, why=first),
            Way("after", _("After"), "right", enabled=play.turn < play.last, why=last),
            Way("eyes", label, "v"),
            Way("over", _("Take over"), "t", enabled=play.may_take_over, why=played),
        ]
        return ways if len(play.eyes) > 1 else [way for way in ways if way.name != "eyes"]

    def _take(self, ui: Ui, way: str) -> None:
        play = self.play
        match way:
            case "before" | "after":
                self._go(ui, play.turn + (1 if way == "after" else -1))
            case "eyes":
                play.look_through(self._next_eyes)
                self.desk = ReplayDesk(play, tab=self.desk.tab)
            case "over":
                ui.push(TakeOver(play, lambda: Replay(play)))

    def _go(self, ui: Ui, turn: int) -> None:
        self.play.go_to(turn)
        ui.memory.offsets.clear()

    def _answer(self, ui: Ui) -> None:
        """What keys do that no button does."""
        if ui.input.kind != "key":
            return
        if ui.key("home"):
            self._go(ui, 1)
        if ui.key("end"):
            self._go(ui, self.play.last)
        if ui.key("y"):
            focus(ui, f"turn {self.play.turn}")
        for name, _label, key in self._tabs(ui):
            if key and ui.key(key):
                self.desk.tab, self.desk.quantity = name, ""
        if self.desk.has_reasons and ui.key("esc"):
            self.desk.quantity = ""

    # Panels

    def _tabs(self, ui: Ui) -> list[Tab]:
        tabs = [
            ("turn", _("What was done"), ""),
            ("news", _("News"), "n"),
            ("situation", _("Situation"), "i"),
            ("pledges", _("Pledges"), "p"),
            ("ladder", _("Ladder"), "l"),
        ]
        return tabs if ui.roomy else [*tabs, ("map", _("Map"), "m")]

    def _spread(self, ui: Ui, rect: Rect) -> None:
        """Ladder and map beside the column."""
        main, column = rect.split_right(_COLUMN, gap=_GAP)
        ladder, chart = main.split_left(_LADDER, gap=_GAP)
        ladder_panel(ui, ladder, self.desk)
        map_panel(ui, chart, self.desk)
        self._column(ui, ui.panel(column.split_right(_MARGIN)[0]).inset(0, -6))

    def _stack(self, ui: Ui, rect: Rect) -> None:
        """One panel at a time."""
        self._column(ui, rect.split_right(_MARGIN)[0])

    def _column(self, ui: Ui, rect: Rect) -> None:
        """Tabs, what they lead to, and the human cost, which no tab hides."""
        desk = self.desk
        if desk.tab not in [name for name, _label, _key in self._tabs(ui)]:
            desk.tab = "turn"
        desk.tab, rest = tab_bar(ui, rect, self._tabs(ui), desk.tab)
        cost = human_cost(desk)
        if cost:
            rest, line = rest.split_bottom(ui.measure(cost, "small", rest.w - 26, 2), gap=8)
            cost_line(ui, line, cost, desk)
        panels: dict[str, Callable[[Ui, Rect, Desk], None]] = {
            "turn": self._turn,
            "news": news_panel,
            "situation": situation_panel,
            "pledges": pledges_panel,
            "ladder": ladder_explained,
            "map": _map,
        }
        panels[desk.tab](ui, rest, desk)

    def _turn(self, ui: Ui, rect: Rect, desk: Desk) -> None:
        """What was done in this turn; at the end, how it came out."""
        ui.scroll("turn", rect, lambda flow: self._told(flow, ui))

    def _told(self, flow: Flow, ui: Ui) -> None:
        view, played = self.desk.view, self.play.played
        if played:
            draw_steps(flow, ui, view, played.steps)
        elif view.ending:
            boxes(flow, ui, [[Line(view.ending.text)]])
        else:
            paragraphs(flow, ui, [Line(_("This turn has not been played yet."), colour="muted")])


def focus(ui: Ui, name: str) -> None:
    """Move the focus by a key, so that its ring is seen."""
    ui.focus(name)
    ui.hands.ring = True


def _map(ui: Ui, rect: Rect, desk: Desk) -> None:
    """The map; where there is little room it scrolls."""
    height = max(rect.h, min(0.62 * rect.w, _MAP))
    ui.scroll("map", rect, lambda flow: map_panel(ui, flow.row(height), desk))
