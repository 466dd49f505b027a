"""What one role looks into once all is over: what is found so far, and what is looked at now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from game.debrief.export import Export
from game.reviewing import Reviewer, State
from game.words import language
from sim import AS_THEY_DID, KNEW, TRUTH, Comparison, Decision, Question, Review, Swing

if TYPE_CHECKING:
    from game.play import Play

QUESTIONS = (KNEW, TRUTH, AS_THEY_DID)
MARKS, THOUGHTS = "debrief marks", "debrief thoughts"  # what notes in the log are about


@dataclass(frozen=True)
class Marks:
    """The turns that the player found best and worst before anything was shown."""

    best: int | None = None
    worst: int | None = None


class Looker(Protocol):
    """Whoever compares decisions: a process of this computer, or the host of a class."""

    @property
    def review(self) -> Review | None:
        """The newest; None while there is none."""

    @property
    def fault(self) -> str:
        """Why it stopped early; empty if it did not."""

    @property
    def state(self) -> State:
        """How far it is."""

    def poll(self) -> Review | None:
        """The review as far as it is known; it never waits."""

    def again(self) -> None:
        """Start anew after a fault."""

    def close(self) -> None:
        """Let go of everything."""


class Study:
    """A role's debrief, which goes on in the background while other screens are open.

    Attributes:
        reviewer: compares its decisions. export: writes pages and tables; None in a class, where
            the game is at the host, and no turn of it can be taken again here.
        turn, channel, question: which comparison is looked at. picked: the move of it that is
            told in full; None for none.
    """

    def __init__(self, play: Play, reviewer: Looker, export: Export | None = None) -> None:
        self.play = play
        self.role = play.role
        self.reviewer = reviewer
        self.export = export
        self.turn = self.marks.worst or 1 if self.marks else 1
        self.channel: Literal["deed", "word"] = "deed"
        self.question = KNEW
        self.picked: str | None = None

    @classmethod
    def of_save(cls, play: Play) -> Study:
        """Of a game that has its file on this computer."""
        path, role = play.session.path, play.role
        assert path is not None, "what is played has a file"
        return cls(play, Reviewer(path, role, language()), Export(path, role))

    # What the player says

    @property
    def marks(self) -> Marks | None:
        """What the player said before anything was shown; None if nobody has asked yet."""
        said = [note.content for note in self.play.session.notes if self._is(note, MARKS)]
        return Marks(said[-1]["best"], said[-1]["worst"]) if said else None

    def mark(self, marks: Marks) -> None:
        """Keep what the player said, and begin with what they found worst."""
        self.play.note(MARKS, asdict(marks))
        self.turn = marks.worst or self.turn

    def thoughts(self, ask: str) -> list[str]:
        """What the player wrote about a question."""
        notes = [note.content for note in self.play.session.notes if self._is(note, THOUGHTS)]
        return [note["text"] for note in notes if note["ask"] == ask]

    def think(self, ask: str, text: str) -> None:
        """Keep a thought about a question, if it is one."""
        if text.strip():
            self.play.note(THOUGHTS, {"ask": ask, "text": text.strip()})

    def _is(self, note: object, about: str) -> bool:
        return getattr(note, "role", "") == self.role and getattr(note, "about", "") == about

    # What is found

    @property
    def endings(self) -> Mapping[str, str]:
        """What the endings are called, by id."""
        endings = self.play.session.scenario.endings
        return {name: ending.label.spoken(language()) for name, ending in endings.items()}

    @property
    def review(self) -> Review | None:
        """All that is found so far."""
        return self.reviewer.review

    @property
    def turns(self) -> range:
        """The turns that were played."""
        return range(1, len(self.play.view.played) + 1)

    @property
    def decision(self) -> Decision | None:
        """What was decided in the turn that is looked at; None while it is not known."""
        decisions = self.review.decisions if self.review else ()
        return next((one for one in decisions if one.turn == self.turn), None)

    @property
    def comparison(self) -> Comparison | None:
        """The moves of that decision side by side; None while they are not compared."""
        return self.decision.of(self.channel, self.question) if self.decision else None

    @property
    def swing(self) -> Swing | None:
        """What that turn did to the chance of a peaceful end; None while it is not known."""
        swings = self.review.swings if self.review else ()
        return next((swing for swing in swings if swing.turn == self.turn), None)

    # What is looked at

    def look(self, turn: int) -> None:
        """Look at another turn, as far as there are any."""
        self.turn = min(max(turn, self.turns[0]), self.turns[-1])
        self.picked = None

    def ask(self, question: Question) -> None:
        """Look at it from somewhere else."""
        self.question = question

    def ask_next(self) -> None:
        """Look at it from the next of the three places."""
        self.ask(QUESTIONS[(QUESTIONS.index(self.question) + 1) % len(QUESTIONS)])

    def turn_over(self) -> None:
        """The word if it was the deed, and the other way round."""
        self.channel = "word" if self.channel == "deed" else "deed"
        self.picked = None

    def pick(self, move: str) -> None:
        """Tell this move in full, or no longer."""
        self.picked = None if self.picked == move else move

    def write(self) -> None:
        """Begin to write page and tables, with what is found if that is all there is to find."""
        if self.export:
            self.export.start(self.review if self.reviewer.state == "done" else None)

    @property
    def is_writing(self) -> bool:
        """Are files being written?"""
        return self.export is not None and self.export.poll() == "writing"

    @property
    def told(self) -> str:
        """What became of the files; empty if there is nothing to tell."""
        return self.export.told if self.export else ""

    def close(self) -> None:
        """End what goes on in the background."""
        self.reviewer.close()
        if self.export:
            self.export.close()
