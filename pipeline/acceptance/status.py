"""Status and grade of a receipt. Pure.

Filing never asks for it: a paper is filed by its numbers, whatever its receipt says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.paper import Page
from models.reading import (
    Acceptance,
    AcceptanceStatus,
    DocumentType,
    Grade,
    Reading,
    Remark,
    RemarkClass,
)
from pipeline.acceptance.receipt import Receipt, receipt_of
from pipeline.acceptance.words import sentence

_WELL_READ = 0.6
"""Confidence of a word that was rather read than guessed."""
_FEWEST_WORDS, _LEAST_SHARE = 12, 0.4
"""Of words read well: with less, a place for a signature may be there and not be known as one."""
_WORST = {
    AcceptanceStatus.SIGNED_QUALIFIED: Grade.C,
    AcceptanceStatus.SIGNED_CLAUSED: Grade.C,
    AcceptanceStatus.CARRIER_STATEMENT_ONLY: Grade.C,
    AcceptanceStatus.REFUSED: Grade.D,
    AcceptanceStatus.UNATTENDED: Grade.D,
    AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY: Grade.D,
    AcceptanceStatus.UNSIGNED: Grade.D,
    AcceptanceStatus.UNREADABLE: Grade.D,
}
"""The best grade that a status allows; those that are not here allow every one."""
_GENERIC = frozenset({RemarkClass.QUALIFIED, RemarkClass.OTHER})
"""What could not be read may be a reservation too, but is none that says what is wrong."""


def with_acceptance(reading: Reading, pages: Sequence[Page]) -> Reading:
    """The reading with what its receipt says; `pages` are those it was read from.

    Whatever changes a reading later has to come here again, for the reason names people and days.
    """
    return replace(reading, acceptance=acceptance(reading, legible=is_legible(pages)))


def acceptance(reading: Reading, *, legible: bool = True) -> Acceptance | None:
    """Status and grade of a proof of delivery; None for any other paper.

    `legible` is false where the pages could hardly be read, so that nothing found means nothing.
    """
    if reading.type is not DocumentType.PROOF_OF_DELIVERY:
        return None
    receipt = receipt_of(reading)
    status = _status(receipt, legible=legible)
    return Acceptance(
        status=status,
        grade=_grade(receipt, status),
        why=sentence(receipt, status),
        unsure=_is_unsure(receipt, status),
    )


def is_legible(pages: Sequence[Page]) -> bool:
    """False where so few words were read well that a receipt on these pages may have been overlooked."""
    words = [word for page in pages for word in page.words]
    well = sum(word.confidence >= _WELL_READ for word in words)
    return not pages or (well >= _FEWEST_WORDS and well >= _LEAST_SHARE * len(words))


def _status(receipt: Receipt, *, legible: bool) -> AcceptanceStatus:
    if receipt.is_refused:
        return AcceptanceStatus.REFUSED
    if receipt.is_left:
        return AcceptanceStatus.UNATTENDED
    if receipt.signature or receipt.stamp:
        return _taken(receipt)
    if receipt.is_stated:
        return AcceptanceStatus.CARRIER_STATEMENT_ONLY
    if receipt.others:
        return AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY
    return AcceptanceStatus.UNSIGNED if legible else AcceptanceStatus.UNREADABLE


def _taken(receipt: Receipt) -> AcceptanceStatus:
    """The status of goods that somebody signed or stamped for on the customer's side."""
    if any(map(_is_specific, receipt.remarks)):
        return AcceptanceStatus.SIGNED_CLAUSED
    if receipt.remarks:
        return AcceptanceStatus.SIGNED_QUALIFIED
    if receipt.signature is None:
        return AcceptanceStatus.STAMPED_ONLY
    whole = receipt.is_named and receipt.is_dated
    return AcceptanceStatus.SIGNED_CLEAN if whole else AcceptanceStatus.SIGNED_INCOMPLETE


def _is_specific(remark: Remark) -> bool:
    return remark.about not in _GENERIC


def _grade(receipt: Receipt, status: AcceptanceStatus) -> Grade:
    """The worse of what the status allows and what the missing elements leave: A is best, D worst."""
    missing = (not receipt.is_named) + (not receipt.is_dated)
    whole = (Grade.A, Grade.B, Grade.D)[missing]
    if receipt.stamp and missing:
        whole = Grade.B
    if status is AcceptanceStatus.CARRIER_STATEMENT_ONLY:
        whole = Grade.C
    return max(whole, _WORST.get(status, Grade.A))


def _is_unsure(receipt: Receipt, status: AcceptanceStatus) -> bool:
    """True where the place that counts is in doubt, or nothing could be told at all."""
    if status is AcceptanceStatus.UNREADABLE:
        return True
    if status is AcceptanceStatus.UNATTENDED:
        return receipt.signature is not None
    return status is not AcceptanceStatus.REFUSED and receipt.doubt is not None
