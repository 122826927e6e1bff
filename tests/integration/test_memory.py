"""A process that works for hours gives back what it no longer needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
import numpy as np
from flows.machine.memory import give_memory_back
if sys.argv[1] == "back":
    give_memory_back()

def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6

begun = held()
np.ones(30_000_000, np.uint8).sum()  # glibc keeps blocks of this size from now on
pages, between = [], []
for _ in range(20):
    pages.append(np.ones(10_000_000, np.uint8))
    between.append(bytearray(100_000))
pages.clear()
print(held() - begun)
"""


def kept(how: str) -> float:
    """Megabytes that a process still has after it let go of 200 of them."""
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True, timeout=60
    )
    return float(made.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="Only glibc has these limits.")
def test_large_blocks_go_back_to_the_system():
    assert kept("back") < 20
    assert kept("as it comes") > 100
