"""When a delivery that failed is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200, 86400)
"""Seconds before each further attempt: two days altogether."""
OLDEST = timedelta(days=7)
"""What waited for longer, behind a receiver that was away, is given up after one more attempt."""
JITTER = 0.2
"""Part by which a pause may be longer, so that not all receivers are asked at once."""
_FIRST_REST, _LONGEST_REST = 30.0, 900.0


def next_attempt(made: int, since: datetime, now: datetime, chance: float) -> datetime | None:
    """When to try again after `made` attempts (1 or more); None to give up.

    Args:
        made: attempts so far, the one that just failed included.
        since: when it happened that is to be told.
        now: when the attempt failed.
        chance: 0..1, new each time.
    """
    if made > len(PAUSES) or now - since > OLDEST:
        return None
    return now + timedelta(seconds=PAUSES[made - 1] * (1 + JITTER * chance))


def rest(failures: int, careful_after: int, chance: float) -> timedelta | None:
    """How long a receiver is left alone after so many failures in a row, whatever waits; None: not at all."""
    beyond = failures - careful_after
    if beyond < 0:
        return None
    seconds = min(_FIRST_REST * 2 ** min(beyond, 10), _LONGEST_REST)
    return timedelta(seconds=seconds * (1 + JITTER * chance))
