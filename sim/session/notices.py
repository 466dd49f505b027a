"""Who will notice a move, and how exactly they will see what it changes."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.indicators import Estimate, sight_of
from sim.scenario.moves import Move
from sim.scenario.schema import Scenario
from sim.session.card import Effect
from sim.session.labels import spoken_label
from sim.session.words import _, listed, share


class Notices:
    """What a role is told of the eyes and ears of the others."""

    def __init__(self, scenario: Scenario, role: str, language: str) -> None:
        self.scenario = scenario
        self.others = [name for name in scenario.actors if name != role]
        self.language = language

    def of(self, move: Move, effects: Iterable[Effect]) -> str:
        """Who learns of a move of the role, and how much of its effects they see."""
        changed = [key for key in dict.fromkeys(effect.quantity for effect in effects) if key]
        blurs = {key: blur for key in changed if (blur := self._blur(key))}
        return " ".join([self._who(move), *self._how_much(blurs)])

    def _who(self, move: Move) -> str:
        is_word = move.channel == "word"
        if not move.private:
            return _("Everybody hears it.") if is_word else _("Everybody sees it.")
        told = [self._name(name) for name in self.others if name in move.toward]
        if not told:
            return _("Nobody else learns of it.")
        words = _("Only {names} and you hear it.") if is_word else _("Only {names} and you know.")
        return words.format(names=listed(told))

    def _blur(self, indicator: str) -> str:
        """How exactly the others see an indicator; empty where all of them see it exactly."""
        groups: dict[float | None, list[str]] = {}
        for name in self.others:
            sight = sight_of(self.scenario.indicators[indicator], indicator, name)
            exact = 0.0 if sight == "exact" else None
            error = sight.error if isinstance(sight, Estimate) else exact
            groups.setdefault(error, []).append(self._name(name))
        if set(groups) == {0.0}:
            return ""
        # The largest group comes last, so that it can be called "the others".
        *few, (error, names) = sorted(groups.items(), key=lambda g: (len(g[1]), g[0] is None))
        rest = _("the others") if not few or len(names) > 1 else listed(names)
        clauses = [_how(error, listed(names)) for error, names in few]
        return ", ".join([*clauses, _how(error, rest)])

    def _how_much(self, blurs: dict[str, str]) -> list[str]:
        """A sentence for each kind of blur, with the quantities of that kind."""
        words = _("What is seen of {quantities}: {blur}.")
        return [
            words.format(
                quantities=listed([f"“{self._name(key)}”" for key in blurs if blurs[key] == blur]),
                blur=blur,
            )
            for blur in dict.fromkeys(blurs.values())
        ]

    def _name(self, name: str) -> str:
        return spoken_label(self.scenario, name, self.language)


def _how(error: float | None, who: str) -> str:
    if error is None:
        return _("{who} nothing").format(who=who)
    words = _("{who} within {error}") if error else _("{who} exactly")
    return words.format(who=who, error=share(error))
