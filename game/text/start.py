"""What is asked before a game begins: which scenario, which roles, or which saved game."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game import figures
from game.text.console import Console, matching
from game.text.sentences import joined, listed
from game.words import _, language
from sim.session import Save, list_saves

if TYPE_CHECKING:
    from sim import Scenario


def choose_save(console: Console, otherwise: str, beside: Path | None = None) -> Path | None:
    """A saved game to go on with, other than `beside`; None for something else, or no game."""
    saves = []
    for save in list_saves():
        if save.fault:
            console.say(f"{save.path.name}: {save.fault}")
        elif save.path != beside:
            saves.append(save)
    if not saves:
        return None
    place = console.choose(_("What shall it be?"), [otherwise, *map(saved, saves)])
    return saves[place - 1].path if place else None


def saved(save: Save) -> str:
    """A saved game in a line."""
    over = _("{title}, as {roles}, over, {when}")
    text = over if save.over else _("{title}, as {roles}, turn {turn} of {turns}, {when}")
    return text.format(
        title=save.title,
        roles=listed(save.roles),
        turn=save.turn,
        turns=save.turns,
        when=figures.moment(save.when, hours=True),
    )


def choose_scenario(console: Console) -> str:
    """The id of a scenario; those with faults are told of and can't be chosen."""
    # Late: it takes a second to import.
    from sim import ScenarioError, list_own_scenarios, list_scenarios, load_scenario

    sound: dict[str, str] = {}
    for path in (*list_scenarios(), *list_own_scenarios()):
        try:
            sound[path.stem] = summed_up(load_scenario(path))
        except ScenarioError as error:
            first = error.faults[0]
            console.say(_("{name} has faults: {first}").format(name=path.stem, first=first))
    return list(sound)[console.choose(_("Which crisis?"), list(sound.values()))]


def summed_up(scenario: Scenario) -> str:
    """A scenario in a few words."""
    title = scenario.title.spoken(language())
    levels = {
        "introductory": _("introductory"),
        "standard": _("standard"),
        "advanced": _("advanced"),
    }
    minutes = _("about {minutes} minutes").format(minutes=scenario.minutes)
    return joined(title, levels[scenario.level], minutes if scenario.minutes else "")


def choose_roles(console: Console, scenario: Scenario) -> Sequence[str]:
    """The roles that people play at this keyboard, one or several."""
    roles = {
        name: actor.name.spoken(language())
        for name, actor in scenario.actors.items()
        if actor.playable
    }
    console.say(
        _("Who do you want to be? Several numbers, such as 1 2, for several people."),
        *(f"{number}. {name}" for number, name in enumerate(roles.values(), 1)),
    )
    while True:
        said = console.listen().replace(",", " ").split()
        found = [matching(part, list(roles.values())) for part in said]
        if found and all(len(places) == 1 for places in found):
            return list(dict.fromkeys(list(roles)[place] for (place,) in found))
        console.say(_("Type one or more numbers from 1 to {last}.").format(last=len(roles)))
