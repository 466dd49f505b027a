"""Plain data in files: read back strictly, since nobody knows who wrote them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Written(BaseModel):
    """What is written down: unknown fields and wrong types are refused, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)
