"""`standoff play`: the game, in a window or in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from game.play import Play
    from game.ui import Screen

NO_PYGAME = (
    'a window needs pygame: pip install "standoff[game]", or from a checkout python3 run.py play. '
    "standoff play --text plays in the terminal and needs nothing more"
)
NO_WINDOW = "standoff play --text plays in the terminal"


@click.command(short_help="Play a crisis, in a window or in the terminal.")
@click.argument("scenario", required=False)
@click.option(
    "--as",
    "roles",
    metavar="ROLE",
    multiple=True,
    help="The side you play; more than once: several people at one keyboard.",
)
@click.option("--seed", type=click.IntRange(min=0), help="The luck; the same seed, the same luck.")
@click.option(
    "--policy",
    "policies",
    metavar="ROLE=NAME",
    multiple=True,
    help="How a side that nobody plays chooses, such as hawk or dove.",
)
@click.option(
    "--load",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on with a saved game.",
)
@click.option("--text", is_flag=True, help="Play in the terminal, or from a script.")
@click.option("--language", metavar="CODE", help="The language of the program, such as en.")
def command(
    scenario: str | None,
    roles: Sequence[str],
    seed: int | None,
    policies: Sequence[str],
    load: Path | None,
    text: bool,
    language: str | None,
) -> None:
    """Play a crisis; without SCENARIO, choose one first.

    Everything is saved as you go. With --text, lines of standard input are the answers.
    """
    wanted = Wanted(scenario, roles, seed, paired(policies), load)
    speak(language)
    if text:
        in_the_terminal(wanted)
    else:
        in_a_window(wanted, language)


@dataclass(frozen=True)
class Wanted:
    """The game that was asked for, as far as it was told."""

    scenario: str | None
    roles: Sequence[str]
    seed: int | None
    policies: Mapping[str, str]
    load: Path | None

    def __post_init__(self) -> None:
        told = self.roles or self.policies or self.seed is not None
        if self.load and (self.scenario or told):
            raise click.UsageError("--load goes on with a saved game as it is; leave out the rest")
        if told and not self.scenario:
            raise click.UsageError("--as, --seed and --policy go with a SCENARIO")

    def opened(self) -> Play:
        """The game itself; a UsageError says what is wrong with what was told."""
        from game.play import begin, resume
        from sim.session import SaveBroken, SessionRefused

        try:
            if self.load is not None:
                return resume(self.load)
            assert self.scenario is not None
            return begin(self.scenario, self.roles, self.seed, self.policies)
        except (SessionRefused, SaveBroken) as problem:
            raise click.UsageError(str(problem)) from None


def speak(code: str | None) -> None:
    """Use the language of this code; a UsageError names those that there are."""
    from game.words import languages, use_language

    if code is not None and use_language(code) != code:
        known = ", ".join(f"{known} ({name})" for known, name in languages().items())
        raise click.UsageError(f'there is no language "{code}" yet. There is: {known}')


def paired(policies: Sequence[str]) -> dict[str, str]:
    """The policies by role."""
    pairs = [policy.partition("=") for policy in policies]
    for role, equals, name in pairs:
        if not (role and equals and name):
            raise click.UsageError(f'--policy is ROLE=NAME, not "{role}{equals}{name}"')
    return {role: name for role, _equals, name in pairs}


def in_the_terminal(wanted: Wanted) -> None:
    """Ask what was not told, then play."""
    from game.text.console import Console, NoMoreInput
    from game.text.start import choose_roles, choose_save, choose_scenario
    from game.text.terminal import play_to_the_end
    from game.words import _
    from sim import load_scenario
    from sim.session import SaveBroken

    console = Console.of_this_program()
    try:
        if not (wanted.scenario or wanted.load):
            wanted = replace(wanted, load=choose_save(console, otherwise=_("A new game")))
        if not (wanted.load or wanted.roles):
            scenario = wanted.scenario or choose_scenario(console)
            roles = choose_roles(console, load_scenario(scenario))
            wanted = replace(wanted, scenario=scenario, roles=roles)
    except NoMoreInput:
        return
    try:
        play_to_the_end(console, wanted.opened())
    except SaveBroken as problem:
        raise click.ClickException(str(problem)) from None


def in_a_window(wanted: Wanted, language: str | None) -> None:
    """Open the window at the title, at the sides of a scenario, or in the game."""
    if not is_there("pygame"):
        raise click.ClickException(NO_PYGAME)
    from game.app import run
    from game.window import NoWindow

    try:
        run(first_screen(wanted), language)
    except NoWindow as problem:
        raise click.ClickException(f"{problem}. {NO_WINDOW}") from None


def first_screen(wanted: Wanted) -> Screen | None:
    """Where the window opens; None: at the title."""
    if wanted.load or wanted.roles:
        return wanted.opened().opening()
    if wanted.scenario is None:
        return None
    from game.screens.picker import Picker
    from sim import load_scenario

    load_scenario(wanted.scenario)  # whose faults are told here, where there is room for all
    return Picker(wanted.scenario)


def is_there(module: str) -> bool:
    """Can the module be imported?"""
    try:
        return find_spec(module) is not None
    except ValueError:  # it is barred
        return False
