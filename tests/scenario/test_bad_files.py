"""Bad files, by hand and by machine: each is told what is wrong where, soon, and within bounds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.fuzz_check import LARGEST, SLOW, Fuzz
from benchmarks.mutations import KINDS
from sim.cli.check_finding import find
from sim.scenario.read import read_document

CASES = Path(__file__).resolve().parent.parent / "cases"
WHOLE = (CASES / "sound" / "whole.yaml").read_text("utf-8")
LANDLESS = re.sub(r"  features:\n(    .*\n)+", "", WHOLE)  # so that the map's file is looked at
HERE = "→"
FEWEST = 200
MUTATIONS = 200

# What nobody writes by hand, or could look at in an editor.
GENERATED: dict[str, str | bytes] = {
    "brackets": "a: " + "[" * 100_000,
    "braces": "a: " + "{b: " * 25_000,
    "questions": "? " * 50_000,
    "brackets in a condition": WHOLE.replace("tension > 60}", "(" * 900 + "tension > 60}"),
    "a condition without end": WHOLE.replace("tension > 60}", "tension + " * 9_000 + "1}"),
    "a number without end": WHOLE.replace("turns: 6", "turns: " + "9" * 200_000),
    "a name without end": WHOLE.replace("id: whole", "id: " + "w" * 200_000),
    "a key without end": WHOLE.replace("  tension:\n", "  " + "t" * 200_000 + ":\n"),
    "not a number": re.sub(r"start: \d+", "start: .nan", WHOLE),
    "infinite": WHOLE.replace("weight: 1", "weight: .inf"),
    "an alias of itself": "a: &a [*a]",
    "laughs": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(999)),
    "python": "a: !!python/object/apply:os.system [ls]",
    "nothing": "",
    "blanks": " \n" * 1_000,
    "only a byte order mark": b"\xef\xbb\xbf",
    "a zero byte": WHOLE.encode().replace(b"Rain", b"Ra\0in"),
    "every control character": bytes(range(32)) + WHOLE.encode(),
    "utf-16": WHOLE.encode("utf-16"),
    "latin-1": WHOLE.replace("The river", "Der Fluß").encode("latin-1"),
    "half a character": WHOLE.encode() + "é".encode()[:1],
    "right to left": WHOLE.replace("id: whole", "id: \u202ewhole"),
    "tabs": WHOLE.replace("  ", "\t"),
    "carriage returns in a text": WHOLE.replace("The river rises.", '"The\\rriver"'),
    "json cut short": '{"format": 1, "id": "w',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "too large": WHOLE + "# \n" * 100_000,
    "the same key very often": "a: 1\n" * 40_000,
    "very many keys": "".join(f"k{n}: 1\n" for n in range(25_000)),
    "very many parts": "a: [" + "0," * 100_000 + "]",
    "the map of somebody else": LANDLESS.replace("window:", "file: ../../x.geojson\n  window:"),
    "a device for a map": LANDLESS.replace("window:", "file: /dev/zero\n  window:"),
    "a folder for a map": LANDLESS.replace("window:", "file: .\n  window:"),
}


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory) -> list[Path]:
    """Every bad file that there is, those of `tests/cases` written out."""
    folder = tmp_path_factory.mktemp("bad")
    for path in sorted((CASES / "bad_scenario").glob("*.yaml")):
        change = read_document(path).data
        text = WHOLE.replace(change["replace"], change["by"].replace(HERE, ""))
        (folder / path.name).write_text(text, "utf-8")
    for path in sorted((CASES / "bad_yaml").glob("*.yaml")):
        (folder / f"yaml-{path.name}").write_bytes(path.read_bytes())
    for name, content in GENERATED.items():
        (folder / f"{name}.yaml").write_bytes(in_bytes(content))
    return sorted(folder.iterdir())


def in_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def test_every_bad_file_is_told_a_fault_in_its_place(bad_files):
    """All in one run of the command, which counts its memory itself; it ends with 2."""
    program = (
        "import sys; from benchmarks.fuzz_check import most_megabytes; from sim.cli import run;"
        "code = run(['check', *sys.argv[1:]]); print(most_megabytes()); sys.exit(code)"
    )
    assert len(bad_files) > FEWEST
    names = [file.name for file in bad_files]
    done = subprocess.run(
        [sys.executable, "-c", program, *(f"./{name}" for name in names)],
        capture_output=True,
        cwd=bad_files[0].parent,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(CASES.parent.parent), "PYTHONUTF8": "1"},
        timeout=300,
    )
    told = set(re.findall(r"^fault   (\S.*?\.yaml):\d+:\d+  \S+ \S+", done.stdout, re.MULTILINE))
    assert (done.returncode, done.stderr) == (2, "")
    assert set(names) - told == set()
    assert float(done.stdout.split()[-1]) < LARGEST


@pytest.mark.parametrize("name", GENERATED)
def test_the_worst_is_told_soon(tmp_path, name):
    file = tmp_path / "whole.yaml"
    file.write_bytes(in_bytes(GENERATED[name]))
    start = time.process_time()
    finding = find(str(file))
    assert time.process_time() - start < SLOW
    assert not finding.is_sound


@pytest.mark.parametrize("first", range(0, MUTATIONS, 100))
def test_a_file_made_wrong_by_machine_never_stops_the_check(tmp_path, first):
    """The first of those that `benchmarks/fuzz_check.py` goes through."""
    report = Fuzz(tmp_path, seed=1).run(range(first, first + 100))
    assert report.crashes == []
    assert report.slowest[0] < SLOW
    assert report.outcomes["faults"] > report.outcomes["sound"] > 0
    assert len(report.kinds) > len(KINDS) / 2
