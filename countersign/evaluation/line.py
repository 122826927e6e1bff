"""A document as a line of the answer key tells it, or a line of what was captured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.decision import Status
from models.paper import Box

NUMBERS = ("invoice_number", "po_number", "delivery_number", "customer_number")
KEY_FIELDS = (*NUMBERS, "customer_name", "document_date")
"""What a paper is found and matched by."""
FIELDS = (*KEY_FIELDS, "received_date", "received_time", "printed_name")
BLIND_SAMPLE = "blind_sample"
"""The `audit` of a document that was sure enough to be filed but is shown to a person first."""
Invoice = tuple[str, str]
"""Customer number and invoice number."""
_READ = {"", Status.FILED, Status.REVIEW, Status.PARKED}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: 1-based page, and box as CONTRACT says (fractions of the upright page)."""

    page: int
    box: Box

    def likeness(self, other: Spot | None) -> float:
        """Intersection over union, 0..1; 0 on another page."""
        if other is None or other.page != self.page:
            return 0.0
        shared = self.box.overlap(other.box)
        areas = self.box.width * self.box.height + other.box.width * other.box.height
        return min(shared / (areas - shared), 1.0) if areas > shared else 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its first value, and in the key what else is accepted."""

    value: str
    values: tuple[str, ...] = ()
    """All values where the page prints several."""
    alternatives: tuple[str, ...] = ()
    """Other readings that fit as well."""
    variants: tuple[str, ...] = ()
    """Key only: other spellings that are right too."""
    spot: Spot | None = None
    ambiguous: bool = False
    """Key only: the page alone cannot tell which of the ways is meant."""
    hidden: bool = False
    """Key only: part of it lies under a sticker, a stamp or a stroke of the pen."""

    @property
    def every(self) -> tuple[str, ...]:
        """The value and all further ones, in order."""
        return tuple(dict.fromkeys((self.value, *self.values)))

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything that it may say."""
        return (*self.every, *self.alternatives)


@dataclass(frozen=True, slots=True)
class Signature:
    """The verdict on the customer's side."""

    present: bool
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt is worth."""

    status: str
    grade: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate; in the key an invoice that the document belongs to."""

    invoice: Invoice
    confidence: float | None = None
    filed: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One document. None stands for what the line does not speak of."""

    source: str
    pages: tuple[int, ...]
    """1-based; empty for the whole file."""
    client: str = ""
    type: str = ""
    kind: str = ""
    status: str = ""
    audit: str = ""
    fields: Mapping[str, Field] | None = None
    labelled: tuple[str, ...] | None = None
    """Key only: the fields that it speaks of; all when None."""
    signature: Signature | None = None
    exceptions: tuple[str, ...] | None = None
    remarks: tuple[tuple[str, str], ...] | None = None
    """Class and text of each."""
    acceptance: Receipt | None = None
    matches: tuple[Match, ...] | None = None
    tags: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    """The line itself in one spelling, by which equal places are put in order."""

    @property
    def place(self) -> str:
        """File and pages as people write them."""
        return f"{self.source} pages {', '.join(map(str, self.pages)) or 'all'}"

    @property
    def invoices(self) -> frozenset[Invoice]:
        """All invoices named."""
        return frozenset(match.invoice for match in self.matches or ())

    @property
    def filed(self) -> frozenset[Invoice]:
        """Invoices it was filed under."""
        return frozenset(match.invoice for match in self.matches or () if match.filed)

    @property
    def held(self) -> frozenset[Invoice]:
        """Invoices it would have been filed under, had it not been drawn for the blind sample."""
        if self.audit != BLIND_SAMPLE or self.status == Status.FILED:
            return frozenset()
        return frozenset(match.invoice for match in self.matches or () if match.proposed)

    @property
    def to_be_read(self) -> bool:
        """True for a document with a type, neither a duplicate nor a file without one."""
        return bool(self.type) and self.status in _READ

    def speaks_of(self, name: str) -> bool:
        """True when the key says whether this field is printed."""
        return self.fields is not None and (self.labelled is None or name in self.labelled)
