"""Which crisis, and which side of it."""

from __future__ import annotations

from game import figures
from game.library import Entry, Library, Offer, Part, library
from game.screens.moment import Moment
from game.screens.thumbnail import thumbnail
from game.story.page import Way, page
from game.ui import Flow, Rect, Screen, Ui
from game.words import _, language, ngettext

SEED_DIGITS = 9


class Picker(Screen):
    """The list of scenarios; beside it what one is about, and who plays.

    Attributes:
        asked: the id or path of a scenario to begin with. chosen: the one that is looked at.
        people: the ids of the sides that persons play; several: more than one, at one keyboard.
        seed: as it was typed; empty leaves it to chance.
    """

    name = "picker"

    def __init__(self, asked: str = "", shelf: Library | None = None) -> None:
        self.asked = asked
        self.library = shelf or library()
        self.chosen: Entry | None = None
        self.people: list[str] = []
        self.several = False
        self.seed = ""

    def draw(self, ui: Ui) -> None:
        """List and details; one below the other where there is little room."""
        self._step(ui)
        offer = self._offer()
        why = _("Choose a side first.")
        ways = [
            Way("back", _("Back"), "esc"),
            Way("begin", _("Begin"), "enter", True, bool(self.people), why),
        ]
        body, way = page(ui, _("Choose a crisis"), ways)
        if ui.roomy:
            left, right = body.split_left(336, gap=24)
            ui.scroll("list", left, lambda flow: self._list(ui, flow))
            ui.scroll("about", right, lambda flow: self._about(ui, flow, offer))
        else:
            ui.scroll("all", body, lambda flow: self._all(ui, flow, offer))
        if not self.library.ready:
            ui.again(50)
        if way == "back":
            from game.screens.title import Title

            ui.go(Title())
        elif way and offer:
            ui.go(self._beginning(offer))

    def _offer(self) -> Offer | None:
        """What the chosen scenario offers; the first good one is chosen at first."""
        if self.library.ready and not self.chosen:
            asked = [self.library.find(self.asked)] if self.asked else []
            good = [entry for entry in (*asked, *self.library.entries) if entry.speak]
            if good:
                self._choose(good[0])
        speak = self.chosen.speak if self.chosen else None
        return speak(language()) if speak else None

    def _step(self, ui: Ui) -> None:
        """↑ and ↓ choose the scenario before or after, as long as nothing has the white frame."""
        if ui.hands.ring and ui.memory.focus is not None:
            return
        good = [entry for entry in self.library.entries if entry.speak]
        for key, by in (("up", -1), ("down", 1)):
            if self.chosen in good and ui.key(key):
                place = good.index(self.chosen) + by
                self._choose(good[min(max(place, 0), len(good) - 1)])
                ui.memory.offsets.clear()

    def _choose(self, entry: Entry) -> None:
        """Another scenario: its first side is proposed."""
        assert entry.speak
        self.chosen, self.several = entry, False
        self.people = [part.id for part in entry.speak(language()).parts[:1]]

    def _beginning(self, offer: Offer) -> Moment:
        """The way into a new game."""
        assert self.chosen
        path = str(self.chosen.path)
        people = [part.id for part in offer.parts if part.id in self.people]
        seed = int(self.seed) if self.seed else None

        def work() -> Screen:
            from game.play import begin

            return begin(path, people, seed).opening()

        return Moment(_("Setting out the board…"), work, lambda: self)

    # What is shown

    def _all(self, ui: Ui, flow: Flow, offer: Offer | None) -> None:
        self._list(ui, flow)
        flow.gap(16)
        self._about(ui, flow, offer)

    def _list(self, ui: Ui, flow: Flow) -> None:
        for entry in self.library.entries:
            if entry.speak is None:
                self._faulty(ui, flow, entry)
            elif self._entry(ui, flow, entry, entry.speak(language())):
                self._choose(entry)
            flow.gap(12)
        if not self.library.ready:
            flow.text(_("Reading scenarios…"), colour="muted")

    def _entry(self, ui: Ui, flow: Flow, entry: Entry, offer: Offer) -> bool:
        """A scenario in the list; whether it was chosen."""
        whose = (_("your own"),) if entry.own else ()
        about = " · ".join((*whose, level_name(offer.level), *lasting(offer)))
        width = flow.rect.w - 32
        height = ui.measure(offer.title, "strong", width) + ui.measure(about, "small", width)
        rect = flow.row(height + ui.measure(span(offer), "small", width) + 28)
        touch = ui.focusable(f"scenario-{entry.path}", rect)
        chosen = entry is self.chosen
        face = "raised" if touch.hovered or chosen else "panel"
        edge, thick = ("text", 2) if chosen else ("line", 1)
        ui.canvas.fill(rect, face, radius=8, outline=edge, width=thick)
        inside = ui.flow(rect.inset(16, 12))
        inside.text(offer.title, "strong")
        inside.gap(4)
        inside.text(span(offer), "small", "muted")
        inside.text(about, "small", "muted")
        return touch.pressed

    def _faulty(self, ui: Ui, flow: Flow, entry: Entry) -> None:
        """A file that can't be played, and why."""
        words = ui.flow(flow.left.inset(16, 0))
        top = words.at
        words.text(entry.path.name or _("No scenarios"), "strong", "muted")
        words.text(entry.fault, "small", "muted")
        flow.row(words.at - top)

    def _about(self, ui: Ui, flow: Flow, offer: Offer | None) -> None:
        """All about the chosen scenario."""
        if offer is None:
            return
        flow.text(offer.title, "title")
        turns = ngettext("{count} turn", "{count} turns", offer.turns).format(count=offer.turns)
        facts = (span(offer), turns, level_name(offer.level), *lasting(offer))
        flow.text(" · ".join(facts), "small", "muted")
        flow.gap(12)
        flow.text(offer.summary)
        flow.gap(20)
        self._sides(ui, flow, offer)
        if offer.learning:
            flow.gap(24)
            flow.text(_("What you can take from it"), "subtitle")
            flow.gap(4)
            for aim in offer.learning:
                flow.item(aim)
        if offer.note:
            flow.gap(20)
            flow.text(_("Before you begin"), "subtitle")
            flow.gap(4)
            flow.text(offer.note)
        flow.gap(24)
        self._grounds(flow, offer)
        flow.gap(12)
        self._seed(ui, flow)

    def _sides(self, ui: Ui, flow: Flow, offer: Offer) -> None:
        """Who plays, beside a small map if there is room."""
        column = flow
        if offer.land and flow.rect.w >= 640:
            left, right = flow.left.split_left(flow.rect.w - 320, gap=24)
            thumbnail(ui, Rect(right.x, right.y, right.w, 232), offer.id, offer.land)
            column = ui.flow(left)
        elif offer.land:
            thumbnail(ui, flow.row(200), offer.id, offer.land)
            flow.gap(16)
        column.text(_("Who do you play?"), "subtitle")
        for part in offer.parts:
            column.gap(8)
            self._part(ui, column.row(48), part)
        column.gap(8)
        label = _("Several people at this keyboard")
        height = max(40, ui.measure(label, "body", column.rect.w - 76))
        several = ui.toggle("several", column.row(height), label, self.several)
        if self.several and not several:
            self.people = self.people[:1]
        self.several = several
        column.gap(4)
        column.text(self._rest(), "small", "muted")
        flow.at = max(column.at, flow.at if column is flow else flow.at + 232)

    def _rest(self) -> str:
        if self.several:
            return _(
                "They take turns; a curtain hides what only the other may know. The program plays "
                "all other sides."
            )
        return _("The program plays all other sides.")

    def _part(self, ui: Ui, rect: Rect, part: Part) -> None:
        """A side to play or not."""
        touch = ui.focusable(f"part-{part.id}", rect)
        if touch.pressed:
            self._take(part.id)
        taken = part.id in self.people
        face = "raised" if touch.hovered or taken else "panel"
        edge, thick = ("text", 2) if taken else ("line", 1)
        ui.canvas.fill(rect, face, radius=8, outline=edge, width=thick)
        words = rect.inset(12, 0)
        if part.look:
            ui.sign(part.look, (words.x + 14, words.centery), 14)
            words = words.split_left(40)[1]
        words, mark = words.split_right(24, gap=8)
        style = "strong" if taken else "body"
        ui.text(words, part.name, style, lines=1, middle=True)
        if taken:
            ui.icon("check", mark.center, 16)

    def _take(self, part: str) -> None:
        """Play this side; of several, play it or no longer."""
        if not self.several:
            self.people = [part]
        elif part not in self.people:
            self.people.append(part)
        elif len(self.people) > 1:
            self.people.remove(part)

    def _grounds(self, flow: Flow, offer: Offer) -> None:
        """What it rests on."""
        claims = ngettext(
            "It rests on {count} claim with its source.",
            "It rests on {count} claims with their sources.",
            offer.claims,
        ).format(count=offer.claims)
        reviewed = _("Reviewed: {who}.").format(who=offer.reviewed)
        flow.text(f"{claims} {reviewed}", "small", "muted")

    def _seed(self, ui: Ui, flow: Flow) -> None:
        """The number from which all chance is drawn."""
        flow.text(_("Seed: with the same number, chance falls the same again"), "small", "muted")
        flow.gap(4)
        row = flow.row(44)
        place = Rect(row.x, row.y, min(280, row.w), 40)
        typed = ui.field("seed", place, self.seed, _("left to chance"))
        self.seed = "".join(c for c in typed if c in "0123456789")[:SEED_DIGITS]

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the list."""
        return [
            ("down", _("The next scenario")),
            ("tab", _("Next scenario, next side")),
            ("space", _("Choose what has the white frame")),
            ("enter", _("Begin, unless something else has the white frame")),
            ("esc", _("Back")),
        ]


def level_name(level: str) -> str:
    """How much a scenario asks, in a word."""
    return {
        "introductory": _("introductory"),
        "standard": _("standard"),
        "advanced": _("advanced"),
    }[level]


def lasting(offer: Offer) -> tuple[str, ...]:
    """About how long it takes, if its author says so."""
    if offer.minutes is None:
        return ()
    return (_("about {count} minutes").format(count=offer.minutes),)


def span(offer: Offer) -> str:
    """From its first day to its last."""
    first, last = figures.short_day(offer.first), figures.short_day(offer.last)
    if offer.first.date() == offer.last.date():
        return _("{day} {year}").format(day=first, year=offer.first.year)
    return _("{first} to {last} {year}").format(first=first, last=last, year=offer.last.year)
