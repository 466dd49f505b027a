"""The source-criticism exercise: what each source says on one question, to be weighed by a pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from docs.teaching.sheets import sheets, when, where_read
from sim.scenario.schema import Scenario
from sim.scenario.sources import Claim, Conflict, Source, Sources

VOICES = 3  # fewer speakers than these leave a pair little to compare


def source_sheets(scenario: Scenario, sources: Sources) -> str:
    """A sheet for each pair: the extracts, and room for what the pair finds out."""
    chosen = exercises(scenario, sources)
    sheet = [
        (conflict, list(zip(ascii_uppercase, extracts(conflict, sources), strict=False)))
        for conflict in chosen.values()
    ]
    articles = [each for each in texts_of(chosen, sources) if each.kind != "background"]
    texts = [(article, when(article)) for article in articles]
    return sheets("source_sheets.html", scenario, chosen=sheet, texts=texts)


def extracts(conflict: Conflict, sources: Sources) -> list[tuple[Claim, str]]:
    """Its claims, each with where it was read."""
    return [
        (sources.claim(ref), where_read(sources.claim(ref), ref.partition("/")[0]))
        for ref in conflict.claims
    ]


def texts_of(chosen: Mapping[str, Conflict], sources: Sources) -> list[Source]:
    """The sources that the sheets draw upon."""
    names = {ref.partition("/")[0] for conflict in chosen.values() for ref in conflict.claims}
    return [source for name, source in sources.sources.items() if name in names]


def exercises(scenario: Scenario, sources: Sources) -> dict[str, Conflict]:
    """The disagreements for a class: those that change the scenario's numbers, then one a kind.

    Of each other kind it is the one with most claims that the scenario rests on.
    """
    rests_on = set(scenario.claims())
    found = {
        name: conflict
        for name, conflict in sources.conflicts.items()
        if rests_on & set(conflict.claims) and len(voices(conflict, sources)) >= VOICES
    }
    chosen = {name: conflict for name, conflict in found.items() if name in scenario.readings}
    for name, conflict in sorted(found.items(), key=lambda it: -len(rests_on & {*it[1].claims})):
        if conflict.kind not in {each.kind for each in chosen.values()}:
            chosen[name] = conflict
    return chosen


def voices(conflict: Conflict, sources: Sources) -> set[str]:
    """Who is heard in it."""
    return {sources.claim(ref).attributed_to for ref in conflict.claims}


def source_key(scenario: Scenario, sources: Sources) -> str:
    """For the teacher: what is at odds on each sheet, and what would settle it. Markdown."""
    return "\n".join([*_key(scenario, sources), ""])


def _key(scenario: Scenario, sources: Sources) -> Iterator[str]:
    chosen = exercises(scenario, sources)
    yield f"# {scenario.title}: key to the source sheets"
    yield ""
    yield "For the teacher. The extracts are told in our own words; the articles are not reprinted."
    yield "Nothing here says who is right: it says where the texts part, and what would decide it."
    if scenario.note:
        yield from ["", str(scenario.note).replace("\n*", "\n\n\\*")]
    for number, (name, conflict) in enumerate(chosen.items(), 1):
        yield from ["", f"## {number}. {conflict.title}", "", conflict.disagreement, ""]
        yield f"- **What would settle it:** {conflict.what_would_settle_it}"
        yield f"- **What the game uses:** {conflict.used}"
        if name in scenario.readings:
            yield f"- **Play it otherwise:** {_switches(scenario, name)}"
        yield from ["", "| | claim | said by | as |", "|---|---|---|---|"]
        for letter, ref in zip(ascii_uppercase, conflict.claims, strict=False):
            claim = sources.claim(ref)
            yield f"| {letter} | `{ref}` | {claim.attributed_to} | {claim.certainty} |"
    yield from ["", "## The texts", ""]
    for source in texts_of(chosen, sources):
        yield f"- **`{source.id}`** ({source.kind}, {when(source)}): {source.about}"


def _switches(scenario: Scenario, name: str) -> str:
    """The options with which another source's figures are played."""
    return "; ".join(
        f"`--set claims.{name}={source}` ({reading.says})"
        for source, reading in scenario.readings[name].others.items()
    )
