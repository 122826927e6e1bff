"""A small process that outlives a killed worker just long enough to end what the worker had started.

Readers, openers and Prefect's embedded server are processes of their own; a worker that is killed cannot
end them. Each inherits a mark in its environment, and the guard ends whatever bears the mark once the
pipe from the worker closes. Run as a script, with the standard library only.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

MARK = "COUNTERSIGN_WORKER"
GRACE_SECONDS = 3.0
"""Between asking to end and killing."""
AGAIN_SECONDS = 0.1
"""Before another guard is started in the place of one that was killed."""


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Whatever is started within the block ends with it, and also when this process is killed in it."""
    if MARK in os.environ:
        yield
        return
    resource_tracker.ensure_running()  # unmarked: it heeds no SIGTERM, and ends by itself
    guard = _Guard(uuid.uuid4().hex)
    os.environ[MARK] = guard.mark
    try:
        yield
    finally:
        del os.environ[MARK]
        guard.end()


class _Guard:
    """The process that ends what bears a mark; where it is killed itself, another one takes its place."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._unmarked = dict(os.environ)
        self._ending = threading.Event()
        self._process = self._started()
        self._stays = threading.Thread(target=self._stay, name="guard", daemon=True)
        self._stays.start()

    def end(self) -> None:
        """Let it end what is left, and wait for that."""
        self._ending.set()
        _close(self._process)
        self._stays.join()
        _close(self._process)  # another one, where the first was killed at this very moment
        self._process.wait()

    def _stay(self) -> None:
        while not self._ending.is_set():
            self._process.wait()
            if not self._ending.wait(AGAIN_SECONDS):
                self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-I", "-S", __file__, self.mark]
        return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, env=self._unmarked)


def _close(guard: subprocess.Popen[bytes]) -> None:
    if guard.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            guard.stdin.close()


def end_marked(mark: str) -> None:
    """End every process that bears `mark`: first asked, then killed."""
    entry = f"{MARK}={mark}".encode()
    _signal(entry, signal.SIGTERM)
    end = time.monotonic() + GRACE_SECONDS
    while _bearers(entry) and time.monotonic() < end:
        time.sleep(0.05)
    _signal(entry, signal.SIGKILL)


def _signal(entry: bytes, number: signal.Signals) -> None:
    for pid in _bearers(entry):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _bearers(entry: bytes) -> list[int]:
    return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if entry in _environment(folder)]


def _environment(folder: Path) -> list[bytes]:
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


if __name__ == "__main__":
    sys.stdin.buffer.read()
    end_marked(sys.argv[1])
