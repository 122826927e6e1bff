"""What a person decides about a document, as new values of it. Pure; nothing here is certain of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from extractors.fields.dates import find_dates
from extractors.fields.times import find_times
from models.decision import Candidate, Cause, Decision, Status
from models.errors import WrongUse
from models.ledger import Invoice, InvoiceStatus
from models.paper import Box, Manner, Role, SignatureRegion
from models.reading import AcceptanceStatus, FieldName, Found, Reading, Remark, RemarkClass, Source, Value
from models.record import DocumentRecord, document_id
from pipeline.acceptance import acceptance
from pipeline.matching.match import SHOWN

NO_BOX = Box(0.0, 0.0, 0.0, 0.0)
"""Of a value that a person typed without saying where it stands."""
_DATES = frozenset({FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE})


def filed(record: DocumentRecord, invoices: Sequence[Invoice], by: str) -> DocumentRecord:
    """Filed under `invoices` because a person says so.

    Raises:
        WrongUse: there are none, or one of them is void.
    """
    if not invoices:
        raise WrongUse("Choose at least one invoice to file this under, or set it aside.")
    void = [invoice.number for invoice in invoices if invoice.status is InvoiceStatus.VOID]
    if void:
        raise WrongUse(f"{void[0]} is void: nothing is filed under it. Choose the invoice that replaced it.")
    known = {one.invoice.key: one for one in record.decision.candidates}
    chosen = [known.get(invoice.key, Candidate(invoice, 1.0, ())) for invoice in invoices]
    others = [one for one in record.decision.candidates if one not in chosen]
    numbers = ", ".join(invoice.number for invoice in invoices)
    decision = Decision(
        Status.FILED,
        f"Filed under {numbers} by {by}.",
        tuple((*chosen, *others)[:SHOWN]),
        tuple(dict.fromkeys(invoice.key for invoice in invoices)),
    )
    return _decided(record, decision)


def parked(record: DocumentRecord, by: str) -> DocumentRecord:
    """Set aside: it belongs to none of the invoices."""
    return _decided(record, Decision(Status.PARKED, f"Set aside by {by}: it belongs to no invoice yet."))


def unreadable(record: DocumentRecord, by: str) -> DocumentRecord:
    """Kept as evidence that something came; nobody can tell what it says."""
    reason = f"{by} could not read it: have the paper scanned again. This scan is kept."
    return _decided(record, Decision(Status.QUARANTINED, reason))


def duplicate(record: DocumentRecord, original: DocumentRecord, by: str) -> DocumentRecord:
    """The same paper as `original`.

    Raises:
        WrongUse: `original` is this very document, or a duplicate itself.
    """
    if original.id == record.id:
        raise WrongUse("A document is no duplicate of itself: choose the other one.")
    if original.decision.status is Status.DUPLICATE:
        raise WrongUse(f"{original.source} is a duplicate itself: choose the one that it repeats.")
    reason = f"The same paper as in {original.source}, says {by}."
    kept = record.decision.candidates
    return _decided(record, Decision(Status.DUPLICATE, reason, kept, duplicate_of=original.id))


def reopened(record: DocumentRecord, by: str) -> DocumentRecord:
    """Taken back from where it was; what it was filed under is no longer proposed."""
    status = record.decision.status.value
    reason = f"Taken back by {by} ({status} before): choose the invoice or set it aside."
    return _decided(record, Decision(Status.REVIEW, reason, record.decision.candidates, cause=Cause.REOPENED))


def arrived(
    record: DocumentRecord, decision: Decision, invoices: Sequence[Invoice], done: tuple[str, date]
) -> DocumentRecord:
    """Back in the queue, though `done` (by whom, when) it was set aside: these `invoices` came since and fit.

    `decision` is what the program thinks of it now.
    """
    by, day = done
    numbers = ", ".join(invoice.number for invoice in invoices)
    reason = f"Set aside by {by} on {day}. Since then the ledger has brought {numbers}, which it names."
    chosen = tuple(key for key in decision.chosen if key in {invoice.key for invoice in invoices})
    return _decided(record, Decision(Status.REVIEW, reason, decision.candidates, chosen, cause=Cause.ARRIVED))


def offered(decision: Decision, by: str, done: str) -> Decision:
    """What the program now thinks, left to the person who has just worked on the document.

    It loses its standing: what a person has had a hand in says nothing about how sure the program is.
    """
    reason = decision.reason
    if decision.status is Status.FILED:
        reason = f"{done} by {by}. {reason} Confirm it."
    cause = decision.cause or Cause.REOPENED
    return replace(decision, status=Status.REVIEW, reason=reason, standing=None, cause=cause)


def with_value(reading: Reading, name: FieldName, value: Value | None) -> Reading:
    """The reading with one value of a field in place of all that was read; without any where None."""
    others = {other: values for other, values in reading.fields.items() if other is not name}
    fields: Mapping[FieldName, tuple[Value, ...]] = others if value is None else {**others, name: (value,)}
    return judged(replace(reading, fields=fields))


@dataclass(frozen=True, slots=True)
class Pointed:
    """A value as a person types it or points at it, and where on the paper it stands."""

    text: str
    page: int
    box: Box = NO_BOX


def typed(name: FieldName, pointed: Pointed, order: str) -> Value:
    """The value of a field as a person gives it; dates and times as all are written, whatever they typed.

    `order` (dmy or mdy) decides on a date that both fit.

    Raises:
        WrongUse: it is no date, or no time of day.
    """
    text, others = pointed.text, tuple[str, ...]()
    if name in _DATES:
        dates = find_dates(text, order)
        if len(dates) != 1:
            raise WrongUse(f"{text!r} is not one date: write it as in 2026-04-27.")
        text, others = dates[0].chosen.isoformat(), tuple(one.isoformat() for one in dates[0].alternatives)
    if name is FieldName.RECEIVED_TIME:
        times = find_times(text, labelled=True)
        if len(times) != 1:
            raise WrongUse(f"{text!r} is not one time of day: write it as in 14:05.")
        text = times[0].chosen
    return Value(text, 1.0, pointed.page, pointed.box, Found.PERSON, alternatives=others)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about the receipt on a paper."""

    signed: bool | None
    """None: leave it as it was read."""
    stamped: bool = False
    """Not signed, but stamped."""
    remarks: tuple[tuple[RemarkClass, str], ...] | None = None
    """All that is remarked, in place of what was read; None: leave it."""


