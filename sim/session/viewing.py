"""The view of a role, put together from what it knows and from nothing else."""

from __future__ import annotations

from sim.engine.sight import ONLOOKERS
from sim.scenario.actors import looks_of
from sim.scenario.fields import Text
from sim.session.aftermath import Aftermath
from sim.session.deck import Deck
from sim.session.heard import Heard, promisable
from sim.session.labels import spoken_label
from sim.session.land import chart_of
from sim.session.news import Newsroom
from sim.session.pledges import open_pledges
from sim.session.quantities import goals_reached, quantities_of
from sim.session.reading import Reading
from sim.session.story import Played, Report, Step
from sim.session.table import Table
from sim.session.view import Check, Day, Dossier, Look, Rung, Side, Term, View
from sim.session.words import _, catalog, listed

NO_DOSSIER = Dossier("", "", (), (), (), "", "", "", (), (), (), ())


def view_of(table: Table, role: str, language: str) -> View:
    """All that the role may know now; of the true world only once it is over.

    role: may be an onlooker's (see `sight`).
    """
    return _Viewing(table, role, language).view()


class _Viewing:
    def __init__(self, table: Table, role: str, language: str) -> None:
        self.table = table
        self.scenario = table.scenario
        self.seat = table.seats[role]
        self.memory = self.seat.memory
        self.role = role
        self.language = language
        self.reading = Reading(self.memory.rules.book, self.memory.column)
        self.newsroom = Newsroom(self.scenario, role, language)

    def view(self) -> View:
        """All parts of it."""
        scenario, clock = self.scenario, self.scenario.clock
        over, turn, orders = self.table.over, self.table.turn, self.seat.orders
        heard = Heard(self.table.talk, self.role, turn, self.language)
        after = Aftermath(self.table.crisis, self.language) if over else None
        return View(
            scenario=scenario.id,
            title=self._say(scenario.title),
            summary=self._say(scenario.summary),
            note=self._say(scenario.note),
            learning=tuple(map(self._say, scenario.learning)),
            terms=self._terms(),
            role=self.role,
            phase="over" if over else "wait" if orders.committed else "decide",
            turn=turn,
            turns=clock.turns,
            moment=clock.moment_of(turn),
            turn_length=_turn_lengths()[clock.turn],
            sides=self._sides(),
            dossier=self._dossier(),
            quantities=quantities_of(self.memory, self.language),
            ladder=self._ladder(),
            rung=self.memory.rungs[-1] if over else self._rung(),
            chart=chart_of(self.reading, self.language),
            days=self._days(),
            cards=()
            if over or self.role in ONLOOKERS
            else Deck(self.memory, self.language).cards(),
            deed=orders.deed,
            word=orders.word,
            committed=orders.committed,
            waiting_for=self.table.waiting(),
            pledges=open_pledges(self.reading, self.language),
            messages=heard.messages(),
            proposals=heard.proposals(),
            promisable=()
            if over or self.role in ONLOOKERS
            else promisable(self.memory.rules, self.language),
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

    def _terms(self) -> tuple[Term, ...]:
        terms = self.scenario.terms.values()
        return tuple(Term(self._say(t.term), self._say(t.text), t.sources) for t in terms)

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

    def _dossier(self) -> Dossier:
        if self.role in ONLOOKERS:
            return NO_DOSSIER
        actor = self.scenario.actors[self.role]
        card = actor.card
        return Dossier(
            public=self._say(card.public),
            private=self._say(card.private),
            interests=tuple(map(self._say, card.interests)),
            red_lines=tuple(map(self._say, card.red_lines)),
            constraints=tuple(map(self._say, card.constraints)),
            audience=self._say(card.audience),
            concern=self._say(card.concern),
            mistake=self._say(card.mistake),
            first_look=tuple(map(self._say, card.first_look)),
            suggest=card.suggest,
            checks=tuple(
                Check(
                    self._say(check.ask),
                    tuple(map(self._say, check.options)),
                    check.right - 1,
                    self._say(check.why),
                )
                for check in card.checks
            ),
            sources=actor.sources,
        )

    # -- where things stand --------------------------------------------------------------------

    def _ladder(self) -> tuple[Rung, ...]:
        return tuple(
            Rung(name, self._say(part.label), self._say(part.example))
            for name, part in self.scenario.ladder.items()
        )

    def _rung(self) -> int:
        """The highest rung whose condition holds now, for all that this role knows."""
        rungs = self.scenario.ladder.values()
        return max(i for i, rung in enumerate(rungs) if i == 0 or self.reading.holds(rung.when))

    def _days(self) -> tuple[Day, ...]:
        clock, fixtures = self.scenario.clock, dict[int | None, list[str]]()
        for event in self.scenario.events.values():
            if event.foreseen and event.on:
                turn = clock.turn_of(event.on, event.hour)
                fixtures.setdefault(turn, []).append(self._say(event.label))
        return tuple(
            Day(turn, clock.moment_of(turn), listed(fixtures.get(turn, [])))
            for turn in range(1, clock.turns + 1)
        )

    # -- what happened -------------------------------------------------------------------------

    def _steps(self, turn: int) -> tuple[Step, ...]:
        """What happened in a turn; of turns that are over, it is put into words once."""
        told, key = self.memory.told[turn - 1], (turn, self.language, catalog())
        if turn > len(self.seat.given):
            return self.newsroom.steps(told)
        if key not in self.seat.retold:
            self.seat.retold[key] = self.newsroom.steps(told)
        return self.seat.retold[key]

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


def _turn_lengths() -> dict[str, str]:
    return {
        "6 hours": _("6 hours"),
        "12 hours": _("12 hours"),
        "1 day": _("1 day"),
        "2 days": _("2 days"),
        "1 week": _("1 week"),
    }
