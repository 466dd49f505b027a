"""A debrief in tests: a small game that is over, with a made-up review, and a stage to see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.play import Play
from game.ui import Screen, Ui
from sim import Review
from tests.support.reviews import made_up_review
from tests.support.story import Watched, seated


class Found:
    """Stands for a reviewer that has found all of this."""

    def __init__(self, review: Review) -> None:
        self.review: Review | None = review
        self.state = "done"
        self.fault = ""

    def poll(self) -> Review | None:
        """All at once."""
        return self.review

    def again(self) -> None:
        """Find it anew."""
        self.state, self.fault = "starting", ""

    def close(self) -> None:
        """Leave a mark, so that a test can see it."""
        self.state = "closed"


class Below(Screen):
    """What the screen in question was laid upon."""

    name = "below"

    def draw(self, ui: Ui) -> None:
        """Nothing to answer."""
        ui.text(ui.rect, "below")


def played_out(folder: Path) -> Play:
    """A game that is over and reviewed; its player was not asked yet."""
    play = seated(folder, turns=99)
    play.study.reviewer = Found(made_up_review(play.session, play.role))
    return play


def laid_upon(screen: Screen, **more: object) -> Watched:
    """A screen on another one, to which it can go back."""
    stage = Watched(Below(), **more)
    stage.show(screen)
    stage.settle()
    return stage


def reviewed(play: Play, **changes: object) -> None:
    """Change what was found."""
    play.study.reviewer.review = replace(play.study.review, **changes)


def still(play: Play, state: str, fault: str = "") -> None:
    """The comparison is not through."""
    play.study.reviewer.state, play.study.reviewer.fault = state, fault
