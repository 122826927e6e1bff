"""Sums over all of a client's pages: counted anew as often as that is cheap."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from models.record import PageLedger
from storage.register import Receipts, Register

KEPT_TIMES = 20
"""Sums are shown for so many times as long as counting them took: 2 ms keep 40 ms, half a second ten."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What the first page proves."""

    ledger: PageLedger | None
    """None for who sees the papers of some customers only."""
    receipts: Receipts


class Totals:
    """The sums of each client, the last ones kept for a moment. Safe for threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kept: dict[str, tuple[float, Sums]] = {}
        self._lock = threading.Lock()

    def of(self, client: str) -> Sums:
        """Sums that were true a moment ago."""
        with self._lock:
            until, sums = self._kept.get(client, (0.0, None))
        began = time.monotonic()
        if sums is not None and began < until:
            return sums
        sums = Sums(self._register.page_ledger(client), self._register.receipts(client))
        ended = time.monotonic()
        with self._lock:
            self._kept[client] = ended + KEPT_TIMES * (ended - began), sums
        return sums
