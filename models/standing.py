"""The ledger as it stood on some day, as far as its loads tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.ledger import Invoice


@dataclass(frozen=True, slots=True)
class Standing:
    """Which load of the ledger figures are made from."""

    load: int
    """Number of the load, from 1; 0 where no ledger was loaded yet."""
    loaded_at: datetime | None
    newest: int
    """Number of the newest load."""
    is_exact: bool
    """False where the register does not know how the ledger stood that day: `load` is the nearest later
    one that it knows in full."""

    @property
    def is_newest(self) -> bool:
        """True where this is how the ledger stands now."""
        return self.load == self.newest


@dataclass(frozen=True, slots=True)
class Version:
    """How an invoice stood from one load of the ledger on."""

    load: int
    loaded_at: datetime | None
    """None for a load that the register knows nothing about."""
    invoice: Invoice
