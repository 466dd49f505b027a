"""What each student's decisions did: who is told of what, when, and after which troubles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from pydantic import ValidationError

from game.classroom import seat_looks
from game.classroom.classroom import Classroom
from game.classroom.limits import LARGEST_FRAME
from game.classroom.packed_reviews import unpack_decision, unpack_review
from game.classroom.protocol import Review
from game.classroom.seat_looks import News, Order, Shelf, look_into
from game.classroom.seat_reviews import SeatReviews
from sim.session import replay
from tests.support.classes import ask, begin, playing, student
from tests.support.reviews import made_up_review

PATIENCE = 60.0
FEW = 20  # futures


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """A class of two that gave orders once, and whose crisis is over."""
    return at_its_end(playing(tmp_path))


def at_its_end(room: Classroom) -> Classroom:
    for number in (1, 2):
        assert ask(room, number, "commit", turn=1, expected=0.7).ok
    room.play_to_the_end()
    room.open_phase("debrief")
    return room


def want(turn: int | None = None) -> Review:
    return Review(type="review", seq=1, turn=turn)


def looked(room: Classroom, role: str, tell: Callable[[News], object] = lambda _news: None) -> None:
    """Have a seat looked into in this process."""
    reviews = SeatReviews(room)
    order = reviews._order((1, role))
    for news in look_into(order, futures=FEW):
        tell(news)


def sent(reviews: SeatReviews, number: int, wants: str = "sheet") -> dict[str, Any]:
    """The frame of a student."""
    found = reviews.frame(student(reviews.room, number), wants)
    assert found
    assert len(found.encode()) < LARGEST_FRAME
    content: dict[str, Any] = json.loads(found)
    return content


# -- who is told ---------------------------------------------------------------------------------


def test_nothing_is_told_before_the_debrief(tmp_path: Path) -> None:
    reviews = SeatReviews(playing(tmp_path))
    answer = reviews.answer(student(reviews.room, 1), want(), "sheet")
    assert (answer.ok, reviews.poll()) == (False, set())
    assert "over at all tables" in answer.says


def test_nothing_is_sent_to_who_has_not_asked(room: Classroom) -> None:
    """The page asks only when its own questions are answered."""
    reviews = SeatReviews(room)
    assert reviews.frame(student(room, 1), "sheet") is None
    assert reviews.answer(student(room, 1), want(), "sheet").ok
    assert sent(reviews, 1)["progress"] == "Your decisions are being compared."
    assert reviews.frame(student(room, 2), "sheet") is None


def test_who_has_no_seat_is_told_so(room: Classroom) -> None:
    onlooker = student(room, 1)
    onlooker.role = ""
    answer = SeatReviews(room).answer(onlooker, want(), "sheet")
    assert not answer.ok
    assert "look on" in answer.says


def test_each_is_told_of_the_own_role_alone(room: Classroom) -> None:
    """Whose decisions are told follows from the seat; a request names no other."""
    for role in room.roles:
        looked(room, role)
    reviews = SeatReviews(room)
    for number, role in ((1, "ardale"), (2, "bellmoor")):
        assert reviews.answer(student(room, number), want(), "sheet").ok
        [folder] = (room.folder / "reviews").glob(f"*-{role}-*")
        found = {path.name: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}
        assert found["sheet.json"].items() <= sent(reviews, number).items()
        full = reviews.answer(student(room, number), want(1), "sheet").data
        assert full == found["turn-1-sheet.json"]
    assert sent(reviews, 1)["decisions"] != sent(reviews, 2)["decisions"]
    with pytest.raises(ValidationError):
        Review.model_validate({"type": "review", "seq": 1, "role": "bellmoor"})


# -- what is found -------------------------------------------------------------------------------


def test_a_decision_is_told_with_all_that_could_have_been_done(room: Classroom) -> None:
    """In words and figures, from all three sides; and what the program chose is not judged."""
    looked(room, "ardale")
    reviews = SeatReviews(room)
    ana = student(room, 1)
    assert reviews.answer(ana, want(), "sheet").ok
    frame = sent(reviews, 1)
    assert (frame["progress"], frame["futures"]) == ("", FEW)
    [decision] = frame["decisions"]
    assert [each["channel"] for each in decision["judged"]] == ["deed", "word"]
    assert frame["left"] == "In turns 2 to 5 the program chose for this side."
    assert len(frame["curve"]["points"]) == 6
    full = reviews.answer(ana, want(1), "sheet").data
    assert [each["from"] for each in full["seen"]] == ["knew", "truth", "as they did"]
    for channel in full["seen"][0]["channels"]:
        taken = [move for move in channel["moves"] if move["gap"] is None]
        assert [move["says"].startswith("yours: ") for move in taken] == [True]
        for move in channel["moves"]:
            value, low, high = move["gap"] or (0, -1, 1)
            assert low <= value <= high
            assert move["sure"] == (not low <= 0 <= high) or move in taken
    assert not reviews.answer(ana, want(2), "sheet").ok


def test_the_page_of_the_protocol_names_every_field(room: Classroom, root: Path) -> None:
    """Of the frame and of a decision in full, for pages and for windows."""
    looked(room, "ardale")
    page = (root / "docs/classroom-protocol.md").read_text("utf-8")
    part = page[page.index("## What decisions did") : page.index("## The teacher")]
    known = set(re.findall(r"[a-z_]+", part))
    reviews, ana = SeatReviews(room), student(room, 1)
    for wants in ("sheet", "view"):
        full = reviews.answer(ana, want(1), wants).data
        assert fields_of([sent(reviews, 1, wants), full]) <= known


def fields_of(content: object) -> set[str]:
    """The names of all fields in there, however deep; not those of turns and endings."""
    if isinstance(content, list):
        return set().union(*map(fields_of, content))
    if not isinstance(content, dict):
        return set()
    inner = [v for k, v in content.items() if k not in ("endings", "compared")]
    return set(content) | fields_of(inner)


def test_the_window_gets_the_same_as_a_review(room: Classroom) -> None:
    looked(room, "ardale")
    reviews = SeatReviews(room)
    ana = student(room, 1)
    assert reviews.answer(ana, want(), "view").ok
    frame = sent(reviews, 1, "view")
    review = unpack_review(frame["review"])
    full = unpack_decision(reviews.answer(ana, want(1), "view").data["decision"])
    assert (review.role, review.futures, frame["decided"]) == ("ardale", FEW, [1])
    assert frame["compared"] == {"1": len(full.comparisons)}
    assert review.decision(1).deed_label == full.deed_label


def test_how_far_it_is_is_told(room: Classroom, tmp_path: Path) -> None:
    """By the decisions that are compared, as soon as what matters most of them is."""
    *_earlier, session = replay(room.tables[1].session.path or Path())
    review = replace(made_up_review(session, "ardale"), done=3)
    turns = [decision.turn for decision in review.decisions]
    endings = dict.fromkeys([*session.scenario.endings, "war", "peace", "uneasy", "over"], "")
    Shelf(tmp_path / "shelf", session.view("ardale"), endings, turns).put(review)
    told = json.loads((tmp_path / "shelf" / "sheet.json").read_text("utf-8"))
    assert told["progress"] == f"{len(turns)} of {len(turns)} decisions compared."


# -- in which order, and what can go wrong -------------------------------------------------------


class Pipe:
    """A process that keeps what it is ordered, and says what it is told to."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.news: list[News] = []
        self.dead = False

    def send(self, order: Order) -> None:
        self.orders.append(order)

    def poll(self) -> bool:
        return bool(self.news) or self.dead

    def recv(self) -> News:
        if not self.news:
            raise EOFError
        return self.news.pop(0)

    def close(self) -> None:
        pass


