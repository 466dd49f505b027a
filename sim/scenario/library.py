"""Where scenarios and sources lie: shipped in the wheel or the checkout, or in folders of the user.

The user's own scenarios lie in `scenarios` under the folder of saves and are found by id like the
shipped ones. `$STANDOFF_DATA` names a folder that stands for all that is shipped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from sim.scenario.faults import Fault, ScenarioError, did_you_mean, nearest, quoted

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


def home_folder() -> Path:
    """The user's folder: `$STANDOFF_HOME` if that is set, else where programs keep data."""
    home = os.environ.get("STANDOFF_HOME")
    return Path(home) if home else user_data_path("standoff", appauthor=False)


def own_folder() -> Path:
    """The folder of the user's own scenarios, which may not be there yet."""
    return home_folder() / "scenarios"


def list_scenarios() -> list[Path]:
    """The files of all shipped scenarios, sorted."""
    return sorted(data_folder("scenarios").glob("*.yaml"))


def list_own_scenarios() -> list[Path]:
    """The files of the user's own scenarios, sorted; whether they are sound is not looked at."""
    return [path for path in _own_files("*.yaml") if ID.fullmatch(path.stem)]


def is_shipped(folder: str | Path) -> bool:
    """Whether this is the folder of the shipped scenarios, by whichever path."""
    try:
        return os.path.samefile(folder, data_folder("scenarios"))
    except (OSError, NotFound):
        return False


def passed_over() -> Iterator[tuple[Path, str]]:
    """Files beside the user's own scenarios that are not listed, and why."""
    listed = list_own_scenarios()
    for path in _own_files("*.y*ml"):
        if path not in listed and not path.name.startswith("."):
            name = id_like(path.stem) or "my-crisis"
            yield path, f"it is not listed; call it {name}.yaml, so that it can be asked for"


def _own_files(pattern: str) -> list[Path]:
    """None where the folder is that of the shipped ones, as in a checkout that is one's home."""
    return [] if is_shipped(own_folder()) else sorted(own_folder().glob(pattern))


def scenario_path(name_or_path: str | Path) -> Path:
    """The file of a shipped scenario or of one's own, or any other file.

    An id is looked up in these two folders and nowhere else, the shipped ones first; what is not
    an id is a path. NotFound names the nearest ids or files.
    """
    name = str(name_or_path)
    if ID.fullmatch(name):
        known = {path.stem: path for path in (*list_own_scenarios(), *list_scenarios())}
        if name not in known:
            raise NotFound(name, _no_scenario(name, known))
        return known[name]
    if not os.path.isfile(name):
        raise NotFound(name, _no_file(name))
    return Path(name)


def _no_scenario(name: str, known: Iterable[str]) -> str:
    """Nothing has this id, but a file of that name may lie here or be called a little wrong."""
    for file in (f"{name}.yaml", f"{name}.yml"):
        if os.path.isfile(file):
            return f"{quoted(name)} is not a scenario. Did you mean the file {quoted(file)}?"
    for path, why in passed_over():
        if id_like(path.stem) == name:
            return f"{quoted(name)} is not a scenario. There is {path}, but {why}"
    return did_you_mean(name, "scenario", known)


def _no_file(name: str) -> str:
    """There is no such file, but one in its folder may be called nearly so."""
    sentence = f"{quoted(name)} is neither the id of a scenario nor a file"
    folder = os.path.dirname(name)
    if folder and not os.path.isdir(folder):
        return f"{sentence}; there is no folder {quoted(folder)}"
    files = {path.stem: path for path in Path(folder).glob("*.y*ml")}
    near = nearest(Path(name).stem, files)
    return f"{sentence}. Did you mean {quoted(files[near].name)}?" if near else sentence


def id_like(text: str) -> str:
    """An id in the spirit of a name, such as `my-crisis` for "My Crisis!"; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-").lstrip("-0123456789")
