"""Running a study: every part that is missing, on this process and on helpers."""

from __future__ import annotations

from collections.abc import Callable

from sim.analysis.helpers import Helpers
from sim.analysis.sensitivity.folder import Folder
from sim.analysis.sensitivity.play import Player
from sim.engine.rows import Figures

Progress = Callable[[int, int], None]


def run(folder: Folder, workers: int = 1, progress: Progress = lambda done, total: None) -> Figures:
    """Play what is missing; what all points came to, (2, points, outcomes).

    The files are the same, byte for byte, with any number of workers.

    Args:
        folder: where the parts are kept.
        workers: processes at work, this one included.
        progress: called with how many points are done, and how many there are.
    """
    study, missing = folder.study, folder.missing
    done = study.count - sum(_points(study.parts[part]) for part in missing)
    if missing:
        helpers: Helpers[int, tuple[int, Figures]] = Helpers(Player(study), workers - 1)
        try:
            helpers.add(missing)
            for part, halves in helpers.results():
                folder.write(part, halves)
                done += _points(study.parts[part])
                progress(done, study.count)
        finally:
            helpers.dismiss()
    folder.write_manifest()
    return folder.read()


def _points(part: slice) -> int:
    return int(part.stop - part.start)
