"""Where a child leaves what it makes: both sides work the names out, none is taken from the other."""

from __future__ import annotations

from pathlib import Path


def sheet_path(folder: Path, number: int) -> Path:
    """The picture of the 1-based page `number`."""
    return folder / f"page-{number:04d}.pgm"


def member_path(folder: Path, number: int) -> Path:
    """The 1-based `number`-th member of an archive."""
    return folder / f"{number:04d}.bin"


def result_path(folder: Path) -> Path:
    """What a call gives as bytes."""
    return folder / "result"
