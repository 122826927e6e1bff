"""Texts as 64-bit hashes, many at a time, and the hashes of everything one character away from a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
_BASE = 0x9E3779B97F4A7C15
_TIMES = np.uint64(_BASE)
_BACK = np.uint64(pow(_BASE, -1, 2**64))
_ALL = 2**64 - 1
_ONE = np.uint64(1)


def hashes(texts: Sequence[str]) -> Hashes:
    """The hash of each text: the sum of its characters times the powers of an odd number, modulo 2**64.

    Two texts may share a hash: a hit is to be held against the text itself.
    """
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return span_hashes("".join(texts), np.concatenate([np.zeros(1, np.int64), ends])[:-1], ends)


def span_hashes(text: str, begins: Places, ends: Places) -> Hashes:
    """The hash of each piece of `text` from one of `begins` to the one of `ends` beside it."""
    sums = _sums(codes(text))
    return (sums[ends] - sums[begins]) * _powers(_BACK, len(sums))[begins]


def hash_of(text: str) -> np.uint64:
    """The hash of one text."""
    found = 0
    for character in reversed(text):
        found = (found * _BASE + ord(character) + 1) & _ALL
    return np.uint64(found)


def neighbour_hashes(text: str, letters: Hashes) -> Hashes:
    """Hashes of `text` and of all texts one character away from it: dropped, changed or put in.

    `letters` are the `codes` of the characters that may be put in.
    """
    found = codes(text)
    powers = _powers(_TIMES, len(found) + 1)
    terms = found * powers[:-1]
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    whole = sums[-1:]
    dropped = sums[:-1] + (whole - sums[1:]) * _BACK
    changed = (whole - terms)[:, None] + letters * powers[:-1, None]
    added = (sums + (whole - sums) * _TIMES)[:, None] + letters * powers[:, None]
    return np.concatenate([whole, dropped, changed.ravel(), added.ravel()])


def codes(text: str) -> Hashes:
    """A number above zero for every character of `text`."""
    units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return units.astype(np.uint64) + _ONE


def _sums(found: Hashes) -> Hashes:
    terms = found * _powers(_TIMES, len(found))
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])


def _powers(base: np.uint64, count: int) -> Hashes:
    """`base` to the power of 0, 1, ... `count` - 1."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = _ONE
    return np.cumprod(powers, dtype=np.uint64)
