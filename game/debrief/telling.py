"""What a review found, in sentences: the same for the window's debrief and for a student's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.board.wording import level
from game.debrief.wording import chance, difference, is_told, orders, points
from game.figures import figure, percent, signed
from game.words import _
from sim import KNEW, Alternative, Point, Question, Review, Swing
from sim.session import Band, View

LETTERS = "ABC"  # of the turning points
MOST_ENDS = 4
MOST_HAZARDS = 6

# -- a move --------------------------------------------------------------------------------------


def in_full(view: View, endings: Mapping[str, str], move: Alternative) -> list[str]:
    """What a move would have led to, beyond the chance of a peaceful end, but for human cost."""
    return [
        _("A peaceful end: {chance}").format(chance=chance(move.peaceful)),
        _ends(endings, move),
        _goals(move),
        *_peaks(view, move),
    ]


def _ends(endings: Mapping[str, str], move: Alternative) -> str:
    """The likeliest endings."""
    shares = sorted(move.endings.items(), key=lambda item: -item[1])
    parts = [
        _("{ending} {share}").format(ending=endings[name], share=percent(share))
        for name, share in shares[:MOST_ENDS]
        if share > 0
    ]
    return _("How it ends: {parts}").format(parts="; ".join(parts))


def _goals(move: Alternative) -> str:
    words = _("Your goals: {goals} of 100 on average; eight futures in ten {low} to {high}")
    goals = move.goals
    told = words.format(
        goals=figure(goals.value, 0), low=figure(goals.low, 0), high=figure(goals.high, 0)
    )
    return _against(told, move.gap.goals.value) if move.gap else told


def _against(told: str, amount: float) -> str:
    """With how much that is more or less than what the move that was taken leads to."""
    return _("{told} ({amount} against your move)").format(told=told, amount=signed(amount))


def _peaks(view: View, move: Alternative) -> list[str]:
    """How far up the ladder it goes."""
    ladder = view.ladder
    if "rung" not in move.peaks:
        return []
    rung = ladder[min(max(round(move.peaks["rung"].value), 0), len(ladder) - 1)]
    return [_("Highest rung, on average: {rung}").format(rung=rung.label)]


def harm_of(view: View, move: Alternative) -> list[str]:
    """The human cost that a move would have led to, in words."""
    told = []
    for name, amount in move.harm.items():
        quantity = view.quantity(name)
        words = _("{label}: {amount} on average").format(
            label=quantity.label, amount=level(amount, quantity)
        )
        told.append(_against(words, move.gap.harm[name].value) if move.gap else words)
    return told


def own_chance(move: Alternative) -> str:
    """The chance of a peaceful end after the move that was taken."""
    return _("yours: {chance}").format(chance=chance(move.peaceful))


def scale_words(review: Review, seen: str) -> str:
    """What the differences between moves are. seen: from where they are looked at."""
    words = _("Peaceful ends against your move; {futures} futures, same luck. {seen}")
    return words.format(futures=figure(review.futures), seen=seen)


# -- the turns -----------------------------------------------------------------------------------


def point_words(point: Point) -> list[str]:
    """A turn's figures in words."""
    bands = {
        _("this game: {chance}"): point.truth,
        _("as far as you could know: {chance}"): point.knew,
        _("history: {chance}"): point.history,
    }
    return [text.format(chance=chance(band)) for text, band in bands.items() if band]


def line_words(review: Review | None, question: Question | None) -> list[tuple[str, str]]:
    """The kinds of lines of the curve that are there, and what they are.

    question: from where decisions are looked at.
    """
    curve = review.curve if review else ()
    meanings = [("line", _("this game, 90 % interval"))]
    if any(point.history for point in curve):
        meanings.append(("dashes", _("history: our coding, open to dispute")))
    if question == KNEW:
        meanings.append(("ring", _("as far as you could know")))
    return meanings


def passed_off_ramp(review: Review) -> int | None:
    """The last turn at which a peaceful end was likely under good play, if none came."""
    return None if review.peaceful else review.off_ramp


