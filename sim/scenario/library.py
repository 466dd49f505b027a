"""Where scenarios and sources lie: in a folder of the user's, in the wheel, or in the checkout."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from sim.scenario.faults import Fault, ScenarioError, did_you_mean, quoted

Kind = Literal["scenarios", "seeds"]

SIM = Path(__file__).resolve().parent.parent
ID = re.compile(r"[a-z][a-z0-9_-]*")


class NotFound(ScenarioError):
    """What was asked for by its name is not there; one sentence says what is."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__([Fault(file=name, line=1, column=1, where="", message=sentence)])

    def __str__(self) -> str:
        return self.faults[0].message


def data_folder(kind: Kind) -> Path:
    """The folder of `kind`: in `$STANDOFF_DATA` if set, else in the wheel or the checkout."""
    chosen = os.environ.get("STANDOFF_DATA")
    if chosen:
        return existing(Path(chosen) / kind, f"STANDOFF_DATA, {chosen}, has no folder {kind}")
    in_wheel = SIM / "_data" / kind
    if in_wheel.is_dir():
        return in_wheel
    return existing(SIM.parent / kind, f"Standoff was installed without its {kind}")


def existing(folder: Path, complaint: str) -> Path:
    """The folder itself; NotFound with the complaint when it is not there."""
    if not folder.is_dir():
        raise NotFound(str(folder), complaint)
    return folder


def list_scenarios() -> list[Path]:
    """The files of all shipped scenarios, sorted."""
    return sorted(data_folder("scenarios").glob("*.yaml"))


def scenario_path(name_or_path: str | Path) -> Path:
    """The file of a shipped scenario, or any other file; NotFound names the nearest ids.

    An id is looked up in the folder of scenarios and nowhere else; what is not an id is a path.
    """
    name = str(name_or_path)
    if ID.fullmatch(name):
        shipped = {path.stem: path for path in list_scenarios()}
        if name not in shipped:
            raise NotFound(name, did_you_mean(name, "scenario", shipped))
        return shipped[name]
    if not os.path.isfile(name):
        raise NotFound(name, f"{quoted(name)} is neither the id of a scenario nor a file")
    return Path(name)
