"""What a person has set up: one JSON file in $STANDOFF_HOME or where this system keeps such files.

A file that can't be used is no reason to stop: everything is as if new, and one sentence says so.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

TEXT_SCALES = (1.0, 1.2, 1.4, 1.6, 1.8, 2.0)
THEMES = ("dark", "light")


@dataclass
class Settings:
    """All settings with what they are at first.

    Attributes:
        text_scale: how large everything is, 1 to 2. language: a code such as "en".
        forecast_on: whether the board estimates what may follow, or the player guesses first.
        guide_seen: the guide through the first turn was ended. asked: the first questions were put.
        keys: for each key whose work was moved, the key that does it now.
    """

    theme: str = "dark"
    text_scale: float = 1.0
    language: str = "en"
    reduced_motion: bool = True
    forecast_on: bool = True
    sound: bool = False
    fullscreen: bool = False
    guide_seen: bool = False
    asked: bool = False
    keys: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path | None = None) -> None:
        """Store everything; OSError if that can't be."""
        path = path or settings_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")
        os.replace(fresh, path)  # whole or not at all

    def larger(self, steps: int) -> None:
        """Make text larger or smaller by so many steps."""
        near = min(range(len(TEXT_SCALES)), key=lambda k: abs(TEXT_SCALES[k] - self.text_scale))
        self.text_scale = TEXT_SCALES[min(max(near + steps, 0), len(TEXT_SCALES) - 1)]


def settings_path() -> Path:
    """Where the settings are stored."""
    home = os.environ.get("STANDOFF_HOME")
    return (Path(home) if home else user_config_path("standoff")) / "settings.json"


def read_settings(path: Path | None = None) -> tuple[Settings, str]:
    """The settings that are stored, and a sentence if some of them could not be used."""
    path = path or settings_path()
    if not path.exists():
        return Settings(), ""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        return Settings(), f"{path} can't be read ({fault}); settings are as if new."
    if not isinstance(stored, dict):
        return Settings(), f"{path} holds no settings; they are as if new."
    usable = {name: value for name, value in stored.items() if _is_usable(name, value)}
    known = {part.name for part in fields(Settings)}
    odd = sorted((stored.keys() & known) - usable.keys())
    message = f"{path}: {', '.join(odd)} can't be used and is as if new." if odd else ""
    return replace(Settings(), **usable), message


def _is_usable(name: str, value: Any) -> bool:
    """Is this a value that the setting of that name may have?"""
    match name, value:
        case "theme", str():
            return value in THEMES
        case "text_scale", bool():
            return False
        case "text_scale", int() | float():
            return value in TEXT_SCALES
        case "language", str():
            return True
        case "keys", dict():
            pairs = [*value.keys(), *value.values()]
            # each key has one work and each work one key, or something could not be reached
            return all(isinstance(key, str) for key in pairs) and set(value) == set(value.values())
    plain = [part.name for part in fields(Settings) if part.type == "bool"]
    return name in plain and isinstance(value, bool)
