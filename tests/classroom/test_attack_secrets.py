"""P14: whatever others keep secret, the bytes for everybody else are the same."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from game.classroom import records as module
from game.classroom.classroom import Classroom
from game.classroom.frames import now_of
from game.classroom.plain import frame
from game.classroom.projector import projector_of
from sim.session import PUBLIC
from tests.support.classes import ask, playing, student
from tests.support.secrets import secretive, secrets_of

OWN = secretive()
for actor in OWN.actors.values():
    object.__setattr__(actor, "playable", True)

WHISPERS = some.lists(some.text("abc xyz", min_size=1, max_size=30).filter(str.strip), max_size=3)


@pytest.fixture(autouse=True)
def scenario(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sides who have secrets from one another."""
    monkeypatch.setattr(module, "load_scenario", lambda _name: OWN)


SAME_FOR_ALL = [HealthCheck.function_scoped_fixture]  # the scenario, which nothing changes


@settings(max_examples=12, deadline=None, suppress_health_check=SAME_FOR_ALL)
@given(
    whispers=WHISPERS,
    notes=WHISPERS,
    deed=some.sampled_from(("hold", "send", "meet")),
    scale=some.floats(0.1, 0.9),
    shift=some.floats(0, 10),
)
def test_no_byte_tells_a_secret(
    whispers: list[str], notes: list[str], deed: str, scale: float, shift: float
):
    """What `b` and `c` whisper, note and put down, and all values that `a` can't know."""
    with TemporaryDirectory() as folder:
        plain, secret = (
            playing(Path(folder, name), 3, roles=("a", "b", "c"), scenario="secretive")
            for name in make(folder, "plain", "secret")
        )
        for text in whispers:
            assert ask(secret, 2, "say", to=["c"], text=text).ok
        for text in notes:
            assert ask(secret, 3, "note", about="x", content=text).ok
        assert ask(secret, 2, "draft", turn=1, deed=deed).ok
        crisis = secret.tables[1].session._table.crisis
        for group, name in secrets_of(crisis, "a"):
            row = crisis.worlds.row(group, name)
            row[:] = row * scale + shift
        for room in (plain, secret):
            room.tables[1].changed()
        secret.register.code = plain.register.code  # which is new for each class
        assert sent(plain) == sent(secret)
        plain.close()
        secret.close()


def make(folder: str, *names: str) -> tuple[str, ...]:
    """Folders in which classes can lie."""
    for name in names:
        Path(folder, name).mkdir()
    return names


def sent(room: Classroom) -> str:
    """All that `a`, the projector and onlookers are sent, and answers; without what counts up."""
    who, table = student(room, 1), room.tables[1]
    frames = [table.brief("a"), table.sheet("a"), table.packed("a"), frame(now_of(room, who))]
    frames += [table.sheet(PUBLIC), frame(projector_of(room))]
    answers = [
        ask(room, 1, "reply", proposal=0, sign=True),
        ask(room, 1, "recall", turn=1),
        ask(room, 1, "lead", student="s2"),
        ask(room, 1, "draft", turn=1, deed="send"),
    ]
    told = "\n".join([*frames, *map(str, answers)])
    return re.sub(r'"(number|sheet)":\d+', "", told)
