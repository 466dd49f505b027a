"""Sources and method: what this is made of, and what it can't tell."""

from __future__ import annotations

from collections.abc import Sequence

from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _


def method() -> list[tuple[str, str]]:
    """How it works, in a few paragraphs, each with its title."""
    return [
        (
            _("A model, not a record"),
            _(
                "What happens in a game follows from rules and chance. It is no prediction and "
                "says nothing about what any real person did or would do. Where a scenario tells "
                "what really happened, it says so and names its sources."
            ),
        ),
        (
            _("Where figures come from"),
            _(
                "Every figure of a scenario is either a fact with a claim and its source, or an "
                "assumption with the reason why it was chosen. Sources may disagree; then the "
                "game says what they disagree about and which figure it uses."
            ),
        ),
        (
            _("How a turn is taken"),
            _(
                "Events happen, every side perceives, all decide at once, deeds and words take "
                "effect, threats that are due are carried out or broken, incidents may follow "
                "from the situation, and what was stirred up settles a little."
            ),
        ),
        (
            _("How the other sides choose"),
            _(
                "A side that nobody plays weighs its moves by its own goals, from what it sees, "
                "and mostly picks what looks best to it; it can err. It knows nothing that its "
                "seat does not know, and nothing of what you plan."
            ),
        ),
        (
            _("What a forecast is"),
            _(
                "A few hundred futures are played by the same rules, from what you know and "
                "nothing else. The band shows how far they differ. It is as good as the model "
                "and your knowledge are, and no better."
            ),
        ),
        (
            _("What it leaves out"),
            _(
                "Sides are treated as if each had one will. People, parties and voices within "
                "them appear only where a scenario names them. Human cost is shown and is "
                "counted for no side."
            ),
        ),
    ]


def tell(flow: Flow, parts: Sequence[tuple[str, str]]) -> None:
    """Paragraphs with their titles."""
    for number, (title, words) in enumerate(parts):
        if number:
            flow.gap(20)
        flow.text(title, "subtitle")
        flow.gap(4)
        flow.text(words)


class Method(Screen):
    """How the model works, and the way to all sources."""

    name = "method"

    def draw(self, ui: Ui) -> None:
        """The paragraphs, in two columns where there is room."""
        ways = [Way("sources", _("All sources"), "s"), Way("back", _("Back"), "esc", primary=True)]
        body, way = page(ui, _("Sources and method"), ways)
        ui.scroll("method", body, lambda flow: self._fill(ui, flow))
        if way == "sources":
            from game.screens.sources import Sources

            ui.push(Sources())
        elif way:
            ui.pop()

    def _fill(self, ui: Ui, flow: Flow) -> None:
        parts = method()
        if flow.rect.w < 900:
            tell(flow, parts)
            return
        columns = [ui.flow(column) for column in flow.left.columns(2, gap=40)]
        half = -(-len(parts) // 2)
        for column, some in zip(columns, (parts[:half], parts[half:]), strict=True):
            tell(column, some)
        flow.at = max(column.at for column in columns)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of this page."""
        return [("s", _("All sources")), ("esc", _("Back"))]
