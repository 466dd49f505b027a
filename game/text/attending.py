"""A class in the terminal: the game line by line, as fast as the class goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import sleep

from game.attending import Attending
from game.joining import RemoteSession
from game.text import turns
from game.text.console import Console, NoMoreInput
from game.text.desk import Left
from game.text.terminal import Terminal
from game.ticket import Ticket

TICK = 0.1  # seconds between looks at what the host says


def attend(console: Console, ticket: Ticket, trust: Path | None = None) -> None:
    """Take part until it is over, or until there is nothing more to read; the place stays."""
    play = Attending(RemoteSession(ticket, trust))
    try:
        Attendance(console, play).run()
    except (Left, NoMoreInput):
        pass
    finally:
        console.say(play.parting)
        play.close()


class Attendance(Terminal):
    """A seat in a class, line by line."""

    def __init__(self, console: Console, play: Attending) -> None:
        super().__init__(console, play)
        self.attending = play
        self._said = ""

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
        while not until():
            says = self.attending.status.says
            if says and says != self._said:
                self._said = says
                self.console.say(says)
                self.console.out.flush()
            if self.attending.remote.client.refusal:
                raise NoMoreInput
            sleep(TICK)
        self._said = ""
