"""From which probability on doubted documents are filed: learnt once after each check, shared by threads."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Protocol

from models.outcome import Checks
from models.reading import DocumentType
from pipeline.strata import limits

Limits = Mapping[DocumentType, float]
"""From which probability on doubted documents are filed; types of which none is are left out."""


class Found(Protocol):
    """Who knows what people found: the register, or one transaction of it."""

    def newest_check(self, client: str) -> int:
        """A number that grows with every check of the client's documents."""

    def checks(self, client: str) -> Checks:
        """What was found for the client."""


class Bounds:
    """Gives a client's limits; learns them anew when somebody has checked a document since."""

    def __init__(self, target: float) -> None:
        self._target = target
        self._known: dict[str, tuple[int, Limits]] = {}
        self._lock = Lock()

    def of(self, client: str, found: Found) -> Limits:
        """What the client's checks allow now, as far as `found` sees them."""
        newest = found.newest_check(client)
        with self._lock:
            known = self._known.get(client, (0, {}))
        if known[0] != newest:
            known = newest, limits(found.checks(client), self._target)
            with self._lock:
                self._known[client] = known
        return known[1]
