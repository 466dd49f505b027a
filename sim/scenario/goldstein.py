"""How friendly or hostile each kind of act is: Goldstein's scale by CAMEO event code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Literal

TABLE = Path(__file__).with_suffix(".csv")


@cache
def goldstein_scale(which: Literal["icews", "gdelt"]) -> dict[str, float]:
    """Goldstein values by CAMEO code, after one of the two published lists."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[f"goldstein_{which}"]]
    return {row["cameo_code"]: float(row[f"goldstein_{which}"]) for row in rows}
