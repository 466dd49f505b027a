"""A game in progress: the session, whoever is at the keyboard, and which screen comes next.

The window and the terminal both play through this. It computes nothing of the crisis.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from game import figures
from game.forecasting import Forecaster
from game.words import _, language

if TYPE_CHECKING:
    from game.attending import Status
    from game.debrief.study import Study
    from game.ui import Screen
    from sim import Scenario
    from sim.session import Check, Forecast, Knowledge, Session, View, Vow


def begin(
    scenario: Scenario | str,
    people: Collection[str],
    seed: int | None = None,
    policies: Mapping[str, str] | None = None,
) -> Play:
    """A new game of the scenario of this id or path; its first person sits down."""
    from sim.session import Session  # late: it takes a second to import

    return Play(Session.begin(scenario, people, seed=seed, policies=policies))


def resume(path: Path) -> Play:
    """A saved game, as it was left."""
    from sim.session import Session

    return Play(Session.resume(path))


class Play:
    """A session and the seat that is at the keyboard.

    Attributes:
        role: the actor whose person sits there now; only what it may know is shown. Empty where
            nobody plays.
        lives: it goes on by itself, as in a class.
    """

    lives = False

    def __init__(self, session: Session, forecasts: Forecaster | None = None) -> None:
        self.session = session
        self.forecasts = forecasts or Forecaster()
        self.role = (*session.waiting(), *session.people, "")[0]
        self._view: View | None = None
        self._language = language()
        self._knowledge: Knowledge | None = None
        self._studies: dict[str, Study] = {}

    @property
    def people(self) -> tuple[str, ...]:
        """The actors that persons play, in the order in which they sit down."""
        return tuple(self.session.people)

    @property
    def over(self) -> bool:
        """Has the crisis ended?"""
        return self.session.over

    @property
    def view(self) -> View:
        """What this role may know now, in the reader's language."""
        if self._view is None or self._language != language():
            self._language = language()
            self._view = self.session.view(self.role, self._language)
        return self._view

    def draft(self, deed: str | None = None, word: str | None = None) -> None:
        """Put down orders, by id; SessionRefused says why one may not be given."""
        self._view = None
        self.session.draft(self.role, deed, word)

    def undo(self) -> bool:
        """Take back what was put down last; False if there is nothing to take back."""
        self._view = None
        return self.session.undo(self.role)

    def commit(self, expected: float | None = None) -> bool:
        """Give the orders; True if they were the last and the turn was taken.

        expected: this role's own chance of a peaceful end, 0 to 1.
        """
        self._view = self._knowledge = None
        return self.session.commit(self.role, expected)

    def say(self, text: str, to: Collection[str] = ()) -> None:
        """Write to some others, or to everybody; SessionRefused says why that can't be."""
        self._view = None
        self.session.say(self.role, text, to)

    def propose(self, to: str, give: Vow, ask: Vow, public: bool) -> None:
        """Offer a promise for a promise, to be signed as long as both can be kept.

        SessionRefused says why that can't be. What is signed changes what the role knows.
        """
        self._view = self._knowledge = None
        until = min(give.until, ask.until)
        self.session.propose(self.role, to, give, ask, public=public, until=until)

    def answer(self, number: int, sign: bool) -> None:
        """Sign or decline what was proposed; SessionRefused says why that can't be."""
        self._view = self._knowledge = None
        self.session.answer(self.role, number, sign)

    def withdraw(self, number: int) -> None:
        """Take one's own proposal back; SessionRefused says why that can't be."""
        self._view = None
        self.session.withdraw(self.role, number)

    def note(self, about: str, content: object) -> None:
        """Write something of this role into the log, such as an answer."""
        self.session.note(self.role, about, content)

    def check(self, _number: int, check: Check, answer: int) -> None:
        """Keep an answer to the check of understanding, by its place from 0."""
        self.note("check", f"{check.ask} {check.options[answer]}")

    def sit(self, role: str) -> None:
        """Another person takes the keyboard."""
        self.role = role
        self._view = self._knowledge = None

    def next_seat(self) -> str | None:
        """The person who has to take the keyboard before the game goes on; None: no other."""
        waiting = self.session.waiting()
        return waiting[0] if waiting and self.role not in waiting else None

    def moment(self, when: datetime) -> str:
        """A date, with the time of day where turns are shorter than a day."""
        return figures.moment(when, any(day.moment.time() != time() for day in self.view.days))

    def ask(self, deed: str, word: str) -> None:
        """Have it forecast what these orders might lead to, from what this role knows."""
        self.forecasts.ask(self.knowledge, deed, word)

    def forecast_now(self, deed: str, word: str) -> Forecast:
        """The same at once, for who can wait a moment."""
        from sim.session import forecast

        return forecast(self.knowledge, deed, word)

    @property
    def knowledge(self) -> Knowledge:
        """What this role knows, for forecasts."""
        if self._knowledge is None:
            self._knowledge = self.session.knowledge(self.role)
        return self._knowledge

    @property
    def forecast(self) -> Forecast | None:
        """The answer to what was asked last, once it is there."""
        return self.forecasts.poll()

    @property
    def study(self) -> Study:
        """What this role looks into once it is over; it is the same until the game is closed."""
        from game.debrief.study import Study  # late: it takes a second to import

        if self.role not in self._studies:
            self._studies[self.role] = Study.of_save(self)
        return self._studies[self.role]

    def close(self) -> None:
        """End the game; everything is saved already."""
        for study in self._studies.values():
            study.close()
        self.forecasts.close()
        self.session.close()

    def opening(self) -> Screen:
        """The screen with which a game begins or goes on."""
        return self._curtain(self.role) if len(self.people) > 1 and not self.over else self._seat()

    def after_curtain(self) -> Screen:
        """What a person sees who has just sat down: the briefing, or what the last turn brought."""
        return self._seat()

    def after_briefing(self) -> Screen:
        """The board."""
        from game.screens.board import Board

        return Board(self)

    def after_commit(self) -> Screen:
        """The next person, or what the turn brought."""
        seat = self.next_seat()
        if seat is not None:
            return self._curtain(seat)
        return self._seat()

    @property
    def status(self) -> Status | None:
        """Where the class is; None outside of one."""
        return None

    @property
    def went_on(self) -> bool:
        """Has the crisis gone on since what is shown, so that nothing can be ordered there?"""
        return False

    @property
    def parting(self) -> str:
        """What to know when leaving."""
        return _("Everything up to now is saved; Continue on the first screen takes it up again.")

    def moved_on(self) -> Screen | None:
        """The screen to go to because the game went on by itself; None: none."""
        return None

    def after_resolution(self) -> Screen:
        """The board of the next turn, or the end."""
        from game.screens.ending import Ending

        return Ending(self) if self.over else self.after_briefing()

    def after_asking(self) -> Screen:
        """What is told once the player has said what they think of their turns."""
        from game.screens.debrief import Debrief

        return Debrief(self)

    def after_ending(self) -> Screen:
        """Where one looks into what one did."""
        from game.screens.debrief import first_screen  # late: what it rests on takes a second

        return first_screen(self)

    def _seat(self) -> Screen:
        from game.screens.briefing import Briefing
        from game.screens.resolution import Resolution

        played = self.view.played
        return Resolution(self, played[-1].turn) if played else Briefing(self)

    def _curtain(self, role: str) -> Screen:
        from game.screens.curtain import Curtain

        return Curtain(self, role)
