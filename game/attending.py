"""A game in a class: the screens of a game of one's own, fed by a host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from game.forecasting import Forecaster, Question, State
from game.joining import RemoteSession
from game.play import Play
from game.words import _

if TYPE_CHECKING:
    from concurrent.futures import Future

    from game.debrief.study import Study
    from game.ui import Screen
    from sim.session import Check, Forecast, Knowledge, Session, View

STILL = 0.6  # seconds that a question has to stand before the host is asked


@dataclass(frozen=True)
class Status:
    """Where the class is, in words.

    Attributes:
        line: what the line is like. left: the time that is left, or empty. says: what goes on and
            what to do now. notices: what else there is to know.
    """

    is_up: bool
    line: str
    left: str
    says: str
    notices: tuple[str, ...]


class Attending(Play):
    """A seat in a class. The host decides how it goes on; the player, when to look at it."""

    lives = True

    def __init__(self, remote: RemoteSession) -> None:
        self.remote = remote
        forecasts = HostForecaster(remote)
        super().__init__(cast("Session", remote), forecasts)  # it has the face of one

    @property
    def view(self) -> View:
        """What this role may know, in the turn that is shown."""
        return self.remote.shown

    @property
    def status(self) -> Status:
        """Where the class is."""
        remote, now = self.remote, self.remote.now
        trouble = remote.trouble
        return Status(
            is_up=not trouble,
            line=_("not connected") if trouble else _("connected"),
            left=left_words(remote.ms_left, now.get("paused")),
            says=trouble or now.get("paused") or now.get("says") or self._coming(),
            notices=(*tried(remote), *self._team(), *awaited(now), *now.get("notices", ())),
        )

    @property
    def went_on(self) -> bool:
        """Has the crisis gone on since what is shown?"""
        return self.remote.went_on or not self.is_seated

    @property
    def is_seated(self) -> bool:
        """Is there a seat, and all that is to be seen from it?"""
        return bool(self.remote.role) and self.remote.newest is not None

    @property
    def knowledge(self) -> Knowledge:
        """What tells two questions apart; the host has the knowledge itself."""
        view = self.view
        signed = sum(proposal.fate == "signed" for proposal in view.proposals)
        return cast("Knowledge", Known(f"{view.role} {view.turn} {signed}"))

    def ask(self, deed: str, word: str) -> None:
        """Have the host forecast what these orders might lead to."""
        self.forecasts.ask(self.knowledge, deed, word)

    @property
    def parting(self) -> str:
        """What to know when leaving."""
        return _("Your place stays; Join a class, on the first screen, leads back to it.")

    def check(self, number: int, check: Check, answer: int) -> None:
        """Keep an answer to the check of understanding for the teacher."""
        content = {"answer": answer + 1, "right": check.right + 1}
        self.note(f"check {number}", content)

    def opening(self) -> Screen:
        """The briefing, or what the last turn brought."""
        self.sit_down()
        return self._seat()

    def sit_down(self) -> None:
        """Take the seat that there is now, and see what is newest."""
        self.remote.catch_up()
        self.role = self.remote.role

    def after_briefing(self) -> Screen:
        """The board; the teacher learns who has read it."""
        self.ready()
        return super().after_briefing()

    def after_commit(self) -> Screen:
        """The board again, until the others have given their orders too."""
        return super().after_briefing()

    def after_resolution(self) -> Screen:
        """The board of the next turn; or the end, after one has thought back."""
        from game.screens.asking import Asking

        self.ready()
        if not self.over:
            return super().after_resolution()
        decided = any(not played.by_policy for played in self.view.played)
        return Asking(self) if decided and not self.study.marks else self.after_asking()

    def after_asking(self) -> Screen:
        """The questions for afterwards, and only then the end."""
        from game.screens.reflection import Reflection

        return Reflection(self, super().after_resolution)

    def after_ending(self) -> Screen:
        """What one's decisions did; the teacher has the debrief of the class."""
        from game.screens.debrief import Debrief

        return Debrief(self)

    @property
    def study(self) -> Study:
        """What the host finds out about this seat, and what is thought of it."""
        from game.reflecting import ClassStudy  # late: it takes a second to import

        if self.role not in self._studies:
            self._studies[self.role] = ClassStudy(self, self.remote)
        return self._studies[self.role]

    def _coming(self) -> str:
        return _("You are in. What your seat needs is on its way; a slow network takes a while.")

    def _team(self) -> Iterator[str]:
        """What can be done about the orders of this seat, and what others in it would do."""
        now = self.remote.now
        if not self.is_seated or self.view.phase == "over":
            return
        if now["orders"]["committed"] and now["may"]["undo"]:
            yield _("U takes your orders back, as long as others think.")
        if not now["you"]["captain"] and now["you"]["captain_name"]:
            words = _("{name} gives the orders of your team: {orders}")
            said = " ".join(now["orders"]["says"])
            yield words.format(name=now["you"]["captain_name"], orders=said)
        labels = {card.id: card.label for card in self.view.cards}
        for member in now["team"]:
            would = member["suggestion"]
            if would and not member["you"]:
                words = _("{name} would: “{deed}” and “{word}”. {says}")
                deed, word = (labels.get(would[channel], "") for channel in ("deed", "word"))
                said = words.format(name=member["name"], deed=deed, word=word, says=would["says"])
                yield said.strip()

    def ready(self) -> None:
        """Tell the host that all is read."""
        if self.remote.now.get("may", {}).get("ready"):
            self.remote.tell("ready")

    def moved_on(self) -> Screen | None:
        """What the class has come to without this player; None: nothing new."""
        from game.screens.resolution import Resolution
        from game.screens.room import Room

        if not self.remote.role:
            return Room(self)
        if not self.remote.went_on:
            return None
        before = self.view
        self.remote.catch_up()
        if self.view.role != before.role:
            return self.opening()
        if self.over or self.view.turn > before.turn:
            return Resolution(self, self.view.played[-1].turn)
        return super().after_briefing()  # the teacher has taken turns back


