"""The examples run as they stand, and so does the package without the libraries of learners."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys

import pytest

EXAMPLES = {
    "random_agents.py": ("tutorial",),
    "one_role.py": ("tutorial", "ardale"),
    "many_worlds.py": ("tutorial", "ardale"),
    "a_learner.py": ("tutorial", "ardale", "2"),
    "what_matters.py": ("tutorial",),
    "batch_in_python.py": ("tutorial", "200"),
    "paired_sweep.py": ("tutorial",),
    "many_points.py": ("tutorial",),
    "with_mesa.py": ("tutorial",),
    "how_valid.py": ("tutorial",),
    "on_a_cluster.py": ("tutorial",),
}


def run(root, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=120,
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_and_says_something(root, name, monkeypatch, capsys):
    path = str(root / "docs" / "examples" / name)
    monkeypatch.setattr(sys, "argv", [path, *EXAMPLES[name]])
    runpy.run_path(path, run_name="__main__")
    said = capsys.readouterr()
    assert any(character.isdigit() for character in said.out)
    assert said.err == ""


def test_every_example_is_among_them(root):
    assert {path.name for path in (root / "docs" / "examples").glob("*.py")} == set(EXAMPLES)


@pytest.mark.parametrize("library", ["gymnasium", "pettingzoo"])
@pytest.mark.parametrize("module", ["parallel", "single", "vector"])
def test_without_its_library_one_sentence_says_what_to_install(root, library, module):
    code = f"import sys; sys.modules['{library}'] = None; import sim.environments.{module}"
    done = run(root, "-c", code)
    said = done.stderr.splitlines()[-1]
    assert said == (
        f"ImportError: environments for learners need {library}, which is not installed: "
        'pip install "standoff[rl]"'
    )


def test_many_worlds_need_no_library(root):
    code = (
        "import sys; sys.modules['gymnasium'] = sys.modules['pettingzoo'] = None\n"
        "from sim.environments.many import ManyWorlds\n"
        "print(ManyWorlds('tutorial', 2).reset()[0]['ardale']['observation'].shape[0])"
    )
    assert run(root, "-c", code).stdout == "2\n"
