"""What documents are looked for by, beside words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.decision import Status
from models.reading import DocumentType, Grade


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What else has to hold of a document; None and empty for no matter what."""

    status: Status | None = None
    type: DocumentType | None = None
    grade: Grade | None = None
    """Of a proof of delivery."""
    customer: str = ""
    """Number of the customer that it belongs to, or a part of the name."""
    since: date | None = None
    """First day on which it was received, in UTC."""
    until: date | None = None
    """Last day."""
    seen: frozenset[str] | None = None
    """Numbers of the customers whose papers the one who asks may see; None for all."""
