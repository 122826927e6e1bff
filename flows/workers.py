"""Who works: names of processes, so that what a killed one held is free at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

_START_FIELD = 19
"""Position of the start time in /proc/PID/stat, counted after the command's closing parenthesis."""


def worker_name() -> str:
    """This process, told apart from any other on any machine and at any time: host/pid/start."""
    pid = os.getpid()
    return f"{socket.gethostname()}/{pid}/{_started(pid)}"


def is_gone(name: str) -> bool:
    """True only when `name` was a process of this machine that runs no more."""
    host, _, rest = name.rpartition("/")[0].rpartition("/")
    started = name.rpartition("/")[2]
    return host == socket.gethostname() and rest.isdigit() and _started(int(rest)) != started


def _started(pid: int) -> str:
    """Start time of a process in clock ticks since boot, empty when there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[_START_FIELD]
