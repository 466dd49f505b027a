"""How people talk in a session: messages, and promises offered for promises."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection

from sim.session.inputs import Input
from sim.session.plain_text import LONGEST_TEXT, plain
from sim.session.refusals import SessionRefused
from sim.session.spoken import Answer, Message, Propose, Vow, Withdraw
from sim.session.standing import Standing
from sim.session.words import _


class Speaking(Standing):
    """A session at which people can talk. All of it is on disk before anybody reads it."""

    @abstractmethod
    def _take(self, given: Input) -> None:
        """Check it, write it down, and only then let it count."""

    def say(self, role: str, text: str, to: Collection[str] = ()) -> None:
        """Write to some others, or to everybody if none are named.

        Raises:
            SessionRefused: nothing is left of the text once it is plain, it is too long, there are
                no such others, or the role has written enough in this turn.
        """
        words = _plain_text(text)
        if not words:
            raise SessionRefused(_("There is nothing in the message that could be read."))
        self._take(Message(role=role, to=tuple(to), text=words))

    def propose(
        self,
        role: str,
        to: str,
        give: Vow,
        ask: Vow,
        *,
        public: bool = False,
        until: int | None = None,
        text: str = "",
    ) -> int:
        """Offer a promise for a promise; a policy answers at once, a person when it wants to.

        give: what `role` would promise; ask: what `to` would. public: everybody learns of it when
            it is signed. until: the last turn to sign it, this one if not given.

        Returns:
            the number by which the role knows it.

        Raises:
            SessionRefused: something in it can't be promised.
        """
        until = self.turn if until is None else until
        words = _plain_text(text)
        self._take(
            Propose(role=role, to=to, give=give, ask=ask, public=public, until=until, text=words)
        )
        return len(self._table.talk.own(role))

    def answer(self, role: str, number: int, sign: bool) -> None:
        """Sign what was proposed, which binds both sides from now on, or decline it.

        Raises:
            SessionRefused: there is no such proposal to the role, or it is no longer open.
        """
        self._take(Answer(role=role, number=self._proposal(role, number), sign=sign))

    def withdraw(self, role: str, number: int) -> None:
        """Take back what the role has proposed. Raises: as `answer`."""
        self._take(Withdraw(role=role, number=self._proposal(role, number)))


def _plain_text(text: str) -> str:
    """Without what can't be seen or misleads; SessionRefused if it is too long."""
    words = plain(text)
    if len(words) > LONGEST_TEXT:
        most = _("A text has {most} characters at most; this one has {count}.")
        raise SessionRefused(most.format(most=f"{LONGEST_TEXT:,}", count=f"{len(words):,}"))
    return words
