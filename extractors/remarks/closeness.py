"""How near a read word is to a known one: handwriting is read with errors."""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import Levenshtein

_ALLOWED, _ALLOWED_OPEN = ((13, 3), (9, 2), (5, 1)), ((13, 3), (10, 2), (7, 1))
"""Letters of the known word from which on so many may be misread; shorter words must be right.

The second for words of any ending, which are found in more words by chance.
"""


@cache
def allowance(known: str, *, open_end: bool) -> int:
    """How many letters of a known word may be misread."""
    steps = _ALLOWED_OPEN if open_end else _ALLOWED
    return next((most for least, most in steps if len(known) >= least), 0)


def misread(read: str, known: str, *, open_end: bool) -> int | None:
    """Letters changed, lost or added between the two; None when they are too many.

    With `open_end` any ending of `read` is free.
    """
    allowed = allowance(known, open_end=open_end)
    if open_end:
        if read.startswith(known):
            return 0
    elif read == known:
        return 0
    if not allowed or len(read) < len(known) - allowed or (len(read) > len(known) + allowed and not open_end):
        return None
    least = len(known) - allowed if open_end else len(read)
    ends = range(least, min(len(read), len(known) + allowed) + 1) if open_end else (least,)
    errors = min(Levenshtein.distance(known, read[:end], score_cutoff=allowed) for end in ends)
    return errors if errors <= allowed else None
