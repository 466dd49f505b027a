"""What a host asks of the operating system: it gives code back that only starting needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from game.classroom.system import code_in

MAPS = """\
55d0c0a00000-55d0c0a01000 r--p 00000000 fe:00 131 /usr/bin/python3
7f1200000000-7f1200021000 r-xp 00000000 00:00 0
7f1210000000-7f1215000000 r-xp 00003000 fe:00 977 /a path/with spaces/libLLVM.so
7f1215000000-7f1215200000 r--p 05003000 fe:00 977 /a path/with spaces/libLLVM.so
7f1215200000-7f1215210000 rw-p 05203000 fe:00 977 /a path/with spaces/libLLVM.so
7ffd3b9f2000-7ffd3b9f4000 r-xp 00000000 00:00 0 [vdso]
"""
START = """
import re
from game.classroom.system import forget_code
from sim.session import Session

def megabytes():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024

played = Session.of_world("tutorial", seed=3).hashes
full = megabytes()
forget_code()
light = megabytes()
assert Session.of_world("tutorial", seed=3).hashes == played
print(full - light, full - megabytes())
"""


def test_only_code_that_lies_in_a_file_is_given_back():
    """Neither what was compiled here nor what was written since it was read."""
    assert list(code_in(MAPS)) == [(0x7F1210000000, 0x7F1215000000)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells where code lies")
def test_a_third_of_what_a_host_holds_goes_and_everything_goes_on():
    """Some of it is needed again and comes back; most does not."""
    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True
    ).stdout
    given_back, still = map(float, done.split())
    assert given_back > 40
    assert still > 25