def off_ramp_words(view: View, turn: int) -> str:
    """The same in words; what a policy decided for the role was not looked into."""
    if any(played.by_policy for played in view.played):
        return _("last off-ramp in your own turns: turn {turn}").format(turn=turn)
    return _("last off-ramp: turn {turn}").format(turn=turn)


def turning_words(review: Review | None) -> list[tuple[str, int, str]]:
    """The turning points with their letters, turns and what they brought."""
    swings = review.turning_points if review else ()
    return [
        (letter, swing.turn, points(swing.change.value))
        for letter, swing in zip(LETTERS, swings, strict=False)
    ]


# -- the best and the worst turn -----------------------------------------------------------------


def strongest(swings: tuple[Swing, ...], way: int) -> Swing | None:
    """The turn whose own orders moved the chance most that way, up (1) or down (-1).

    None where the interval of no turn is clear of nothing.
    """
    told = [swing for swing in swings if is_told(swing.own) and swing.own.value * way > 0]
    return max(told, key=lambda swing: swing.own.value * way, default=None)


def strongest_words(view: View, swing: Swing | None, way: int) -> str:
    """That turn in words, or that there is none."""
    if swing is None and way > 0:
        return _("Best: cannot tell; no orders stand out from luck.")
    if swing is None:
        return _("Worst: cannot tell; no orders stand out from luck.")
    words = _("Best: {orders}") if way > 0 else _("Worst: {orders}")
    told = words.format(orders=orders(view, swing.turn))
    return _("{told}. {points}").format(told=told, points=difference(swing.own))


def measured() -> str:
    """How best and worst are found."""
    return _("By what your orders changed, against what your side's policy would do.")


# -- whose doing ---------------------------------------------------------------------------------


def moved_words(swing: Swing) -> str:
    """What a turn did to the chance of a peaceful end."""
    moved = _("It moved the chance of a peaceful end by {points}.")
    return moved.format(points=difference(swing.change))


def shares_of(swing: Swing) -> dict[str, Band]:
    """Whose doing it was."""
    return {
        _("Your orders"): swing.own,
        _("The others' orders"): swing.others,
        _("Chance"): swing.chance,
    }


def share_words(share: Band) -> str:
    """One of those shares, as far as it can be told."""
    if is_told(share):
        return difference(share)
    return _("cannot tell: {points}").format(points=difference(share))


def hazard_words(swing: Swing) -> Iterator[tuple[bool, str]]:
    """What might have happened in a turn, the likeliest first, and whether it came."""
    ordered = sorted(swing.hazards, key=lambda hazard: (not hazard.came, -hazard.chance))
    for hazard in ordered[:MOST_HAZARDS]:
        words = (
            _("{label}: {chance} that day; it came.")
            if hazard.came
            else _("{label}: {chance} that day; it did not come.")
        )
        yield hazard.came, words.format(label=hazard.label, chance=percent(hazard.chance))


def luck_words(review: Review | None) -> list[str]:
    """The turn in which chance did most, and what came about in it; empty if it can't be told."""
    swings = [swing for swing in review.swings if is_told(swing.chance)] if review else []
    if not swings:
        return []
    most = max(swings, key=lambda swing: abs(swing.chance.value))
    words = _("Chance did most on turn {turn}: {points}.")
    came = _("{label}: {chance} that day, and it came.")
    return [
        words.format(turn=most.turn, points=difference(most.chance)),
        *(
            came.format(label=hazard.label, chance=percent(hazard.chance))
            for hazard in most.hazards
            if hazard.came
        ),
    ]


def limit_words() -> tuple[str, str]:
    """What all these figures are worth."""
    return (
        _(
            "The best other move and the turning points are found in some futures and measured "
            "in others, so that luck does not make them larger than they are: a verdict may "
            "differ from its row, and a turning point from the curve, by some points."
        ),
        _(
            "What moves do, what the others want and how often things go wrong was chosen by "
            "the scenario's authors, each with a source or a reason; only how often crises of "
            "this kind end in fighting was held against recorded ones. Intervals tell the "
            "luck of the draw, not whether the model is right."
        ),
    )
