"""What Mesa imports and a crisis never uses is loaded when it is first used, and works then."""

from __future__ import annotations

import subprocess
import sys

import pytest

PLAY = "from sim import Crisis; Crisis('tutorial', seed=1).run(); "
LATE = ("pandas._libs", "scipy.spatial", "pyarrow")
LOADED = f"import sys; print(*(name in sys.modules for name in {LATE}))"


def printed(program):
    """By a process of its own: here they may be loaded."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_playing_a_crisis_needs_neither_pandas_nor_scipy_nor_arrow():
    assert printed(PLAY + LOADED) == "False False False"


@pytest.mark.parametrize(
    "use",
    [
        "import pandas; print(pandas.Series([1, 2]).sum())",
        "import pandas; from pandas import Series; print(Series([1, 2]).sum())",
        "from pandas.core.series import Series; print(Series([1, 2]).sum())",
        "import mesa; print(mesa.space.nx.path_graph(3).number_of_edges() + 1)",
        "import mesa; mesa.experimental.continuous_space.ContinuousSpace; print(3)",
        "import mesa; mesa.discrete_space.OrthogonalMooreGrid; print(3)",
        "import pickle, pandas; print(len(pickle.loads(pickle.dumps(pandas.Series([1, 2, 3])))))",
    ],
)
def test_whoever_uses_them_afterwards_finds_them(use):
    """By their names, by names in them, by their submodules, through Mesa, and pickled."""
    assert printed("import sim.engine.crisis; " + use) == "3"


def test_who_has_imported_them_before_keeps_what_they_have():
    before = "import pandas, mesa; was = pandas, mesa; "
    same = "import sim.engine.crisis as c; print(pandas is was[0], c.mesa is was[1])"
    assert printed(before + same) == "True True"


def test_threads_that_use_one_at_the_same_time_all_find_it():
    use = "pool.map(lambda n: pandas.DataFrame({'n': [n]}).n.sum(), range(8))"
    pool = "from concurrent.futures import ThreadPoolExecutor as Pool; import pandas; "
    assert printed(f"import sim.engine.crisis; {pool}pool = Pool(8); print(sum({use}))") == "28"


def test_one_that_can_not_be_loaded_says_so_every_time(tmp_path):
    (tmp_path / "pandas").mkdir()
    (tmp_path / "pandas" / "__init__.py").write_text("raise ImportError('no pandas here')")
    tries = "\nfor _ in range(2):\n    try:\n        pandas.Series\n    except ImportError as no:\n"
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import sim.engine.crisis, pandas"
    assert printed(f"{program}{tries}        print(no)") == "no pandas here\nno pandas here"
