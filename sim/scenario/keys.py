"""Which keys a model allows at a place of its data.

They are read off its JSON Schema, which knows about unions, aliases and dictionaries of models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel

Schema: TypeAlias = dict[str, Any]


def keys_allowed(model: type[BaseModel], steps: Sequence[tuple[str | int, bool]]) -> list[str]:
    """The keys of the mapping that the steps lead to.

    steps: the parts of a pydantic `loc`; those that do not lead anywhere name union members.
    """
    whole = _json_schema(model)
    here = [whole]
    for part, leads in steps:
        here = [to for at in here for to in _follow(at, part, leads, whole)]
    keys = [key for at in here for to in _variants(at, whole) for key in to.get("properties", ())]
    return list(dict.fromkeys(keys))


def part_with(model: type[BaseModel], keys: Sequence[str]) -> str | None:
    """The word for the kind of part of the model that allows all these keys, if there is one."""
    parts = _json_schema(model).get("$defs", {})
    fitting = {
        name: part for name, part in parts.items() if {*keys} <= {*part.get("properties", ())}
    }
    if not fitting:
        return None
    closest = min(fitting, key=lambda name: len(fitting[name]["properties"]))
    return re.sub(r"(?<!^)(?=[A-Z])", " ", closest).lower()


@cache
def _json_schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _variants(schema: Schema, whole: Schema) -> Iterator[Schema]:
    """The schema itself, what it refers to, and the members of its union."""
    yield schema
    members = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    if "$ref" in schema:
        members.append(_referred(schema["$ref"], whole))
    for member in members:
        yield from _variants(member, whole)


def _follow(schema: Schema, part: str | int, leads: bool, whole: Schema) -> list[Schema]:
    """The schemas that one step leads to: into the data, or to a member of a union."""
    variants = list(_variants(schema, whole))
    if not leads:
        return [to for at in variants for to in _member(at, str(part), whole)] or [schema]
    if isinstance(part, int):
        return [_entry(to, part) for to in variants if "items" in to or "prefixItems" in to]
    named = [to["properties"][part] for to in variants if part in to.get("properties", ())]
    others = [to.get("additionalProperties") for to in variants]
    others += [entry for to in variants for entry in to.get("patternProperties", {}).values()]
    return named or [to for to in others if isinstance(to, dict)]


def _member(schema: Schema, name: str, whole: Schema) -> Iterator[Schema]:
    """The member of a union that pydantic calls by this name: a tag's value, or a class."""
    tags = schema.get("discriminator", {}).get("mapping", {})
    for member in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        reference = member.get("$ref", "")
        if reference and reference in (tags.get(name), f"#/$defs/{name}"):
            yield _referred(reference, whole)


def _entry(schema: Schema, index: int) -> Schema:
    first: list[Schema] = schema.get("prefixItems", [])
    rest = schema.get("items")
    if index < len(first):
        return first[index]
    return rest if isinstance(rest, dict) else {}


def _referred(name: str, whole: Schema) -> Schema:
    definition: Schema = whole["$defs"][name.rpartition("/")[2]]
    return definition
