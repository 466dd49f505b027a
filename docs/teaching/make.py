"""What can be made of a scenario for teaching: `python -m docs.teaching.make [SCENARIO] [FOLDER]`.

Without arguments the folder of the flagship beside this file is made anew; any other scenario,
one's own too, gets a folder of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs.teaching.codebook import codebook
from docs.teaching.debrief_cards import debrief_cards
from docs.teaching.exit_tickets import exit_tickets
from docs.teaching.glossary import glossary
from docs.teaching.model_facts import model_facts
from docs.teaching.order_slips import order_slips
from docs.teaching.role_cards import role_cards
from docs.teaching.source_sheets import exercises, source_key, source_sheets
from docs.teaching.timeline import timeline
from sim import ScenarioError, load_scenario, load_sources
from sim.scenario.schema import Scenario
from sim.scenario.sources import Sources

FLAGSHIP = "banjska-2023"
HERE = Path(__file__).parent


def pack(scenario: Scenario, sources: Sources) -> dict[str, str]:
    """Every file of the pack by its name; an invented crisis has no sources and no history."""
    made = {
        "codebook.md": codebook(scenario),
        "debrief_cards.html": debrief_cards(scenario),
        "exit_tickets.html": exit_tickets(scenario),
        "glossary.md": glossary(scenario),
        "model_facts.md": model_facts(scenario),
        "order_slips.html": order_slips(scenario),
        "role_cards.html": role_cards(scenario),
    }
    if exercises(scenario, sources):
        made["source_key.md"] = source_key(scenario, sources)
        made["source_sheets.html"] = source_sheets(scenario, sources)
    if scenario.history:
        made["timeline.html"] = timeline(scenario, scenario.history)
    return made


def main(name: str = FLAGSHIP, folder: str | None = None) -> None:
    """Write the pack of a scenario and say where it is."""
    try:
        scenario = load_scenario(name)
    except ScenarioError as faults:
        sys.exit(f"{faults}")
    target = Path(folder) if folder else HERE / scenario.id
    target.mkdir(parents=True, exist_ok=True)
    for file, text in pack(scenario, load_sources()).items():
        (target / file).write_text(text, "utf-8")
        print(target / file)


if __name__ == "__main__":
    if len(sys.argv) > 3 or any(word.startswith("-") for word in sys.argv[1:]):
        sys.exit("usage: python -m docs.teaching.make [SCENARIO] [FOLDER]")
    main(*sys.argv[1:])
