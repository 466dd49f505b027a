"""In a class, after the end: what one's decisions did, by the futures that the host has played."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic, sleep
from typing import Any

from game.classroom.review_sheet import decision_in_full, review_sheet
from game.debrief.study import Marks, Study
from game.debrief.wording import orders
from game.joining import RemoteSession
from game.play import Play
from game.reflecting import PHASES
from game.text.sentences import joined
from game.words import _
from sim import Review

PATIENCE = 8.0  # seconds for what the host has found to come here
TICK = 0.1

Plain = dict[str, Any]


class Hindsight:
    """What the host has found, in lines."""

    def __init__(self, play: Play, remote: RemoteSession) -> None:
        self.play = play
        self.remote = remote

    @property
    def study(self) -> Study:
        """Where it is found."""
        return self.play.study

    def lines(self, said: str) -> Iterator[str]:
        """All turns in short, or the turn of this number in full."""
        if self.remote.now.get("phase") not in PHASES:
            yield _("What your decisions did is told when the crisis is over at all tables.")
            return
        own = [each.turn for each in self.play.view.played if not each.by_policy]
        if said and not (said.isdecimal() and int(said) in own):
            words = _("There is no turn {turn} of yours. Type “futures 3” for turn 3.")
            yield words.format(turn=said)
            return
        yield from self._turn(int(said)) if said else self._all(own)

    # -- all turns -----------------------------------------------------------------------------

    def _all(self, own: list[int]) -> Iterator[str]:
        self._wait(lambda _review: self.study.reviewer.state == "done")
        review = self.study.review
        if review is None:
            yield self.study.reviewer.fault or self._progress()
            return
        sheet = review_sheet(self.play.view, review, own)
        yield joined(_("What your decisions did"), sheet["progress"])
        yield from self._said(sheet)
        if sheet["turning"]:
            yield _("What turned it")
        yield from (f"- {_turning(point)}" for point in sheet["turning"])
        yield from sheet["luck"]
        yield from self._course(sheet)
        yield from filter(None, [sheet["left"], *sheet["limits"][1:]])
        yield _("“futures {turn}” shows what else could be done in turn {turn}.").format(
            turn=own[0]
        )

    def _progress(self) -> str:
        frame = self.remote.client.frames.get("review", {})
        return frame.get("progress") or _("Your decisions are being compared.")

    def _said(self, sheet: Plain) -> Iterator[str]:
        """What was said before anything was told, beside what the futures say."""
        marks = self.study.marks or Marks()
        for name, turn in (("best", marks.best), ("worst", marks.worst)):
            if turn is not None:
                words = _("Best: {orders}") if name == "best" else _("Worst: {orders}")
                own = words.format(orders=orders(self.play.view, turn))
                yield _("You said: {orders}").format(orders=own)
            if found := sheet[name]:
                yield _("The futures say: {orders}").format(orders=found["says"])
            if found and found["turn"] and turn is not None:
                is_same = found["turn"] == turn
                yield _("as you said") if is_same else _("other than you said")
        if sheet["best"]:
            yield sheet["measured"]

    def _course(self, sheet: Plain) -> Iterator[str]:
        """Turn by turn, how likely a peaceful end was and how the orders are judged."""
        decisions = {each["turn"]: each for each in sheet["decisions"]}
        yield _("How likely was a peaceful end?")
        for point in sheet["curve"]["points"]:
            turn, chances = point["turn"], "; ".join(point["says"])
            head = _("Turn {turn} · {when}").format(turn=turn, when=point["date"])
            of = decisions.get(turn)
            judged = [found["says"] for found in of["judged"]] if of else []
            yield joined(f"{head}: {chances}", of["did"] if of else "", *judged)
        if sheet["curve"]["off_ramp"]:
            yield sheet["curve"]["off_ramp"]["says"]

    # -- a turn --------------------------------------------------------------------------------

    def _turn(self, turn: int) -> Iterator[str]:
        self._wait(lambda review: is_compared(review, turn))
        review = self.study.review
        if review is None or not is_compared(review, turn):
            yield _("That decision is not compared yet.")
            return
        view = self.play.view
        yield orders(view, turn)
        found = decision_in_full(view, self.study.endings, review, turn)
        if found["doing"]:
            yield found["doing"]["says"]
            yield from (f"- {of['label']}: {of['says']}" for of in found["doing"]["shares"])
            yield from (f"- {says}" for says in found["doing"]["hazards"])
        for seen in found["seen"]:
            yield ""
            yield joined(seen["label"], seen["says"])
            for channel in seen["channels"]:
                yield from moves(channel)

    def _wait(self, until: Callable[[Review], bool]) -> None:
        """Until it has come here, or shortly; what is not found yet may take long."""
        reviewer, end = self.study.reviewer, monotonic() + PATIENCE
        while (review := reviewer.poll()) is None or not until(review):
            if monotonic() > end or reviewer.fault:
                return
            sleep(TICK)


def is_compared(review: Review, turn: int) -> bool:
    """Are the moves of that turn here?"""
    return any(each.turn == turn and each.comparisons for each in review.decisions)


def moves(channel: Plain) -> Iterator[str]:
    """The judgement of a deed or word, and all moves beside each other, with what they cost."""
    words = _("The deed: {says}") if channel["channel"] == "deed" else _("The word: {says}")
    yield words.format(says=channel["says"])
    for move in channel["moves"]:
        yield "- " + "; ".join([f"{move['label']}: {move['says']}", *move["harm"]])


def _turning(point: Plain) -> str:
    words = _("{letter}  turn {turn}: {moved}")
    return words.format(letter=point["letter"], turn=point["turn"], moved=point["says"])
