"""Ranges of days, by which what is owed and what is due is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.errors import WrongUse

MOST = 8
"""Limits that a report may have."""
LONGEST = 3650
"""Days that a limit may be."""


@dataclass(frozen=True, slots=True)
class Range:
    """So many days; both ends count."""

    first: int | None
    """None: from ever."""
    last: int | None
    """None: for good."""

    def holds(self, days: int) -> bool:
        """True where `days` lies in it."""
        return (self.first is None or days >= self.first) and (self.last is None or days <= self.last)


def ranges_up_to(limits: Sequence[int], first: int | None) -> tuple[Range, ...]:
    """From `first` on, one range up to each of the limits, and one beyond the last."""
    starts = (first, *(limit + 1 for limit in limits))
    return tuple(Range(start, end) for start, end in zip(starts, (*limits, None), strict=True))


def checked(limits: Sequence[int]) -> tuple[int, ...]:
    """The limits of a report where they can be.

    Raises:
        WrongUse: there are none or too many, or they do not grow.
    """
    wanted = tuple(limits)
    grows = all(one < other for one, other in pairwise(wanted))
    if not 0 < len(wanted) <= MOST or not grows or wanted[0] < 1 or wanted[-1] > LONGEST:
        given = ",".join(map(str, wanted))
        raise WrongUse(
            f"{given!r} cannot be the limits of an aging: give 1 to {MOST} numbers of days that grow, each "
            f"from 1 to {LONGEST}, such as 30,60,90."
        )
    return wanted
