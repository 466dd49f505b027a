"""What has to hold of a class after whatever was done to it; each fault names its evidence.

1. Every acknowledged request stands in the files exactly once, and the orders are those given.
2. Turns were taken in order; none was taken without those who were awaited, but by the teacher.
3. The last view of each student is what a replay of the files shows to that role.
4. Turns went back only where the teacher took them back; no clock was below zero; what was put
   down was still there after the line had been away.
5. What was whispered to others, or noted by them, was in no frame and in no export.
6. The class came to its debrief, with everybody.
7. The host's files, threads and memory came back to what they were.
8. Every refusal was a sentence, and everybody went on within ten seconds after a host was back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from benchmarks.class_files import Files
from benchmarks.class_harm import Back
from benchmarks.class_students import Record
from game.classroom.export import EVENTS

BACK = 10.0  # seconds within which all go on, wanted
GROWTH = 20.0  # MB, likewise

Size = tuple[int, int, float]
"""Files, threads and MB of a host."""


def check(files: Files, records: Sequence[Record]) -> list[str]:
    """What the files and the records of the students can tell."""
    sat = [record for record in records if record.seat in all_seats(files)]
    return [
        *(fault for record in records for fault in record.faults),
        *once(files, sat),
        *orders(files, sat),
        *in_turn(files),
        *views(files, sat),
        *falls(files, sat),
        *kept(files, sat),
        *leaks(files, records),
        *end(files),
    ]


def all_seats(files: Files) -> set[tuple[int, str]]:
    """Where somebody may sit."""
    return {(number, role) for number, t in files.tables.items() for role in t.session.people}


def once(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """1: nothing is lost, and nothing was done twice."""
    counted = files.marks()
    for mark, times in counted.items():
        if times > 1:
            yield f"1: request {mark} stands there {times} times"
    for record in records:
        for mark in record.done:
            if not counted[mark]:
                yield f"1: request {mark} was lost"


def orders(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """1: each role did what it was told was taken."""
    for record in records:
        stands = files.given(record.seat)
        for given in record.given:
            if given not in stands:
                yield f"1: {record.seat} gave {given}; there stands {sorted(stands)}"


def in_turn(files: Files) -> Iterator[str]:
    """2: turns were taken one after the other."""
    for name, turns in files.turns():
        if turns != list(range(1, len(turns) + 1)):
            yield f"2: {name} took the turns {turns}"


def passed_over(files: Files, advanced: dict[int, int]) -> Iterator[str]:
    """2: only the teacher passes over somebody; `advanced`: how often, by table.

    No clock of a turn can run down while these programs play.
    """
    for number in files.tables:
        if files.passed_over(number) > advanced.get(number, 0):
            yield (
                f"2: table {number} did not wait {files.passed_over(number)} times, "
                f"of which the teacher wanted {advanced.get(number, 0)}"
            )


def views(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """3: what is shown is what the files say."""
    for record in records:
        ours = {**files.sheet(record.seat), "number": 0}
        theirs = {**record.sheet, "number": 0}
        if ours != theirs:
            different = [key for key in ours if ours[key] != theirs.get(key)]
            yield f"3: {record.seat} was shown something else in the end: {different}"


def falls(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """4: a turn comes after a later one only where it was taken again."""
    for record in records:
        taken_back = files.rewinds(record.seat[0])
        for start, to in record.falls:
            if not any(turn <= to for turn in taken_back):
                yield f"4: {record.seat} was in turn {start}, then in {to}"
        if len(record.falls) > len(taken_back):
            yield f"4: {record.seat} went back {record.falls}; wanted was {taken_back}"


def kept(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """4: what was put down is still there, unless its turn was taken back since."""
    for record in records:
        for put_down, shown in record.lost:
            if not any(turn <= put_down[0] for turn in files.rewinds(record.seat[0])):
                yield f"4: {record.seat} put down {put_down}; {shown} was shown"


def leaks(files: Files, records: Sequence[Record]) -> Iterator[str]:
    """5: what was to be told to nobody, or to others; the end tells none either."""
    audience = files.audience()
    for record in records:
        for canary in record.heard:
            if record.seat not in audience.get(canary, set()):
                yield f"5: {record.seat} was sent {canary}"


def exports(packed: Sequence[bytes], records: Sequence[Record], secret: str) -> Iterator[str]:
    """5: what is taken home is whole, names nobody, and holds no talk unless that was wanted."""
    private = [text for record in records for text in (record.name, record.token) if text]
    for file in packed:
        with ZipFile(BytesIO(file)) as export:
            if export.testzip() or EVENTS not in export.namelist():
                yield "5: an export is not whole"
            told = "\n".join(export.read(name).decode() for name in export.namelist())
        for text in (*private, secret, "canary-whisper"):
            if text in told:
                yield f"5: an export holds {text}"


def end(files: Files) -> Iterator[str]:
    """6: all is revealed."""
    if files.register.phase != "debrief":
        yield f"6: it came to {files.register.phase} only"


def size(calm: Size, left: Size) -> Iterator[str]:
    """7: nothing is kept of those who left."""
    if left[:2] != calm[:2] or left[2] > calm[2] + GROWTH:
        yield f"7: files, threads and MB were {calm}, and are {left}"


def back(waits: Sequence[Back]) -> Iterator[str]:
    """8: nobody waits for long."""
    for wait in waits:
        if wait.seconds > BACK:
            yield f"8: student {wait.student} went on {wait.seconds:.1f} s after {wait.since}"
