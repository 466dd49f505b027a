"""The debrief: what one's decisions did, beside what else could have been done.

With room all of a part is seen at once, in tabs; with larger text it is one thing at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from game.claims import claims_of, rests_on
from game.debrief.beliefs import fill_beliefs
from game.debrief.curve import draw_curve
from game.debrief.harm import fill_harm
from game.debrief.moves import draw_controls, fill_decision
from game.debrief.promises import fill_promises
from game.debrief.said import fill_said
from game.debrief.shares import fill_shares
from game.debrief.study import Study
from game.debrief.thoughts import Thoughts
from game.figures import figure
from game.play import Play
from game.screens.asking import Asking
from game.screens.sources import Sources
from game.story.page import Way, page
from game.ui import Flow, Rect, Screen, Ui
from game.words import _, ngettext
from sim.session import SaveBroken, SessionRefused

DECISIONS = ("decision", "curve", "said", "shares")  # with room, they share a tab
TABS = ("decisions", "beliefs", "promises", "harm", "thoughts")
HIGH = 40.0  # a button
TICK = 200  # milliseconds between looks at what else is found


def first_screen(play: Play) -> Screen:
    """Where a debrief begins: with the player's own judgement, if they were not asked yet.

    A comparison that broke off is begun anew.
    """
    if play.study.reviewer.state == "failed":
        play.study.reviewer.again()
    return Debrief(play) if play.study.marks else Asking(play)


class Debrief(Screen):
    """Five tabs, or eight parts one after the other.

    Attributes:
        part: what is open, of `DECISIONS` and the tabs but the first.
        armed: R was pressed once. message: what to know of the last key.
    """

    name = "debrief"

    def __init__(self, play: Play) -> None:
        self.play = play
        self.part = "curve"
        self.armed = False
        self.message = ""
        self.thoughts = Thoughts(play.study)

    @property
    def study(self) -> Study:
        """What is found, and what is looked at."""
        return self.play.study

    def draw(self, ui: Ui) -> None:
        """Whatever is known by now."""
        self.study.reviewer.poll()
        if self.study.reviewer.state in ("starting", "comparing"):
            ui.again(TICK)
        if self.study.is_writing:
            ui.again(TICK)
        if ui.roomy:
            self._roomy(ui)
        else:
            self._one_at_a_time(ui)
        self._keys(ui)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of all parts."""
        own = [
            ("r", _("Twice: take this turn again")),
            ("e", _("Write a page and tables")),
        ]
        return [
            ("1", _("To 5: the parts, where all have room")),
            ("[", _("The part before; ] the next one")),
            ("left", _("The turn before; → the next one")),
            ("x", _("Look from what you knew, with hindsight, or with the others as they did")),
            ("o", _("The deed or the word")),
            *(own if self.study.export else []),
            ("s", _("What is told here rests on: its sources")),
            ("esc", _("Back")),
        ]

    # -- with room ---------------------------------------------------------------------------

    def _roomy(self, ui: Ui) -> None:
        head, body = ui.rect.inset(16, 12).split_top(76, gap=8)
        self._head(ui, head)
        if self.study.told:
            height = ui.measure(self.study.told, "small", body.w)
            body, foot = body.split_bottom(height, gap=8)
            ui.text(foot, self.study.told, "small")
        tab = "decisions" if self.part in DECISIONS else self.part
        if tab == "decisions":
            self._decisions(ui, body)
            return
        aside = max(0.0, (body.w - 1120) / 2)
        ui.scroll(f"part {tab}", body.inset(aside, 8), lambda flow: self._fill(flow, ui, tab))

    def _head(self, ui: Ui, rect: Rect) -> None:
        """The title, the ways out, the tabs, and how far the comparison is."""
        top, low = rect.split_top(HIGH)
        doors = [(_("Back"), "esc")]
        doors += [(_("Export"), "e")] if self.study.export else []
        doors += [(_("Sources"), "s")] if self._claims else []
        for label, key in doors:
            wide = ui.length(label, "body") + ui.keycap_width(key) + 40
            top, place = top.split_right(wide, gap=12)
            with ui.at_end():
                if ui.button(f"door {key}", place, label, key=key):
                    self._open_door(ui, key)
        title = _("Debrief · {title}").format(title=self.play.view.title)
        ui.text(top, title, "title", lines=1, middle=True)
        names = part_names()
        tabs = [(tab, names[tab], str(number)) for number, tab in enumerate(TABS, start=1)]
        taken = sum(ui.length(label, "small-strong") + ui.keycap_width(key) + 32
                    for _tab, label, key in tabs)  # fmt: skip
        row, progress = low.split_left(min(taken, low.w), gap=16)
        now = "decisions" if self.part in DECISIONS else self.part
        chosen = ui.tabs("tabs", row, tabs, now)
        if chosen != now:
            self._open("curve" if chosen == "decisions" else chosen)
        self._progress(ui, progress)

    def _progress(self, ui: Ui, rect: Rect) -> None:
        words = self._told(ui)
        if rect.w > 60 and words:
            ui.text(rect, words, "small", "muted", "right", lines=1, middle=True)

    def _decisions(self, ui: Ui, body: Rect) -> None:
        """The curve above the decision, and what goes with each beside it."""
        left, right = body.split_left(body.w * 0.69, gap=8)
        curve, decision = left.split_top(body.h * 0.42, gap=8)
        draw_curve(ui, ui.panel(curve, title=_("How likely was a peaceful end?")), self.study)
        self._decision(ui, ui.panel(decision))
        said, shares = right.split_top(body.h * 0.5, gap=8)
        for name, place in (("said", said), ("shares", shares)):
            self._scrolled(ui, ui.panel(place), name)

    def _scrolled(self, ui: Ui, rect: Rect, part: str) -> None:
        rect = Rect(rect.x, rect.y, rect.w + 8, rect.h)  # the bar hangs in the margin
        ui.scroll(f"part {part}", rect, lambda flow: self._fill(flow, ui, part))

    def _decision(self, ui: Ui, rect: Rect) -> None:
        """The moves side by side, above from where to look at them."""
        above, row = rect.split_bottom(HIGH, gap=8)
        seen, rest = row.split_left(row.w * 0.52, gap=8)
        channel, again = rest.split_left(rest.w * 0.35, gap=8)
        if self.study.export:
            self._again(ui, again)
        draw_controls(ui, [seen, channel], self.study)
        self._scrolled(ui, above, "decision")

    # -- one thing at a time -----------------------------------------------------------------

    def _one_at_a_time(self, ui: Ui) -> None:
        parts = list(part_names())[1:]
        at = parts.index(self.part)
        under = _("{part} of {parts} · {told}").format(
            part=at + 1, parts=len(parts), told=self._told(ui) or self.play.view.title
        )
        ways = [
            Way("back", _("Back"), "esc"),
            *([Way("sources", _("Sources"), "s")] if self._claims else []),
            Way("before", _("Before"), "[", enabled=at > 0, why=_("This is the first part.")),
        ]
        if at < len(parts) - 1:
            ways.append(Way("next", _("Next"), "]", primary=True))
        body, way = page(ui, part_names()[self.part], ways, under)
        if self.part == "curve":
            draw_curve(ui, body, self.study)
        else:
            ui.scroll(f"part {self.part}", body, lambda flow: self._narrow(flow, ui))
        if way == "back":
            self._leave(ui)
        elif way == "sources":
            self._open_door(ui, "s")
        elif way:
            self._open(parts[at + (1 if way == "next" else -1)])

    def _narrow(self, flow: Flow, ui: Ui) -> None:
        """A part in one column, with its buttons in the column."""
        self._fill(flow, ui, self.part)
        if self.part == "thoughts" and self.study.export:
            flow.gap(16)
            if ui.button("export", flow.row(HIGH), _("Write a page and tables"), key="e"):
                self.study.write()

    def _controls(self, ui: Ui, flow: Flow) -> None:
        """One below the other."""
        rows = []
        for _number in range(2):
            flow.gap(8)
            rows.append(flow.row(HIGH))
        draw_controls(ui, rows, self.study)
        flow.gap(8)
        if self.study.export:
            self._again(ui, flow.row(HIGH))

    # -- what both have ----------------------------------------------------------------------

    def _fill(self, flow: Flow, ui: Ui, part: str) -> None:
        """One part, in a column."""
        if part == "decision" and self.message:
            flow.text(self.message, "strong")
            flow.gap(8)
        if part == "thoughts":
            self.thoughts.fill(flow, ui)
        elif part == "decision":
            below = None if ui.roomy else partial(self._controls, ui)
            fill_decision(flow, ui, self.study, below)
        else:
            FILLS[part](flow, ui, self.study)

    def _told(self, ui: Ui) -> str:
        """How far the comparison is, or what became of the export."""
        reviewer, review = self.study.reviewer, self.study.review
        if self.study.told and not ui.roomy:
            return self.study.told
        match reviewer.state:
            case "starting":
                return _("Starting to compare…")
            case "comparing" if review:
                words = ngettext(
                    "{done} of {total} comparison", "{done} of {total} comparisons", review.total
                )
                return words.format(done=figure(review.done), total=figure(review.total))
            case "failed":
                return reviewer.fault
        return ""

    def _open_door(self, ui: Ui, key: str) -> None:
        """Go through one of the doors of the heading."""
        match key:
            case "esc":
                self._leave(ui)
            case "e":
                self.study.write()
            case "s":
                ui.push(Sources(self.play, self._claims))

    @property
    def _claims(self) -> tuple[str, ...]:
        """What the open part rests on, beside futures of the model."""
        view = self.play.view
        match self.part:
            case "beliefs":
                return claims_of(one for one in view.quantities if one.certainty != "exact")
            case "promises":
                return claims_of(report for report in view.news if report.kind == "pledge")
            case "harm":
                return claims_of(one for one in view.quantities if one.harm)
            case "thoughts":
                return rests_on(view)
        steps = view.played[self.study.turn - 1].steps
        picked = [card for card in view.cards if card.id == self.study.picked]
        return claims_of([*picked, *(step.report for step in steps)])

    def _open(self, part: str) -> None:
        self.thoughts.keep_all()
        self.part, self.armed, self.message = part, False, ""

    def _keys(self, ui: Ui) -> None:
        """What keys do wherever nothing else has a use for them."""
        if self.part in DECISIONS:
            for key, step in (("left", -1), ("right", 1)):
                if ui.key(key):
                    self.study.look(self.study.turn + step)
                    self.armed, self.message = False, ""
        if ui.roomy:
            parts = ["curve", *TABS[1:]]
            at = parts.index("curve" if self.part in DECISIONS else self.part)
            for key, step in (("[", -1), ("]", 1)):
                if ui.key(key):
                    self._open(parts[(at + step) % len(parts)])
        elif ui.key("e"):
            self.study.write()

    def _leave(self, ui: Ui) -> None:
        self.thoughts.keep_all()
        ui.pop()

    # -- take the turn again -----------------------------------------------------------------

    def _again(self, ui: Ui, rect: Rect) -> None:
        label = _("Press again to begin") if self.armed else _("Take this turn again")
        if not ui.button("again", rect, label, key="r", primary=self.armed):
            return
        if self.armed:
            self._branch(ui)
            return
        self.armed = True
        words = _("A new game begins at turn {turn}. This one stays as it is, under Load.")
        self.message = words.format(turn=self.study.turn)

    def _branch(self, ui: Ui) -> None:
        """Begin a game at this turn, and put this one away."""
        try:
            session = self.play.session.branch(self.study.turn)
        except (SessionRefused, SaveBroken, OSError) as refusal:
            self.message, self.armed = str(refusal), False
            return
        self.thoughts.keep_all()
        self.play.close()
        again = Play(session)
        ui.home(again.opening() if len(again.people) > 1 else again.after_briefing())


Fill = Callable[[Flow, Ui, Study], None]
FILLS: Mapping[str, Fill] = {
    "said": fill_said,
    "shares": fill_shares,
    "beliefs": fill_beliefs,
    "promises": fill_promises,
    "harm": fill_harm,
}


def part_names() -> dict[str, str]:
    """The first tab, and then all parts in the order in which they come one at a time."""
    return {
        "decisions": _("Decisions"),
        "curve": _("How likely was a peaceful end?"),
        "said": _("You said, the futures say"),
        "decision": _("The decision"),
        "shares": _("Whose doing"),
        "beliefs": _("What you believed"),
        "promises": _("Words and deeds"),
        "harm": _("Human cost"),
        "thoughts": _("Questions"),
    }
