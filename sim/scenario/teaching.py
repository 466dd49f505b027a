"""What helps a person to play: terms in plain words, and a short check of understanding."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.fields import Sourced, Text


class Term(Sourced):
    """An entry of the glossary."""

    term: Text = Field(description="The word or name.")
    text: Text = Field(description="What it means, in plain words.")


class CheckQuestion(Sourced):
    """A question that shows a reader of a role card what was understood; nobody is graded by it."""

    ask: Text = Field(description="The question.")
    options: tuple[Text, ...] = Field(
        min_length=2, max_length=5, description="The answers to choose from."
    )
    right: int = Field(ge=1, le=5, description="Which of them is right; the first is 1.")
    why: Text = Field(description="Why it is right; told whatever was answered.")
