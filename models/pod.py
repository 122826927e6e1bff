"""A proof of delivery as the receivables see it: which invoice, and what its receipt is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.reading import AcceptanceStatus, Grade


@dataclass(frozen=True, slots=True)
class Pod:
    """A proof of delivery that is filed under an invoice, or would be after a plain yes."""

    invoice: tuple[str, str]
    """(customer number, invoice number)."""
    document_id: str
    received_at: datetime
    filed: bool
    """False while it waits for a person."""
    status: AcceptanceStatus | None = None
    """None where its receipt was never graded."""
    grade: Grade | None = None
    unsure: bool = False
    """True where a person should look before it is relied on."""
