"""Processes found and killed: guards, connections of PostgreSQL, the whole server."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path
from random import Random

import psycopg

from tests.servers.postgres import Postgres

RECOVERY_SECONDS = 60.0


def guards_of(pid: int) -> list[int]:
    """Guards that a process has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"guard.py" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def killed(pid: int) -> bool:
    """Kill a process; False where there is none."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def kill_connection(cluster: Postgres, rng: Random) -> bool:
    """Kill a server process of PostgreSQL: it ends all others, recovers and goes on."""
    pids: list[int] = []
    with contextlib.suppress(psycopg.OperationalError), cluster.session("postgres") as session:
        told = session.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'countersign'")
        pids += [row[0] for row in told.fetchall()]
    return bool(pids) and killed(rng.choice(pids))


def recovered(cluster: Postgres) -> None:
    """Wait until a server, of which a process was killed, takes connections again."""
    end = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            with cluster.session("postgres"):
                return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
        time.sleep(0.1)


def restart(cluster: Postgres) -> bool:
    """As after a power cut."""
    cluster.stop("immediate")
    cluster.start()
    return True
