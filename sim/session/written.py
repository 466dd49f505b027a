"""Plain data in files: read back strictly, since nobody knows who wrote them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Written(BaseModel):
    """What is written down: unknown fields and wrong types are refused, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Given(Written):
    """What somebody puts in.

    Attributes:
        mark: by which whoever had it put in knows it again after a crash; often empty.
    """

    mark: str = Field(default="", max_length=100)
