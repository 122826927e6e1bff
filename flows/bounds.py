"""How sure filing must be, by what people found: learnt once after each check, shared by threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from models.outcome import Checks
from models.reading import DocumentType
from pipeline.deciding.strata import limits, needed


@dataclass(frozen=True, slots=True)
class Limits:
    """How sure a client's filing must be."""

    doubted: Mapping[DocumentType, float] = field(default_factory=dict)
    """From which probability on doubted documents are filed; types of which none is are left out."""
    keys: Mapping[DocumentType, int] = field(default_factory=dict)
    """Keys that must agree for filing by two keys; types that need no more than two are left out."""


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
            known = self._known.get(client, (0, Limits()))
        if known[0] != newest:
            checks = found.checks(client)
            known = newest, Limits(limits(checks, self._target), needed(checks, self._target))
            with self._lock:
                self._known[client] = known
        return known[1]
