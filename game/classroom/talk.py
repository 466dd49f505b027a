"""Messages, proposals and pacts of a role, as a page shows them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim.session import Clause, Promisable, Proposal, Saying, View

Plain = dict[str, Any]
MOST_MESSAGES = 60
MOST_PROPOSALS = 40


def talk_of(view: View) -> Plain:
    """What this role has read and written, and what was agreed as far as it knows."""
    return {
        "messages": [message(view, each) for each in view.messages[-MOST_MESSAGES:]],
        "proposals": [proposal(each) for each in view.proposals[-MOST_PROPOSALS:]],
    }


def message(view: View, of: Saying) -> Plain:
    """Something that was said."""
    return {**asdict(of), "public": not of.to, "mine": of.author == view.role}


def proposal(of: Proposal) -> Plain:
    """A promise for a promise, and what this role may do about it."""
    return {
        "number": of.number,
        "turn": of.turn,
        "author": of.author,
        "to": of.to,
        "public": of.public,
        "until": of.until,
        "title": of.title,
        "says": of.standing,
        "text": of.text,
        "fate": of.fate,
        "give": clause(of.give),
        "ask": clause(of.ask),
        "may": {"sign": of.may_answer, "withdraw": of.may_withdraw},
    }


def clause(of: Clause) -> Plain:
    """One side's promise."""
    return {
        "maker": of.maker,
        "sense": of.sense,
        "what": of.what,
        "until": of.until,
        "label": of.label,
        "says": of.words,
        "fate": of.fate,
        "outcome": of.outcome,
    }


def promisable(of: Promisable) -> Plain:
    """What may stand in a proposal."""
    return {"actor": of.actor, "sense": of.sense, "what": of.what, "label": of.label}
