"""Sessions in tests: people who do something legal, and what they come to."""

from __future__ import annotations

from random import Random

from sim.session import Session


def play_on(session: Session, seed: int, turns: int = 1000) -> Session:
    """All people do and say something legal, whatever it is, for so many turns."""
    choose = Random(seed)
    for _ in range(turns):
        if session.over:
            break
        for role in session.waiting():
            cards = [card for card in session.view(role).cards if card.legal]
            deed = choose.choice([card.id for card in cards if card.channel == "deed"])
            word = choose.choice([card.id for card in cards if card.channel == "word"])
            session.draft(role, deed, word)
            session.commit(role, choose.random())
    return session


def give(session: Session, **orders: str | tuple[str, str]) -> Session:
    """One turn in which people do (and say) what is given, and the others rest."""
    for role in session.waiting():
        order = orders.get(role, "hold")
        deed, word = (order, "silence") if isinstance(order, str) else order
        session.draft(role, deed, word)
        session.commit(role)
    return session


def orders_of(session: Session) -> list[dict[str, dict[str, str]]]:
    """What people ordered in each turn, as the engine takes it."""
    seats = session._table.seats
    turns = range(len(session.hashes))
    return [
        {r: {"deed": s.given[t].deed, "word": s.given[t].word} for r, s in seats.items()}
        for t in turns
    ]
