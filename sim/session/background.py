"""What of a role's view stays as it is: texts of the scenario, the role card, ladder and days."""

from __future__ import annotations

from functools import lru_cache

from sim.engine.book import Book
from sim.engine.sight import ONLOOKERS
from sim.scenario.fields import Text
from sim.scenario.schema import Scenario
from sim.session.view import Background, Check, Day, Dossier, Rung, Term
from sim.session.words import Translations, _, catalog, listed

NO_DOSSIER = Dossier("", "", (), (), (), "", "", "", (), (), (), ())


def background(book: Book, role: str, language: str) -> Background:
    """That of a role or an onlooker, in a language as it is spoken now."""
    return _background(book, role, language, catalog())


@lru_cache(maxsize=32)
def _background(book: Book, role: str, language: str, _catalog: Translations) -> Background:
    return _Making(book.scenario, role, language).background()


class _Making:
    def __init__(self, scenario: Scenario, role: str, language: str) -> None:
        self.scenario = scenario
        self.role = role
        self.language = language

    def background(self) -> Background:
        scenario, clock = self.scenario, self.scenario.clock
        terms = scenario.terms.values()
        return Background(
            scenario=scenario.id,
            title=self._say(scenario.title),
            summary=self._say(scenario.summary),
            note=self._say(scenario.note),
            learning=tuple(map(self._say, scenario.learning)),
            terms=tuple(Term(self._say(t.term), self._say(t.text), t.sources) for t in terms),
            dossier=self._dossier(),
            turns=clock.turns,
            turn_length=_turn_lengths()[clock.turn],
            ladder=tuple(
                Rung(name, self._say(part.label), self._say(part.example))
                for name, part in scenario.ladder.items()
            ),
            days=self._days(),
        )

    def _say(self, text: Text | None) -> str:
        return text.spoken(self.language) if text else ""

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


def _turn_lengths() -> dict[str, str]:
    return {
        "6 hours": _("6 hours"),
        "12 hours": _("12 hours"),
        "1 day": _("1 day"),
        "2 days": _("2 days"),
        "1 week": _("1 week"),
    }
