"""One person's turn in the terminal: what they may type, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from game.play import Play, resume
from game.text import cards, reference, state, turns
from game.text.command import Command
from game.text.console import Console, matching
from game.text.parley import Parley, lately, talk
from game.text.start import choose_save
from game.words import _
from sim.session import SaveBroken, SessionRefused

if TYPE_CHECKING:
    from sim.session import Card, View


class Left(Exception):
    """The person leaves this game, for another one or for good.

    Attributes:
        to: the game to go on with; None for good.
    """

    def __init__(self, to: Play | None = None) -> None:
        super().__init__(to)
        self.to = to


class Desk:
    """What lies before the person at the keyboard."""

    def __init__(self, console: Console, play: Play) -> None:
        self.console = console
        self.play = play
        self.parley = Parley(console, play)

    @property
    def view(self) -> View:
        """What this role may know now."""
        return self.play.view

    def decide(self) -> None:
        """Tell how things stand and answer what is typed, until the orders are given."""
        self.console.say("", *self.heading(), *cards.cards(self.view), self.hint())
        turn = self.play.session.turn
        while self.play.role in self.play.session.waiting() and self.play.session.turn == turn:
            self.answer(self.console.listen())

    def look_back(self) -> None:
        """After the end: answer what is asked as long as somebody asks."""
        self.console.say("", self.hint())
        while True:
            self.answer(self.console.listen())

    def heading(self) -> Iterator[str]:
        """Where in the crisis this is, in a few sentences."""
        view = self.view
        yield _("Turn {turn} of {turns}, {moment}. Your side: {role}.").format(
            turn=view.turn,
            turns=view.turns,
            moment=self.play.moment(view.moment),
            role=view.side(view.role).name,
        )
        yield from turns.opened(view)
        yield state.rung(view)
        yield from state.human_cost(view)
        if view.pledges:
            yield from state.pledges(view)
        yield from lately(view)

    def hint(self) -> str:
        """What to type."""
        if self.play.over:
            return _("Type “history 1” to look back at a turn, “help” for more, or “quit”.")
        return _(
            "Type the number of a deed and of a word, then “commit”. “about 1” tells more of a "
            "card, “news” what was heard, “help” what else you can type."
        )

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be typed beside numbers; once it is over there is nothing to do."""
        return (
            self.ways_to_look() + (() if self.play.over else self.ways_to_act()) + self.ways_out()
        )

    def ways_to_look(self) -> tuple[Command, ...]:
        """What can be asked."""
        return (
            Command("cards", _("cards"), _("the deeds and words you have"), self.tell(cards.cards)),
            Command("about", _("about"), _("all about a card: about 3"), self.about),
            Command(
                "forecast",
                _("forecast"),
                _("what your orders might lead to, or a card: forecast 3"),
                self.forecast,
            ),
            Command("news", _("news"), _("what was heard lately, or ever: news all"), self.news),
            Command("situation", _("situation"), _("how things stand"), self.tell(state.situation)),
            Command("ladder", _("ladder"), _("the ladder of escalation"), self.tell(state.ladder)),
            Command("pledges", _("pledges"), _("the open commitments"), self.tell(state.pledges)),
            Command("talk", _("talk"), _("what was said and agreed on"), self.tell(talk)),
            Command(
                "sides", _("sides"), _("who is there, and who plays them"), self.tell(state.sides)
            ),
            Command("places", _("places"), _("the map as a list"), self.tell(state.places)),
            Command(
                "dossier",
                _("dossier"),
                _("who you are and what you want"),
                self.tell(reference.dossier),
            ),
            Command(
                "history",
                _("history"),
                _("the turns that are over, or one: history 3"),
                self.history,
            ),
            Command(
                "glossary", _("glossary"), _("what the terms mean: glossary WORD"), self.glossary
            ),
            Command(
                "sources", _("sources"), _("what the figures rest on: sources WORD"), self.sources
            ),
        )

    def ways_to_act(self) -> tuple[Command, ...]:
        """What can be done."""
        return (
            Command("undo", _("undo"), _("take back what you put down last"), self.undo),
            Command("commit", _("commit"), _("give your orders"), self.commit),
            *self.parley.commands(),
        )

    def ways_out(self) -> tuple[Command, ...]:
        """What is about the game itself."""
        return (
            Command("save", _("save"), _("where this game is saved"), self.save),
            Command("load", _("load"), _("go on with another saved game"), self.load),
            Command("help", _("help"), _("this list"), self.help),
            Command("quit", _("quit"), _("leave the game; it is saved"), self.quit),
        )

    def answer(self, said: str) -> None:
        """Do what was typed, or say what could have been meant."""
        first, _space, rest = said.partition(" ")
        command = self.command(first)
        if said and all(part.isdecimal() for part in said.split()):
            for number in said.split():
                self.put_down(number)
        elif command is not None:
            command.do(rest.strip())
        elif said and self.card(said) is not None:
            self.put_down(said)
        else:
            self.console.say(self.not_understood(first))

    def command(self, said: str) -> Command | None:
        """The command that is meant by a word or its beginning."""
        known = self.commands()
        for words in ([command.word for command in known], [command.english for command in known]):
            found = [] if said.isdecimal() else matching(said, words)
            if len(found) == 1:
                return known[found[0]]
        return None

    def not_understood(self, said: str) -> str:
        """A helpful line."""
        words = [command.word for command in self.commands()]
        near = get_close_matches(said.casefold(), words, 1)
        if near:
            return _("“{said}” is not understood. Did you mean “{near}”?").format(
                said=said, near=near[0]
            )
        if said:
            return _("“{said}” is not understood. {hint}").format(said=said, hint=self.hint())
        return self.hint()

    def card(self, said: str) -> Card | None:
        """The card of that number, name or beginning of a name."""
        known = cards.numbered(self.view)
        for names in ([card.label for card in known], [card.id for card in known]):
            found = matching(said, names)
            if len(found) == 1:
                return known[found[0]]
        return None

    def card_or_complaint(self, said: str) -> Card | None:
        """The card that is meant; if there is none, that is said."""
        card = self.card(said)
        if card is None and not self.view.cards:
            self.console.say(_("It is over: there is nothing left to choose."))
        elif card is None:
            self.console.say(
                _("There is no card “{said}”. The cards have the numbers 1 to {last}.").format(
                    said=said or "?", last=len(self.view.cards)
                )
            )
        return card

    def put_down(self, said: str) -> None:
        """Make a card this turn's deed or word."""
        card = self.card_or_complaint(said)
        if card is None:
            return
        try:
            self.play.draft(**{card.channel: card.id})
        except SessionRefused as refusal:
            self.console.say(str(refusal))
        else:
            self.console.say(*cards.orders(self.view))

    def tell(self, about: Callable[[View], Iterator[str]]) -> Callable[[str], None]:
        """A command that tells what there is to know about something."""
        return lambda _rest: self.console.say(*about(self.view))

    def about(self, said: str) -> None:
        """Everything about a card."""
        card = self.card_or_complaint(said)
        if card is not None:
            self.console.say(*cards.details(self.view, card))

    def forecast(self, said: str) -> None:
        """What the orders might lead to, or those with another card."""
        orders = {"deed": self.view.deed, "word": self.view.word}
        if said:
            card = self.card_or_complaint(said)
            if card is None:
                return
            if not card.legal:
                self.console.say(cards.refusal(card))
                return
            orders[card.channel] = card.id
        self.console.say(*cards.outlook(self.view, self.play.forecast_now(**orders)))

    def news(self, said: str) -> None:
        """What was heard, lately or ever."""
        self.console.say(*turns.news(self.view, everything=bool(said)))

    def history(self, said: str) -> None:
        """A line for each turn that is over, or everything about one."""
        played = {str(played.turn): played for played in self.view.played}
        told = (
            turns.turn(self.view, played[said], True)
            if said in played
            else turns.history(self.view)
        )
        self.console.say(*told)

    def glossary(self, said: str) -> None:
        """The terms, all or some."""
        self.console.say(*reference.glossary(self.view, said))

    def sources(self, said: str) -> None:
        """The claims behind what is seen, all or some."""
        from sim import load_sources

        self.console.say(*reference.sources(self.view, load_sources(), said))

    def undo(self, _said: str) -> None:
        """Take back what was put down last."""
        if self.play.undo():
            self.console.say(_("Taken back."), *cards.orders(self.view))
        else:
            self.console.say(_("There is nothing to take back."))

    def commit(self, _said: str) -> None:
        """Say what the orders are, ask for an expectation, and give them."""
        self.console.say(
            *cards.orders(self.view),
            _(
                "How likely is a peaceful end now? Type a number from 0 to 100 (percent), or only "
                "Enter if you would rather not say; then the orders are given. “back” goes back."
            ),
        )
        while True:
            said = self.console.listen()
            if said.casefold() in ("back", _("back").casefold()):
                return
            if not said or (said.isdecimal() and int(said) <= 100):
                try:
                    self.play.commit(int(said) / 100 if said else None)
                except SessionRefused as refusal:  # in a class time may have run out
                    self.console.say(str(refusal))
                return
            self.console.say(
                _("That was not understood. Type a number from 0 to 100, only Enter, or “back”.")
            )

    def save(self, _said: str) -> None:
        """Everything is saved already; this says where."""
        path = self.play.session.path
        self.console.say(_("Everything is saved as you go, in {path}.").format(path=path))

    def load(self, _said: str) -> None:
        """Choose another saved game."""
        path = choose_save(
            self.console, otherwise=_("Stay in this game"), beside=self.play.session.path
        )
        if path is None:
            return
        try:
            raise Left(to=resume(path))
        except SaveBroken as broken:
            self.console.say(str(broken))

    def help(self, _said: str) -> None:
        """What can be typed."""
        self.console.say(
            _("A number or the name of a card puts it down. Beside that:"),
            *(f"{command.word}: {command.use}." for command in self.commands()),
            _("The beginning of a word is enough."),
        )

    def quit(self, _said: str) -> None:
        """Leave the game."""
        raise Left
