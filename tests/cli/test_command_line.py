"""The frame of the command line: finding commands, help, exit codes, errors in one sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

HEAVY = {"mesa", "numpy", "pandas", "pyarrow", "pydantic", "rich", "scipy", "yaml"}
ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    path.stem.replace("_", "-")
    for folder in ("sim/cli", "game/cli")
    for path in sorted((ROOT / folder).glob("*.py"))
    if "\ndef command(" in path.read_text("utf-8")
]

BROKEN = "format: 1\nid: broken\ntitel: A typo in a key\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_every_command_with_a_line_of_help(standoff, name):
    lines = standoff("--help").stdout.splitlines()
    (line,) = [line for line in lines if line.split()[:1] == [name]]
    assert len(line.split()) > 3


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(standoff, name):
    done = standoff(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: standoff {name} ")


def test_help_loads_nothing_heavy():
    """So it takes well under 0.3 s: numpy, pydantic and the like wait until they are wanted."""
    program = (
        "import sys; from sim.cli import run; code = run(['--help']);"
        "print('loaded:', *sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8")
    loaded = set(done.stdout.split("loaded:")[1].split())
    assert done.returncode == 0
    assert not loaded & HEAVY


def test_standoff_alone_shows_the_help(standoff):
    assert standoff().stdout == standoff("--help").stdout


def test_the_version_is_the_one_installed(standoff):
    assert standoff("--version").stdout == f"standoff {version('standoff')}\n"


def test_an_unknown_command_is_told_the_nearest(standoff):
    done = standoff("bacth")
    assert done.returncode == 2
    assert done.stderr == 'standoff: "bacth" is not a command. Did you mean "batch"?\n'


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["check", "banjska-2032"], 'Did you mean "banjska-2023"?'),
        (["check", "../secrets"], '"../secrets" is neither the id of a scenario nor a file'),
        (["schema", "--of", "soup"], "'scenario', 'source', 'conflicts'"),
        (["scenarios", "--jsn"], "--json"),
        (["sources", "no-such-thing"], '"no-such-thing" is not a scenario'),
    ],
)
def test_wrong_input_ends_with_2_and_a_sentence(standoff, args, words):
    done = standoff(*args)
    assert done.returncode == 2
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    """A folder with another distribution that brings commands of its own."""
    package = tmp_path / "guest_commands"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "no_command.py").write_text("HELPER = 1\n")
    info = tmp_path / "guest-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[standoff.commands]\nguest = guest_commands\n")
    return package


def bring(guests: Path, name: str, body: str) -> dict[str, str]:
    """Write a guest's command; the environment in which it is found."""
    head = "import click\n\n@click.command()\ndef command():\n"
    (guests / f"{name}.py").write_text(f'{head}    """Says hello."""\n    {body}\n')
    return {"PYTHONPATH": str(guests.parent)}


def test_another_package_adds_a_command_with_one_file(standoff, guests):
    env = bring(guests, "say_hello", "click.echo('hello')")
    help_text = standoff("--help", **env).stdout
    assert re.search(r"^  say-hello +Says hello\.$", help_text, re.MULTILINE)
    assert "no-command" not in help_text
    assert standoff("say-hello", **env).stdout == "hello\n"


def test_another_package_cannot_take_a_name_of_ours(standoff, guests):
    env = bring(guests, "schema", "click.echo('taken')")
    assert "taken" not in standoff("schema", "--help", **env).stdout


def test_a_package_that_cannot_be_loaded_is_named_and_the_rest_works(standoff, guests):
    (guests / "__init__.py").write_text("import not_installed_here\n")
    done = standoff("schema", "--help", PYTHONPATH=str(guests.parent))
    assert done.returncode == 0
    assert "\"guest_commands\" can't be loaded: No module named 'not_installed_here'" in done.stderr


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("raise click.ClickException('the disk is on fire')", 1, "standoff: the disk is on fire\n"),
        ("raise OSError(28, 'No space left', 'results')", 1, "standoff: results: No space left\n"),
        ("raise KeyboardInterrupt", 130, "\nstandoff: interrupted\n"),
        ("return 2", 2, ""),
    ],
)
def test_a_run_that_fails_says_so_and_exits_with_its_code(standoff, guests, body, code, words):
    done = standoff("try-it", **bring(guests, "try_it", body))
    assert (done.returncode, done.stderr) == (code, words)


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe shows itself otherwise there")
def test_a_reader_that_goes_away_is_no_error():
    program = "from sim.cli import main; main()"
    done = subprocess.run(
        f"'{sys.executable}' -c '{program}' schema | head -n 1",
        shell=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_scenarios_are_listed_for_people_and_for_scripts(standoff):
    listed = {entry["id"]: entry for entry in json.loads(standoff("scenarios", "--json").stdout)}
    assert listed["banjska-2023"]["start"] == "2023-09-24"
    assert "banjska-2023" in standoff("scenarios").stdout


def test_a_broken_scenario_is_listed_with_its_first_fault(standoff, tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "broken.yaml").write_text(BROKEN)
    done = standoff("scenarios", STANDOFF_DATA=str(tmp_path))
    assert done.returncode == 0
    assert 'broken.yaml:1:1  "actors" is missing' in done.stdout


@pytest.mark.parametrize("kind", ["scenario", "source", "conflicts"])
def test_the_schema_is_a_json_schema(standoff, kind):
    schema = json.loads(standoff("schema", "--of", kind).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]
