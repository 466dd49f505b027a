"""How one world stands, as text, for whoever watches a learner: the truth, which no role knows."""

from __future__ import annotations

from sim.engine.crisis import Crisis


def scene(crisis: Crisis) -> str:
    """The turn, the rung, each actor's last deed and word, and every indicator."""
    worlds, book = crisis.worlds, crisis.rules.book
    scenario = book.scenario
    rung = list(scenario.ladder)[int(worlds.row("rung", "rung")[0])]
    lines = [f"turn {crisis.turn} of {scenario.clock.turns}, rung {rung}{_ending(crisis)}"]
    began = crisis.turn > 1 or not crisis.running
    for name in book.actors if began else ():
        done = (worlds.row("choice", f"{name}/{channel}")[0] for channel in ("deed", "word"))
        moves = (book.moves[int(place)].name.split(".", 1)[1] for place in done)
        lines.append(f"{name}: {', '.join(moves)}")
    lines += [f"{name} {worlds.row('indicator', name)[0]:g}" for name in book.indicators]
    return "\n".join(lines)


def ending_of(crisis: Crisis) -> str | None:
    """The ending that the one world of a crisis has come to."""
    ending = int(crisis.worlds.row("ending", "ending")[0])
    return None if ending < 0 else list(crisis.rules.book.scenario.endings)[ending]


def _ending(crisis: Crisis) -> str:
    ending = ending_of(crisis)
    return f", over: {ending}" if ending else ""
