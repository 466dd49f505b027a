"""What one world does, turn by turn, as a text that a person can read and a diff can show."""

from __future__ import annotations

from pathlib import Path

from sim.engine.crisis import Crisis
from sim.scenario.schema import Scenario
from tests.support.shipped import FILES, ROOT, shipped
from tests.support.terminal import text_golden
from tests.support.whole import whole

FOLDER = ROOT / "tests" / "golden"
HASHED_WORLDS = 5


def golden() -> dict[Path, str]:
    """Every golden file and what the engine now has to say for it."""
    scenarios = {"whole": whole()} | {path.stem: shipped(path) for path in FILES}
    stories = {FOLDER / f"{name}.txt": transcript(story) for name, story in scenarios.items()}
    return stories | text_golden()


def transcript(scenario: Scenario) -> str:
    """World 0 of seed 1, and the states that the first worlds end in."""
    crisis = Crisis(scenario, HASHED_WORLDS, seed=1)
    lines = [f"{scenario.id}, seed 1, world 0", ""]
    while crisis.running:
        alive = bool(not crisis.worlds.over[0])
        crisis.step()
        if alive:
            lines += turn_in_words(crisis)
    lines += [*result_in_words(crisis), "", "states at the end:"]
    lines += [f"  world {world}: {crisis.state_hash(world)}" for world in range(HASHED_WORLDS)]
    return "\n".join(lines) + "\n"


def turn_in_words(crisis: Crisis) -> list[str]:
    """The rung, who did and said what, what happened, and what it has come to."""
    scenario, worlds = crisis.rules.book.scenario, crisis.worlds
    rung = list(scenario.ladder)[int(worlds.row("rung", "rung")[0])]
    lines = [f"turn {crisis.turn}, {scenario.clock.date_of(crisis.turn)}: {rung}"]
    for name, actor in crisis.actors.items():
        lines.append(f"  {name}: {actor.did('deed')}, {actor.did('word')}")
    happened = [
        name
        for name in (*scenario.events, *scenario.incidents)
        if worlds.row("last", name)[0] == crisis.turn
    ]
    lines += [f"  it happens: {', '.join(happened)}"] if happened else []
    lines.append("  " + ", ".join(f"{name} {shown(crisis, name)}" for name in main_ones(scenario)))
    return lines


def main_ones(scenario: Scenario) -> list[str]:
    """The indicators whose peaks are recorded; they are what a scenario is watched by."""
    return [name for name, indicator in scenario.indicators.items() if indicator.peak]


def shown(crisis: Crisis, name: str) -> str:
    """Four digits: fewer than single precision has, so that a text changes only with the rules."""
    return f"{float(crisis.worlds.row('indicator', name)[0]):.4g}"


def result_in_words(crisis: Crisis) -> list[str]:
    """How it ended, and how far each actor reached its goals."""
    row = crisis.results().to_pylist()[0]
    scores = ", ".join(f"{name} {row[f'{name} score']:.4g}" for name in crisis.actors)
    return [f"it ends after {row['turns']} turns: {row['ending']}", f"  scores: {scores}"]
