"""What a role was told, as reports and steps in a language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sim.engine.book import Book
from sim.scenario.moves import Move
from sim.scenario.schema import Commitment, Scenario
from sim.session.labels import part_of, quality, spoken_label
from sim.session.pact_news import pact_report, why_pact
from sim.session.story import Difference, Report, Step
from sim.session.told import Told
from sim.session.words import Translations, _, catalog, figure, listed, share


def newsroom_of(book: Book, role: str, language: str) -> Newsroom:
    """That of a role, in a language as it is spoken now."""
    return _newsroom_of(book, role, language, catalog())


@lru_cache(maxsize=32)
def _newsroom_of(book: Book, role: str, language: str, _catalog: Translations) -> Newsroom:
    return Newsroom(book.scenario, role, language)


class Newsroom:
    """Puts what one role was told into words."""

    def __init__(self, scenario: Scenario, role: str, language: str) -> None:
        self.scenario = scenario
        self.role = role
        self.language = language
        self._labels: dict[str, str] = {}

    def steps(self, told: Iterable[Told]) -> tuple[Step, ...]:
        """What happened in a turn, in order, with what it changed and why."""
        return tuple(
            Step(
                phase=each.phase,
                report=self.report(each),
                changes=tuple(self._difference(*change) for change in each.changes),
                unseen=tuple(self._label(name) for name in each.unseen),
                why=self._why(each),
            )
            for each in told
        )

    # -- reports -----------------------------------------------------------------------------

    def report(self, told: Told) -> Report:
        """What was told, with a headline."""
        if told.kind in ("drift", "unknown"):
            return self._plain(told)
        if told.kind == "pledge":
            return self._of_pledge(told, self.scenario.commitments[told.what])
        if told.bond:
            return pact_report(self.scenario, told, told.bond, self.language)
        part = part_of(self.scenario, told.what)
        actor = told.what.split(".", 1)[0] if isinstance(part, Move) else None
        label = self._label(told.what)
        headline = _("Later effect of: {thing}") if told.since else "{thing}"
        return Report(
            turn=told.turn,
            kind=told.kind,
            actor=actor,
            toward=part.toward if isinstance(part, Move) else (),
            headline=headline.format(thing=label),
            text=part.text.spoken(self.language) if part.text and not told.since else "",
            branch=self._branch(told),
            private=isinstance(part, Move) and part.private,
            sources=part.sources,
        )

    def _plain(self, told: Told) -> Report:
        """What nobody did, or nobody told."""
        things = _("Things settle") if told.kind == "drift" else _("Something else went on")
        return Report(told.turn, told.kind, None, (), things, "", "", False, ())

    def _of_pledge(self, told: Told, pledge: Commitment) -> Report:
        maker, label = self._label(pledge.maker), pledge.label.spoken(self.language)
        words = {
            "made": _("{maker} demands: {label}"),
            "met": _("The demand is met: {label}"),
            "kept": _("{maker} carries out its threat: {label}"),
            "broken": _("{maker} backs down: {label}"),
            "dropped": _("{maker} takes its demand back: {label}"),
        }[told.fate]
        return Report(
            turn=told.turn,
            kind="pledge",
            actor=pledge.maker,
            toward=(pledge.to,),
            headline=words.format(maker=maker, label=label),
            text=pledge.text.spoken(self.language),
            branch="",
            private=False,
            sources=pledge.sources,
        )

    def _branch(self, told: Told) -> str:
        """How it turned out; empty where chance had no part, or turned nothing."""
        if told.branch is None:
            return ""
        label = part_of(self.scenario, told.what).chances[told.branch].label
        return label.spoken(self.language) if label else ""

    # -- changes -----------------------------------------------------------------------------

    def _difference(self, name: str, before: float, after: float) -> Difference:
        kind, _slash, actor = name.partition("/")
        if actor:
            label, unit, scale = quality(self.scenario, f"{kind}({actor})", self.language)
            return Difference("", label, unit, before * scale, after * scale)
        unit = self.scenario.indicators[name].unit
        return Difference(name, self._label(name), unit, before, after)

    # -- why ---------------------------------------------------------------------------------

    def _why(self, told: Told) -> str:
        match told.kind:
            case "drift":
                return self._why_drift(told)
            case "unknown":
                return _("Something that you did not learn of had effects that you see.")
            case "pledge":
                return self._why_pledge(told)
            case "pact":
                assert told.bond, "there is a pact that this is about"
                return why_pact(told.fate, told.bond)
            case "arrival":
                words = _("It began in turn {turn}.")
                return words.format(turn=told.since)
            case "deed" | "word":
                return self._why_move(told)
        return self._why_event(told)

    def _why_drift(self, told: Told) -> str:
        """Where those quantities return that the role sees move."""
        indicators = self.scenario.indicators
        drifts = {
            name: indicators[name].drift for name, *_ends in told.changes if name in indicators
        }
        pair = _("{quantity} toward {figure}")
        pairs = [
            pair.format(
                quantity=self._label(name), figure=figure(drift.toward, indicators[name].unit)
            )
            for name, drift in drifts.items()
            if drift
        ]
        first = _("What nobody touches returns slowly to where it usually is")
        return f"{first}: {listed(pairs)}." if pairs else f"{first}."

    def _why_pledge(self, told: Told) -> str:
        pledge = self.scenario.commitments[told.what]
        threat = self._label(f"{pledge.maker}.{pledge.threat}")
        words = {
            "made": _("Said in this turn; it stands from now, for {turns} turns."),
            "met": _("What was demanded is so now."),
            "kept": _("The threat “{threat}” was carried out."),
            "broken": _("The deadline passed without the threat “{threat}” being carried out."),
            "dropped": _("It was taken back with a reason, which costs less than backing down."),
        }[told.fate]
        return words.format(turns=pledge.deadline, threat=threat)

    def _why_move(self, told: Told) -> str:
        """Who wanted it, if it was another side; the role knows what it wanted itself."""
        actor = told.what.split(".", 1)[0]
        words = _("{actor} said so.") if told.kind == "word" else _("{actor} decided so.")
        first = [] if actor == self.role else [words.format(actor=self._label(actor))]
        return " ".join([*first, *self._why_believed(told), *self._why_branch(told)])

    def _why_believed(self, told: Told) -> list[str]:
        """Words count as far as they are believed."""
        part = part_of(self.scenario, told.what)
        if told.believed is None or not isinstance(part, Move) or not part.believed:
            return []
        if told.what.startswith(f"{self.role}."):
            words = _("You are believed at {share}, so your words have that much of their effect.")
        else:
            words = _("It is believed at {share}, so its words have that much of their effect.")
        return [words.format(share=share(told.believed))]

    def _why_event(self, told: Told) -> str:
        """A hazard, a date or a condition; then how chance turned it."""
        if told.chance == 0:
            first = _("Nobody chose it, and you could not see it coming.")
        elif told.chance is not None:
            words = _("Nobody chose it. Chance in this turn, as far as you can tell: {chance}.")
            first = words.format(chance=share(told.chance))
        elif self.scenario.events[told.what].inject:
            first = _("It came from outside: whoever leads the game put it in.")
        elif self.scenario.events[told.what].on:
            first = _("It was set for this day.")
        else:
            first = _("The situation brought it about.")
        return " ".join([first, *self._why_branch(told)])

    def _why_branch(self, told: Told) -> list[str]:
        chances = part_of(self.scenario, told.what).chances
        if not chances:
            return []
        if told.branch is None:
            left = max(1 - sum(branch.chance for branch in chances), 0.0)
            return [
                _("That nothing more came of it had a chance of {chance}.").format(
                    chance=share(left)
                )
            ]
        words = _("That it turned out so had a chance of {chance}.")
        return [words.format(chance=share(chances[told.branch].chance))]

    def _label(self, name: str) -> str:
        if name not in self._labels:
            self._labels[name] = spoken_label(self.scenario, name, self.language)
        return self._labels[name]
