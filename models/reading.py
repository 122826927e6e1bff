"""What one document says: its type, fields, signatures and remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.paper import Addition, Box, Page, SignatureRegion


class DocumentType(StrEnum):
    """The three types that users script against."""

    PURCHASE_ORDER = "purchase_order"
    PROOF_OF_DELIVERY = "proof_of_delivery"
    """Any paper made to carry the receiver's receipt, signed or not."""
    OTHER = "other"


class FieldName(StrEnum):
    """The fields a document may show."""

    CUSTOMER_NUMBER = "customer_number"
    CUSTOMER_NAME = "customer_name"
    INVOICE_NUMBER = "invoice_number"
    PO_NUMBER = "po_number"
    DELIVERY_NUMBER = "delivery_number"
    DOCUMENT_DATE = "document_date"
    RECEIVED_DATE = "received_date"
    RECEIVED_TIME = "received_time"
    PRINTED_NAME = "printed_name"


class Found(StrEnum):
    """How a value was found."""

    LABEL = "label"
    """Printed beside, below or under a label that names its role."""
    LEDGER = "ledger"
    """Printed without a label; the ledger knows it in this role."""
    BARCODE = "barcode"
    PERSON = "person"
    """Typed or pointed at by a person."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field as the page says it."""

    text: str
    """Normalised: dates in ISO 8601, numbers without surrounding blanks; otherwise as printed."""
    confidence: float
    page: int
    """1-based page of the received file."""
    box: Box
    found: Found
    label: str = ""
    """The printed label, empty where there was none."""
    alternatives: tuple[str, ...] = ()
    """Other readings that fit as well, such as the other order of an ambiguous date."""


class RemarkClass(StrEnum):
    """What a remark is about."""

    SHORT = "short"
    OVER = "over"
    DAMAGED = "damaged"
    REFUSED = "refused"
    LATE = "late"
    WRONG_ITEM = "wrong_item"
    PRICE = "price"
    UNATTENDED = "unattended"
    """Left without anybody to receive it."""
    QUALIFIED = "qualified"
    """Generic: subject to count or inspection, contents unknown."""
    OTHER = "other"
    """Written in the space for remarks, about none of these or not readable."""


EXCEPTIONS = frozenset(
    {
        RemarkClass.SHORT,
        RemarkClass.DAMAGED,
        RemarkClass.REFUSED,
        RemarkClass.LATE,
        RemarkClass.WRONG_ITEM,
        RemarkClass.PRICE,
    }
)
"""What is wrong with the delivery itself: the `exceptions` of an exported document."""


class Source(StrEnum):
    """How a remark was made."""

    HAND = "hand"
    STAMP = "stamp"
    TICK = "tick"
    PRINT = "print"
    """By a machine at the delivery, as on a hand-held's slip."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something written, stamped or ticked on receipt."""

    about: RemarkClass
    text: str
    page: int
    box: Box
    quantity: str = ""
    """How many, as written ("3", "2 of 12"); empty where none is given."""
    source: Source = Source.HAND
    confidence: float = 1.0
    """0..1 that it was made on receipt and is of that class."""


class AcceptanceStatus(StrEnum):
    """How far a proof of delivery shows that the customer took the goods."""

    SIGNED_CLEAN = "signed_clean"
    """Signed, named and dated; no remarks detected."""
    SIGNED_INCOMPLETE = "signed_incomplete"
    """Signed, but the name or the date is missing."""
    STAMPED_ONLY = "stamped_only"
    SIGNED_QUALIFIED = "signed_qualified"
    """With a generic reservation, such as "subject to count"."""
    SIGNED_CLAUSED = "signed_claused"
    """With something specific: short, over, damaged and so on."""
    REFUSED = "refused"
    UNATTENDED = "unattended"
    CARRIER_STATEMENT_ONLY = "carrier_statement_only"
    """A carrier, or what was printed after the delivery, says that somebody signed."""
    NON_CUSTOMER_SIGNATURE_ONLY = "non_customer_signature_only"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


