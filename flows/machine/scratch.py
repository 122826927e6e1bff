"""Folders for copies of papers in work: below the home, where what a killed process left is removed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from flows.machine.workers import is_gone, worker_name

_FOLDER = "work"


@contextmanager
def scratch(home: Path) -> Iterator[Path]:
    """A new folder of this process alone; gone with the block."""
    with tempfile.TemporaryDirectory(dir=_below(home), prefix=_own()) as folder:
        yield Path(folder)


def lasting_scratch(home: Path) -> Path:
    """The folder of this process for who has no block that ends it; removed after the process."""
    folder = _below(home) / f"{_own()}desk"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def remove_left(home: Path) -> None:
    """Remove what processes of this machine left that run no more."""
    for left in _below(home).iterdir():
        if is_gone(unquote(left.name.partition(" ")[0])):
            shutil.rmtree(left, ignore_errors=True)


def _below(home: Path) -> Path:
    folder = home / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _own() -> str:
    return f"{quote(worker_name(), safe='')} "
