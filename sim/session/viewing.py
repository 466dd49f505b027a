"""The view of a role, put together from what it knows and from nothing else."""

from __future__ import annotations

from sim.engine.sight import ONLOOKERS
from sim.scenario.actors import looks_of
from sim.scenario.fields import Text
from sim.session.aftermath import Aftermath
from sim.session.background import background
from sim.session.deck import Deck
from sim.session.heard import Heard, promisable
from sim.session.labels import spoken_label
from sim.session.land import chart_of
from sim.session.news import newsroom_of
from sim.session.pledges import open_pledges
from sim.session.quantities import goals_reached, quantities_of
from sim.session.reading import Reading
from sim.session.story import Played, Report, Step
from sim.session.table import Table
from sim.session.view import Look, Side, View
from sim.session.words import catalog


def view_of(table: Table, role: str, language: str, turns: int | None = None) -> View:
    """All that the role may know now; of the true world only once it is over.

    role: may be an onlooker's (see `sight`).
    turns: of how many turns, the newest, it is told what happened in them; None: of all.
    """
    return _Viewing(table, role, language, turns).view()


class _Viewing:
    def __init__(self, table: Table, role: str, language: str, turns: int | None) -> None:
        self.table = table
        self.scenario = table.scenario
        self.since = 1 if turns is None else max(table.turn - turns + 1, 1)
        self.seat = table.seats[role]
        self.memory = self.seat.memory
        self.role = role
        self.language = language
        self.reading = Reading(self.memory.rules.book, self.memory.column)
        self.newsroom = newsroom_of(self.memory.rules.book, role, language)
        self.retold = self.seat.retold if turns is None else {}

    def view(self) -> View:
        """All parts of it."""
        lasting = background(self.memory.rules.book, self.role, self.language)
        over, turn, orders = self.table.over, self.table.turn, self.seat.orders
        heard = Heard(self.table.talk, self.role, turn, self.language)
        after = Aftermath(self.table.crisis, self.language) if over else None
        decides = not over and self.role not in ONLOOKERS
        return View(
            **vars(lasting),
            role=self.role,
            phase="over" if over else "wait" if orders.committed else "decide",
            turn=turn,
            moment=lasting.days[turn - 1].moment,
            sides=self._sides(),
            quantities=quantities_of(self.memory, self.language),
            rung=self.memory.rungs[-1] if over else self._rung(),
            chart=chart_of(self.reading, self.language),
            cards=Deck(self.memory, self.language).cards() if decides else (),
            deed=orders.deed,
            word=orders.word,
            committed=orders.committed,
            waiting_for=self.table.waiting(),
            pledges=open_pledges(self.reading, self.language),
            messages=heard.messages(),
            proposals=heard.proposals(),
            promisable=promisable(self.memory.rules, self.language) if decides else (),
            news=self._news(),
            goals=goals_reached(self.memory),
            opened=() if over else self._steps(turn),
            played=self._played(),
            ending=after.ending() if after else None,
            scores=after.scores() if after else {},
            truth=after.truth() if after else {},
            record=after.record() if after else (),
            recorded_ending=after.recorded_ending() if after else "",
            debrief=after.debrief() if after else (),
        )

    def _say(self, text: Text | None) -> str:
        return text.spoken(self.language) if text else ""

    # -- the sides -----------------------------------------------------------------------------

    def _sides(self) -> tuple[Side, ...]:
        looks = looks_of(self.scenario.actors)
        return tuple(
            self._side(name, Look(look.letter, look.shape, look.colour))
            for name, look in looks.items()
        )

    def _side(self, name: str, look: Look) -> Side:
        part, row = self.scenario.actors[name], self.reading.row
        return Side(
            id=name,
            name=self._say(part.name),
            short=self._say(part.short or part.name),
            look=look,
            public=self._say(part.card.public),
            playable=part.playable,
            played_by=self._played_by(name),
            credibility=row("credibility", name),
            attitude=self._attitude_of(name),
            deed=self._did(f"{name}/deed"),
            word=self._did(f"{name}/word"),
        )

    def _attitude_of(self, name: str) -> float | None:
        """How it stands to this role; None for itself, and for one who only looks on."""
        if self.role in (*ONLOOKERS, name):
            return None
        return self.reading.row("attitude", f"{name}/{self.role}")

    def _played_by(self, name: str) -> str:
        if name == self.role:
            return "you"
        return "person" if name in self.table.present() else self.table.crisis.actors[name].policy

    def _did(self, seat: str) -> str | None:
        """What a seat did last, where this role noticed it; None where it rested."""
        if not self.seat.given:
            return None
        move = self.memory.rules.book.moves[round(self.reading.row("choice", seat))]
        return spoken_label(self.scenario, move.name, self.language) if move.move else None

    # -- where things stand --------------------------------------------------------------------

    def _rung(self) -> int:
        """The highest rung whose condition holds now, for all that this role knows."""
        rungs = self.scenario.ladder.values()
        return max(i for i, rung in enumerate(rungs) if i == 0 or self.reading.holds(rung.when))

    # -- what happened -------------------------------------------------------------------------

    def _steps(self, turn: int) -> tuple[Step, ...]:
        """What happened in a turn so far, put into words once; nothing of what is long past."""
        if turn < self.since:
            return ()
        told = self.memory.told[turn - 1]
        key = turn, len(told), self.language, catalog()
        if key not in self.retold:
            self.retold[key] = self.newsroom.steps(told)
        return self.retold[key]

    def _news(self) -> tuple[Report, ...]:
        """What came to the role from outside, oldest first; its own orders it knows."""
        turns = range(1, len(self.memory.told) + 1)
        reports = (step.report for turn in turns for step in self._steps(turn))
        return tuple(report for report in reports if self._is_news(report))

    def _is_news(self, report: Report) -> bool:
        is_own = report.actor == self.role and report.kind in ("deed", "word", "arrival")
        return not is_own and report.kind not in ("drift", "unknown")

    def _own(self, move: str) -> str:
        """What one of its own moves is called; who only looks on has none."""
        name = f"{self.role}.{move}"
        looks_on = self.role in ONLOOKERS
        return "" if looks_on else spoken_label(self.scenario, name, self.language)

    def _played(self) -> tuple[Played, ...]:
        clock, given = self.scenario.clock, self.seat.given
        return tuple(
            Played(
                turn=turn,
                moment=clock.moment_of(turn),
                deed=self._own(orders.deed),
                word=self._own(orders.word),
                rung=rung,
                expected=orders.expected,
                by_policy=orders.by == "policy",
                steps=self._steps(turn),
            )
            for turn, (orders, rung) in enumerate(zip(given, self.memory.rungs, strict=True), 1)
        )
