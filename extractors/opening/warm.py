"""The caller's end of the warm process: starts it when first needed, sends it calls, ends it."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

from models.errors import ReaderKilled

_ANSWER_BYTES = 1 << 16
_GRACE_SECONDS = 30.0
"""How long past its time a call is waited for: starting up, and the keeper's own kill, come on top."""


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    calls: socket.socket


class WarmProcess:
    """One warm process that forks a disposable child per call. Safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: _Running | None = None

    def call(self, request: bytes, seconds: float) -> bytes:
        """The raw answer to one request, all that was written until every child had ended.

        Raises:
            ReaderKilled: the warm process cannot be reached, or its answer is overdue.
        """
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._send(request, theirs)
            ours.settimeout(seconds + _GRACE_SECONDS)
            try:
                return b"".join(iter(lambda: ours.recv(_ANSWER_BYTES), b""))
            except TimeoutError as late:
                raise ReaderKilled("Opening the file took too long and was given up.") from late

    def close(self) -> None:
        """Ends the warm process and all of its children; the next call starts another."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.calls.close()
            running.process.wait()

    def _send(self, request: bytes, answer_to: socket.socket) -> None:
        for _ in range(2):
            running = self._start()
            try:
                socket.send_fds(running.calls, [request], [answer_to.fileno()])
            except OSError:
                self._forget(running)
            else:
                return
        raise ReaderKilled("The process that opens files ends as soon as it starts: run `countersign check`.")

    def _start(self) -> _Running:
        with self._lock:
            if self._running is None:
                atexit.unregister(self.close)
                atexit.register(self.close)
                self._running = _started()
            return self._running

    def _forget(self, dead: _Running) -> None:
        with self._lock:
            if self._running is dead:
                self._running = None
        dead.calls.close()
        dead.process.kill()
        dead.process.wait()


def _started() -> _Running:
    """A new warm process. It sees none of this process's environment, for that may hold secrets."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "extractors.opening.nursery", str(theirs.fileno())],
            env=_environment(),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return _Running(process, ours)


def _environment() -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
