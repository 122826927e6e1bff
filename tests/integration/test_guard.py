"""What a worker started ends with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.chaos.killing import guards_of

WORKER = """
import subprocess, sys, time
from flows.machine.guard import guarded
with guarded():
    child = subprocess.Popen(["sleep", "60"], start_new_session=True)
    print(child.pid, flush=True)
    time.sleep(float(sys.argv[1]))
"""

READING = """
import multiprocessing, time
from flows.machine.guard import GRACE_SECONDS, guarded
if __name__ == "__main__":
    with guarded():
        child = multiprocessing.get_context("forkserver").Process(target=int)
        child.start()
        child.join()
        began = time.monotonic()
    assert time.monotonic() - began < GRACE_SECONDS
"""

NESTED = """
import os
from flows.machine.guard import MARK, guarded
with guarded():
    outer = os.environ[MARK]
    with guarded():
        assert os.environ[MARK] == outer
assert MARK not in os.environ
"""


def runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def ended_soon(pid: int) -> bool:
    end = time.monotonic() + 10
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not runs(pid)


@pytest.mark.parametrize("killed", [True, False])
def test_what_a_worker_started_ends_with_it(killed: bool):
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, "60" if killed else "0.1"], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    child = int(worker.stdout.readline())
    assert runs(child)
    if killed:
        os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert ended_soon(child)


@pytest.mark.parametrize("killed", [True, False])
def test_a_guard_that_was_killed_is_followed_by_another(killed: bool):
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, "60" if killed else "2"], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    child = int(worker.stdout.readline())
    (first,) = guards_of(worker.pid)
    os.kill(first, signal.SIGKILL)
    end = time.monotonic() + 10
    while guards_of(worker.pid) in ([], [first]) and time.monotonic() < end:
        time.sleep(0.02)
    (second,) = guards_of(worker.pid)
    assert second != first
    if killed:
        os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait() == (-signal.SIGKILL if killed else 0)
    worker.stdout.close()
    assert ended_soon(child)
    assert ended_soon(second)


def test_nothing_has_to_be_killed_at_the_end_of_a_worker_that_had_reading_processes(tmp_path: Path):
    script = tmp_path / "worker.py"
    script.write_text(READING)
    subprocess.run([sys.executable, str(script)], check=True)


def test_a_worker_within_a_guarded_one_leaves_the_guarding_to_it():
    subprocess.run([sys.executable, "-c", NESTED], check=True)