@pytest.fixture
def four(tmp_path: Path) -> Classroom:
    """Two tables."""
    room = begin(tmp_path, 4, tables=2)
    room.seat_all()
    room.open_phase("turn")
    room.open_turn(1)
    room.play_to_the_end()
    room.open_phase("debrief")
    return room


def worked(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> tuple[SeatReviews, Pipe]:
    reviews, pipe = SeatReviews(room), Pipe()
    monkeypatch.setattr(SeatReviews, "_ready", lambda _self: pipe)
    reviews._line = pipe  # type: ignore[assignment]  # it has what is used of one
    return reviews, pipe


def test_who_asks_comes_first_and_then_all_others(
    four: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other; and those who wait are told how many are before them."""
    reviews, pipe = worked(four, monkeypatch)
    for number in (3, 2):
        assert reviews.answer(student(four, number), want(), "sheet").ok
    order = []
    for _seat in range(4):
        reviews.poll()
        order.append((pipe.orders[-1].table, pipe.orders[-1].role))
        if len(order) == 1:
            assert "sides before yours: 1" in sent(reviews, 2)["progress"]
        pipe.news.append(News(pipe.orders[-1], last=True))
    reviews.poll()
    assert order[:2] == [student(four, 3).seat, student(four, 2).seat]
    assert len(set(order)) == len(pipe.orders) == 4


def test_a_process_that_dies_leaves_one_seat_and_the_next_is_begun(
    four: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews, pipe = worked(four, monkeypatch)
    assert reviews.answer(student(four, 1), want(), "sheet").ok
    reviews.poll()
    pipe.dead = True
    reviews.poll()
    frame = sent(reviews, 1)
    assert (frame["stopped"], frame["progress"]) == (
        True,
        "The comparison stopped before it was done.",
    )
    assert pipe.orders[-1].role != pipe.orders[0].role or pipe.orders[-1].table != 1


def test_a_host_that_is_started_again_tells_what_was_found(
    room: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is worked out twice."""
    monkeypatch.setattr("game.classroom.seat_reviews.FUTURES", FEW)
    looked(room, "ardale")
    reviews, pipe = worked(room, monkeypatch)
    assert reviews.answer(student(room, 1), want(), "sheet").ok
    reviews.poll()
    assert sent(reviews, 1)["progress"] == ""
    reviews.poll()
    assert [order.role for order in pipe.orders] == ["bellmoor"]


def test_a_full_disk_is_told(room: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(seat_looks.Shelf, "put", full)
    news: list[News] = []
    looked(room, "ardale", news.append)
    assert news[-1].last
    assert news[-1].fault == "What was found can't be kept: No space left on device"


def test_a_real_process_looks_into_all_seats(room: Classroom) -> None:
    reviews = SeatReviews(room)
    try:
        assert reviews.answer(student(room, 2), want(), "sheet").ok
        until, progress = monotonic() + PATIENCE, "?"
        while progress:
            assert monotonic() < until
            reviews.poll()
            progress = sent(reviews, 2)["progress"]
            sleep(0.05)
        assert sent(reviews, 2)["futures"] == seat_looks.FUTURES
    finally:
        reviews.close()
