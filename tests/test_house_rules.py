"""The rules of the house: who may import whom, and what may stand in a file."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("sim", "game")
    for path in sorted((ROOT / package).rglob("*.py"))
}
PYTHON_FILES = [*MODULES.values(), ROOT / "run.py"] + [
    path for folder in ("tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))
]

# What each layer may import of our own beside itself; `sim` and `sim.session` are front doors.
MAY_IMPORT = {
    "sim": {
        *("sim.scenario", "sim.engine", "sim.batch", "sim.analysis", "sim.session"),
        "sim.report",
    },
    "sim.scenario": set(),
    "sim.engine": {"sim.scenario"},
    "sim.batch": {"sim.scenario", "sim.engine"},
    "sim.environments": {"sim.scenario", "sim.engine"},
    "sim.session": {"sim.scenario", "sim.engine"},
    "sim.analysis": {"sim.scenario", "sim.engine", "sim.session"},
    "sim.report": {"sim.scenario", "sim.engine", "sim.batch", "sim.session", "sim.analysis"},
    "sim.cli": {
        *("sim", "sim.scenario", "sim.engine", "sim.batch", "sim.session"),
        *("sim.analysis", "sim.report"),
    },
    "game": {"sim", "sim.session"},
}

# Libraries that one module keeps to itself, or none may use.
KEEPER = {
    "yaml": "sim.scenario.read",  # every file of an author passes the same guard
    "numpy.random": None,  # luck without an address; ours has one (`sim.engine.dice`)
    "random": None,
}

# What names one place on earth has no business in a file that works everywhere.
ELSEWHERE = re.compile(
    r"(?:pypi|npmjs|anaconda|pythonhosted)[.](?:org|com)|crates[.]io|proxy[.]golang"
    r"|(?<![\w.~])/(?:tmp|work|root|home|Users)(?![\w-])"
)


def used_names(node: ast.AST, late: bool = False) -> Iterator[tuple[str, bool]]:
    """Every module or part of one that is used, and whether only after loading."""
    for child in ast.iter_child_nodes(node):
        after = late or isinstance(child, ast.FunctionDef) or is_for_types_only(child)
        match child:
            case ast.Import(names=names):
                yield from ((alias.name, after) for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((f"{module}.{alias.name}", after) for alias in names)
            case ast.Attribute(value=ast.Name(id="np"), attr="random"):
                yield "numpy.random", after
        yield from used_names(child, after)


def is_for_types_only(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def module_of(name: str, modules: set[str]) -> str | None:
    """The module of ours that a used name is, or is a part of."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


def layer_of(module: str) -> str:
    """`sim.engine` for all that is in it, `game` for all of the game."""
    return ".".join(module.split(".")[:2]) if module.startswith("sim") else "game"


def trespasses(module: str, source: str, modules: set[str]) -> list[str]:
    """The names that a module uses against the rules."""
    wrong = []
    for name, _ in used_names(ast.parse(source)):
        ours = module_of(name, modules)
        allowed = MAY_IMPORT[layer_of(module)] | {layer_of(module)}
        kept = [lib for lib in KEEPER if f"{name}.".startswith(f"{lib}.")]
        strange = ours and (layer_of(ours) not in allowed or is_behind_a_door(module, ours))
        if strange or any(KEEPER[lib] != module for lib in kept):
            wrong.append(name)
    return wrong


def is_behind_a_door(module: str, ours: str) -> bool:
    """The game sees what stands in a front door of `sim`, not the rooms behind it."""
    return layer_of(module) == "game" and ours.startswith("sim.session.")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_uses_only_what_its_layer_may(module):
    assert trespasses(module, MODULES[module].read_text("utf-8"), set(MODULES)) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("sim.scenario.check", "from sim.engine import dice"),
        ("sim.scenario.check", "from sim import Crisis"),
        ("sim.engine.crisis", "import sim.batch.run"),
        ("sim.engine.crisis", "def late(): import random"),
        ("sim.engine.crisis", "import numpy as np; np.random.default_rng()"),
        ("sim.engine.crisis", "from numpy.random import Philox"),
        ("sim.batch.run", "from sim.cli import main"),
        ("sim.cli", "import game.cli"),
        ("sim.cli", "from yaml import safe_load"),
        ("game.board", "from sim.engine.crisis import Crisis"),
        ("game.board", "from sim import engine"),
        ("game.board", "from sim.session.log import Log"),
    ],
)
def test_the_rule_catches_a_module_that_breaks_it(module, line):
    modules = {"sim", "sim.engine", "sim.engine.dice", "sim.engine.crisis", "sim.batch.run"}
    modules |= {"sim.cli", "sim.session", "sim.session.log", "game", "game.cli"}
    assert trespasses(module, line, modules)


def test_no_modules_import_each_other_in_a_circle():
    """Counted are imports at loading; those inside functions and for types can't get stuck."""
    graph = {
        module: {
            module_of(name, set(MODULES))
            for name, late in used_names(ast.parse(path.read_text("utf-8")))
            if not late
        }
        - {None, module}
        for module, path in MODULES.items()
    }
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_python_file_says_what_it_is_and_is_not_long(path):
    source = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(source))
    assert len(source.splitlines()) < 400


def test_no_file_names_a_registry_or_a_place_on_one_machine():
    assert [
        f"{path}:{number}: {line.strip()}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if ELSEWHERE.search(line)
    ] == []


def tracked_files() -> list[str]:
    """What is in git, or will be with the next `git add`."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def text_of(name: str) -> str:
    """What a file says; nothing when it is no text."""
    content = (ROOT / name).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")
