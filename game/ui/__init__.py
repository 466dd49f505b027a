"""The toolkit: one `Ui` a frame, on which a screen shows everything and answers everything.

    class Hello(Screen):
        name = "hello"

        def draw(self, ui: Ui) -> None:
            inside = ui.panel(ui.rect.inset(48), title=_("A beginning"))
            text, row = inside.split_bottom(48, gap=16)
            ui.scroll("story", text, lambda flow: flow.text(_("Once there was…")))
            if ui.button("on", row, _("Go on"), key="enter", primary=True):
                ui.go(Next())

*Coordinates* are logical pixels: the window is `ui.width` × `ui.height` of them, 1280 × 720 at
text size 100 % in a 16:9 window of any resolution, 640 × 360 at 200 %. Lay out by `ui.rect`, which
divides itself (`split_left`, `rows`, `inset`, …), and by `ui.roomy`. Everything is drawn at the
window's own resolution.

*Input.* `draw` is called for each input with drawing switched off, to answer it, and then once
more to be seen; so it must do the same each time it is called, but for what input changes. A key or
press is taken by the first that asks for it (`ui.key`, `ui.button`, `ui.focusable`); Tab and arrows
move the focus where nobody took them. Nothing is redrawn unless something happened or
`ui.again(ms)` was asked for.

*Text* wraps and is never clipped. With `strict` (all tests) LayoutFault names every text that has
no room, leaves the window, or lies on another text of its layer; `ui.scroll` gives room without
end, `lines=1` shortens and keeps the whole as a tooltip, `ui.layer` is for what covers others on
purpose.

*Screens* lie on a stack: `ui.go` replaces the topmost, `ui.push` lays one on it, `ui.pop` takes it
off, `ui.home` replaces them all. Esc that nobody takes pops, or asks whether to leave.

*Colours* by name: background, panel, raised, text, muted, line, edge, focus, land, sea, home,
rung-1 to rung-9, and the sides' orange, sky, green, pink, yellow, blue, brown, grey. *Styles*:
hero, display, title, subtitle, body, strong, small, small-strong, label.
"""

from game.ui.canvas import Canvas
from game.ui.flow import Flow
from game.ui.inputs import Input
from game.ui.layout import LayoutFault
from game.ui.picture import picture
from game.ui.rect import Rect
from game.ui.screen import Screen
from game.ui.stage import Stage
from game.ui.touch import Touch
from game.ui.ui import Ui

__all__ = [
    "Canvas",
    "Flow",
    "Input",
    "LayoutFault",
    "Rect",
    "Screen",
    "Stage",
    "Touch",
    "Ui",
    "picture",
]
