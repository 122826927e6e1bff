"""From which probability on doubted documents are filed: learnt once after each check, shared by threads."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from models.reading import DocumentType
from pipeline.strata import limits
from storage.register import Register

Limits = Mapping[DocumentType, float]
"""From which probability on doubted documents are filed; types of which none is are left out."""


class Bounds:
    """Gives a client's limits; learns them anew when somebody has checked a document since."""

    def __init__(self, register: Register, target: float) -> None:
        self._register = register
        self._target = target
        self._known: dict[str, tuple[int, Limits]] = {}
        self._lock = Lock()

    def of(self, client: str) -> Limits:
        """What the client's checks allow now."""
        newest = self._register.outcomes.newest(client)
        with self._lock:
            known = self._known.get(client, (0, {}))
            if known[0] != newest:
                known = newest, limits(self._register.outcomes.checks(client), self._target)
                self._known[client] = known
            return known[1]
