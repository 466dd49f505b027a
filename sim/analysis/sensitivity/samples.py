"""Where in the ranges points are put: rows of points of which each row meets luck of its own.

Shares of the ranges, 0 to 1. Within a row points differ in what is to be compared and meet the same
luck, so that a difference is the parameter's; from row to row luck differs, so that no finding
rests on a few worlds.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from sim.engine.rows import Figures

Method = Literal["sobol", "morris", "discover"]
METHODS: tuple[Method, ...] = ("sobol", "morris", "discover")
LEVELS = 4  # of a range, on which Morris's paths step: from each to the one two further


class MissingLibrary(Exception):
    """What samples and analyses points is not installed; the message says how to get it."""


def points_in_a_row(method: Method, parameters: int, pairs: bool = False) -> int:
    """How many points are compared with each other; of `pairs` see `sample`."""
    if pairs:
        return 2 * parameters + 2
    return {"sobol": parameters + 2, "morris": parameters + 1, "discover": 1}[method]


def sample(method: Method, base: int, parameters: int, seed: int, pairs: bool = False) -> Figures:
    """The points of a study, (base, points in a row, parameters).

    sobol: Saltelli's design on a scrambled Sobol' sequence: in each row a point A, then A with one
        number after the other taken from B, then B. base: a power of two. With `pairs` there is,
        before B, also B with one number after the other taken from A.
    morris: paths on which each number is changed once.
    discover: a Latin hypercube.

    Raises:
        MissingLibrary: SALib is not installed.
    """
    check_library()
    from SALib.sample import latin, morris, sobol

    problem = problem_of(parameters)
    match method:
        case "sobol":
            points = sobol.sample(problem, base, calc_second_order=pairs, seed=seed)
        case "morris":
            points = morris.sample(problem, base, num_levels=LEVELS, seed=seed)
        case "discover":
            points = latin.sample(problem, base, seed=seed)
    found: Figures = np.ascontiguousarray(points, dtype=np.float64)
    return found.reshape(base, points_in_a_row(method, parameters, pairs), parameters)


def problem_of(parameters: int) -> dict[str, Any]:
    """What SALib wants to know: so many numbers, each from 0 to 1."""
    names = [f"{number}" for number in range(parameters)]
    return {"num_vars": parameters, "names": names, "bounds": [[0.0, 1.0]] * parameters}


def check_library() -> None:
    """Say before the work, not after it, that points can't be sampled."""
    try:
        import SALib  # noqa: F401 - to see whether it is there
    except ImportError:
        raise MissingLibrary(
            'this needs SALib, which is not installed: pip install "standoff[sensitivity]"'
        ) from None
