"""Ask before telling: what a person thinks of their own turns, before the end is told."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.study import Marks, Study
from game.play import Play
from game.text.console import Console
from game.words import _
from sim.session import Played


class Asking:
    """The questions of a class's debrief, one after the other; Enter alone leaves one out."""

    def __init__(self, console: Console, play: Play) -> None:
        self.console = console
        self.play = play

    @property
    def study(self) -> Study:
        """Where it is kept."""
        return self.play.study

    @property
    def own(self) -> dict[str, Played]:
        """The turns that were this person's own, by number; others a policy has played."""
        played = self.play.view.played
        return {str(each.turn): each for each in played if not each.by_policy}

    def ask(self) -> None:
        """All of them."""
        if self.own and not self.study.marks:
            self.console.say("", *self._turns())
            best = self._turn(_("Which turn did you play best?"))
            worst = (
                self._turn(_("And which one worst?"), best) if best and len(self.own) > 1 else None
            )
            self.study.mark(Marks(best, worst))
        self._think()

    def _turns(self) -> Iterator[str]:
        yield _(
            "Before you are told how it was: what do you think? Only Enter leaves a question out."
        )
        for played in self.own.values():
            when = _("Turn {turn} · {when}").format(
                turn=played.turn, when=self.play.moment(played.moment)
            )
            did = _("You did: {deed}. You said: {word}.").format(deed=played.deed, word=played.word)
            yield f"{when}. {did}"

    def _turn(self, question: str, taken: int | None = None) -> int | None:
        """The turn that is meant; None for none."""
        open_ = [number for number in self.own if number != str(taken)]
        self.console.say(question)
        while (said := self.console.listen()) and said not in open_:
            words = _("That is none of them. Type the number of a turn ({turns}), or only Enter.")
            self.console.say(words.format(turns=_(", ").join(open_)))
        return int(said) if said else None

    def _think(self) -> None:
        prompts = self.play.view.debrief
        if prompts:
            words = _("Think back. Your teacher can read what you write; nobody else can.")
            self.console.say("", words)
        for prompt in prompts:
            self.console.say(prompt.ask)
            self.study.think(prompt.ask, self.console.listen())
