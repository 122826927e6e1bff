"""File, review or park: two independent agreeing keys and no contradiction, or a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.decision import Agreement, Candidate, Decision, Key, Status
from models.ledger import InvoiceStatus
from models.reading import DocumentType, Reading
from pipeline.folding import compare
from pipeline.ledger_index import NUMBER_KEYS, expected
from pipeline.match import LIKELY, SHOWN, Matched
from pipeline.reasons import agreement, doubtful, waiting
from pipeline.rules import doubt, keys_of
from pipeline.seen import is_order

_TELLING = 3
"""Characters below which a labelled value is a line or page number rather than a number of the ledger."""
_ON_A_PAPER = (Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER)
Doubted = tuple[Candidate, str]
"""A candidate and why it cannot be filed under; empty where it can."""
_BACKWARDS = re.compile(
    r"\W*(credit (note|memo)|goods returns? note|returns? note|returns? authori[sz]ation|collection note|"
    r"debit (note|memo)|gutschrift|retourenschein|rücklieferschein|rücknahmeschein|avoir|note de crédit|"
    r"bon de retour|nota de (crédito|abono)|nota de devolución|nota di credito|bolla di reso|creditnota|"
    r"retourbon|nota de devolução|faktura korygująca)"
    r"([\W\d]*|\W+(no|nr|num|number|nummer|numéro|número|n)\W.*\d.*)",
    re.IGNORECASE,
)
"""A line of its own that makes the paper a return or a credit; the same words in a sentence do not."""


def decide(matched: Matched) -> Decision:
    """Where a document goes, by its reading and the ledger alone; duplicates are another matter."""
    if not matched.ranked:
        return _nothing_fits(matched)
    doubts = [(candidate, doubt(candidate, matched)) for candidate in matched.ranked]
    filed = [candidate for candidate, reason in doubts if not reason]
    against = _unfit(matched.reading) or _left_over(filed, doubts, matched)
    if filed and not against:
        reason = agreement([keys_of(candidate, matched) for candidate in filed])
        shown = (*filed, *(one for one in matched.ranked if one not in filed))[:SHOWN]
        return Decision(Status.FILED, reason, shown, _keys(filed))
    best, reason = doubts[0]
    reason = doubtful(best, keys_of(best, matched).agreeing, against or reason)
    return Decision(Status.REVIEW, reason, matched.candidates, _keys(filed or _likely(matched.ranked)))


def _keys(candidates: Sequence[Candidate]) -> tuple[tuple[str, str], ...]:
    return tuple(candidate.invoice.key for candidate in candidates)


def _likely(ranked: Sequence[Candidate]) -> list[Candidate]:
    """What a plain yes would file."""
    return [
        one for one in ranked if one.confidence >= LIKELY and one.invoice.status is not InvoiceStatus.VOID
    ]


def _nothing_fits(matched: Matched) -> Decision:
    """Parked when a number was read with confidence, else a person must look."""
    unfit = _unfit(matched.reading)
    numbers = [(key, one.text) for key in NUMBER_KEYS for one in matched.seen.heard(key)]
    if unfit:
        return Decision(
            Status.REVIEW, f"No invoice was found and {unfit}: choose the invoice or set it aside."
        )
    if numbers:
        return Decision(Status.PARKED, waiting(list(dict.fromkeys(numbers))))
    return Decision(
        Status.REVIEW,
        "No invoice, PO or delivery number could be read: type the number, or have it scanned again.",
    )


def _unfit(reading: Reading) -> str:
    """Why this paper is none to file by itself; empty when it is a proper order or proof of delivery."""
    if reading.type is DocumentType.OTHER:
        kind = reading.kind.replace("_", " ")
        what = f" (it reads like: {kind})" if kind not in {"", "other"} else ""
        return f"this is neither an order nor a proof of delivery{what}"
    backwards = next((line for line in reading.text.splitlines() if _BACKWARDS.fullmatch(line.strip())), "")
    return f'it reads "{backwards.strip()}", so the goods may have gone back' if backwards else ""


def _left_over(filed: Sequence[Candidate], doubts: Sequence[Doubted], matched: Matched) -> str:
    """What the invoices to file under leave unexplained; empty when there is nothing."""
    if not filed:
        return ""
    if is_order(matched.reading):
        return _rest_of_order(filed, doubts) or _other_order(filed, matched)
    mentioned = next(_mentioned(filed, matched), "")
    return _unexplained(filed, matched) or mentioned


def _rest_of_order(filed: Sequence[Candidate], doubts: Sequence[Doubted]) -> str:
    """Why another invoice of the same order cannot be filed with the others; void ones need not."""
    orders = {(one.invoice.customer_number, one.invoice.po_number) for one in filed}
    for candidate, reason in doubts:
        invoice = candidate.invoice
        same = (invoice.customer_number, invoice.po_number) in orders
        if reason and same and invoice.status is not InvoiceStatus.VOID:
            return f"for {invoice.number} of the same order {reason}"
    return ""


def _other_order(filed: Sequence[Candidate], matched: Matched) -> str:
    """A labelled order number of none of the invoices: two orders may lie in one document."""
    for one in matched.seen.heard(Key.PO_NUMBER):
        explained = any(compare(one.text, candidate.invoice.po_number) for candidate in filed)
        if len(one.text) >= _TELLING and not explained:
            return f"the page also shows {Key.PO_NUMBER.value} {one.text}"
    return ""


def _unexplained(filed: Sequence[Candidate], matched: Matched) -> str:
    """A printed number that belongs to none of the invoices, though they have such numbers or others do."""
    for key in NUMBER_KEYS:
        numbers = [number for one in filed if (number := expected(one.invoice, key))]
        for one in matched.seen.heard(key):
            explained = len(one.text) < _TELLING or any(compare(one.text, number) for number in numbers)
            if not explained and (numbers or _elsewhere(key, one.text, filed, matched)):
                return f"{key.value} {one.text} on the page does not belong to it"
    return ""


def _elsewhere(key: Key, text: str, filed: Sequence[Candidate], matched: Matched) -> bool:
    """True when another invoice of a customer that is filed under has this number."""
    customers = {candidate.invoice.customer_number for candidate in filed}
    found = matched.index.find(key, text, edits=False)
    owners = (owner for known in found for owner in matched.index.owners(key, known.number))
    return any(owner.customer_number in customers for owner in owners)


def _mentioned(filed: Sequence[Candidate], matched: Matched) -> Iterator[str]:
    """Unlabelled invoice and delivery numbers of other invoices of the same customer."""
    customers = {candidate.invoice.customer_number for candidate in filed}
    others = (one for one in matched.ranked if one not in filed and one.invoice.customer_number in customers)
    for other in others:
        for one in other.evidence:
            if one.key in _ON_A_PAPER and one.agreement is Agreement.EXACT and not one.labelled:
                yield f"the page also shows {one.key.value} {one.read}"
