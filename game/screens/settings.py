"""The settings: how it looks and sounds, what helps, and which key does what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from game.screens.keyboard import Keyboard
from game.settings import TEXT_SCALES
from game.story.page import Way, page
from game.ui import Flow, Screen, Ui
from game.words import _, languages

Value = TypeVar("Value")
WIDE = 520  # beside its label a choice has room from here


def appearance(ui: Ui, flow: Flow) -> None:
    """Text size, theme and language."""
    settings = ui.settings
    sizes = [(size, f"{size:.0%}".replace("%", " %")) for size in TEXT_SCALES]
    themes = [("dark", _("Dark")), ("light", _("Light"))]
    settings.text_scale = setting(ui, flow, "text", _("Text size"), sizes, settings.text_scale)
    settings.theme = setting(ui, flow, "theme", _("Colours"), themes, settings.theme)
    spoken = list(languages().items())
    if len(spoken) > 1:
        chosen = setting(ui, flow, "language", _("Language"), spoken, settings.language)
        settings.language = chosen


def setting(
    ui: Ui,
    flow: Flow,
    name: str,
    label: str,
    options: Sequence[tuple[Value, str]],
    current: Value,
) -> Value:
    """A label with a choice at its right, or below it where there is little room."""
    flow.gap(8)
    high = 40
    if flow.rect.w >= WIDE:
        words, place = flow.row(high).split_left(flow.rect.w * 0.3, gap=16)
    else:
        words, place = flow.row(28), flow.row(high)
    ui.text(words, label, middle=True)
    flow.gap(4)
    return ui.choice(name, place, options, current)


class SettingsPage(Screen):
    """All settings; each holds as soon as it is chosen."""

    name = "settings"

    def draw(self, ui: Ui) -> None:
        """Groups of settings, one below the other."""
        ways = [Way("keys", _("Keys"), "k"), Way("back", _("Back"), "esc", primary=True)]
        body, way = page(ui, _("Settings"), ways)
        ui.scroll("settings", body, lambda flow: self._fill(ui, flow))
        if way == "keys":
            ui.push(Keyboard())
        elif way:
            ui.pop()

    def _fill(self, ui: Ui, flow: Flow) -> None:
        settings = ui.settings
        self._group(flow, _("How it looks"))
        appearance(ui, flow)
        settings.fullscreen = self._toggle(ui, flow, "full", _("Full screen"), settings.fullscreen)
        still = _("Less motion")
        settings.reduced_motion = self._toggle(ui, flow, "still", still, settings.reduced_motion)
        self._group(flow, _("How it sounds"))
        tones = _("Soft tones when a turn is taken")
        settings.sound = self._toggle(ui, flow, "sound", tones, settings.sound)
        self._group(flow, _("What helps"))
        estimate = _("Forecast: what may follow, before you decide")
        settings.forecast_on = self._toggle(ui, flow, "forecast", estimate, settings.forecast_on)
        guide = _("Guide through the first turn")
        settings.guide_seen = not self._toggle(ui, flow, "guide", guide, not settings.guide_seen)

    def _group(self, flow: Flow, title: str) -> None:
        if flow.at > flow.rect.y:
            flow.gap(24)
        flow.text(title, "small-strong", "muted")

    def _toggle(self, ui: Ui, flow: Flow, name: str, label: str, value: bool) -> bool:
        flow.gap(8)
        height = max(40, ui.measure(label, "body", flow.rect.w - 76))
        return ui.toggle(name, flow.row(height), label, value)

    def keys(self) -> list[tuple[str, str]]:
        """The keys of the settings."""
        return [
            ("tab", _("Next setting")),
            ("right", _("Next choice")),
            ("enter", _("Switch on or off")),
            ("k", _("Which key does what")),
            ("esc", _("Back")),
        ]
