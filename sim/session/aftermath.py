"""What is told when the crisis is over and no longer: the end, the truth, and what was recorded."""

from __future__ import annotations

from sim.engine.crisis import Crisis
from sim.scenario.schema import Scenario
from sim.session.labels import spoken_label
from sim.session.story import End, Prompt, Recorded


class Aftermath:
    """A crisis that is over, in a language."""

    def __init__(self, crisis: Crisis, language: str) -> None:
        self.crisis = crisis
        self.scenario: Scenario = crisis.rules.book.scenario
        self.language = language

    def ending(self) -> End:
        """Why it is over."""
        number = int(self.crisis.worlds.row("ending", "ending")[0])
        name, part = list(self.scenario.endings.items())[number]
        history = self.scenario.history
        return End(
            id=name,
            label=part.label.spoken(self.language),
            text=part.text.spoken(self.language),
            violent=part.violent,
            history=history is not None and history.ending == name,
            sources=part.sources,
        )

    def scores(self) -> dict[str, float]:
        """How far every actor's goals are reached, 0 to 100."""
        scores = self.crisis.scores()[:, 0].tolist()
        return dict(zip(self.crisis.rules.book.actors, scores, strict=True))

    def truth(self) -> dict[str, float]:
        """What every indicator really came to."""
        values = self.crisis.worlds.group("indicator")[:, 0].tolist()
        return dict(zip(self.crisis.rules.book.indicators, values, strict=True))

    def record(self) -> tuple[Recorded, ...]:
        """What was really done, in the order of its dates."""
        history, clock = self.scenario.history, self.scenario.clock
        found = []
        for entry in history.moves if history else ():
            turn = clock.turn_of(entry.date, entry.hour)
            if turn is not None:
                label = spoken_label(self.scenario, f"{entry.actor}.{entry.move}", self.language)
                note = entry.note.spoken(self.language) if entry.note else ""
                moment = clock.moment_of(turn)
                grounds = entry.sources, entry.assumption
                found.append(Recorded(turn, moment, entry.actor, label, note, *grounds))
        return tuple(sorted(found, key=lambda each: each.moment))

    def recorded_ending(self) -> str:
        """The label of the ending that stands for what happened; empty without a history."""
        history = self.scenario.history
        return self.scenario.endings[history.ending].label.spoken(self.language) if history else ""

    def debrief(self) -> tuple[Prompt, ...]:
        """The questions for afterwards."""
        return tuple(Prompt(q.phase, q.ask.spoken(self.language)) for q in self.scenario.debrief)
