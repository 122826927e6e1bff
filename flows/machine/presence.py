"""Who is in a home on this machine: a move waits for nobody and lets nobody in."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import WrongUse

_LOCK = "at-work.lock"
RESTORING = "restoring.json"
"""In a home into which a backup is being restored; gone when that has ended."""


@contextmanager
def at_work(home: Path) -> Iterator[None]:
    """This process works in `home`, beside any others, until the block ends or the process is killed.

    Raises:
        WrongUse: the home is being moved, or a restore into it has not ended.
    """
    with _locked(home, fcntl.LOCK_SH, "is being moved or restored: wait for that to end"):
        must_be_whole(home)
        yield


def must_be_whole(home: Path) -> None:
    """Check that no restore has filled a part of this home only.

    Raises:
        WrongUse: one has.
    """
    if (home / RESTORING).exists():
        raise WrongUse(
            f"A restore into COUNTERSIGN_HOME={home} has not ended: wait for it; if it was interrupted, run "
            "the same `countersign restore` again; it goes on where it ended."
        )


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nobody else of this machine works in `home` while the block runs.

    Raises:
        WrongUse: somebody does.
    """
    with _locked(home, fcntl.LOCK_EX, "is in use: stop `countersign up`, `ingest` and any move that runs"):
        yield


@contextmanager
def _locked(home: Path, kind: int, otherwise: str) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongUse(f"COUNTERSIGN_HOME={home} {otherwise}, then try again.") from None
        yield
