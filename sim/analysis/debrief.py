"""What a review finds: for each decision of a role, what every other move would have led to.

Plain data. A `Band` is a figure with the ends of its 90 % interval, where it is a share, a mean or
a difference; of `goals` and `peaks` it is the mean and the ends between which eight futures in ten
lie. Shares and their differences are from 0 to 1, so 0.05 are five points. Peaceful is an ending
that is not violent. Of everything it is said: in this model.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sim.scenario.moves import Channel
from sim.session.futures import Band

Basis = Literal["knew", "truth"]
Reading = Literal["react", "as they did"]
Judged = Literal["better", "worse", "cannot tell"]
Grade = Literal["fine", "small", "costly", "very costly", "cannot tell"]
Fate = Literal["met", "kept", "broken", "dropped", "open"]


# -- a decision ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """From where a decision is looked at, and what the others do from then on.

    Attributes:
        basis: "knew": from what the role knew then; "truth": from how things really stood.
        reading: "react": all are played by their policies; "as they did": all do what they did
            then, where it is legal, and are played by policies after the end of the session. Only
            asked from the truth, since nobody knew what the others were going to do.
    """

    basis: Basis
    reading: Reading


KNEW = Question("knew", "react")
TRUTH = Question("truth", "react")
AS_THEY_DID = Question("truth", "as they did")
QUESTIONS = (KNEW, TRUTH, AS_THEY_DID)


@dataclass(frozen=True)
class Gap:
    """How much more a move would have brought than the move that was taken, with the same luck.

    Attributes:
        harm: by indicator of human cost.
        judged: by the chance of a peaceful end; "cannot tell" where the interval holds 0.
    """

    peaceful: Band
    goals: Band
    harm: dict[str, Band]
    judged: Judged


@dataclass(frozen=True)
class Alternative:
    """A legal move, the other channel as it was, and what it would have led to.

    Attributes:
        endings: the share of futures in each, by id of the ending; all endings, in their order.
        peaks: how far "rung" and every watched indicator went, by id.
        goals: how far the role's goals are reached in the end, 0 to 100.
        harm: the mean that each indicator of human cost comes to in the end, by id.
        gap: against the move that was taken; None of that move itself.
    """

    move: str
    label: str
    endings: dict[str, float]
    peaceful: Band
    peaks: dict[str, Band]
    goals: Band
    harm: dict[str, float]
    gap: Gap | None


@dataclass(frozen=True)
class Judgement:
    """How much of the chance of a peaceful end was given away, as far as the interval tells.

    The best other move is found with some futures, and held against the move taken with others:
    the best of many looks better than it is in the futures in which it was found.

    Attributes:
        best: that other move; drop: how much likelier a peaceful end would have been with it.
        grade: "fine" below 0.05, "small" from 0.05, "costly" from 0.1, "very costly" from 0.15,
            by the end of the interval that is kindest to the role; "cannot tell" where that end is
            below 0.05 and the other is not. The only move there was is "fine", and `best` empty.
        words: the same in a sentence.
    """

    grade: Grade
    best: str
    best_label: str
    drop: Band
    words: str


@dataclass(frozen=True)
class Comparison:
    """One channel of a decision under one question.

    Attributes:
        others: every other legal move, the likeliest peaceful end first.
    """

    channel: Channel
    question: Question
    taken: Alternative
    others: tuple[Alternative, ...]
    judgement: Judgement


@dataclass(frozen=True)
class Decision:
    """What the role did and said in a turn.

    Attributes:
        deed, word: by id, with their labels.
        expected: the role's own chance of a peaceful end then, 0 to 1, if it gave one.
        comparisons: two for each question that has been asked so far.
        best_play: the share of futures that end peacefully after the best deed and the best word
            of this turn, each found with the other as it was; from the truth, the others react.
            None until that question has been asked.
    """

    turn: int
    moment: datetime
    deed: str
    deed_label: str
    word: str
    word_label: str
    expected: float | None
    comparisons: tuple[Comparison, ...] = ()
    best_play: Band | None = None

    def of(self, channel: Channel, question: Question) -> Comparison | None:
        """The comparison of that channel under that question, if it is there yet."""
        wanted = (channel, question)
        return next((c for c in self.comparisons if (c.channel, c.question) == wanted), None)


# -- the whole session ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """The chance of a peaceful end at the beginning of a turn, all being played by policies.

    Attributes:
        turn: from 1; one more than the last that was played stands for the end itself.
        truth: from how things really stood; None while the crisis is not over.
        knew: as far as the role could know; None for the end.
        history: along what was really done in history, our coding; None without a history.
    """

    turn: int
    moment: datetime
    truth: Band | None
    knew: Band | None
    history: Band | None


@dataclass(frozen=True)
class Swing:
    """What a turn did to the chance of a peaceful end, and by whom.

    `own + others + chance` is `change`. Own and others' orders are each put in first and second,
    and what they bring is the mean of both. Chance is the rest: how everything turned out, the
    events of the next turn included. The futures are others than those of the curve, by which
    the turning points are picked: the largest of many looks larger where it was found.

    Attributes:
        own: the role's orders, against what its policy would have done; others: likewise.
        hazards: incidents and chance events of this turn, as (label, chance, came about), as the
            truth had them.
        rank: 1 to 3 if it is one of the three turning points, the largest first; else 0.
    """

    turn: int
    moment: datetime
    change: Band
    own: Band
    others: Band
    chance: Band
    hazards: tuple[Hazard, ...]
    rank: int


@dataclass(frozen=True)
class Hazard:
    """Something that might have happened in a turn, and whether it did."""

    id: str
    label: str
    chance: float
    came: bool


@dataclass(frozen=True)
class Promise:
    """A commitment that was made, and what came of it.

    Attributes:
        maker: the actor; made, settled: the turns; settled is None while it is open.
        price: what it cost the audience (an indicator's id and label) when it was settled.
        credibility: how much the maker is believed more (or less, below 0) since, 0 to 1.
    """

    id: str
    label: str
    maker: str
    own: bool
    made: int
    settled: int | None
    fate: Fate
    audience: str
    audience_label: str
    price: float
    credibility: float


@dataclass(frozen=True)
class Belief:
    """What the role held to be so, beside what was so, at the beginning of each turn.

    Attributes:
        indicator: one that the role does not see exactly; error: mean absolute difference.
        share: the same as a share of the indicator's range.
    """

    indicator: str
    label: str
    unit: str
    believed: tuple[float, ...]
    true: tuple[float, ...]
    error: float
    share: float


@dataclass(frozen=True)
class Foresight:
    """The role's stated chances of a peaceful end, beside what came and what was to be expected.

    Attributes:
        stated: (turn, chance).
        brier: the mean square of chance minus what came (0 or 1); 0.25 is always saying a half.
        off: the mean absolute difference from the curve's `truth`, which luck has no part in.
    """

    stated: tuple[tuple[int, float], ...]
    brier: float
    off: float


@dataclass(frozen=True)
class Review:
    """What is found about one role's part in a session; complete when `done == total`.

    Attributes:
        over: the crisis is over. If not, nothing that comes from the truth is here.
        ending: the id of the ending; peaceful: is it without violence? None while not over.
        futures: for each move.
        done, total: pieces of work; all that is found so far stands here already.
        questions: those that are asked of each decision.
        curve: one point a turn, and one for the end.
        swings: by turn.
        off_ramp: the last turn whose `best_play` is at least 0.5; None: there was none, or it is
            not known yet.
        harm: what each indicator of human cost came to, by id.
    """

    scenario: str
    role: str
    over: bool
    ending: str | None
    peaceful: bool | None
    futures: int
    done: int
    total: int
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    curve: tuple[Point, ...]
    swings: tuple[Swing, ...]
    off_ramp: int | None
    promises: tuple[Promise, ...]
    beliefs: tuple[Belief, ...]
    foresight: Foresight | None
    harm: dict[str, float]

    @property
    def turning_points(self) -> tuple[Swing, ...]:
        """The three turns that changed the chance of a peaceful end most, the largest first."""
        ranked = (swing for swing in self.swings if swing.rank)
        return tuple(sorted(ranked, key=lambda swing: swing.rank))

    def decision(self, turn: int) -> Decision:
        """The decision of that turn; KeyError if there is none."""
        return {decision.turn: decision for decision in self.decisions}[turn]
