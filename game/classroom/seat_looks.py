"""The process that looks into seats, one after the other, and leaves what it finds in files.

For each seat there is a folder with what is sent, as JSON: the frame and each decision, in the two
shapes in which clients want it. So a host that is started again has it, and needs no memory for it.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from game.classroom.plain import Plain
from game.words import _, use_language

if TYPE_CHECKING:
    from sim import Review
    from sim.session import View

FUTURES = 300  # for every move: fewer than for one player, since a class has thirty
POLITE = 5  # the class itself goes first
PAUSE = 1.0  # seconds between two tellings


@dataclass(frozen=True)
class Order:
    """A seat that is to be looked into.

    Attributes:
        save: the file of its table; folder: where to leave what is found.
    """

    table: int
    role: str
    save: Path
    folder: Path
    language: str


@dataclass(frozen=True)
class News:
    """What was ordered, how far it is, and why it stopped early; `last`: nothing more follows."""

    order: Order
    last: bool = False
    fault: str = ""


def serve(line: Connection) -> None:
    """Look into what is ordered, and tell of it, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host to answer
    if hasattr(os, "nice"):
        os.nice(POLITE)
    with suppress(EOFError, OSError):
        while True:
            order: Order = line.recv()
            use_language(order.language)
            for news in look_into(order):
                line.send(news)


def look_into(order: Order, futures: int = FUTURES) -> Iterator[News]:
    """Review a seat, and leave ever more in its folder."""
    from sim import ScenarioError, reviewing
    from sim.session import SaveBroken, SessionRefused, replay

    try:
        *_earlier, session = replay(order.save)
        view = session.view(order.role, order.language)
        endings = {
            name: ending.label.spoken(order.language)
            for name, ending in session.scenario.endings.items()
        }
        decided = [played.turn for played in view.played if not played.by_policy]
        shelf, told = Shelf(order.folder, view, endings, decided), monotonic()
        for review in reviewing(
            order.save,
            order.role,
            futures=futures,
            workers=1,
            language=order.language,
            turns=decided,
        ):
            is_last = review.done == review.total
            if is_last or monotonic() >= told + PAUSE:
                shelf.put(review)
                told = monotonic()
                yield News(order, last=is_last)
    except (SaveBroken, SessionRefused, ScenarioError) as refusal:
        yield News(order, last=True, fault=str(refusal))
    except OSError as why:
        words = _("What was found can't be kept: {why}")
        yield News(order, last=True, fault=words.format(why=why.strerror))


class Shelf:
    """The folder of a seat, while it is filled.

    Args:
        view: all that its role may know. endings: what they are called, by id.
        decided: the turns that people decided.
    """

    def __init__(
        self, folder: Path, view: View, endings: Mapping[str, str], decided: list[int]
    ) -> None:
        self.folder, self.view, self.endings, self.decided = folder, view, endings, decided
        self._kept: dict[int, int] = {}  # how much of each decision
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, review: Review) -> None:
        """Leave what is found: first the decisions, so that whoever reads of one finds it."""
        from game.classroom.packed_reviews import pack_decision, pack_review
        from game.classroom.review_sheet import compared, decision_in_full, review_sheet

        for each in review.decisions:
            count = compared(each)
            if count > self._kept.get(each.turn, 0):
                full = decision_in_full(self.view, self.endings, review, each.turn)
                self._write(turn_file(each.turn, "sheet"), full)
                self._write(turn_file(each.turn, "view"), {"decision": pack_decision(each)})
                self._kept[each.turn] = count
        sheet = review_sheet(self.view, review, self.decided)
        packed = {"review": pack_review(review), "endings": dict(self.endings)}
        shared = {"progress": sheet["progress"], "futures": review.futures}
        turns = {"decided": self.decided, "compared": self._kept}
        self._write(frame_file("view"), shared | turns | packed)
        self._write(frame_file("sheet"), shared | sheet)

    def _write(self, name: str, content: Plain) -> None:
        """All of it or nothing."""
        part = self.folder / f"{name}.part"
        part.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
        part.replace(self.folder / name)


def frame_file(wants: str) -> str:
    """Where a frame stands. wants: "sheet" or "view"."""
    return f"{wants}.json"


def turn_file(turn: int, wants: str) -> str:
    """Where a decision stands."""
    return f"turn-{turn}-{wants}.json"
