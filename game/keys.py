"""All work that keys do, and how a person gives it to other keys."""

from __future__ import annotations

from collections.abc import Mapping

from game.words import _


def works() -> list[tuple[str, str]]:
    """What keys do, by the key that does it at first."""
    return [
        ("enter", _("Choose; go on")),
        ("esc", _("Back")),
        ("tab", _("Next thing")),
        ("shift+tab", _("Thing before")),
        ("up", _("Up")),
        ("down", _("Down")),
        ("left", _("Left; less")),
        ("right", _("Right; more")),
        ("home", _("To the first")),
        ("end", _("To the last")),
        ("space", _("Choose")),
        ("f1", _("Help")),
        ("f11", _("Full screen")),
        ("ctrl+plus", _("Larger text")),
        ("ctrl+minus", _("Smaller text")),
        ("ctrl+0", _("Text at 100 %")),
        *((str(number), _("Deed {number}").format(number=number)) for number in range(1, 6)),
        *(
            (key, _("Word {number}").format(number=number))
            for number, key in enumerate("qwert", start=1)
        ),
        ("[", _("Cards before; part before")),
        ("]", _("Next cards; next part")),
        ("u", _("Take back")),
        ("c", _("Commit")),
        ("n", _("News")),
        ("i", _("Situation")),
        ("p", _("Pledges")),
        ("j", _("Talk")),
        ("d", _("Dossier; debrief")),
        ("l", _("Ladder")),
        ("m", _("Map")),
        ("v", _("The map in words")),
        ("y", _("Timeline")),
        ("f", _("Forecast")),
        ("h", _("History")),
        ("s", _("Sources")),
        ("g", _("Glossary")),
        ("a", _("All sources")),
        ("b", _("Begin without the rest")),
        ("x", _("In the debrief: look from elsewhere")),
        ("o", _("In the debrief: the deed or the word")),
        ("k", _("Which key does what")),
    ]


def given(keys: Mapping[str, str], work: str, key: str) -> dict[str, str]:
    """Who does what once `key` does this work: the key's own work goes to the one that did it.

    So no work is ever without a key.
    """
    before = keys.get(work, work)
    other = {now: name for name, now in keys.items()}.get(key, key)
    moved = {**keys, work: key, other: before}
    return {name: now for name, now in moved.items() if name != now}
