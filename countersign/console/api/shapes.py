"""Shapes that the description of the API tells of. What is sent is built elsewhere; a test compares both."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from models.decision import Agreement, Key, Status
from models.ledger import InvoiceStatus
from models.paper import Manner, Role
from models.reading import AcceptanceStatus, DocumentType, FieldName, Found, Grade, RemarkClass, Source

Fraction = Annotated[float, Field(ge=0, le=1)]
Box = Annotated[
    list[Fraction],
    Field(min_length=4, max_length=4, description="x0, y0, x1, y1 as fractions of the upright page."),
]
PageNumber = Annotated[int, Field(ge=1, description="Page of the received file.")]


class Shape(BaseModel):
    """Something of which all parts are told."""

    model_config = ConfigDict(extra="forbid")


class FieldShape(Shape):
    """A field as the page shows it."""

    value: str
    confidence: Fraction
    page: PageNumber
    bbox: Box
    found: Found
    label: str = Field("", description="What it stands at; left out where there is no label.")
    alternatives: list[str] = Field([], description="Other readings; left out where there are none.")
    values: list[str] = Field([], description="All values, where there are several.")


class CountingSignature(Shape):
    """The signature that counts: the customer's."""

    present: bool
    manner: Manner = Field(Manner.NONE, description="Left out where the paper has no place for one.")
    confidence: Fraction | None
    page: PageNumber | None
    bbox: Box | None


class SignatureShape(Shape):
    """A place for a signature."""

    role: Role
    present: bool
    manner: Manner
    confidence: Fraction
    page: PageNumber
    bbox: Box
    label: str


class RemarkShape(Shape):
    """Something that was written on receipt."""

    about: RemarkClass = Field(alias="class")
    text: str
    page: PageNumber
    bbox: Box
    quantity: str
    source: Source
    confidence: Fraction


class AcceptanceShape(Shape):
    """What the receipt says, and its grade, A best."""

    status: AcceptanceStatus
    grade: Grade
    why: str
    unsure: bool


class MatchShape(Shape):
    """An invoice that the document may belong to."""

    invoice_number: str
    customer_number: str
    confidence: Fraction = Field(description="Probability that the document belongs to it.")
    filed: bool
    proposed: bool = Field(False, description="Under review: a plain yes would file it here.")


class CapturedDocument(Shape):
    """One captured document, in the shape of `countersign export documents`."""

    id: str
    client: str
    sha256: str
    received_at: datetime
    source: str
    pages: list[PageNumber]
    type: DocumentType
    kind: str
    type_confidence: Fraction
    fields: dict[FieldName, FieldShape]
    signature: CountingSignature
    signatures: list[SignatureShape]
    exceptions: list[RemarkClass]
    remarks: list[RemarkShape]
    acceptance: AcceptanceShape | None
    matches: list[MatchShape] = Field(description="Best first; none when parked or quarantined.")
    status: Status
    reason: str
    duplicate_of: str | None = Field(None, description="Id of the document that it repeats.")
    audit_pending: bool
    audit: Literal["blind_sample"] = Field("blind_sample", description="Only while it is checked blindly.")


class ReceiptShape(Shape):
    """What a document says about the receipt of the goods, as it was read or as a person said."""

    document: str
    signature: CountingSignature
    signatures: list[SignatureShape]
    exceptions: list[RemarkClass]
    remarks: list[RemarkShape]
    acceptance: AcceptanceShape | None


class EvidenceShape(Shape):
    """One key of an invoice held against the page."""

    key: Key
    agreement: Agreement
    expected: str = Field(description="As the ledger has it.")
    read: str = Field(description="As the page has it.")
    labelled: bool = Field(description="Whether a label or a barcode says what it is.")
    words: str


class InvoiceShape(Shape):
    """An invoice of the ledger."""

    invoice_number: str
    customer_number: str
    customer_name: str = Field(description="Empty where the ledger has none.")
    po_number: str
    delivery_number: str
    invoice_date: str
    due_date: str | None
    amount: str = Field(description="With all its digits.")
    currency: str
    status: InvoiceStatus


class CandidateShape(Shape):
    """An invoice that the document may belong to, and what speaks for and against it."""

    invoice: InvoiceShape
    confidence: Fraction | None
    chosen: bool = Field(description="Filed under it, or would be after a plain yes.")
    evidence: list[EvidenceShape]
    on_file: list[str] = Field(description="Ids of documents that are filed under it already.")


class Matches(Shape):
    """Where a document belongs, and why."""

    document: str
    status: Status
    reason: str
    matches: list[CandidateShape] = Field(description="Best first; none while it is checked blindly.")


class Problem(BaseModel):
    """Why a request was refused, after RFC 9457."""

    type: Literal["about:blank"] = "about:blank"
    title: str = Field(description="Name of the HTTP status.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with this request, and what to do.")
