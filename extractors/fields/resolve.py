"""From labelled values to fields, now that the document's type is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.carriers import POD_LETTER
from extractors.fields.askers import is_among_numbers, is_receivers, signer_asked
from extractors.fields.find import Finding, Found
from extractors.fields.handed_to import handed_to
from extractors.fields.labels import Kind, kind_of
from extractors.fields.layout import Run
from extractors.fields.loose_dates import own_date, stamped_date
from extractors.fields.loose_numbers import own_number
from extractors.fields.names import addressee, is_legal_name, letterhead
from extractors.fields.receipt import Signer, signer_near
from extractors.fields.receipt_times import received_times
from extractors.fields.references import is_qualified, meaning
from extractors.fields.sense import Sense
from extractors.fields.statements import stated
from extractors.fields.text import letters, tidy_name
from extractors.fields.types import CARRIER_KINDS, UNKNOWN_KIND, Classified, has_receipt
from extractors.fields.worn_dates import ordered, worn_date
from models.paper import Barcode, around
from models.reading import DocumentType, FieldName, Value
from models.reading import Found as HowFound

FieldValue = tuple[FieldName, Value]

_ORDER_DATES = {Sense.ORDER_DATE: 1.0, Sense.PLAIN_DATE: 0.95}
_NOTE_DATES = {
    Sense.NOTE_DATE: 1.0,
    Sense.PLAIN_DATE: 0.95,
    Sense.INVOICE_DATE: 0.8,
    Sense.DELIVERY_DATE: 0.75,
    Sense.ORDER_DATE: 0.3,
}
_INVOICE_DATES = {
    Sense.INVOICE_DATE: 1.0,
    Sense.PLAIN_DATE: 0.95,
    Sense.NOTE_DATE: 0.6,
    Sense.DELIVERY_DATE: 0.4,
    Sense.ORDER_DATE: 0.3,
}
_ONLY_RECEIVED = 0.6
_PLAIN_RECEIVED = 0.85
_STATED = 0.9
_CUSTOMERS_NAMES = {Sense.CUSTOMER: 0.95, Sense.BILL_TO: 0.9, Sense.SHIP_TO: 0.5}
_SELLERS_NAMES = {Sense.CUSTOMER: 1.0, Sense.BILL_TO: 0.95, Sense.SHIP_TO: 0.93}
_CARRIERS_NAMES = {Sense.SHIP_TO: 1.0, Sense.CUSTOMER: 0.7, Sense.BILL_TO: 0.5}
_LETTERHEAD, _LEGAL_LETTERHEAD, _WINDOW_ADDRESS = 0.65, 0.8, 0.5
_CUSTOMERS_LETTERS = frozenset({"remittance", "letter"})
_MOST_NAME_WORDS = 5
_ACCOUNT, _BANK_REACH = letters("account"), 6.0
_BANK = re.compile("|".join(map(letters, ("bank", "iban", "routing", "sort code", "swift", "bic"))))
_GS1_ORDER = re.compile(r"\(400\)([^()\s]{2,30})")
_BARCODE = 0.95
_NAMED, _SELLERS_OWN = 0.8, 0.4
"""Strength of a label that names the customer's order outright; what "Pedido" counts beside "Su pedido"."""
_LOWER_HALF = 0.5
_LARGE_NUMBER, _LIKELY = 0.6, 0.4
"""A delivery note's number in large type without a label; what a labelled one must have to be believed."""


def fields_of(page: Found, document: Classified, *, first: bool = True) -> Iterator[FieldValue]:
    """Every field value of one page; `first` when it is the document's first page."""
    numbers = tuple(_numbers(page, document))
    yield from numbers
    if first and document.kind == "delivery_note" and not _tells_delivery(numbers):
        own = own_number(page)
        if own is not None:
            yield FieldName.DELIVERY_NUMBER, _of_run(page, own, _LARGE_NUMBER)
    yield from _names(page, document, first=first)
    date = _document_date(page, document, first=first)
    yield from _receipt(page, document, date)
    if date is not None:
        yield FieldName.DOCUMENT_DATE, date


def barcode_fields(page: int, barcodes: Sequence[Barcode]) -> Iterator[FieldValue]:
    """Field values that GS1 codes name outright: (400) is the customer's PO number."""
    for barcode in barcodes:
        for number in _GS1_ORDER.findall(barcode.text):
            value = Value(number, _BARCODE, page, barcode.box, HowFound.BARCODE, barcode.symbology)
            yield FieldName.PO_NUMBER, value


