"""What was found about a seat's decisions, as plain data with texts that a page only has to show.

The texts are those of the window's debrief.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time

from game import figures
from game.classroom.plain import Plain
from game.classroom.sheet import short
from game.debrief import telling, wording
from game.text.sentences import listed
from game.words import _, ngettext
from sim import AS_THEY_DID, KNEW, TRUTH, Alternative, Comparison, Decision, Review, Swing
from sim.session import Band, View

SEEN_FROM = {"knew": KNEW, "truth": TRUTH, "as they did": AS_THEY_DID}


def review_sheet(view: View, review: Review, decided: Collection[int]) -> Plain:
    """Everything but the moves side by side.

    decided: the turns that people decided; the others were left to the policy.
    """
    return {
        "progress": progress_words(review, decided),
        "curve": curve(view, review),
        "best": strongest(view, review, decided, 1),
        "worst": strongest(view, review, decided, -1),
        "measured": telling.measured(),
        "turning": [
            {"letter": letter, "turn": turn, "says": says}
            for letter, turn, says in telling.turning_words(review)
        ],
        "luck": telling.luck_words(review),
        "decisions": [decision(view, each) for each in review.decisions if each.turn in decided],
        "left": left_words([each.turn for each in review.decisions if each.turn not in decided]),
        "limits": [_("In this model"), *telling.limit_words()],
    }


def compared(of: Decision) -> int:
    """How many comparisons there are of a decision; 0 before the two sides that matter most."""
    basis = {comparison.question for comparison in of.comparisons}
    return len(of.comparisons) if {KNEW, TRUTH} <= basis else 0


def progress_words(review: Review, decided: Collection[int]) -> str:
    """How far it is; empty when it is done."""
    if review.done == review.total:
        return ""
    words = _("{done} of {all} decisions compared.")
    done = sum(compared(each) > 0 for each in review.decisions)
    return words.format(done=done, all=len(decided))


def band(of: Band | None) -> list[float] | None:
    """Value, low end, high end."""
    return [short(of.value), short(of.low), short(of.high)] if of else None


def when(view: View, moment: datetime) -> str:
    """A date, with the hour where turns are shorter than a day."""
    return figures.moment(moment, any(day.moment.time() != time() for day in view.days))


# -- the course ----------------------------------------------------------------------------------


def curve(view: View, review: Review) -> Plain:
    """How likely a peaceful end was, turn by turn, and the last way out that was passed by."""
    turn = telling.passed_off_ramp(review)
    return {
        "lines": [{"kind": k, "says": says} for k, says in telling.line_words(review, KNEW)],
        "points": [
            {
                "turn": point.turn,
                "date": when(view, point.moment),
                "truth": band(point.truth),
                "knew": band(point.knew),
                "history": band(point.history),
                "says": telling.point_words(point),
            }
            for point in review.curve
        ],
        "off_ramp": {"turn": turn, "says": telling.off_ramp_words(view, turn)} if turn else None,
    }


def strongest(view: View, review: Review, decided: Collection[int], way: int) -> Plain | None:
    """The own orders that moved the chance most that way; None before all turns are divided."""
    if len(review.swings) < len(review.decisions):
        return None
    own = tuple(swing for swing in review.swings if swing.turn in decided)
    found = telling.strongest(own, way)
    turn = found.turn if found else None
    return {"turn": turn, "says": telling.strongest_words(view, found, way)}


# -- decisions -----------------------------------------------------------------------------------


def decision(view: View, of: Decision) -> Plain:
    """A decision, and how it is judged from what was known then."""
    found = (of.of("deed", KNEW), of.of("word", KNEW))
    did = _("You did: {deed}. You said: {word}.").format(deed=of.deed_label, word=of.word_label)
    return {
        "turn": of.turn,
        "date": when(view, of.moment),
        "did": did,
        "judged": [judgement(each) for each in found if each],
        "compared": compared(of),
    }


def left_words(turns: Sequence[int]) -> str:
    """The turns that nobody of this seat decided; empty if there are none."""
    if not turns:
        return ""
    first, last = turns[0], turns[-1]
    if len(turns) > 1 and last - first + 1 == len(turns):
        words = _("In turns {first} to {last} the program chose for this side.")
        return words.format(first=first, last=last)
    words = ngettext(
        "In turn {turns} the program chose for this side.",
        "In turns {turns} the program chose for this side.",
        len(turns),
    )
    return words.format(turns=listed([str(turn) for turn in turns]))


def judgement(of: Comparison) -> Plain:
    """How a deed or a word is judged."""
    return {"channel": of.channel, "grade": of.judgement.grade, "says": of.judgement.words}


def decision_in_full(view: View, endings: Mapping[str, str], review: Review, turn: int) -> Plain:
    """A decision with its moves side by side, from all three sides.

    endings: what they are called, by id.
    """
    of = review.decision(turn)
    swing = next((swing for swing in review.swings if swing.turn == turn), None)
    return {
        "turn": turn,
        "doing": doing(swing) if swing else None,
        "seen": [
            {
                "from": name,
                "label": wording.seen_from(question),
                "says": telling.scale_words(review, wording.explained(question)),
                "channels": [
                    judgement(found) | {"moves": moves(view, endings, found)}
                    for found in (of.of("deed", question), of.of("word", question))
                    if found
                ],
            }
            for name, question in SEEN_FROM.items()
            if of.of("deed", question)
        ],
    }


def doing(of: Swing) -> Plain:
    """Whose doing it was what the turn changed."""
    return {
        "says": telling.moved_words(of),
        "shares": [
            {
                "label": label,
                "gap": band(share),
                "says": telling.share_words(share),
                "sure": wording.is_told(share),
            }
            for label, share in telling.shares_of(of).items()
        ],
        "hazards": [says for _came, says in telling.hazard_words(of)],
    }


def moves(view: View, endings: Mapping[str, str], of: Comparison) -> list[Plain]:
    """All moves that were legal, the likeliest peaceful end first."""
    found = sorted((of.taken, *of.others), key=lambda each: -each.peaceful.value)
    return [move(view, endings, each) for each in found]


def move(view: View, endings: Mapping[str, str], of: Alternative) -> Plain:
    """A move; without a gap, the one that was taken."""
    return {
        "label": of.label,
        "gap": band(of.gap.peaceful) if of.gap else None,
        "sure": of.gap is None or of.gap.judged != "cannot tell",
        "says": wording.gain(of.gap) if of.gap else telling.own_chance(of),
        "more": telling.in_full(view, endings, of),
        "harm": telling.harm_of(view, of),
    }
