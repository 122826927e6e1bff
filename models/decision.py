"""What is to become of a document, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.ledger import Invoice


class Status(StrEnum):
    """End states; every received page ends in exactly one of these, as blank, or as separator."""

    FILED = "filed"
    REVIEW = "review"
    PARKED = "parked"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    BLANK = "blank"
    """A file of nothing but blank or separator pages."""
    DESTROYED = "destroyed"
    """Gone when its time was over, with a certificate that stays."""


class Cause(StrEnum):
    """Why a person must look: each is a queue of its own."""

    CONTRADICTION = "contradiction"
    """The page and the ledger disagree."""
    RIVALS = "rivals"
    """Another invoice, or another paper, has as good a claim."""
    UNCONFIRMED = "unconfirmed"
    """Too little on the page confirms the invoice that was found."""
    UNEXPLAINED = "unexplained"
    """The page shows a number that the invoice does not explain."""
    NOT_DUE = "not_due"
    """The invoice is void or a credit note, or its date is impossible."""
    NO_NUMBER = "no_number"
    """No number could be read."""
    BOUNDARIES = "boundaries"
    """The pages may not be one document."""
    TAKES_BACK = "takes_back"
    """Headed as a return, a credit or a cancellation."""
    CHECK = "check"
    """Drawn for the blind sample."""
    ARRIVED = "arrived"
    """A person had set it aside; since then the ledger has brought an invoice that fits."""
    REOPENED = "reopened"
    """A person sent it back, or worked on it and has not settled it."""
    OTHER_PAPER = "other_paper"
    """Neither an order nor a proof of delivery."""


class Key(StrEnum):
    """What of an invoice can be recognised on a page."""

    INVOICE_NUMBER = "invoice number"
    PO_NUMBER = "PO number"
    DELIVERY_NUMBER = "delivery number"
    CUSTOMER_NUMBER = "customer number"
    CUSTOMER_NAME = "customer name"
    ADDRESS = "address"


class Agreement(StrEnum):
    """How a key of the invoice compares with the page."""

    EXACT = "exact"
    FOLDED = "folded"
    """Equal after look-alike characters (O/0, I/1, S/5 ...) are made one."""
    EDITED = "edited"
    """One character away."""
    CLOSE = "close"
    """A name or address that reads alike."""
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One key of a candidate invoice held against the page."""

    key: Key
    agreement: Agreement
    expected: str
    """As the ledger has it."""
    read: str
    """As the page has it."""
    labelled: bool = False
    """True where a label or a barcode gives the value its role."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An invoice that a document may belong to."""

    invoice: Invoice
    confidence: float
    """Probability 0..1 that the document belongs to this invoice."""
    evidence: tuple[Evidence, ...]

    @property
    def contradictions(self) -> tuple[Evidence, ...]:
        """Evidence that speaks against this invoice."""
        return tuple(e for e in self.evidence if e.agreement is Agreement.CONTRADICTS)


@dataclass(frozen=True, slots=True)
class Proof:
    """The numbers by which one proof of delivery names its delivery, as read."""

    deliveries: frozenset[str] = frozenset()
    """Delivery numbers."""
    invoices: frozenset[str] = frozenset()
    """Invoice numbers."""


class Route(StrEnum):
    """How a document may come to be filed without a person."""

    TWO_KEYS = "two keys"
    """Two independent keys agree and nothing speaks against it."""
    DOUBTED = "doubted"
    """No contradiction, but too few keys or a rival: filed only where measured errors allow it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure the program was, and whether a person would see the document whatever it thought of it."""

    route: Route
    probability: float
    """0..1 that all of `chosen` is right."""
    weight: float = 0.0
    """1 / share of such documents that people see whatever their probability; 0: not drawn among them."""
    blind: bool = False
    """True when it would have been filed, had it not been drawn for the blind sample."""
    version: str = ""
    """Of the weights that made the probability."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a document goes. `reason` is one sentence that a person can act on."""

    status: Status
    reason: str
    candidates: tuple[Candidate, ...] = ()
    """Ranked, at most 5; empty when parked or quarantined."""
    chosen: tuple[tuple[str, str], ...] = ()
    """Invoice keys (customer number, invoice number): filed under when filed, else what a yes would file."""
    duplicate_of: str = ""
    """Document id, for duplicates."""
    standing: Standing | None = None
    """None where only a person can decide."""
    cause: Cause | None = None
    """Under review: why. None for all else, and for what an older program decided."""
