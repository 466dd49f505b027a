"""Talking to the other sides in the terminal: messages, and promises offered for promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from game.play import Play
from game.text.command import Command
from game.text.console import Console, matching
from game.text.sentences import joined
from game.words import _
from sim.session import Promisable, Proposal, SessionRefused, View, Vow


class Parley:
    """What the person at the keyboard says to others, and agrees on with them."""

    def __init__(self, console: Console, play: Play) -> None:
        self.console = console
        self.play = play

    def commands(self) -> tuple[Command, ...]:
        """What can be done."""
        return (
            Command("say", _("say"), _("write to everybody: say WORDS"), self.say),
            Command("tell", _("tell"), _("write to one side: tell SIDE WORDS"), self.tell),
            Command("propose", _("propose"), _("offer a promise for a promise"), self.propose),
            Command("sign", _("sign"), _("sign what was proposed to you: sign 1"), self.sign),
            Command("decline", _("decline"), _("or not: decline 1"), self.decline),
            Command(
                "withdraw", _("withdraw"), _("take back your own proposal: withdraw 1"),
                self.withdraw,
            ),
        )  # fmt: skip

    # -- messages ------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Write to everybody."""
        self._try(lambda: self.play.say(words), _("Everybody can read it now."))

    def tell(self, line: str) -> None:
        """Write to one side."""
        name, _space, words = line.partition(" ")
        sides = [side for side in self.play.view.sides if side.id != self.play.role]
        found = matching(name, [s.id for s in sides]) or matching(name, [s.short for s in sides])
        if len(found) != 1:
            names = _(", ").join(side.id for side in sides)
            self.console.say(_("Whom? The sides are {names}.").format(names=names))
            return
        side = sides[found[0]]
        told = _("{side} can read it now, and nobody else.").format(side=side.name)
        self._try(lambda: self.play.say(words, [side.id]), told)

    # -- proposals -----------------------------------------------------------------------------

    def propose(self, _said: str) -> None:
        """Ask for all parts of a proposal, and make it."""
        view = self.play.view
        me, others = view.side(view.role), [s for s in view.sides if s.id != view.role]
        place = self.console.choose(_("To whom?"), [s.name for s in others], [s.id for s in others])
        other = others[place]
        give = self._vow(view, me.id, _("What do you promise?"))
        ask = self._vow(view, other.id, _("What is {side} to promise?").format(side=other.name))
        kinds = _("Only the two of you"), _("Everybody, once it is signed")
        public = self.console.choose(_("Who learns of it?"), kinds, ("only", "everybody")) == 1
        try:
            self.play.propose(other.id, give, ask, public)
        except SessionRefused as refusal:
            self.console.say(str(refusal))
        else:
            self.console.say(*_last(self.play.view))

    def _vow(self, view: View, actor: str, question: str) -> Vow:
        """A promise that is asked for step by step."""
        known = [each for each in view.promisable if each.actor == actor]
        chosen = known[self.console.choose(question, [_named(each) for each in known])]
        turns = list(range(view.turn, view.turns + 1))
        words = _("By which turn?") if chosen.sense == "do" else _("Up to which turn?")
        turn = self._number(f"{words} {turns[0]}–{turns[-1]}", turns)
        return Vow(sense=chosen.sense, what=chosen.what, until=turn)

    def _number(self, question: str, allowed: list[int]) -> int:
        self.console.say(question)
        while True:
            said = self.console.listen()
            if said.isdecimal() and int(said) in allowed:
                return int(said)
            words = _("Type a number from {first} to {last}.")
            self.console.say(words.format(first=allowed[0], last=allowed[-1]))

    def sign(self, said: str) -> None:
        """Sign a proposal."""
        words = _("It is signed, and binds you both from this turn on.")
        self._about(said, lambda number: self.play.answer(number, True), words)

    def decline(self, said: str) -> None:
        """Decline it."""
        words = _("It is declined.")
        self._about(said, lambda number: self.play.answer(number, False), words)

    def withdraw(self, said: str) -> None:
        """Take one's own back."""
        self._about(said, self.play.withdraw, _("It is withdrawn."))

    def _about(self, said: str, act: Callable[[int], None], done: str) -> None:
        """Do something with the proposal of that number."""
        number = int(said) if said.isdecimal() else 0
        self._try(lambda: act(number), done)

    def _try(self, act: Callable[[], object], done: str) -> None:
        """Do it, or say why not."""
        try:
            act()
        except SessionRefused as refusal:
            self.console.say(str(refusal))
        else:
            self.console.say(done)


def _named(promisable: Promisable) -> str:
    words = _("To do: {label}") if promisable.sense == "do" else _("Not to do: {label}")
    return words.format(label=promisable.label)


def _last(view: View) -> Iterator[str]:
    """The newest of one's own proposals, as it stands now."""
    own = [proposal for proposal in view.proposals if proposal.author == view.role]
    yield from _proposed(own[-1:])


def talk(view: View) -> Iterator[str]:
    """All that was said and agreed on."""
    if not view.messages and not view.proposals:
        yield _("Nobody has said anything to you yet.")
    yield from (f"{said.heading}: {said.text}" for said in view.messages)
    yield from _proposed(view.proposals)


def lately(view: View) -> Iterator[str]:
    """What is new in this turn or waits for an answer."""
    for said in view.messages:
        if said.turn >= view.turn - 1 and said.author != view.role:
            yield f"{said.heading}: {said.text}"
    yield from _proposed(proposal for proposal in view.proposals if proposal.may_answer)


def _proposed(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Proposals and pacts, with both promises and what became of them."""
    for proposal in proposals:
        number = _("Number {number}").format(number=proposal.number) if proposal.number else ""
        yield joined(number, proposal.title, proposal.text, proposal.standing)
        for clause in (proposal.give, proposal.ask):
            yield f"- {joined(clause.words, clause.outcome)}"
