"""What a long-lived process does with memory that it no longer needs."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Numbers of glibc's mallopt."""
_LARGE = 1 << 20
"""Bytes from which on a block goes back to the system when it is freed."""
_ARENAS = 2


def give_memory_back() -> None:
    """Let glibc return freed pictures to the system at once; with any other C library nothing happens.

    Left to itself it raises these limits whenever a large block is freed, and keeps what threads had.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for option, value in ((_TRIM_THRESHOLD, _LARGE), (_MMAP_THRESHOLD, _LARGE), (_ARENA_MAX, _ARENAS)):
            mallopt(option, value)
