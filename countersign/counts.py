"""Numbers of things in words: 1 file, 2 files."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """`number` and the word for so many of it; `several` where it is not `one` with an s."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"
