"""CSV for the teacher: who decided what, what came of it, and what it was likely to lead to.

Nobody is named: a session and its seats have numbers that lead back to no file and no person. The
truth is in these tables, so they are not for people who still play.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from sim.analysis.debrief import Comparison, Decision, Review
from sim.analysis.whole_file import write_whole
from sim.engine.sight import EVERYTHING
from sim.scenario.units import counted_in
from sim.session.futures import forecast
from sim.session.inputs import Commit, Turned
from sim.session.session import Session
from sim.session.story import Played
from sim.session.table import Orders
from sim.session.watch import Watch

Cell = str | int | float | None
Row = Mapping[str, Cell]

TABLE = 1  # a session at one computer is one table
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would work such a text out
TOLD = ("event", "incident", "pledge")


def write_tables(
    watch: Watch, folder: Path, bom: bool = False, reviews: Collection[Review] = ()
) -> list[Path]:
    """Write decisions.csv, outcomes.csv, turns.csv and, of reviews, evaluation.csv.

    Those that are there are replaced, each when the new one is whole.

    bom: with the sign by which some spreadsheets know that a file is UTF-8.

    Raises:
        OSError: the folder can't be written to.
    """
    teller = Teller(watch, pseudonym(watch.session))
    tables = {
        "decisions": teller.decisions(),
        "outcomes": teller.outcomes(),
        "turns": teller.turns(),
    }
    if reviews:
        tables["evaluation"] = teller.evaluation(reviews)
    return [write_rows(folder / f"{name}.csv", rows, bom) for name, rows in tables.items()]


def write_rows(path: Path, rows: Iterable[Row], bom: bool) -> Path:
    """One table; its columns are those of its first row."""
    listed, text = list(rows), StringIO(newline="")
    writer = csv.writer(text)
    if listed:
        writer.writerow(map(safe, listed[0]))
    writer.writerows(map(safe, row.values()) for row in listed)
    write_whole(path, text.getvalue(), "utf-8-sig" if bom else "utf-8")
    return path


def safe(cell: Cell) -> str:
    """A cell as text, which no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULAS) else cell
    return f"{cell:.7g}" if isinstance(cell, float) else str(cell)


