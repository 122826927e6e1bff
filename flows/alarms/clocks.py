"""Whether the clock of this machine goes on as time does."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

QUIET = 3600.0
"""Seconds after which a jump is over."""


def running_seconds() -> float:
    """Seconds on a clock that nobody sets, also while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(slots=True)
class Watched:
    """The wall clock beside one that nobody sets."""

    running: Callable[[], float] = running_seconds
    _last: tuple[datetime, float] | None = field(default=None)
    _jump: tuple[float, float] | None = field(default=None)
    """By how many seconds, and when on the running clock."""

    def jumped(self, now: datetime, limit: float) -> float:
        """Seconds that the clock was set by within the last hour, negative for back; 0 where it was not."""
        running = self.running()
        if self._last is not None:
            by = (now - self._last[0]).total_seconds() - (running - self._last[1])
            if abs(by) > limit:
                self._jump = by, running
        self._last = now, running
        if self._jump is None or running - self._jump[1] > QUIET:
            return 0.0
        return self._jump[0]
