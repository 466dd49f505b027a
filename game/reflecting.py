"""A debrief in a class: what the host finds out about one's decisions, with the face of a study."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic
from typing import Any

from game.classroom.packed_reviews import unpack_decision, unpack_review
from game.debrief.study import Marks, Study
from game.joining import RemoteSession
from game.play import Play
from game.reviewing import State
from sim import Decision, Review

PHASES = ("debrief", "closed")  # of a class in which decisions are compared
PAUSE = 0.3  # seconds between two questions: the host takes five a second

Plain = dict[str, Any]


class HostReviewer:
    """What the host finds, as if a process of this computer did.

    Attributes:
        review: the newest; None while there is none. fault: why the host stopped early.
    """

    def __init__(self, remote: RemoteSession) -> None:
        self.remote = remote
        self.review: Review | None = None
        self.fault = ""
        self.endings: Mapping[str, str] = {}
        self._welcome: Plain = {}
        self._frame: Plain = {}
        self._decisions: dict[int, Decision] = {}
        self._asked: tuple[int, Future[Plain]] | None = None
        self._asked_at = 0.0

    @property
    def state(self) -> State:
        """How far it is."""
        if self.fault:
            return "failed"
        if self.review is None:
            return "starting"
        is_done = self.review.done == self.review.total and self._next() is None
        return "done" if is_done else "comparing"

    def poll(self) -> Review | None:
        """The review as far as it is known; it never waits."""
        client, is_told = self.remote.client, self.remote.now.get("phase") in PHASES
        if self.remote.is_up and is_told and self._welcome is not client.welcome:
            self._welcome = client.welcome  # a host that was started again forgets who asked
            self.remote.tell("review")
        frame = client.frames.get("review")
        if frame and frame is not self._frame:
            self._frame = frame
            self.fault = frame["progress"] if frame["stopped"] else ""
            if "review" in frame:
                self.endings = frame["endings"]
                self._put(unpack_review(frame["review"]))
        self._hear()
        self._ask()
        return self.review

    def _put(self, review: Review) -> None:
        """With the decisions that are here in full."""
        full = (self._decisions.get(each.turn, each) for each in review.decisions)
        self.review = replace(review, decisions=tuple(full))

    def _next(self) -> int | None:
        """A turn of which the host has more than is here."""
        for turn, count in self._frame.get("compared", {}).items():
            here = self._decisions.get(int(turn))
            if here is None or len(here.comparisons) < count:
                return int(turn)
        return None

    def _ask(self) -> None:
        turn = self._next()
        is_time = monotonic() >= self._asked_at + PAUSE
        if turn is not None and self._asked is None and is_time and self.remote.is_up:
            self._asked = turn, self.remote.ask("review", turn=turn)
            self._asked_at = monotonic()

    def _hear(self) -> None:
        if self._asked is None or not self._asked[1].done():
            return
        (turn, asked), self._asked = self._asked, None
        if asked.cancelled() or asked.exception() or not asked.result()["ok"]:
            return  # it is asked for again
        self._decisions[turn] = unpack_decision(asked.result()["data"]["decision"])
        if self.review:
            self._put(self.review)

    def again(self) -> None:
        """The host does that by itself."""

    def close(self) -> None:
        """Nothing is left behind."""


class ClassStudy(Study):
    """One seat's debrief in a class; what is thought is kept at the host for the teacher.

    Attributes:
        kept: by question, what was written since the window was opened.
    """

    def __init__(self, play: Play, remote: RemoteSession) -> None:
        self.kept: dict[str, list[str]] = {}
        self._marks: Marks | None = None
        self._host = HostReviewer(remote)
        super().__init__(play, self._host)

    @property
    def marks(self) -> Marks | None:
        """What was said before anything was shown."""
        return self._marks

    def mark(self, marks: Marks) -> None:
        """Keep what was said, each as the pages do."""
        for name, turn in (("best", marks.best), ("worst", marks.worst)):
            if turn is not None:
                self.play.note(f"debrief {name}", {"turn": turn})
        self._marks = marks
        self.turn = marks.worst or self.turn

    def thoughts(self, ask: str) -> list[str]:
        """What was written about a question."""
        return self.kept.get(ask, [])

    def think(self, ask: str, text: str) -> None:
        """Keep a thought about a question, if it is one."""
        if not text.strip():
            return
        thoughts = self.kept.setdefault(ask, [])
        thoughts.append(text.strip())
        asked = [prompt.ask for prompt in self.play.view.debrief]
        number = asked.index(ask) + 1 if ask in asked else len(asked) + 1
        self.play.note(f"debrief {number}", "\n".join(thoughts))

    @property
    def endings(self) -> Mapping[str, str]:
        """What the endings are called, by id."""
        return self._host.endings