def with_receipt(reading: Reading, said: Said) -> Reading:
    """The reading with what a person says about its receipt."""
    regions = reading.signatures
    if said.signed is not None:
        regions = (_signed(reading, said), *regions[1:])
    remarks = reading.remarks
    if said.remarks is not None:
        remarks = tuple(_remark(reading, about, text) for about, text in said.remarks)
    return judged(replace(reading, signatures=regions, remarks=remarks))


def with_receipt_of(reading: Reading, old: Reading) -> Reading:
    """A new reading with what the `old` one, as a person has corrected it, says about the receipt."""
    return judged(replace(reading, signatures=old.signatures, remarks=old.remarks))


def _signed(reading: Reading, said: Said) -> SignatureRegion:
    last = reading.pages[-1] if reading.pages else 1
    region = next(iter(reading.signatures), SignatureRegion(Role.CUSTOMER, last, NO_BOX, False, 1.0, ""))
    manner = Manner.INK if said.signed else Manner.STAMP if said.stamped else Manner.NONE
    likeness = region.likeness if said.signed else ""
    return replace(
        region,
        present=bool(said.signed),
        confidence=1.0,
        manner=manner,
        role=Role.CUSTOMER,
        likeness=likeness,
    )


def _remark(reading: Reading, about: RemarkClass, text: str) -> Remark:
    """One that was read already keeps its place."""
    for remark in reading.remarks:
        if remark.text == text:
            return replace(remark, about=about, confidence=1.0)
    last = reading.pages[-1] if reading.pages else 1
    return Remark(about, text, last, NO_BOX, source=Source.HAND)


def judged(reading: Reading) -> Reading:
    """The reading with what its receipt says now; as legible as it was."""
    was = reading.acceptance
    legible = was is None or was.status is not AcceptanceStatus.UNREADABLE
    return replace(reading, acceptance=acceptance(reading, legible=legible))


def corrected_by_people(reading: Reading, old: Reading) -> Reading:
    """A new reading that keeps what people have said in the `old` one about the pages that it shows."""
    said = {
        name: values
        for name, values in old.fields.items()
        if values and values[0].found is Found.PERSON and values[0].page in reading.pages
    }
    turns, read_turns = (
        {number: turn for number, turn in stood.items() if int(number) in reading.pages}
        for stood in (old.turns, old.read_turns)
    )
    return judged(replace(reading, fields={**reading.fields, **said}, turns=turns, read_turns=read_turns))


def sections(pages: Sequence[int], starts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Pages of a document cut where `starts` say that another one begins.

    Raises:
        WrongUse: no page but the first begins one, or a start is no page of it.
    """
    begins = sorted(set(starts) - set(pages[:1]))
    if not begins or not set(begins) <= set(pages):
        raise WrongUse(
            f"Say at which of the pages {', '.join(map(str, pages[1:])) or '(none)'} another begins."
        )
    bounds = [0, *(pages.index(start) for start in begins), len(pages)]
    return tuple(tuple(pages[one:other]) for one, other in pairwise(bounds))


def part(record: DocumentRecord, reading: Reading, decision: Decision) -> DocumentRecord:
    """A document of the same file that shows other pages."""
    identity = document_id(record.drop_id, reading.pages)
    return replace(record, id=identity, reading=reading, decision=decision, audit_pending=False)


def _decided(record: DocumentRecord, decision: Decision) -> DocumentRecord:
    return replace(record, decision=decision, audit_pending=False)