def only_received(received: Value) -> Value:
    """The receipt date standing in for a document date that is not printed."""
    return replace(received, confidence=received.confidence * _ONLY_RECEIVED)


def _numbers(page: Found, document: Classified) -> Iterator[FieldValue]:
    qualified = any(map(is_qualified, page.findings)) and document.type is not DocumentType.PURCHASE_ORDER
    for finding in page.findings:
        if kind_of(finding.sense) is Kind.NUMBER and not _is_bank_account(page, finding):
            found = meaning(finding, document)
            if found is not None:
                unnamed = finding.sense is Sense.PO_NUMBER and finding.span.label.strength < _NAMED
                vague = qualified and unnamed
                yield found[0], _value(page, finding, found[1] * (_SELLERS_OWN if vague else 1.0))


def _tells_delivery(numbers: Sequence[FieldValue]) -> bool:
    return any(name is FieldName.DELIVERY_NUMBER and one.confidence >= _LIKELY for name, one in numbers)


def _is_bank_account(page: Found, finding: Finding) -> bool:
    """True for an "account number" among bank details."""
    if finding.sense is not Sense.CUSTOMER_NUMBER or _ACCOUNT not in finding.span.form:
        return False
    sheet, place = page.page.sheet, finding.span.level
    rows = (span.level.middle[1] for span in page.page.spans if _BANK.search(span.form))
    return any(sheet.high(abs(row - place.middle[1])) < _BANK_REACH for row in rows)


def _names(page: Found, document: Classified, *, first: bool) -> Iterator[FieldValue]:
    weights = _name_weights(document)
    for finding in page.of(*weights):
        yield FieldName.CUSTOMER_NAME, _value(page, finding, weights[finding.sense])
    unlabelled = _unlabelled_name(page, document) if first else None
    if unlabelled is not None:
        yield FieldName.CUSTOMER_NAME, unlabelled


def _unlabelled_name(page: Found, document: Classified) -> Value | None:
    """The letterhead of the customer's own paper, or else the address in the window."""
    own = document.type is DocumentType.PURCHASE_ORDER or document.kind in _CUSTOMERS_LETTERS
    if document.type is DocumentType.OTHER and document.kind == UNKNOWN_KIND:
        return None
    if own:
        head = letterhead(page)
        legal = head is not None and is_legal_name(head.text)
        sure = _LEGAL_LETTERHEAD if legal else _LETTERHEAD
        return _of_run(page, head, sure) if head is not None else None
    if document.kind in CARRIER_KINDS or page.of(*_SELLERS_NAMES):
        return None
    window = addressee(page)
    return _of_run(page, window, _WINDOW_ADDRESS) if window is not None else None


def _name_weights(document: Classified) -> dict[Sense, float]:
    if document.type is DocumentType.PURCHASE_ORDER:
        return _CUSTOMERS_NAMES
    return _CARRIERS_NAMES if document.kind in CARRIER_KINDS else _SELLERS_NAMES


def _receipt(page: Found, document: Classified, own: Value | None) -> Iterator[FieldValue]:
    if document.type is DocumentType.PURCHASE_ORDER:
        return
    if document.type is DocumentType.OTHER and not has_receipt(page):
        return
    told = {sense: tuple(_stated(page, sense)) for sense in (Sense.RECEIVED_DATE, Sense.PRINTED_NAME)}
    days = (
        told[Sense.RECEIVED_DATE]
        or tuple(_received_dates(page, document))
        or stamped_date(page)
        or worn_date(page, own)
    )
    days = tuple(ordered(day, own) for day in days)
    yield from ((FieldName.RECEIVED_DATE, day) for day in days)
    yield from ((FieldName.RECEIVED_TIME, time) for time in received_times(page, document, days))
    yield from ((FieldName.PRINTED_NAME, name) for name in told[Sense.PRINTED_NAME])
    for finding in page.of(Sense.PRINTED_NAME):
        if _is_receivers_name(page, finding):
            yield FieldName.PRINTED_NAME, _value(page, finding, 1.0)
    for finding, name in handed_to(page):
        yield FieldName.PRINTED_NAME, replace(_value(page, finding, 1.0), text=name.text)