REMARKED = frozenset(
    {AcceptanceStatus.SIGNED_QUALIFIED, AcceptanceStatus.SIGNED_CLAUSED, AcceptanceStatus.REFUSED}
)
"""A remark, a reservation or a refusal stands on the paper."""


class Grade(StrEnum):
    """What a proof of delivery is worth in a dispute, A best."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the receipt on a proof of delivery says; never a reason to hold up its filing."""

    status: AcceptanceStatus
    grade: Grade
    why: str
    """One sentence for a collector."""
    unsure: bool = False
    """True where a person should look before the paper is relied on."""


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one document within a received file, before anything is read from them."""

    pages: tuple[Page, ...]
    """Content pages in order; blanks and separators are left out. Never empty."""
    started_by: str
    """Why it begins where it does, such as "first page", "separator" or "page 1 of 2"."""
    certainty: float = 1.0
    """Probability 0..1 of its least sure boundary, at its ends or left undrawn within."""
    doubt: str = ""
    """What else may be, such as "page 3 may begin another document"; empty where all is sure."""
    issued_as: str = ""
    """Id of the document of the same note before it was signed; empty where none is known."""
    rescan_of: str = ""
    """Id of the document named by the rescan slip in front of the pages; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name or date of the receipt that stands there by hand, but could not be read."""

    name: FieldName
    page: int
    box: Box


UNREAD = "unread"
"""The kind of a file of which nothing could be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document."""

    pages: tuple[int, ...]
    """1-based pages of the received file; blanks and separators are left out."""
    type: DocumentType
    kind: str
    """The finer name, such as delivery_note or bill_of_lading."""
    type_confidence: float
    fields: Mapping[FieldName, tuple[Value, ...]] = field(default_factory=dict)
    """Most confident value first; a field that the page does not show is absent."""
    signatures: tuple[SignatureRegion, ...] = ()
    """All regions found; the one that counts comes first."""
    remarks: tuple[Remark, ...] = ()
    acceptance: Acceptance | None = None
    """None for a paper that is no proof of delivery."""
    issued_as: str = ""
    """Id of the document of the same note before it was signed; empty where none is known."""
    additions: tuple[Addition, ...] = ()
    """What was added to that note since."""
    rescan_of: str = ""
    """Id of the document named by the rescan slip in front of the pages; empty where there is none."""
    text: str = ""
    """All words, one printed line a line; pages are parted by a form feed."""
    fingerprints: tuple[str, ...] = ()
    """One perceptual hash a page."""
    unsure: tuple[str, ...] | None = None
    """Words with figures, as in `text`, that may have been misread; None where that is not known."""
    doubt: str = ""
    """Why its pages may not be one document, such as "page 3 may begin another document"; mostly empty."""
    reported: bool = False
    """True where a machine printed by whom and at what time the goods were received, so after that."""
    written: tuple[Written, ...] = ()
    """Of fields that have no value."""
    turns: Mapping[str, int] = field(default_factory=dict)
    """Degrees clockwise (90, 180, 270) that a person turned pages further, by page number as text."""

    read_turns: Mapping[str, int] = field(default_factory=dict)
    """As `turns`: how pages stood when they were read again after a person had turned them."""

    def turn(self, page: int) -> int:
        """Degrees clockwise that a person turned this page further than the reader had."""
        return self.turns.get(str(page), 0)

    def read_turn(self, page: int) -> int:
        """The same of the page as it was read last."""
        return self.read_turns.get(str(page), 0)

    @property
    def turned_since(self) -> tuple[int, ...]:
        """Pages that were turned after they were read."""
        return tuple(page for page in self.pages if self.turn(page) != self.read_turn(page))

    def value(self, name: FieldName) -> Value | None:
        """The likeliest value of a field, None when the page does not show it."""
        values = self.fields.get(name, ())
        return values[0] if values else None
