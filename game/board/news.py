"""News: who did or said what, the newest turn first, each with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from game.board.desk import Desk, is_near
from game.ui import Flow, Rect, Ui
from game.words import _, ngettext
from sim.session import Report, View


def news_panel(ui: Ui, rect: Rect, desk: Desk) -> None:
    """All that was heard, newest turn first."""
    view = desk.view

    def fill(flow: Flow) -> None:
        if not view.news:
            flow.text(_("Nothing has been heard yet. Your first turn begins the story."))
        for turn, reports in groupby(reversed(view.news), key=lambda report: report.turn):
            _turn_head(flow, turn, desk)
            for number, report in enumerate(reversed(list(reports))):
                _item(flow, ui, report, f"news {turn} {number}", desk)

    ui.scroll("news", rect, fill)


def _turn_head(flow: Flow, turn: int, desk: Desk) -> None:
    view = desk.view
    when = desk.play.moment(view.days[turn - 1].moment)
    words = _("Turn {turn} · {when}").format(turn=turn, when=when)
    if turn == view.turn and view.phase != "over":
        words = _("This turn · {when}").format(when=when)
    flow.text(words, "label", "muted")
    flow.gap(6)


def _item(flow: Flow, ui: Ui, report: Report, name: str, desk: Desk) -> None:
    """One piece of news."""
    item = desk.seen(ui, flow, name, lambda: _fill(flow, ui, report, desk))
    if is_near(ui, item):
        desk.offer_sources(ui, name, item, report.sources)
    flow.rule(gap=6)


def _fill(flow: Flow, ui: Ui, report: Report, desk: Desk) -> None:
    _who(ui, flow.row(26), report, desk.view)
    flow.text(report.headline)
    for words in (report.text, report.branch):
        if words:
            flow.text(words, "small", "muted")
    _chips(ui, flow, report)
    flow.gap(4)


def _who(ui: Ui, row: Rect, report: Report, view: View) -> None:
    """Whose news it is, and what kind."""
    if report.actor is None:
        ui.icon(_ICONS.get(report.kind, "hold"), (row.x + 9, row.centery), 14, "muted")
        words = kind_words(report)
    else:
        side = view.side(report.actor)
        ui.sign(side.look, (row.x + 9, row.centery), 9)
        words = who_does(side.short, report)
    ui.text(row.split_left(20, gap=6)[1], words, "small-strong", "muted", lines=1, middle=True)


_ICONS = {"event": "warning", "incident": "warning", "arrival": "arrow-right", "drift": "down"}


def who_does(name: str, report: Report) -> str:
    """Who is behind a piece of news, and in what way."""
    if report.kind == "arrival":
        return _("{side}, set in motion earlier").format(side=name)
    return _("{side} {does}").format(side=name, does=kind_words(report))


def kind_words(report: Report) -> str:
    """How a piece of news came about, as it is said after the name of who did it, if anybody."""
    if report.private and report.kind != "pact":
        return _("says in private")
    return {
        "event": _("What happened"),
        "incident": _("Nobody chose this"),
        "deed": _("acts"),
        "word": _("says"),
        "pledge": _("and a demand with a deadline"),
        "pact": _("and a signed promise"),
        "arrival": _("Set in motion earlier"),
        "drift": _("As time passes"),
        "unknown": _("did something that you could not see"),
    }[report.kind]


def _chips(ui: Ui, flow: Flow, report: Report) -> None:
    """What stands behind it: sources, privacy."""
    chips: list[tuple[str, str]] = []
    if report.sources:
        count = len(report.sources)
        words = ngettext("{count} source", "{count} sources", count).format(count=count)
        chips.append((words, "eye"))
    if report.private:
        chips.append((_("private"), "lock"))
    if chips:
        flow.gap(4)
        chip_row(ui, flow.row(28), chips)


def chip_row(ui: Ui, row: Rect, chips: Sequence[tuple[str, str]]) -> None:
    """Chips beside each other."""
    for label, icon in chips:
        covered = ui.chip(row, label, "muted", icon)
        row = row.split_left(covered.w, gap=8)[1]
