"""A class in the terminal: the game line by line, as fast as the class goes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import sleep

from game.attending import Attending, tried
from game.joining import NotIn, RemoteSession
from game.text import turns
from game.text.command import Command
from game.text.console import Console, NoMoreInput
from game.text.desk import Desk, Left
from game.text.terminal import Terminal
from game.ticket import Ticket
from game.words import _

TICK = 0.1  # seconds between looks at what the host says


def attend(console: Console, ticket: Ticket, trust: Path | None = None) -> None:
    """Take part until it is over, or until there is nothing more to read; the place stays.

    Raises:
        NotIn: the host refused this one, or nothing answered for long.
    """
    play = Attending(RemoteSession(ticket, trust))
    try:
        Attendance(console, play).run()
    except (Left, NoMoreInput):
        pass
    finally:
        if play.remote.client.welcome:
            console.say(play.parting)
        play.close()


class SeatDesk(Desk):
    """What lies before a person in a class, who is told afterwards what their decisions did."""

    def __init__(self, console: Console, play: Attending) -> None:
        super().__init__(console, play)
        self._remote = play.remote

    def ways_to_look(self) -> tuple[Command, ...]:
        """With a look at the futures, when it is over."""
        use = _("what your decisions did, or one of them: futures 3")
        futures = Command("futures", _("futures"), use, self.futures)
        return (*super().ways_to_look(), *([futures] if self.play.over else []))

    def hint(self) -> str:
        """What to type."""
        words = _("“futures” tells what your decisions did. {hint}")
        return words.format(hint=super().hint()) if self.play.over else super().hint()

    def futures(self, said: str) -> None:
        """What the host has found out."""
        from game.text.hindsight import Hindsight  # late: it takes a second to import

        self.console.say(*Hindsight(self.play, self._remote).lines(said))


class Attendance(Terminal):
    """A seat in a class, line by line."""

    def __init__(self, console: Console, play: Attending) -> None:
        super().__init__(console, play)
        self.attending = play
        self.desk = SeatDesk(console, play)
        self._said: tuple[str, ...] = ()

    def run(self) -> None:
        """Wait for a seat, then take part turn by turn, then look back."""
        play, remote = self.attending, self.attending.remote
        self._wait(lambda: play.is_seated)
        play.sit_down()
        self.welcome()
        play.ready()
        while not play.over:
            self._wait(lambda: bool(remote.waiting()) or remote.went_on)
            if remote.went_on:
                self._go_on()
            else:
                self.desk.decide()
        self.desk.look_back()

    def welcome(self) -> None:
        """What the last turn brought; and the end only after it was asked what one thinks."""
        view = self.play.view
        if view.ending is None:
            return super().welcome()
        from game.text.asking import Asking  # late: it takes a second to import

        self.console.say("", *turns.turn(view, view.played[-1]))
        with suppress(NoMoreInput):  # a script may have no thoughts
            Asking(self.console, self.play).ask()
        self.console.say("", *turns.ending(view))

    def _go_on(self) -> None:
        """Tell what the turn brought, which may be the end."""
        self.attending.sit_down()
        view = self.attending.view
        if view.ending is not None or view.played:
            self.welcome()
        else:
            self.console.say("", *turns.opened(view))
        self.attending.ready()

    def _wait(self, until: Callable[[], bool]) -> None:
        """Say what the class waits for, each time that this changes; NoMoreInput if it is over."""
        remote = self.attending.remote
        while not until():
            if remote.is_hopeless:
                raise NotIn(remote.trouble)
            said = self.attending.status.says, *tried(remote)
            self.console.say(*(words for words in said if words not in self._said))
            self.console.out.flush()
            self._said = said
            if remote.client.refusal:
                raise NoMoreInput
            sleep(TICK)
        self._said = ()
