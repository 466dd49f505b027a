"""The source viewer: what each claim says, who says it, and where claims disagree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from game import figures
from game.claims import rests_on
from game.play import Play
from game.story.page import Way, page
from game.story.prose import PADDING, Line, height_of, paragraphs
from game.ui import Flow, Rect, Screen, Ui
from game.words import _, ngettext

if TYPE_CHECKING:
    from sim import Claim, Conflict, Source
    from sim import Sources as Library

BAR = 44
CHIP = 28
STEP = 76
MANY = 20


@cache
def library() -> Library:
    """All sources, read once."""
    from sim import load_sources  # late: it takes a while to load

    return load_sources()


class Sources(Screen):
    """Claims with who says them and what is disputed about them.

    Args:
        play: a game; without one and without claims, everything is shown.
        claims: the addresses of the claims to show first; none: all that the game rests on.

    Attributes:
        topic: only claims on this topic; "" for all. disputed: only those that others contradict.
        most: no more than so many at once, since laying out very many takes a while.
    """

    name = "sources"

    def __init__(self, play: Play | None = None, claims: Sequence[str] = ()) -> None:
        self.play = play
        self.chosen = tuple(claims) or (rests_on(play.view) if play else ())
        self.every = play is None and not claims
        self.topic = ""
        self.disputed = False
        self.most = MANY

    @property
    def all(self) -> list[str]:
        """The addresses of all claims that there are to filter."""
        return [ref for ref in library().claims if self.every or ref in self.chosen]

    @property
    def shown(self) -> list[str]:
        """The addresses of the claims that the filters leave."""
        known = library()
        return [
            ref
            for ref in self.all
            if self.topic in ("", known.claims[ref].about)
            and (known.conflicts_of(ref) or not self.disputed)
        ]

    def draw(self, ui: Ui) -> None:
        """The filters, and the claims below them."""
        count = len(self.shown)
        under = ngettext("{count} claim", "{count} claims", count).format(count=count)
        body, way = page(ui, _("Sources"), self._ways(), under)
        bar, rest = body.split_top(BAR, gap=12)
        self._topics(ui, bar)
        ui.scroll("claims", rest, lambda flow: self._fill(flow, ui))
        self._take(ui, way)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("[", _("The topic before")),
            ("]", _("The next topic")),
            ("d", _("Only where sources disagree, or all again")),
            ("a", _("All claims of all sources, or only these")),
            ("c", _("Where no claim is shown: all that are hidden")),
            ("esc", _("Back")),
        ]

    def _ways(self) -> list[Way]:
        disputed = _("Disputed or not") if self.disputed else _("Only disputed")
        ways = [Way("disputed", disputed, "d")]
        if self.chosen:
            ways.append(Way("every", _("Only these") if self.every else _("All claims"), "a"))
        return [*ways, Way("back", _("Back"), "esc", primary=True)]

    def _take(self, ui: Ui, way: str) -> None:
        match way:
            case "disputed":
                self.disputed = not self.disputed
            case "every":
                self.every = not self.every
            case "back":
                ui.pop()

    def _topics(self, ui: Ui, bar: Rect) -> None:
        """The topic, and the ways to the ones beside it; round at the ends."""
        topics = sorted({"", self.topic, *(library().claims[ref].about for ref in self.all)})
        wide = max(STEP, *(ui.keycap_width(key) + 44 for key in "[]"))  # its key may be another
        before, rest = bar.split_left(wide, gap=8)
        words, after = Rect(rest.x, rest.y, min(rest.w, 440), rest.h).split_right(wide, gap=8)
        ui.canvas.fill(words, "panel", radius=8)
        topic = self.topic.replace("-", " ") or _("all")
        label = _("Topic: {topic}").format(topic=topic)
        ui.text(words, label, "strong", align="centre", lines=1, middle=True)
        step = int(ui.button("topic after", after, "›", key="]"))
        step -= int(ui.button("topic before", before, "‹", key="["))
        if step:
            self.topic = topics[(topics.index(self.topic) + step) % len(topics)]
            ui.memory.offsets.clear()

    def _fill(self, flow: Flow, ui: Ui) -> None:
        shown = self.shown
        if not shown:
            self._nothing(flow, ui)
        for name, refs in groupby(shown[: self.most], key=source_of):
            paragraphs(flow, ui, source_lines(library().sources[name]))
            flow.gap(12)
            for ref in refs:
                self._claim(flow, ui, ref)
        rest = len(shown) - self.most
        if rest > 0:
            label = ngettext("Show {count} more", "Show {count} more", rest).format(count=rest)
            if ui.button("more", flow.row(BAR).middle(280, BAR), label):
                self.most += MANY

    def _nothing(self, flow: Flow, ui: Ui) -> None:
        """Why there is no claim, and the way back to those that the filters hide."""
        if not self.all:
            paragraphs(flow, ui, [Line(_("Nothing that you see here rests on a source."))])
            return
        words = _("Sources don't disagree here.") if self.disputed else _("No claim is about that.")
        paragraphs(flow, ui, [Line(words)])
        flow.gap(8)
        count = len(self.all)
        label = ngettext("Show the {count} claim", "Show all {count} claims", count)
        if ui.button("clear", flow.row(BAR).split_left(280)[0], label.format(count=count), key="c"):
            self.topic, self.disputed = "", False

    def _claim(self, flow: Flow, ui: Ui, ref: str) -> None:
        known = library()
        conflicts = known.conflicts_of(ref)
        lines = claim_lines(known.claim(ref))
        disputes = [line for conflict in conflicts.values() for line in conflict_lines(conflict)]
        width = flow.rect.w - 2 * PADDING[0]
        height = height_of(ui, lines, width) + CHIP + 8 + height_of(ui, disputes, width)
        buttons = len(conflicts) * (BAR + 8)
        row = flow.row(height + buttons + 2 * PADDING[1])
        flow.gap(12)
        ui.canvas.fill(row, "panel", radius=8)
        inside = ui.flow(row.inset(*PADDING))
        paragraphs(inside, ui, lines)
        inside.gap(8)
        ui.chip(inside.row(CHIP), certainty(known.claim(ref).certainty))
        paragraphs(inside, ui, disputes)
        for name, conflict in conflicts.items():
            inside.gap(8)
            self._compare(ui, inside.row(BAR), f"{ref} {name}", conflict)

    def _compare(self, ui: Ui, row: Rect, name: str, conflict: Conflict) -> None:
        """All claims of a disagreement beside each other."""
        count = len(conflict.claims)
        label = ngettext("Compare {count} claim", "Compare {count} claims", count)
        place = row.split_left(min(row.w, 280))[0]
        if ui.button(f"compare {name}", place, label.format(count=count)):
            ui.push(Sources(self.play, conflict.claims))


def source_of(ref: str) -> str:
    """The source that a claim stands in."""
    return ref.partition("/")[0]


def source_lines(source: Source) -> list[Line]:
    """A source: who published it, when, of what kind it is and how far it can be trusted."""
    facts = source.outlet.rstrip("."), day(source.date) if source.date else "", kind(source.kind)
    where = " · ".join(filter(None, facts))
    return [Line(where, "strong", gap=8), Line(source.about, "small", "muted", gap=2)]


def claim_lines(claim: Claim) -> list[Line]:
    """A claim: what it says, of whom, how much and when."""
    facts = [_("Said by: {who}").format(who=claim.attributed_to)]
    if claim.figure is not None:
        facts.append(_("Figure: {figure}").format(figure=amount(claim)))
    if claim.event_date:
        facts.append(_("About: {day}").format(day=day(claim.event_date)))
    if claim.event_date_note:
        facts.append(claim.event_date_note)
    if claim.address:
        facts.append(_("Read at: {address}").format(address=claim.address))
    return [Line(claim.says), *(Line(fact, "small", "muted", gap=4) for fact in facts)]


def amount(claim: Claim) -> str:
    """The figure of a claim with what it counts."""
    match claim.figure:
        case int() | float() as number:
            words = figures.figure(number)
        case span:
            assert span is not None
            words = figures.between(span.low, span.high)
    return _("{number} {unit}").format(number=words, unit=claim.unit)


def conflict_lines(conflict: Conflict) -> list[Line]:
    """A disagreement: what can't all be right, what would decide it, and what is used here."""
    settle = _("What would settle it: {what}").format(what=conflict.what_would_settle_it)
    used = _("Usually taken: {what}").format(what=conflict.used)
    title = _("Sources disagree: {title}").format(title=conflict.title)
    return [
        Line(title, "small-strong", gap=12, icon="warning"),
        Line(conflict.disagreement, "small", gap=4),
        Line(settle, "small", gap=4),
        Line(used, "small", gap=4),
    ]


def certainty(name: str) -> str:
    """How a claim is put forward, in words."""
    return {
        "stated": _("Stated by the side that knows it"),
        "reported": _("Reported"),
        "alleged": _("Alleged by one side about another"),
        "denied": _("A denial"),
    }[name]


def kind(name: str) -> str:
    """What kind of text a source is."""
    return {
        "agency report": _("agency report"),
        "news report": _("news report"),
        "rewritten report": _("rewritten report"),
        "commentary": _("commentary"),
        "background": _("background"),
    }[name]


def day(when: date) -> str:
    """A day as the reader's language writes it."""
    return figures.day(datetime.combine(when, time()))