@dataclass(frozen=True)
class Known:
    """What a question rests on, by a mark of it."""

    digest: str


class HostForecaster(Forecaster):
    """Asks the host for forecasts, once a question has stood a while; there is no process here."""

    def __init__(self, remote: RemoteSession) -> None:
        super().__init__()
        self.remote = remote
        self._since = 0.0

    @property
    def state(self) -> State:
        """How far it is with what was asked last."""
        if not self.on:
            return "off"
        if self.wanted is not None and self.wanted.key in self.known:
            return "ready" if self.known[self.wanted.key] else "not available"
        return "estimating" if self.remote.may_forecast else "not available"

    def start(self) -> None:
        """Nothing has to be started here."""

    def ask(self, knowledge: Knowledge, deed: str, word: str) -> None:
        """From now on this is the question."""
        question = Question(knowledge, deed, word)
        if self.wanted is None or self.wanted.key != question.key:
            self.wanted, self._since = question, monotonic()
        self.poll()

    def _tell(self) -> None:
        is_new = self.wanted is not None and self.wanted.key not in self.known
        stands = monotonic() - self._since >= STILL
        if self.wanted and is_new and stands and self.computed is None and self.remote.may_forecast:
            self.computed = question = self.wanted
            answer = self.remote.forecast(question.deed, question.word)
            answer.add_done_callback(self._answered)

    def _answered(self, answer: Future[Forecast | None]) -> None:
        self._hear(None if answer.cancelled() else answer.result())


def left_words(ms_left: float | None, paused: str | None) -> str:
    """The time that is left, in words; empty without a clock."""
    if paused is not None:
        return _("paused")
    if ms_left is None:
        return ""
    minutes, seconds = divmod(round(ms_left / 1000), 60)
    return _("{minutes}:{seconds} left").format(minutes=minutes, seconds=f"{seconds:02}")


def tried(remote: RemoteSession) -> Iterator[str]:
    """How often the host was looked for in vain."""
    if remote.client.failures:
        yield _("Tries so far: {count}.").format(count=remote.client.failures)


def awaited(now: dict[str, Any]) -> Iterator[str]:
    """Whose orders are not given yet."""
    if now.get("awaited") and now.get("phase") == "planning":
        yield _("Waiting for: {names}").format(names=_(", ").join(now["awaited"]))
