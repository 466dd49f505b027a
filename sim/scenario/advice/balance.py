"""Fairness between the roles' cards: as many words and limits, a worry and a mistake each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.scenario.document import Document
from sim.scenario.faults import Fault, quoted
from sim.scenario.schema import RoleCard, Scenario

SLACK = 0.15  # of the mean
LISTS = ("interests", "red_lines", "constraints")
TEXTS = ("public", "private", "audience", "concern", "mistake")
OWN_UP = {
    "concern": "a legitimate concern of this role",
    "mistake": "something that this side got wrong",
}


@dataclass(frozen=True)
class CardSize:
    """How much one role's card says."""

    role: str
    words: int
    interests: int
    red_lines: int
    constraints: int
    concern: bool
    mistake: bool


def card_sizes(scenario: Scenario) -> list[CardSize]:
    """The size of each card that a person may be dealt."""
    cards = {name: actor.card for name, actor in scenario.actors.items() if actor.playable}
    return [
        CardSize(
            name,
            words_of(card),
            interests=len(card.interests),
            red_lines=len(card.red_lines),
            constraints=len(card.constraints),
            concern=card.concern is not None,
            mistake=card.mistake is not None,
        )
        for name, card in cards.items()
    ]


def words_of(card: RoleCard) -> int:
    """The words with which a card speaks for its role; questions about it are not counted."""
    texts = [getattr(card, field) or "" for field in TEXTS]
    texts += [text for field in LISTS for text in getattr(card, field)]
    return sum(len(str(text).split()) for text in texts)


def remarks(document: Document, scenario: Scenario) -> Iterator[Fault]:
    """Cards that speak for their side longer, or less openly, than the others do."""
    for role, message in _differences(card_sizes(scenario)):
        yield document.fault_of_key(("actors", role, "card"), message).at_level("warning")


def is_balanced(sizes: Sequence[CardSize]) -> bool:
    """Whether no card says more, or less openly, than the others."""
    return next(_differences(sizes), None) is None


def _differences(sizes: Sequence[CardSize]) -> Iterator[tuple[str, str]]:
    """What is unlike the others, by role."""
    for part in (_wordy, _listed, _silent):
        yield from part(sizes)


def _wordy(sizes: Sequence[CardSize]) -> Iterator[tuple[str, str]]:
    mean = sum(size.words for size in sizes) / max(1, len(sizes))
    least, most = mean * (1 - SLACK), mean * (1 + SLACK)
    for size in sizes:
        if not least <= size.words <= most:
            yield (
                size.role,
                f"the card has {size.words} words, where the mean of all roles is {mean:.0f}; "
                f"write {least:.0f} to {most:.0f}, so that no side is heard longer",
            )


def _listed(sizes: Sequence[CardSize]) -> Iterator[tuple[str, str]]:
    for field in LISTS:
        counts = Counter(getattr(size, field) for size in sizes)
        for size in sizes:
            found, usual = getattr(size, field), counts.most_common(1)[0][0]
            if found != usual:
                message = f"the card lists {found} under {quoted(field)}, others {usual}"
                yield size.role, f"{message}; list as many"


def _silent(sizes: Sequence[CardSize]) -> Iterator[tuple[str, str]]:
    for size in sizes:
        missing = [field for field in OWN_UP if not getattr(size, field)]
        if missing:
            names = " and no ".join(map(quoted, missing))
            meanings = " and ".join(OWN_UP[field] for field in missing)
            yield size.role, f"the card has no {names}; write {meanings}, as fairness asks of each"
