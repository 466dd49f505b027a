"""The game from its first line to its last: whoever has to decide sits down, decides, is told."""

from __future__ import annotations

from game.play import Play
from game.text import reference, state, turns
from game.text.console import Console, NoMoreInput
from game.text.desk import Desk, Left
from game.words import _
from sim.session import Check


def play_to_the_end(console: Console, play: Play) -> None:
    """Play, and go on with other games as long as one is chosen; whatever happens, it is saved."""
    following: Play | None = play
    while following is not None:
        play, following = following, None
        try:
            Terminal(console, play).run()
        except Left as left:
            following = left.to
        except NoMoreInput:
            pass
        finally:
            play.close()
            if following is None:
                farewell(console, play)


def farewell(console: Console, play: Play) -> None:
    """Where the game is saved and how to go on with it; nothing once it is over."""
    if not play.over:
        console.say(_("The game is saved. To go on with it:"))
        console.show(f'standoff play --text --load "{play.session.path}"')


class Terminal:
    """A game that is played line by line."""

    def __init__(self, console: Console, play: Play) -> None:
        self.console = console
        self.play = play
        self.desk = Desk(console, play)

    def run(self) -> None:
        """Turn after turn until it is over, then as long as somebody wants to look back."""
        if len(self.play.people) > 1 and not self.play.over:
            self.hand_over(self.play.role)
        self.welcome()
        while not self.play.over:
            self.desk.decide()
            seat = self.play.next_seat()
            if seat is not None:
                self.hand_over(seat)
            self.welcome()
        self.desk.look_back()

    def hand_over(self, role: str) -> None:
        """Nothing of one person's secrets is in sight when the next comes to the keyboard."""
        self.console.hide()
        name = self.play.view.side(role).name
        self.console.say(_("Now it is the turn of {name}.").format(name=name))
        if self.console.prompts:
            self.console.say(_("{name}: press Enter when you are here.").format(name=name))
            self.console.listen()
        self.play.sit(role)

    def welcome(self) -> None:
        """What a person is told who sits down: who they are, or what the last turn brought."""
        view = self.play.view
        if view.ending is not None:
            self.console.say("", *turns.turn(view, view.played[-1]), "", *turns.ending(view))
        elif view.played:
            self.console.say("", *turns.turn(view, view.played[-1]))
        else:
            self.brief()

    def brief(self) -> None:
        """Who the role is, who the others are, and three questions that can be skipped."""
        view = self.play.view
        self.console.say("", *reference.briefing(view), "", *reference.others(view), "")
        self.console.say(*state.ladder(view))
        if view.dossier.checks:
            self.console.say("", _("A short check of what you have read; nothing is graded."))
        for number, check in enumerate(view.dossier.checks, 1):
            if not self.check(number, check):
                break
        self.console.say(*reference.points(_("To look into first:"), view.dossier.first_look))

    def check(self, number: int, check: Check) -> bool:
        """Ask one question and tell the answer; False if the rest is skipped."""
        skip = _("Skip these questions")
        english = [*check.options, "Skip these questions"]
        answer = self.console.choose(check.ask, [*check.options, skip], english)
        if answer == len(check.options):
            return False
        self.play.check(number, check, answer)
        verdict = _("Yes.") if answer == check.right else _("Not quite.")
        self.console.say(
            _("{verdict} {right}. {why}").format(
                verdict=verdict, right=check.options[check.right].rstrip("."), why=check.why
            )
        )
        return True
