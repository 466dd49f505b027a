"""Reviews for tests of pages: of a real session, with figures that are made up and easy to find."""

from __future__ import annotations

from dataclasses import replace

from sim.analysis.debrief import (
    QUESTIONS,
    Alternative,
    Belief,
    Comparison,
    Decision,
    Foresight,
    Gap,
    Hazard,
    Judgement,
    Point,
    Promise,
    Question,
    Review,
    Swing,
)
from sim.scenario.moves import Channel
from sim.session import Band, Session, View


def made_up_review(session: Session, role: str) -> Review:
    """A whole review, in which the deed of turn 2 was costly and nothing can be told of words."""
    view = session.view(role)
    turns = range(1, len(session.hashes) + 1)
    clock = session.scenario.clock
    return Review(
        scenario=session.scenario_id,
        role=role,
        over=True,
        ending=view.ending.id if view.ending else None,
        peaceful=bool(view.ending and not view.ending.violent),
        futures=500,
        done=40,
        total=40,
        questions=QUESTIONS,
        decisions=tuple(_decision(view, turn) for turn in turns),
        curve=tuple(_point(clock.moment_of(turn), turn) for turn in (*turns, turns[-1] + 1)),
        swings=tuple(_swing(clock.moment_of(turn), turn) for turn in turns),
        off_ramp=2,
        promises=_promises(session),
        beliefs=(
            Belief("b.secret", "A secret", "index", (10, 12, 14), (10, 20, 30), 8.67, 0.0867),
        ),
        foresight=Foresight(((1, 0.6), (2, 0.7)), 0.17, 0.12),
        harm=dict.fromkeys((n for n, i in session.scenario.indicators.items() if i.harm), 7.0),
    )


def unfinished(review: Review) -> Review:
    """The same while the crisis still goes on: nothing in it comes from the truth."""
    known = replace(review, over=False, ending=None, peaceful=None, questions=QUESTIONS[:1])
    curve = tuple(replace(point, truth=None, history=None) for point in review.curve[:-1])
    return replace(known, curve=curve, swings=(), off_ramp=None, beliefs=(), foresight=None)


def _decision(view: View, turn: int) -> Decision:
    played = view.played[turn - 1]
    channels: tuple[Channel, ...] = ("deed", "word")
    compared = [_comparison(view, turn, c, q) for c in channels for q in QUESTIONS]
    return Decision(
        turn=turn,
        moment=played.moment,
        deed="hold",
        deed_label=played.deed,
        word="silence",
        word_label=played.word,
        expected=0.62 if turn == 1 else None,
        comparisons=tuple(compared),
        best_play=Band(0.7, 0.66, 0.74),
    )


def _comparison(view: View, turn: int, channel: Channel, question: Question) -> Comparison:
    clear = channel == "deed" and turn == 2
    gap = Band(0.17, 0.13, 0.21) if clear else Band(0.01, -0.02, 0.04)
    taken = _alternative(view, view.played[turn - 1].deed, None)
    other = _alternative(
        view, "Ease", Gap(gap, Band(1, -1, 3), {}, "better" if clear else "cannot tell")
    )
    words = "A costly choice." if clear else "Of this the futures can't tell."
    judged = Judgement("costly" if clear else "cannot tell", "ease", "Ease", gap, words)
    return Comparison(channel, question, taken, (other,), judged)


def _alternative(view: View, label: str, gap: Gap | None) -> Alternative:
    endings = {"war": 0.4, "peace": 0.1, "uneasy": 0.2, "over": 0.3}
    return Alternative("m", label, endings, Band(0.6, 0.56, 0.64), {}, Band(55, 30, 80), {}, gap)


def _point(moment, turn: int) -> Point:
    middle = 0.6 - 0.02 * turn
    band = Band(middle, middle - 0.04, middle + 0.04)
    return Point(turn, moment, band, band, band)


def _swing(moment, turn: int) -> Swing:
    rank = turn if turn <= 3 else 0
    own, others, chance = Band(-0.12, -0.16, -0.08), Band(-0.03, -0.05, -0.01), Band(0, -0.02, 0.02)
    hazards = (Hazard("clash", "A clash", 0.063, came=turn == 2),)
    return Swing(turn, moment, Band(-0.15, -0.2, -0.1), own, others, chance, hazards, rank)


def _promises(session: Session) -> tuple[Promise, ...]:
    return tuple(
        Promise(name, str(c.label), c.maker, True, 1, 3, "broken", c.audience, "Pride", 8.8, -0.2)
        for name, c in session.scenario.commitments.items()
    )
