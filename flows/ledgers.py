"""Ledger indexes, built once for each load of a client's ledger."""

from __future__ import annotations

from threading import Lock

from pipeline.ledger_index import LedgerIndex, build
from storage.register import Register


class Ledgers:
    """Gives the index of a client's ledger; builds it anew when a later load is found. Safe for threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._built: dict[str, tuple[int, LedgerIndex]] = {}
        self._lock = Lock()

    def of(self, client: str) -> tuple[int, LedgerIndex]:
        """Number of the newest load (0: none yet) and the index over it."""
        with self._lock:
            load = self._register.load_number(client)
            known = self._built.get(client)
            if known is None or known[0] != load:
                known = load, build(self._register.ledger(client))
                self._built[client] = known
            return known
