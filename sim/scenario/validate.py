"""Plain data to a model: what the model refuses, each at its place and in an author's words."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from sim.scenario.complaints import MISPLACED, Complaint, Path, complaint, settled
from sim.scenario.document import Document
from sim.scenario.faults import AND_MORE, MOST_FAULTS, Fault, ScenarioError, nearest
from sim.scenario.keys import keys_allowed, part_with
from sim.scenario.wording import sentence

M = TypeVar("M", bound=BaseModel)

# So many keys of another kind of part tell that the whole part stands in a wrong place.
FEWEST_KEYS = 3


def validate(document: Document, model: type[M]) -> M:
    """The document as a `model`; ScenarioError carries every fault.

    It is read as JSON is: a strict model still takes a list as a tuple and a text as a date.
    """
    try:
        return model.model_validate_json(json.dumps(document.data))
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
    complaints = [complaint(error, document.data) for error in errors[:MOST_FAULTS]]
    told = settled([each for each in complaints if not each.is_hollow])
    told = _folded(_without_echoes(told), model)
    faults = [_fault(document, model, each) for each in told]
    if len(errors) > MOST_FAULTS:
        faults.append(document.fault((), AND_MORE))
    raise ScenarioError(faults)


def _without_echoes(told: list[Complaint]) -> list[Complaint]:
    """The complaints but for those of a missing key that stands there misspelt, told as such."""
    unknown = defaultdict(list)
    for each in told:
        if each.kind == "extra_forbidden":
            unknown[each.path[:-1]].append(str(each.path[-1]))
    return [
        each
        for each in told
        if not (each.lacks and any(nearest(key, each.lacks) for key in unknown[each.path]))
    ]


def _folded(told: list[Complaint], model: type[BaseModel]) -> list[Complaint]:
    """The complaints; of parts that stand where another kind does, only the first, and once."""
    unknown = defaultdict(list)
    for each in told:
        if each.kind == "extra_forbidden":
            unknown[each.path[:-1]].append(each)
    first: dict[tuple[Path, str], Complaint] = {}
    strangers = set()
    for place, group in unknown.items():
        keys = [str(each.path[-1]) for each in group]
        if len(keys) >= FEWEST_KEYS and (part := part_with(model, keys)):
            context = {"keys": keys, "part": part}
            one = replace(group[0], kind=MISPLACED, steps=group[0].steps[:-1], context=context)
            first.setdefault((place[:-1], part), one)
            strangers.add(place)
    return [each for each in told if _home(each) not in strangers] + list(first.values())


def _home(each: Complaint) -> Path:
    """The mapping whose keys are complained about, or the value that is."""
    return each.path[:-1] if each.kind == "extra_forbidden" else each.path


def _fault(document: Document, model: type[BaseModel], each: Complaint) -> Fault:
    message = sentence(each, _keys(document, model, each))
    if each.is_about_key:
        return document.fault_of_key(each.path, message)
    return document.fault(each.path, message, each.at)


def _keys(document: Document, model: type[BaseModel], each: Complaint) -> list[str]:
    """The keys of the model that may stand where the complaint is, without those that are taken."""
    if not each.path:
        return []
    last = max(index for index, (_, leads) in enumerate(each.steps) if leads)
    beside = document.value(each.path[:-1])
    here = each.path[-1]
    return [k for k in keys_allowed(model, each.steps[:last]) if k == here or k not in beside]
