"""Which papers go into a pack, in which order, under which letter, and what of their pages is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from models.paper import Box, Page
from models.reading import DocumentType, FieldName
from models.record import DocumentRecord
from models.sending import InvoiceKey
from receivables.evidence.marks import Mark, marks_of
from receivables.evidence.others import WHOLE, Party, Seen, seen_of

_TELLING = frozenset(
    {
        "bill_of_lading",
        "carrier_delivery_receipt",
        "carrier_pod_letter",
        "certificate",
        "cmr",
        "delivery_note",
        "invoice",
        "order_confirmation",
        "packing_slip",
        "service_sheet",
        "waybill",
    }
)
"""Kinds of other papers that go into a pack unasked; letters and claims are for a person to choose."""
_ORDER = {DocumentType.PURCHASE_ORDER: 0, DocumentType.OTHER: 1, DocumentType.PROOF_OF_DELIVERY: 2}


@dataclass(frozen=True, slots=True)
class Given:
    """A document filed under the invoices, with its pages as they were read."""

    record: DocumentRecord
    pages: Mapping[int, Page]
    """By page number; one that is missing was not read."""
    others: Party | None = None
    """By what other customers are known on it; None where it is filed for this customer alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page in the pack."""

    number: int
    """1-based page of the received file."""
    covered: tuple[Box, ...] = ()
    """Blacked out: not part of the picture any more."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that is not in the pack."""

    number: int
    why: str
    """"others", "nobody" or "unread"."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document in the pack."""

    letter: str
    """A, B, ... Z, AA, AB, ..."""
    record: DocumentRecord
    invoices: tuple[str, ...]
    """Numbers of those invoices of the pack that it is filed under."""
    shown: tuple[Shown, ...]
    left_out: tuple[LeftOut, ...] = ()
    marks: tuple[Mark, ...] = ()
    signed_as: str = ""
    """Letter of the same note as it came back signed; empty where that is not in the pack."""

    @property
    def is_proof(self) -> bool:
        """True for a proof of delivery, which an annotated copy follows."""
        return self.record.reading.type is DocumentType.PROOF_OF_DELIVERY

    @property
    def is_partial(self) -> bool:
        """True where parts of it were taken out, so that it is not to be judged as a whole."""
        return bool(self.left_out) or any(page.covered for page in self.shown)

    @property
    def annotated(self) -> str:
        """The letter of its annotated copy; empty where there is none."""
        return f"{self.letter}-1" if self.is_proof and self.marks else ""


@dataclass(frozen=True, slots=True)
class Picked:
    """The exhibits, and the documents of which nothing may be shown."""

    exhibits: tuple[Exhibit, ...]
    hidden: tuple[DocumentRecord, ...] = ()


def is_evidence(record: DocumentRecord) -> bool:
    """True for what goes into a pack without being asked for by name."""
    return record.reading.type is not DocumentType.OTHER or record.reading.kind in _TELLING


def exhibits_of(given: Iterable[Given], keys: Sequence[InvoiceKey], own: Party) -> Picked:
    """The exhibits of a pack for `keys` of one customer, known as `own`, in the order they are read.

    By invoice as `keys` has them; then orders, other papers, proofs of delivery, each by date.
    """
    places = {key: place for place, key in enumerate(keys)}
    exhibits, hidden = list[Exhibit](), list[DocumentRecord]()
    known = tuple(given)
    issued = {one.record.reading.issued_as for one in known}
    for one in sorted(known, key=lambda one: _place(one.record, places, issued)):
        exhibit = _exhibit(one, keys, own, _letter(len(exhibits)))
        if exhibit.shown:
            exhibits.append(exhibit)
        else:
            hidden.append(one.record)
    signed = {one.record.reading.issued_as: one.letter for one in exhibits}
    linked = (replace(one, signed_as=signed.get(one.record.id, "")) for one in exhibits)
    return Picked(tuple(linked), tuple(hidden))


def _exhibit(one: Given, keys: Sequence[InvoiceKey], own: Party, letter: str) -> Exhibit:
    reading = one.record.reading
    seen = {number: _seen(one, number, own) for number in reading.pages}
    shown = tuple(Shown(number, page.covered) for number, page in seen.items() if page.shown)
    left_out = tuple(LeftOut(number, page.why_not) for number, page in seen.items() if not page.shown)
    hidden = [(page.number, box) for page in shown for box in page.covered]
    hidden += [(page.number, Box(0.0, 0.0, 1.0, 1.0)) for page in left_out]
    filed = tuple(number for customer, number in keys if (customer, number) in one.record.decision.chosen)
    proof = reading.type is DocumentType.PROOF_OF_DELIVERY
    marks = marks_of(reading, hidden) if proof else ()
    return Exhibit(letter, one.record, filed, shown, left_out, marks)


def _seen(one: Given, number: int, own: Party) -> Seen:
    if one.others is None:
        return WHOLE
    page = one.pages.get(number)
    return seen_of(page, own, one.others) if page else Seen(whole=False, why_not="unread")


def _place(
    record: DocumentRecord, places: Mapping[InvoiceKey, int], issued: Collection[str]
) -> tuple[int, int, str, bool, str]:
    """A note as it was issued stands before the signed one."""
    first = min((places[key] for key in record.decision.chosen if key in places), default=len(places))
    dated = record.reading.value(FieldName.DOCUMENT_DATE)
    return (
        first,
        _ORDER[record.reading.type],
        dated.text if dated else "9",
        record.id not in issued,
        record.id,
    )


def _letter(place: int) -> str:
    """The name of the exhibit at a 0-based place: A to Z, then AA, AB and so on."""
    name, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, len(ascii_uppercase))
        name = ascii_uppercase[last] + name
    return name
