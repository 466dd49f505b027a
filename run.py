"""Sets everything up on a fresh machine and hands over: `python3 run.py ARGS…` is `standoff ARGS…`.

The first start makes `.venv` beside this file and installs into it; later ones find it as it should
be. `python3 run.py test` adds the checkers and runs them all; with arguments, pytest alone.
"""

from __future__ import annotations  # so that an older Python gets as far as being told

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(SCRIPTS / "python")
# One crisis compiles the loops over worlds, which the first game would else wait for.
COMPILE = "import sim; sim.Crisis('banjska-2023', 100).run().results()"
CHECKS = (
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["pytest", "-n", "2", "--dist", "worksteal", "--durations=10"],
)


def main(args: list[str]) -> int:
    """Install what is wanted and hand over to it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever Python is there runs this file
        return fail(f"Standoff needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    testing = args[:1] == ["test"]
    if not (is_installed("dev") or (not testing and is_installed("play"))):
        problem = install("dev" if testing else "play")
        if problem:
            return fail(problem)
    return test(args[1:]) if testing else hand_over([str(SCRIPTS / "standoff"), *args])


def fingerprint() -> str:
    """Changes when the requirements, the place or the Python do: then it is installed anew."""
    facts = f"{HERE} {sys.version_info[:2]}".encode() + (HERE / "pyproject.toml").read_bytes()
    return hashlib.sha256(facts).hexdigest()


def is_installed(what: str) -> bool:
    """Was `what` ("play" or "dev") installed from the requirements as they are?"""
    stamp = VENV / f"installed-{what}"
    return stamp.is_file() and stamp.read_text() == fingerprint()


def install(what: str) -> str:
    """Make `.venv` and install this checkout into it; what went wrong, or nothing."""
    if importlib.util.find_spec("ensurepip") is None:
        return "This Python can't make environments. On Debian and Ubuntu: apt install python3-venv"
    print("Setting up .venv; this happens once and takes a minute.", file=sys.stderr, flush=True)
    checkout = f"{HERE}[{'dev' if what == 'dev' else 'classroom,game,report'}]"
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    for command in ([sys.executable, "-m", "venv", str(VENV)], [*pip, "--editable", checkout]):
        if subprocess.run(command, stdout=sys.stderr).returncode:
            return "Setting up .venv failed, see above. The first start needs a network connection."
    subprocess.run([PYTHON, "-c", COMPILE], cwd=HERE, stdout=sys.stderr)
    (VENV / f"installed-{what}").write_text(fingerprint())
    return ""


def test(args: list[str]) -> int:
    """Run every check up to the first that fails; with arguments for it, pytest alone."""
    for check in [["pytest", *args]] if args else CHECKS:
        print(f"== {' '.join(check)}", flush=True)
        code = subprocess.run([PYTHON, "-m", *check], cwd=HERE).returncode
        if code:
            return fail(f"{' '.join(check)} failed.", code)
    return 0


def hand_over(command: list[str]) -> int:
    """Become `command`, so that it gets every signal; on Windows, wait for it."""
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the child to answer
    return child.wait()


def fail(words: str, code: int = 1) -> int:
    """Say what went wrong."""
    print(words, file=sys.stderr)
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
