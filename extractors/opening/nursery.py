"""The warm process: has the libraries loaded and forks one disposable, limited child per call.

Run as `python -m extractors.opening.nursery FD`. For every message on that socket (a request, and
a socket to answer on) it forks a keeper; the keeper forks the child that does the job, kills it and all
it may have started when time is up or the caller goes away, and reports how it ended. When the caller's
process ends the socket closes, and all of them end.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from extractors.opening import isolation
from extractors.opening.child import Job, perform
from extractors.opening.limits import Limits, end_with_parent, hold_to
from models.errors import UnreadableFile, WrongUse

LARGEST_REQUEST = 131072
OUT_OF_MEMORY = 71
CRASHED = 70
Request = dict[str, Any]

_LAST_WORDS = 300
"""Bytes of a crashed child's standard error that are passed on."""


def main(descriptor: int) -> None:
    """Serves requests from the socket `descriptor` until its other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    isolation.leave_network()
    gc.freeze()
    with socket.socket(fileno=descriptor) as calls:
        while True:
            request, descriptors, _, _ = socket.recv_fds(calls, LARGEST_REQUEST, 1)
            if not request:
                return
            with socket.socket(fileno=descriptors[0]) as caller:
                if os.fork() == 0:
                    _end(partial(_keep, json.loads(request), calls, caller))


def _end(work: Callable[[], None]) -> NoReturn:
    """Ends this forked process after `work`, whatever happens in it."""
    status = CRASHED
    try:
        work()
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        if status == CRASHED:
            traceback.print_exc()
        os._exit(status)


def _keep(request: Request, calls: socket.socket, caller: socket.socket) -> None:
    end_with_parent()
    calls.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    limits = Limits(**request["limits"])
    noise = os.memfd_create("noise")
    child = os.fork()
    if child == 0:
        _end(partial(_work, request, limits, caller, noise))
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpgid(child, child)
    watch = os.pidfd_open(child)
    ended, _, _ = select.select([watch, caller.fileno()], [], [], limits.seconds)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if status:
        last = os.pread(noise, _LAST_WORDS, max(os.fstat(noise).st_size - _LAST_WORDS, 0))
        _report(caller, _ending(status, in_time=bool(ended)), last.decode("utf-8", "replace"))


def _work(request: Request, limits: Limits, caller: socket.socket, noise: int) -> None:
    """The disposable child: everything hostile happens here."""
    os.setpgid(0, 0)
    end_with_parent()
    silence = os.open(os.devnull, os.O_RDWR)
    for target, stand_in in ((0, silence), (1, silence), (2, noise)):
        os.dup2(stand_in, target)
    hold_to(limits)
    isolation.refuse_calls()
    job = Job(Path(request["path"]), Path(request["folder"]), limits, request["asked"])
    try:
        answer = perform(request["job"], job)
    except UnreadableFile as refusal:
        answer = {"refused": str(refusal)}
    except WrongUse as wrong:
        answer = {"wrong use": str(wrong)}
    caller.sendall(json.dumps(answer).encode() + b"\n")


def _ending(status: int, *, in_time: bool) -> str:
    """How the child ended, as one of the door's words or a signal's name."""
    if not in_time:
        return "time"
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return "memory" if code == OUT_OF_MEMORY else "crash"
    return "time" if -code == signal.SIGXCPU else signal.Signals(-code).name


def _report(caller: socket.socket, ending: str, last_words: str) -> None:
    with contextlib.suppress(OSError):
        caller.sendall(b"\n" + json.dumps({"ended": ending, "said": last_words}).encode() + b"\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