def _stated(page: Found, sense: Sense) -> Iterator[Value]:
    """What a sentence of receipt states outright."""
    for one in stated(page.page.sheet, page.order):
        if one.value.sense is sense:
            sure = min(token.confidence for token in one.tokens) * _STATED
            place = around(token.box for token in one.tokens)
            number, others = page.page.sheet.number, one.value.alternatives
            yield Value(one.value.text, round(sure, 4), number, place, HowFound.LABEL, alternatives=others)


def _received_dates(page: Found, document: Classified) -> Iterator[Value]:
    """Days of receipt; on a carrier's page "delivered" tells it, a "delivery date" was planned.

    Those in the block of receipt count before one over it, which is the paper's own.
    """
    found: list[Finding] = []
    for finding in page.of(Sense.RECEIVED_DATE, Sense.PLAIN_DATE, Sense.DELIVERY_DATE):
        plain = finding.sense is Sense.DELIVERY_DATE and finding.span.label.strength < 1
        if (plain and document.kind == POD_LETTER) or is_receivers(page, finding.span):
            found.append(finding)
    low = [finding for finding in found if not _is_over_receipt(page, finding)]
    for finding in low or found:
        outright = finding.sense is Sense.RECEIVED_DATE
        yield _value(page, finding, 1.0 if outright else _PLAIN_RECEIVED)


def _is_over_receipt(page: Found, finding: Finding) -> bool:
    """True for a day that is not outright the receiver's and stands over all places for names and ink."""
    marks = [
        span.level.y0
        for span in page.page.spans
        if span.label.sense is Sense.PRINTED_NAME or kind_of(span.label.sense) is Kind.MARK
    ]
    top = min(marks, default=0.0) - page.page.sheet.em
    return finding.sense is not Sense.RECEIVED_DATE and finding.span.level.y1 < top


def _is_receivers_name(page: Found, finding: Finding) -> bool:
    signer = signer_asked(page, finding.span)
    outright = finding.span.label.strength >= 1 and signer is Signer.NOBODY
    form = letters(finding.value.text)
    if any(form in letters(region.label) for region in page.signatures):
        return False
    return len(finding.tokens) <= _MOST_NAME_WORDS and (signer is Signer.CUSTOMER or outright)


def _document_date(page: Found, document: Classified, *, first: bool) -> Value | None:
    """The likeliest printed date of the paper; among equals the highest on the page."""
    weights = _date_weights(document)
    order = document.type is DocumentType.PURCHASE_ORDER
    dated = [
        one for one in page.of(*weights) if not (_is_receipt_date(page, one, order=order) or _is_mention(one))
    ]
    if dated:
        best = max(dated, key=lambda finding: (weights[finding.sense], -finding.level.y0))
        return _value(page, best, weights[best.sense])
    return own_date(page, receipt=_may_be_received(page, document), order=order) if first else None


def _is_mention(finding: Finding) -> bool:
    """True for the date of another paper of which a sentence speaks: "your invoice 4711 of 3 March"."""
    return finding.sense is Sense.PLAIN_DATE and finding.span.first > 0 and finding.span.run.is_prose


def _may_be_received(page: Found, document: Classified) -> bool:
    return document.type is DocumentType.PROOF_OF_DELIVERY or has_receipt(page)


def _date_weights(document: Classified) -> dict[Sense, float]:
    if document.type is DocumentType.PURCHASE_ORDER:
        return _ORDER_DATES
    return _INVOICE_DATES if document.kind in {"invoice", "credit_note"} else _NOTE_DATES


def _is_receipt_date(page: Found, finding: Finding, *, order: bool) -> bool:
    unsaid = finding.sense in {Sense.PLAIN_DATE, Sense.DELIVERY_DATE}
    if order and finding.level.y0 < _LOWER_HALF:
        return False
    if not unsaid or (not order and is_among_numbers(page, finding.span)):
        return False
    return signer_near(page, finding.span.level) is not Signer.NOBODY


def _value(page: Found, finding: Finding, sure: float) -> Value:
    return Value(
        text=finding.value.text,
        confidence=round(finding.confidence * sure, 4),
        page=page.page.sheet.number,
        box=finding.box,
        found=HowFound.LABEL,
        label=finding.span.text,
        alternatives=finding.value.alternatives,
    )


def _of_run(page: Found, run: Run, sure: float) -> Value:
    number = page.page.sheet.number
    return Value(tidy_name(run.text), round(run.confidence * sure, 4), number, run.box, HowFound.LABEL)
