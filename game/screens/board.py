"""The main board: everything that a role knows, and the two orders of the turn.

With room, all panels lie side by side; without (large text, small window), one at a time.
"""

from __future__ import annotations

from game.board.cards import cards_panel
from game.board.column import PANELS, TAB_KEYS, column_panel, cost_line, human_cost, tab_list
from game.board.deck import card_page, deck_panel, orders_bar
from game.board.desk import KEYS, Desk
from game.board.forecast import forecast_panel
from game.board.guide import HEIGHT, guide_strip, is_open
from game.board.ladder import ladder_panel
from game.board.map import map_panel
from game.board.places import places_panel
from game.board.status import status_strip
from game.board.tabs import Tab, tab_bar
from game.board.timeline import timeline_panel, turns_panel
from game.board.topbar import top_bar
from game.play import Play
from game.ui import Rect, Screen, Ui
from game.words import _

TICK = 200  # milliseconds between looks at a game that goes on by itself
_GAP = 8.0
_MAP = 400.0  # where there is less room, the map scrolls
_TIMELINE, _DOCK, _COLUMN, _LADDER = 32.0, 200.0, 440.0, 208.0


class Board(Screen):
    """The board of the role at the keyboard."""

    name = "board"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.desk = Desk(play)

    def draw(self, ui: Ui) -> None:
        """Answer the keys, then show the panels; where the game went on by itself, go with it."""
        if self.play.lives:
            ui.again(TICK)
            screen = self.play.moved_on()
            if screen:
                ui.go(screen)
                return
        self._answer(ui)
        if ui.roomy:
            self._spread(ui)
        else:
            self._stack(ui)
        if ui.key("s"):  # nothing that has sources of its own was open
            self.desk.open_sources(ui)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the board."""
        return [
            ("1", _("1 to 5: look at a deed; again: put it down")),
            ("q", _("Q W E R T: look at a word; again: put it down")),
            ("[", _("[ and ]: other cards")),
            ("u", _("Take back what was put down last")),
            ("c", _("Commit: one last look, then the turn is taken")),
            ("n", _("News")),
            ("i", _("Situation")),
            ("p", _("Pledges")),
            ("j", _("Talk: messages and promises")),
            ("d", _("Dossier: your role card")),
            ("l", _("Ladder: what its rungs mean")),
            ("m", _("Map; the arrows walk from mark to mark")),
            ("v", _("The map in words")),
            ("y", _("Timeline")),
            ("f", _("Forecast on or off")),
            ("h", _("Look back at the last turn")),
            ("s", _("Sources")),
            ("g", _("Glossary")),
            ("esc", _("Back; then leave")),
        ]

    # Keys

    def _answer(self, ui: Ui) -> None:
        """What keys do, whatever is shown."""
        if ui.input.kind != "key":
            return
        desk = self.desk
        desk.refused = ""
        for tab, key in TAB_KEYS.items():
            if ui.key(key):
                desk.tab, desk.quantity = tab, ""
                desk.asked.add(tab)
                focus(ui, tab)
        for channel, keys in KEYS.items():
            for card, key in zip(desk.shown(channel), keys, strict=False):
                if ui.key(key):
                    self._pick(ui, card.id)
        self._turn_pages(ui)
        self._go_places(ui)
        self._open_doors(ui)

    def _pick(self, ui: Ui, name: str) -> None:
        """A card's key: once to look at it, again to put it down."""
        desk = self.desk
        card = desk.view.card(name)
        focus(ui, f"card {name}")
        if desk.card == name and desk.tab == "card":
            desk.put_down(card)
        else:
            desk.look_at(card)

    def _turn_pages(self, ui: Ui) -> None:
        card = self.desk.looked_at
        channel = card.channel if card else "deed"
        for key, by in (("[", -1), ("]", 1)):
            if ui.key(key):
                self.desk.turn_page(channel, by)
                focus(ui, f"card {self.desk.shown(channel)[0].id}")

    def _go_places(self, ui: Ui) -> None:
        """Keys that lead to a panel."""
        desk = self.desk
        if ui.key("l"):
            desk.tab = "ladder"
            focus(ui, "ladder explained")
        if ui.key("v"):
            desk.listed = not desk.listed
            desk.tab = desk.tab if ui.roomy else "map"
            focus(ui, "places")
        if ui.key("m"):
            desk.listed = False
            desk.tab = desk.tab if ui.roomy else "map"
            self._focus_map(ui)
        if ui.key("y"):
            desk.tab = desk.tab if ui.roomy else "days"
            focus(ui, f"turn {desk.view.turn}")

    def _focus_map(self, ui: Ui) -> None:
        chart = self.desk.view.chart
        if chart and chart.forces:
            focus(ui, f"force {chart.forces[0].quantity}")

    def _open_doors(self, ui: Ui) -> None:
        """Keys that lead away from the board, or change the orders."""
        desk = self.desk
        if ui.key("g"):
            self._open(ui, "g")
        if desk.may_close and ui.key("esc"):
            desk.close_one()
        if ui.key("h") and desk.view.played:
            desk.open_history(ui, desk.view.played[-1].turn)
        if ui.key("u"):
            desk.play.undo()
        if ui.key("j"):
            desk.open_talk(ui)
        if ui.key("f"):
            ui.settings.forecast_on = not ui.settings.forecast_on

    def _open(self, ui: Ui, key: str) -> None:
        """Go through a door of the top bar."""
        from game.screens.glossary import Glossary
        from game.screens.help import Help
        from game.screens.leave import Leave

        match key:
            case "g":
                ui.push(Glossary(self.play))
            case "s":
                self.desk.open_sources(ui)
            case "f1":
                ui.push(Help(self))
            case "esc":
                ui.push(Leave(self))

    # Panels

    def _spread(self, ui: Ui) -> None:
        """All panels at once."""
        desk = self.desk
        if desk.tab not in PANELS:
            desk.tab = "news"
        top, rest = ui.rect.split_top(48)
        rest = rest.inset(_GAP, 0)
        middle, foot = rest.split_bottom(_TIMELINE + _GAP + _DOCK + _GAP, gap=_GAP)
        timeline, dock = foot.split_top(_TIMELINE, gap=_GAP)
        dock = dock.split_bottom(_GAP)[0]
        main, column = middle.split_right(_COLUMN, gap=_GAP)
        cards, forecast = dock.split_right(_COLUMN, gap=_GAP)
        ladder, chart = main.split_left(_LADDER, gap=_GAP)
        cards_panel(ui, cards, desk)
        desk.estimate(ui)  # of what the cards were just told
        panel = ""
        if is_open(ui, desk):
            strip, chart = chart.split_top(HEIGHT, gap=_GAP)
            panel = guide_strip(ui, strip, desk)
        self._open(ui, top_bar(ui, top, desk))
        chart = status_strip(ui, chart, desk)
        ladder_panel(ui, ladder, desk)
        (places_panel if desk.listed else map_panel)(ui, chart, desk)
        column_panel(ui, column, desk)
        timeline_panel(ui, timeline, desk)
        forecast_panel(ui, forecast, desk)
        spots = {"column": column, "ladder": ladder, "cards": cards.inset(-3), "commit": forecast}
        if panel:
            ui.canvas.fill(spots[panel], None, radius=8, outline="text", width=2)

    def _stack(self, ui: Ui) -> None:
        """One panel at a time, with tabs over the whole window."""
        desk = self.desk
        desk.estimate(ui)
        top, rest = ui.rect.split_top(44)
        self._open(ui, top_bar(ui, top, desk))
        rest = rest.inset(_GAP, 0).split_bottom(_GAP)[0]
        rest, foot = rest.split_bottom(48, gap=_GAP)
        rest = status_strip(ui, rest, desk)
        cost = human_cost(desk)
        tabs = _stacked_tabs(desk)
        desk.tab, rest = tab_bar(ui, rest, tabs, desk.tab)
        if is_open(ui, desk) and not self.play.status:  # in a class, its words need the room
            strip, rest = rest.split_top(HEIGHT, gap=_GAP)
            guide_strip(ui, strip, desk)
        if cost:
            rest, line = rest.split_bottom(24, gap=8)
            ui.canvas.fill(Rect(line.x, line.y - 4, line.w, 1), "line")
            cost_line(ui, line, cost, desk)
        self._shown(ui, rest)
        orders_bar(ui, foot, desk)

    def _shown(self, ui: Ui, rect: Rect) -> None:
        """The one panel that there is room for."""
        desk = self.desk
        match desk.tab:
            case "cards":
                deck_panel(ui, rect, desk)
            case "card":
                card_page(ui, rect, desk)
            case "map" if desk.listed:
                places_panel(ui, rect, desk)
            case "map":
                height = max(rect.h, min(0.62 * rect.w, _MAP))
                ui.scroll("map", rect, lambda flow: map_panel(ui, flow.row(height), desk))
            case "days":
                turns_panel(ui, rect, desk)
            case tab:
                PANELS[tab](ui, rect, desk)


def focus(ui: Ui, name: str) -> None:
    """Move the focus by a key: from now on its ring is seen, and Enter presses what it is on."""
    ui.focus(name)
    ui.hands.ring = True


def _stacked_tabs(desk: Desk) -> list[Tab]:
    """The tabs where one panel is shown at a time."""
    return [
        ("cards", _("Cards"), ""),
        *tab_list(desk),
        ("map", _("Map"), "m"),
        ("ladder", _("Ladder"), "l"),
        ("days", _("Turns"), "y"),
    ]