def pseudonym(session: Session) -> str:
    """A name for a session that is always the same and leads back to nothing."""
    about = session.about
    facts = f"{about.digest} {about.seed} {about.world} {about.begun}"
    return blake2b(facts.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Teller:
    """The rows of each table.

    Attributes:
        name: of the session, or of the class; place: what the numbers of seats begin with.
        table: its number in a class.
    """

    watch: Watch
    name: str
    table: int = TABLE
    place: str = ""

    @property
    def head(self) -> dict[str, Cell]:
        """What every row begins with."""
        return {"session": self.name, "table": self.table}

    def seat(self, role: str) -> str:
        """The number of a person's seat; empty where a policy plays."""
        people = self.watch.session.people
        return f"{self.place or self.name}-{people.index(role) + 1}" if role in people else ""

    @property
    def _turns(self) -> range:
        return range(1, self.watch.turns + 1)

    def decisions(self) -> Iterator[Row]:
        """What each person's role did and said in each turn.

        default_flag: 1 where the person did not choose. ms_to_decide: since the one before had
        decided, pauses included; empty where it was another session. confidence: the chance of a
        peaceful end that the person stated. What the forecast says for these orders from what the
        role knew, which the person saw if it was on: predicted_tension, the rung after this turn;
        shown_…, the share of peaceful ends, and the role's own goals in a low, a middling and a
        high future. Where nobody was at the seat, nobody was shown anything.
        """
        session, times = self.watch.session, decided_in(self.watch.session)
        for turn in self._turns:
            for role in session.people:
                orders = session.given(role)[turn - 1]
                took = times.get((turn, role))
                yield self.head | {
                    "turn": turn,
                    "seat_id": self.seat(role),
                    "role": role,
                    "card": orders.deed,
                    "targets": self._toward(role, orders.deed, orders.word),
                    "statement": orders.word,
                    "default_flag": int(not self._has_chosen(turn, role)),
                    "ms_to_decide": None if took is None else took // timedelta(milliseconds=1),
                    "confidence": orders.expected,
                    **self._shown(turn, role, orders),
                }

    def _shown(self, turn: int, role: str, orders: Orders) -> Row:
        names = "predicted_tension", "shown_peaceful", "shown_p10", "shown_p50", "shown_p90"
        if orders.by == "policy":
            return dict.fromkeys(names)
        knowledge = self.watch.knowledge(turn, role)
        shown = forecast(knowledge, orders.deed, orders.word, beside_rest=False)
        goals = shown.goals
        figures = shown.rung.value + 1, shown.peaceful.value, goals.low, goals.value, goals.high
        return dict(zip(names, figures, strict=True))

    def _toward(self, role: str, *moves: str) -> str:
        """The sides at whom these moves were directed."""
        own = self.watch.session.scenario.moves.get(role, {})
        sides = (side for move in moves if move in own for side in own[move].toward)
        return " ".join(dict.fromkeys(sides))

    def _has_chosen(self, turn: int, role: str) -> bool:
        """Did a person choose, and no policy or clock?"""
        session = self.watch.session
        if turn <= len(session.about.prelude):
            return role in session.ordered[turn - 1]
        return session.given(role)[turn - 1].by == "person"

    def outcomes(self) -> Iterator[Row]:
        """Every indicator as it was when each turn was to be decided; last, after all of them.

        Beside the truth stands what each person's role took it to be.
        """
        people = self.watch.session.people
        for turn in range(1, self.watch.last + 1):
            truth = self.watch.view(turn, EVERYTHING)
            thought = {role: self.watch.view(turn, role) for role in people}
            for quantity in truth.quantities:
                yield self.head | {
                    "turn": turn,
                    "indicator": quantity.id,
                    "unit": counted_in(quantity.unit),
                    "true_value": quantity.value,
                    **{
                        f"estimate_{role}": view.quantity(quantity.id).value
                        for role, view in thought.items()
                    },
                }

    def turns(self) -> Iterator[Row]:
        """What each turn brought: where it left the ladder, what happened, what everybody did."""
        last = self.watch.view(self.watch.last, EVERYTHING)
        for played, state in zip(last.played, self.watch.session.hashes, strict=True):
            after = self.watch.view(played.turn + 1, EVERYTHING)
            yield self.head | {
                "turn": played.turn,
                "moment": played.moment.isoformat(timespec="minutes"),
                "rung": played.rung + 1,
                "rung_label": last.ladder[played.rung].label,
                "happened": _happened(played),
                **{f"{side.id}_deed": side.deed for side in after.sides},
                **{f"{side.id}_word": side.word for side in after.sides},
                "state": state,
            }

    def evaluation(self, reviews: Collection[Review]) -> Iterator[Row]:
        """What each decision of the reviewed roles was likely to lead to, beside the best other.

        A row for the deed and one for the word, under each question. goal_score, p_no_clash: the
        mean of the role's goals, 0 to 100, and the share of peaceful ends over the futures of the
        decision itself. delta: how much likelier a peaceful end is with best_alternative, with its
        90 % interval.
        """
        for review in reviews:
            for decision in review.decisions:
                for found in decision.comparisons:
                    yield {**self.head, **_evaluated(review.role, decision, found)}


def _evaluated(role: str, decision: Decision, found: Comparison) -> Row:
    judgement = found.judgement
    return {
        "turn": decision.turn,
        "role": role,
        "channel": found.channel,
        "judged_from": found.question.basis,
        "others": found.question.reading,
        "card": found.taken.move,
        "goal_score": found.taken.goals.value,
        "p_no_clash": found.taken.peaceful.value,
        "best_alternative": judgement.best,
        "delta": judgement.drop.value,
        "ci_low": judgement.drop.low,
        "ci_high": judgement.drop.high,
        "grade": judgement.grade,
    }


def _happened(played: Played) -> str:
    """The headlines of what nobody's move was."""
    reports = (step.report for step in played.steps)
    return "; ".join(report.headline for report in reports if report.kind in TOLD)


def decided_in(session: Session) -> dict[tuple[int, str], timedelta]:
    """How long each role took for each turn, by (turn, role): since whoever decided before it.

    Turns that were decided in the session from which this one branched off have no beginning here.
    """
    begun = datetime.fromisoformat(session.about.begun)
    since = None if any(entry.time < begun for entry in session.entries) else begun
    turn, found = 1, dict[tuple[int, str], timedelta]()
    for entry in session.entries:
        if isinstance(entry.given, Commit) and since is not None:
            found[turn, entry.given.role] = entry.time - since
        if isinstance(entry.given, Turned):
            turn = entry.given.turn + 1
        if isinstance(entry.given, Commit | Turned):
            since = entry.time
    return found
