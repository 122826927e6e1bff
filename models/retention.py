"""Holds, the schedule of retention, and destruction with a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.sending import InvoiceKey

EVERYWHERE = "*"
"""A jurisdiction or type of a rule that stands for all others."""
LONGEST_REASON = 500


class Scope(StrEnum):
    """What a hold is on."""

    INVOICE = "invoice"
    CUSTOMER = "customer"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Hold:
    """Papers of an invoice, a customer or a dispute that must not be destroyed, whatever their age."""

    id: int
    """0 for one that is not kept yet."""
    client: str
    scope: Scope
    customer: str
    invoice: str
    """Empty for a whole customer."""
    dispute: int
    """Number of the dispute; 0 for a hold on anything else."""
    reason: str
    set_at: datetime
    set_by: str
    lifted_at: datetime | None = None
    lifted_by: str = ""
    lifted_why: str = ""

    def covers(self, key: InvoiceKey) -> bool:
        """True where it is on papers of this (customer number, invoice number)."""
        return key[0] == self.customer and self.invoice in {"", key[1]}

    @property
    def name(self) -> str:
        """As people speak of it."""
        return f"hold {self.id}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long papers of a type are kept under the law of one country."""

    jurisdiction: str
    """ISO 3166 alpha-2, or `EVERYWHERE`."""
    type: str
    """Of a document, or `EVERYWHERE`."""
    years: int
    """Whole years after the end of the fiscal year of the last linked event."""
    limitation: int
    """Years in which the debt itself can be claimed: papers are never kept for less; 0 where not known."""
    source: str
    """Where that is written."""
    reviewed: date | None
    """When somebody looked there last."""

    @property
    def kept(self) -> int:
        """Years that papers are kept."""
        return max(self.years, self.limitation)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rules of a client firm."""

    jurisdiction: str = ""
    """Of the client firm itself, whose books these are; empty where none was named."""
    month: int = 12
    day: int = 31
    """Last day of its fiscal year."""
    rules: tuple[Rule, ...] = ()
    """Nothing is ever due where there are none."""


@dataclass(frozen=True, slots=True)
class Happened:
    """The newest thing that a paper is linked with."""

    on: date
    what: str
    """In words, such as "invoice INV-7 fell due"."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """When papers may go, and by which rule."""

    on: date
    """The first day."""
    rule: Rule
    last: Happened
    year_end: date
    """End of the fiscal year of `last`."""


@dataclass(frozen=True, slots=True)
class FileToGo:
    """A received file with all that is known of why it may go."""

    sha256: str
    size: int
    drops: tuple[str, ...]
    documents: tuple[str, ...]
    invoices: tuple[InvoiceKey, ...]
    types: tuple[str, ...]
    received: date
    last: str
    last_on: date
    jurisdiction: str
    years: int
    source: str
    expired_on: date


class DestructionState(StrEnum):
    """Where a destruction stands."""

    PROPOSED = "proposed"
    REJECTED = "rejected"
    APPROVED = "approved"
    """By somebody else than who proposed it; the files go, and a certificate stays."""


@dataclass(frozen=True, slots=True)
class Destruction:
    """A list of files to be destroyed, and what became of it."""

    id: int
    client: str
    state: DestructionState
    proposed_at: datetime
    proposed_by: str
    files: tuple[FileToGo, ...]
    decided_at: datetime | None = None
    decided_by: str = ""
    note: str = ""
    done_at: datetime | None = None
    """When nothing of the files was left, and the certificate was written."""

    @property
    def name(self) -> str:
        """As people speak of it."""
        return f"destruction {self.id}"
