"""The kinds of value that occur all over a scenario: texts, amounts, conditions, shares, dates."""

from __future__ import annotations

import json
import re
from calendar import month_name, monthrange
from datetime import date
from typing import Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from sim.scenario.expressions import Node, describe, parse

FORMAT: Final = 1
LARGEST = 1e7  # single precision counts exactly to 16 million; take a larger unit beyond

ID = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
INDICATOR = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"


class Part(BaseModel):
    """A part of a scenario: unknown keys are faults, and nothing changes once it is read.

    A number in quotes is no number, and only true and false are truth values.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class Text(dict[str, str]):
    """A text by language; English is complete, other languages fall back to it.

    In the file it is a plain string (English) or a map such as `{en: …, sq: …, sr: …}`.
    """

    def __str__(self) -> str:
        return self["en"]

    def __hash__(self) -> int:  # type: ignore[override]  # never changed after it is read
        return hash(tuple(self.items()))

    def spoken(self, language: str) -> str:
        """The text in `language`, or in English where there is none."""
        return self.get(language, self["en"])

    @classmethod
    def read(cls, value: object) -> Text:
        """A text from what stands in the file; ValueError says what is allowed."""
        if value is None:
            raise ValueError("nothing stands after the colon; write a text there")
        if isinstance(value, int | float):
            found = json.dumps(value)
            raise ValueError(f'a text is needed here, found {found}; put it in quotes: "{found}"')
        if isinstance(value, str):
            value = {"en": value}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise ValueError("a text is a plain string or a map by language: {en: …, sq: …}")
        if not value.get("en", "").strip():
            raise ValueError('a text needs words in English: "en" is missing or empty')
        wrong = [k for k in value if not (k.isalpha() and k.islower() and len(k) in (2, 3))]
        if wrong:
            raise ValueError(f'"{wrong[0]}" is not a language code such as en, sq or sr')
        return cls({language: words.strip() for language, words in value.items()})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: Any) -> dict[str, Any]:
        by_language = {
            "type": "object",
            "properties": {"en": {"type": "string"}},
            "required": ["en"],
            "additionalProperties": {"type": "string"},
        }
        return {"anyOf": [{"type": "string"}, by_language]}


def _share(value: object) -> object:
    """`3%` and `0.03` are the same share."""
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            pass
    if isinstance(value, str):
        raise ValueError(f'"{value}" is not a share; write 3% or 0.03')
    return value


def _amount(value: object) -> Node:
    return parse(_plain(value), "number")


def _condition(value: object) -> Node:
    return parse(_plain(value), "condition")


def _plain(value: object) -> str | int | float:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("a number is needed here, or an expression such as 0.5 * tension")
    return value


def _date(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f'"{value}" is not a date; {_date_meant(value)}') from None
    return value


def _date_meant(text: str) -> str:
    """What keeps a text from being a date."""
    if found := re.fullmatch(r"([1-9]\d{3})-(0[1-9]|1[0-2])-\d\d", text, re.ASCII):
        year, month = int(found[1]), int(found[2])
        return f"{month_name[month]} {year} has {monthrange(year, month)[1]} days"
    return "write it as 2023-09-24"


def _expression_schema(*examples: float | str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["number", "string"], "examples": list(examples)})


_share_schema = WithJsonSchema(
    {
        "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?[0-9.]+\s*%\s*$"}],
        "examples": ["3%"],
    }
)

Amount = Annotated[
    Node,
    PlainValidator(_amount),
    PlainSerializer(describe),
    _expression_schema(5, "0.5 * tension"),
]
Condition = Annotated[
    Node,
    PlainValidator(_condition),
    PlainSerializer(describe),
    _expression_schema("tension > 60"),
]
Share = Annotated[float, BeforeValidator(_share), Field(ge=0, le=1), _share_schema]
Change = Annotated[float, BeforeValidator(_share), Field(ge=-1, le=1), _share_schema]
Figure = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Hour = Annotated[int, Field(ge=0, le=23)]
Name = Annotated[str, StringConstraints(pattern=f"^{ID}$", max_length=40)]
IndicatorName = Annotated[str, StringConstraints(pattern=INDICATOR, max_length=60)]
ClaimRef = Annotated[str, StringConstraints(pattern=f"^{ID}/{ID}$", max_length=100)]


class Sourced(Part):
    """What it rests on: claims of `seeds/`."""

    sources: tuple[ClaimRef, ...] = Field(
        default=(), description="Claims of seeds/ that it rests on, as source-id/claim-id."
    )


class Grounded(Sourced):
    """Where its figures come from: claims of `seeds/`, or the reason why they were chosen."""

    assumption: str | None = Field(
        default=None,
        min_length=10,
        description="Why the figures that no source gives were chosen as they are.",
    )
