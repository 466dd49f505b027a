"""From an older format to the next: one file a step, `from_0.py` and so on, none ever changed.

A step is a function `edit(manuscript)`: it changes the text where it has to and nowhere else, so
that comments and layout stay. What an author has to decide, it leaves, for the check to tell.
"""

from __future__ import annotations

from importlib import import_module

from sim.scenario.fields import FORMAT
from sim.scenario.formats import format_of, refuse_newer
from sim.scenario.manuscript import Manuscript
from sim.scenario.read import parse_document


def upgraded(text: str, name: str) -> str:
    """The text of a file in today's format; `name` stands for the file in faults.

    Raises:
        ScenarioError: it can't be read, or something in it can't be taken over as it is.
    """
    document = parse_document(text, name)
    refuse_newer(document)
    for version in range(format_of(document), FORMAT):
        manuscript = Manuscript(text, name)
        import_module(f"{__name__}.from_{version}").edit(manuscript)
        text = manuscript.changed()
    return text
