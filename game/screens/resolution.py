"""What came of a turn: step by step or at once, with what it changed and what one had expected."""

from __future__ import annotations

from game.claims import claims_of
from game.figures import between, percent
from game.play import Play
from game.screens.sources import Sources
from game.story.page import Way, page
from game.story.prose import Line
from game.story.turn import draw_turn, headline, subheading
from game.ui import Screen, Ui
from game.words import _
from sim.session import Forecast, Played

END = 1e9  # further down than any column


class Resolution(Screen):
    """The turn that is just over, one step after the other.

    Attributes:
        shown: how many steps can be seen yet.
    """

    name = "resolution"

    def __init__(self, play: Play, turn: int) -> None:
        self.play = play
        self.turn = turn
        self.shown = 1

    @property
    def played(self) -> Played:
        """The turn."""
        return next(played for played in self.play.view.played if played.turn == self.turn)

    @property
    def tone(self) -> str:
        """What is heard: an incident, or just that the turn was taken."""
        happened = any(step.phase == "incidents" for step in self.played.steps)
        return "incident" if happened else "turn"

    @property
    def whole(self) -> bool:
        """Can all of it be seen?"""
        return self.shown >= len(self.played.steps)

    def draw(self, ui: Ui) -> None:
        """The steps so far, what they changed, and the ways on."""
        view, played = self.play.view, self.played
        under = subheading(view, played, self.play.moment(played.moment))
        look = view.side(view.role).look
        body, way = page(ui, headline(view, played), self._ways(), under, look)
        if not self.whole and ui.key("space"):
            way = "go"
        self._take(ui, way)
        draw_turn(ui, body, view, played, self._expected(ui), self.shown)

    def keys(self) -> list[tuple[str, str]]:
        """The keys here."""
        return [
            ("right", _("The next step")),
            ("space", _("All steps at once")),
            ("s", _("What is told here rests on: its sources")),
            ("enter", _("Go on")),
        ]

    def _ways(self) -> list[Way]:
        if not self.whole:
            return [
                Way("step", _("Next step"), "right"),
                *self._to_sources(),
                Way("go", _("The whole turn"), "enter", primary=True),
            ]
        over = self.play.over and self.turn == self.play.view.played[-1].turn
        label = _("How it ended") if over else _("Go on")
        return [*self._to_sources(), Way("go", label, "enter", primary=True)]

    def _to_sources(self) -> list[Way]:
        return [Way("sources", _("Sources"), "s")] if self._claims else []

    @property
    def _claims(self) -> tuple[str, ...]:
        """Of the steps that can be seen yet."""
        return claims_of(step.report for step in self.played.steps[: self.shown])

    def _take(self, ui: Ui, way: str) -> None:
        if way == "step":
            self.shown += 1
            ui.memory.offsets["turn"] = END  # the new step is the last one
        elif way == "sources":
            ui.push(Sources(self.play, self._claims))
        elif way == "go" and self.whole:
            ui.go(self.play.after_resolution())
        elif way == "go":
            self.shown = len(self.played.steps)

    def _expected(self, ui: Ui) -> list[Line]:
        """What this role thought of the way it ends, and what the forecast says by now."""
        lines = []
        if self.played.expected is not None:
            said = _("When you gave your orders you thought a peaceful end {chance} likely.")
            lines.append(Line(said.format(chance=percent(self.played.expected)), "small"))
        forecast = self._forecast(ui)
        if forecast is not None:
            lines.append(Line(_now(forecast), "small", gap=4))
        heading = Line(_("Expected, and now"), "label", "muted")
        return [heading, *lines] if lines else []

    def _forecast(self, ui: Ui) -> Forecast | None:
        """What may follow if this role rests now; None while nobody knows, or wants to."""
        forecasts = self.play.forecasts
        forecasts.on = ui.settings.forecast_on
        if not forecasts.on or self.play.over:
            return None
        self.play.ask("hold", "silence")
        if forecasts.state in ("starting", "estimating"):
            ui.again(100)
        return self.play.forecast


def _now(forecast: Forecast) -> str:
    """The chance of a peaceful end, as far as this role can know."""
    band = forecast.peaceful
    words = _("From what you know now, {chance} of futures end in peace ({range} in 100).")
    return words.format(
        chance=percent(band.value), range=between(round(100 * band.low), round(100 * band.high))
    )
