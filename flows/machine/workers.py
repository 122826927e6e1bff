"""Who works: names of processes, so that what a killed one held is free at once."""

from __future__ import annotations

import os
import socket
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

_START_FIELD = 19
"""Position of the start time in /proc/PID/stat, counted after the command's closing parenthesis."""
GRACE = timedelta(minutes=15)
"""So long a worker of another machine may take with its last files."""


def worker_name() -> str:
    """This process, told apart from any other on any machine and at any time: host/pid/start."""
    pid = os.getpid()
    return f"{socket.gethostname()}/{pid}/{_started(pid)}"


def is_gone(name: str) -> bool:
    """True only when `name` was a process of this machine that runs no more."""
    host, _, rest = name.rpartition("/")[0].rpartition("/")
    started = name.rpartition("/")[2]
    return host == socket.gethostname() and rest.isdigit() and _started(int(rest)) != started


def why_left(name: str, due: datetime, holders: Collection[str], now: datetime) -> str:
    """Why nobody works any more on what worker `name` began before; empty when somebody may.

    Args:
        name: of the worker, as `worker_name` gives it; empty where it is not known.
        due: when it was to begin no more files.
        holders: the workers that hold a file.
        now: the same clock's time.
    """
    if name == worker_name():
        return "its end could not be told"
    if is_gone(name):
        return f"its process {name} runs no more"
    if name not in holders and due + GRACE < now:
        return f"{name or 'its worker'} did not end it in time and holds no file"
    return ""


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot, empty when there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[_START_FIELD]
