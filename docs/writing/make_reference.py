"""The tables of the reference, made from the schema: `python -m docs.writing.make_reference`.

Everything between `<!-- made: NAME -->` and `<!-- end -->` is written anew; the rest is by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from sim.scenario.goldstein import goldstein_scale
from sim.scenario.policies import policy_modules
from sim.scenario.schema import Scenario

Schema: TypeAlias = dict[str, Any]

REFERENCE = Path(__file__).with_name("reference.md")
MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
GROUNDS = ("sources", "assumption")
FOR_LOADED_ONES = ("features",)  # of a map: what its file says
# What the names in a mapping stand for, where that is not the key in the singular.
NAMED_BY = {
    "moves": "ACTOR.MOVE",
    "ladder": "RUNG",
    "seen_by": "ACTOR",
    "readings": "CONFLICT",
    "others": "SOURCE",
    "prices": "ACTOR",
}
# The classes of acts in CAMEO (Schrodt 2012), in our words.
ACTS = {
    "01": "make a statement",
    "02": "appeal",
    "03": "say that one will cooperate",
    "04": "consult, meet, mediate (045), negotiate (046)",
    "05": "cooperate as diplomats; apologise (055), sign an agreement (057)",
    "06": "cooperate in deeds: trade (061), armies (062), information (064)",
    "07": "give aid; protect or keep the peace (074)",
    "08": "yield: lift sanctions (085), demobilise (0873)",
    "09": "investigate",
    "10": "demand",
    "11": "disapprove, accuse (112)",
    "12": "reject",
    "13": "threaten (131); with force (138); give an ultimatum (139)",
    "14": "protest; block a passage (144)",
    "15": "show force; mobilise (154)",
    "16": "reduce relations; impose sanctions (163)",
    "17": "coerce: seize, arrest, repress",
    "18": "attack without an army",
    "19": "fight with an army",
    "20": "kill many at once",
}


def reference(text: str) -> str:
    """The text with all that is made in it made anew."""
    makers: dict[str, Callable[[], str]] = {
        "keys": keys,
        "policies": policies,
        "acts": acts,
    }
    return MADE.sub(lambda part: f"{part[1]}{makers[part[2]]()}{part[3]}", text)


def keys() -> str:
    """A section for each part of a scenario, in the order in which they come up."""
    whole = Scenario.model_json_schema()
    sections = [("Scenario", whole, "the whole file")]
    known = {"Scenario"}
    text = ""
    while sections:
        name, schema, place = sections.pop(0)
        text += section(name, schema, place)
        found = [each for each in parts(schema, whole, place) if each[0] not in known]
        new = {each[0]: each for each in reversed(found)}  # the first of each name
        known |= set(new)
        sections = [*reversed(new.values()), *sections]
    return text


def section(name: str, schema: Schema, place: str) -> str:
    """A heading, what it is and a table of its keys."""
    needed = ("format", *schema.get("required", ()))
    rows = [
        f"| {bold(key, key in needed)} | {kind(value)} | {meaning(value, key in needed)} |\n"
        for key, value in schema["properties"].items()
        if key not in (*GROUNDS, *FOR_LOADED_ONES)
    ]
    about = schema["description"].split("\n")[0]
    grounds = " It needs [grounds](#grounds)." if "assumption" in schema["properties"] else ""
    head = f"### {title(name)}\n\n{about} Stands at `{place}`.{grounds}\n\n"
    if name == "Scenario":
        head = f"### {title(name)}\n\n{about}\n\n"
    return f"{head}| key | what may stand there | what it means |\n|---|---|---|\n{''.join(rows)}\n"


def parts(schema: Schema, whole: Schema, place: str) -> Iterator[tuple[str, Schema, str]]:
    """The models that a model's keys lead to, each with where it stands."""
    for key, value in schema["properties"].items():
        if key in FOR_LOADED_ONES:
            continue
        here = key if place == "the whole file" else f"{place}.{key}"
        by_name = f".{NAMED_BY.get(key, key.rstrip('s').upper())}"
        for name in referred(value):
            yield name, whole["$defs"][name], f"{here}{by_name}" if named(value) else here


def referred(schema: Any) -> Iterator[str]:
    """The names of all models in a schema."""
    match schema:
        case {"$ref": str(path)}:
            yield path.rpartition("/")[2]
        case dict():
            for value in schema.values():
                yield from referred(value)
        case list():
            for value in schema:
                yield from referred(value)


