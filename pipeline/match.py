"""A reading held against the ledger: which invoices it may belong to, how surely, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.decision import Agreement, Candidate, Evidence, Key
from models.ledger import Invoice
from models.paper import Page
from models.reading import FieldName, Found, Reading, Value
from pipeline.dating import timing
from pipeline.folding import plain
from pipeline.ledger_index import NUMBER_KEYS, ROLES, LedgerIndex
from pipeline.parties import Parties
from pipeline.seen import Seen, is_order, look, numbers_of
from pipeline.sightings import FIELD_OF
from pipeline.undoing import undoing_title
from pipeline.weigh import Draft, probabilities, weight

SHOWN = 5
"""Candidates that people get to see."""
LIKELY = 0.5
"""Probability from which a candidate is put forward, and gives unlabelled values their role."""
_AGREE = frozenset({Agreement.EXACT, Agreement.FOLDED})
_MOST = 500
"""Candidates that compete; blanket orders run to dozens of invoices."""
_OF_ONE_DELIVERY = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
"""A recurring order number says nothing against one of these."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What the ledger makes of a reading."""

    reading: Reading
    """With the values added to which only the ledger gives a role."""
    ranked: tuple[Candidate, ...]
    """All invoices that fit, likeliest first."""
    seen: Seen
    title: str = ""
    """The heading that makes the paper a return, a credit, a cancellation or a pro-forma; mostly empty."""

    @property
    def index(self) -> LedgerIndex:
        """The ledger that it was held against."""
        return self.seen.index

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The likeliest five at most."""
        return self.ranked[:SHOWN]


def match(reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Matched:
    """Look every number on `pages` up in the ledger and rank the invoices that fit.

    `pages` may be all pages of the received file; only those of `reading` are looked at. What an earlier
    match added to `reading` is dropped first, so matching twice gives the same.
    """
    reading = _as_printed(reading)
    seen, parties = look(reading, pages, index), Parties.of(reading, pages, index)
    customers: dict[str, tuple[Evidence, ...]] = {}
    drafts = []
    for invoice in seen.invoices():
        number = invoice.customer_number
        if number not in customers:
            customers[number] = parties.evidence(number)
        evidence = (*numbers_of(invoice, seen), *customers[number])
        if _fits(evidence):
            drafts.append(_draft(invoice, evidence, reading, index))
    likeliest = sorted(drafts, key=lambda draft: (-draft.bits, draft.invoice.key))[:_MOST]
    ranked = probabilities(likeliest, order=is_order(reading))
    sheets = [page for page in pages if page.number in reading.pages]
    return Matched(_with_roles(reading, ranked, seen, parties), ranked, seen, undoing_title(sheets))


def _draft(invoice: Invoice, evidence: tuple[Evidence, ...], reading: Reading, index: LedgerIndex) -> Draft:
    order = is_order(reading)

    def shared(one: Evidence) -> int:
        owners = index.owners(one.key, one.expected)
        if order or one.key is Key.CUSTOMER_NUMBER:
            return len({owner.customer_number for owner in owners})
        return len(owners)

    return Draft(invoice, evidence, weight(evidence, timing(reading, invoice), shared))


def _fits(evidence: Sequence[Evidence]) -> bool:
    """False where only a weak sign ties the invoice to the paper and another number speaks against it.

    A labelled number that only another customer's name speaks against is still to be shown to a person.
    """
    against = {one.key for one in evidence if one.agreement is Agreement.CONTRADICTS}
    if not against:
        return True
    tied = [one for one in evidence if one.key in NUMBER_KEYS and one.labelled and one.key not in against]
    firm = {one.key for one in tied if one.agreement in _AGREE}
    if firm - {Key.PO_NUMBER}:
        return True
    return bool(tied) and not against & (_OF_ONE_DELIVERY if firm else frozenset(NUMBER_KEYS))


def _as_printed(reading: Reading) -> Reading:
    fields = {
        name: kept
        for name, values in reading.fields.items()
        if (kept := tuple(value for value in values if value.found is not Found.LEDGER))
    }
    return replace(reading, fields=fields)


def _with_roles(reading: Reading, ranked: Sequence[Candidate], seen: Seen, parties: Parties) -> Reading:
    """Add values printed without a label whose role follows from the likely candidates."""
    likely = [candidate for candidate in ranked if candidate.confidence >= LIKELY]
    added: dict[FieldName, tuple[Value, ...]] = {}
    for key in ROLES:
        values = _unlabelled(key, likely, seen)
        if values and FIELD_OF[key] not in reading.fields:
            added[FIELD_OF[key]] = values
    if likely and FieldName.CUSTOMER_NAME not in reading.fields:
        name = parties.name_value(likely[0].invoice.customer_number)
        added |= {FieldName.CUSTOMER_NAME: (name,)} if name else {}
    return replace(reading, fields={**reading.fields, **added})


def _unlabelled(key: Key, likely: Sequence[Candidate], seen: Seen) -> tuple[Value, ...]:
    exact = (
        one
        for candidate in likely
        for one in candidate.evidence
        if one.key is key and one.agreement is Agreement.EXACT
    )
    found = {text: seen.loose[text] for one in exact if (text := plain(one.expected)) in seen.loose}
    return tuple(Value(one.text, one.confidence, one.page, one.box, Found.LEDGER) for one in found.values())
