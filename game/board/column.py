"""The right column: news, situation, pledges, dossier, or whatever is looked at."""

from __future__ import annotations

from collections.abc import Callable

from game.board import wording
from game.board.card import card_panel
from game.board.desk import Desk
from game.board.dossier import dossier_panel
from game.board.ladder import ladder_explained
from game.board.news import news_panel
from game.board.pledges import talk_panel
from game.board.situation import situation_panel
from game.board.tabs import Tab, tab_bar
from game.claims import claims_of
from game.ui import Rect, Ui
from game.words import _

PANELS: dict[str, Callable[[Ui, Rect, Desk], None]] = {
    "news": news_panel,
    "situation": situation_panel,
    "pledges": talk_panel,
    "dossier": dossier_panel,
    "card": card_panel,
    "ladder": ladder_explained,
}
TAB_KEYS = {"news": "n", "situation": "i", "pledges": "p", "dossier": "d"}


def tab_list(desk: Desk) -> list[Tab]:
    """The tabs of the column."""
    count = len(desk.view.pledges)
    pledges = _("Pledges ({count})").format(count=count) if count else _("Pledges")
    tabs = [
        ("news", _("News"), TAB_KEYS["news"]),
        ("situation", _("Situation"), TAB_KEYS["situation"]),
        ("pledges", pledges, TAB_KEYS["pledges"]),
        ("dossier", _("Dossier"), TAB_KEYS["dossier"]),
    ]
    return tabs


def column_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """Tabs, what they lead to, and the human cost, which no tab hides."""
    inner = ui.panel(rect).inset(0, -6)
    extra = {"card": _("Card"), "ladder": _("Ladder")}
    tabs = tab_list(desk) + ([(desk.tab, extra[desk.tab], "")] if desk.tab in extra else [])
    desk.tab, rest = tab_bar(ui, inner, tabs, desk.tab)
    cost = human_cost(desk)
    if cost:
        rest, line = rest.split_bottom(ui.measure(cost, "small", rest.w - 26, 2), gap=8)
        cost_line(ui, line, cost, desk)
    PANELS[desk.tab](ui, rest, desk)


def human_cost(desk: Desk) -> str:
    """The human cost so far, in words; empty while there is none."""
    costs = [
        _("{label} {value}").format(label=one.label, value=wording.bare(one))
        for one in desk.view.quantities
        if one.harm and one.value > 0
    ]
    return " · ".join(costs)


def cost_line(ui: Ui, rect: Rect, words: str, desk: Desk) -> None:
    """The human cost beside its sign; Enter leads to its indicators, and S to their sources."""
    with ui.at_end():
        touch = ui.focusable("human cost", rect.inset(-4, 0))
    if touch.pressed:
        desk.open_quantity("")
    elif touch.focused and ui.key("s"):
        desk.open_sources(ui, claims_of(one for one in desk.view.quantities if one.harm))
    ui.icon("hatch", (rect.x + 9, rect.y + 11), 15)
    ui.text(rect.split_left(26)[1], words, "small", lines=max(1, int(rect.h // 22)))