def named(schema: Schema) -> Schema | None:
    """What a mapping by names holds, if it is one."""
    match schema:
        case {"type": "object", "additionalProperties": dict(values)}:
            return values
        case {"type": "object", "patternProperties": dict(patterns)}:
            first: Schema = next(iter(patterns.values()))
            return first
    return None


def kind(schema: Schema) -> str:
    """What may stand there, in words."""
    match schema:
        case {"examples": [*examples]}:
            return {5: "[amount](#amounts-and-conditions)", "3%": "share"}.get(
                examples[0], "[condition](#amounts-and-conditions)"
            )
        case {"$ref": str(path)}:
            name = path.rpartition("/")[2]
            return f"[{title(name).lower()}](#{title(name).lower().replace(' ', '-')})"
        case {"const": value}:
            return f"`{value}`"
        case {"enum": [*values]}:
            return either([f"`{value}`" for value in values])
        case {"anyOf": [{"type": "string"}, {"properties": {"en": _}}, *_]}:
            return "[text](#texts)"
        case {"anyOf": [*members]}:
            return either(list(dict.fromkeys(kind(m) for m in members if m != {"type": "null"})))
        case {"type": "array", "prefixItems": [*items]}:
            return f"\\[{', '.join(map(kind, items))}\\]"
        case {"type": "array", "items": dict(items)}:
            return f"list of {kind(items)}"
    inside = named(schema)
    return f"by name: {kind(inside)}" if inside else plain(schema)


def plain(schema: Schema) -> str:
    """A number, a name or the like, with its bounds."""
    match schema:
        case {"type": "string", "format": "date"}:
            return "date, such as `2030-03-04`"
        case {"pattern": str(pattern)} if "/" in pattern:
            return "claim"
        case {"pattern": str(pattern)} if "d{2,4}" in pattern:
            return "code in quotes"
        case {"pattern": str(pattern)} if r"\." in pattern:
            return "indicator"
        case {"pattern": _}:
            return "name"
        case {"type": "string"}:
            return "words"
        case {"type": "boolean"}:
            return "`true` or `false`"
        case {"type": "integer" | "number" as number}:
            return ("whole number" if number == "integer" else "number") + bounds(schema)
    return "any value"


def bounds(schema: Schema) -> str:
    """From where to where a number may go, where that is worth knowing."""
    if schema.get("maximum") in (90, 180):  # degrees
        return ""
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum")
    if low is None or high is None or high >= 1e6:
        return ", more than 0" if "exclusiveMinimum" in schema else ""
    above = "above " if "exclusiveMinimum" in schema else ""
    return f", {above}{low:g} to {high:g}"


def meaning(schema: Schema, is_needed: bool) -> str:
    """What it means, and what holds where it is left out."""
    about: str = schema["description"].replace("|", "\\|")
    usual = schema.get("default")
    if is_needed or usual is None or usual in ([], {}, ""):
        return about
    shown = str(usual).lower() if isinstance(usual, bool) else usual
    return f"{about} Left out: `{shown}`."


def policies() -> str:
    """The policies that come with Standoff, by the first line of each file."""
    text = "| policy | how it chooses |\n|---|---|\n"
    for name, module in policy_modules().items():
        about = import_module(module).__doc__ or ""
        text += f"| `{name}` | {about.splitlines()[0]} |\n"
    return text


def acts() -> str:
    """The classes of acts with their Goldstein values."""
    scale = goldstein_scale("icews")
    rows = [f'| `"{code}"` | {words} | {scale[code]:+g} |\n' for code, words in ACTS.items()]
    return f"| code | kind of act | Goldstein |\n|---|---|---|\n{''.join(rows)}"


def title(name: str) -> str:
    """`RoleCard` as "Role card"."""
    return re.sub(r"(?<!^)([A-Z])", lambda letter: f" {letter[1].lower()}", name)


def bold(key: str, is_needed: bool) -> str:
    """A key; one that may not be left out in bold."""
    return f"**`{key}`**" if is_needed else f"`{key}`"


def either(words: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


if __name__ == "__main__":
    REFERENCE.write_text(reference(REFERENCE.read_text("utf-8")), "utf-8")
