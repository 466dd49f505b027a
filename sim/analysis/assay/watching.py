"""Watching worlds as they are played, which is what their last state can't tell."""

from __future__ import annotations

from typing import Protocol

from sim.engine.crisis import Crisis
from sim.engine.phases.decide import Outlook
from sim.engine.worlds import Worlds


class Eye(Protocol):
    """Looks at every turn twice, and changes nothing."""

    def before(self, outlook: Outlook) -> None:
        """All have perceived and nobody has decided."""

    def after(self, worlds: Worlds) -> None:
        """The turn is over; `worlds.alive` are those that played it."""


def watch(crisis: Crisis, *eyes: Eye) -> Crisis:
    """Play to the end of every world, under these eyes."""
    worlds = crisis.worlds
    while crisis.running:
        outlook = crisis.open_turn()
        for eye in eyes:
            eye.before(outlook)
        crisis.close_turn(outlook, crisis.rules.draw(worlds, crisis.weigh(outlook)))
        for eye in eyes:
            eye.after(worlds)
    return crisis
