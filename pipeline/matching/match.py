"""A reading held against the ledger: which invoices it may belong to, how surely, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf

from models.decision import Agreement, Candidate, Evidence, Key
from models.ledger import Invoice
from models.paper import Page
from models.reading import Reading
from pipeline.acceptance import with_acceptance
from pipeline.folding import plain
from pipeline.index.ledger_index import NUMBER_KEYS, LedgerIndex
from pipeline.matching.cancellations import undoing_title
from pipeline.matching.dating import days_of, timing
from pipeline.matching.meant import Told, as_printed
from pipeline.matching.number_matches import MOST, Seen, is_order, look, numbers_of
from pipeline.matching.number_roles import strangers_doubted
from pipeline.matching.parties import Parties
from pipeline.matching.weigh import CREDIT, Draft, is_near, probabilities, weight

SHOWN = 5
"""Candidates that people get to see."""
LIKELY = 0.5
"""Probability from which a candidate is put forward, and gives unlabelled values their role."""
Tied = tuple[Invoice, tuple[Evidence, ...]]
"""An invoice with its numbers held against the pages."""
_AGREE = frozenset({Agreement.EXACT, Agreement.FOLDED})
_HOPELESS = 32.0
"""So many bits behind another, an invoice stays hopeless whatever the name of its customer says."""
_LETTERS = frozenset({"carrier_pod_letter"})
"""Kinds of proofs without a receipt to be signed."""
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
    drafts: tuple[Draft, ...] = ()
    """The same with what speaks for and against each in bits, in no order."""
    taken: frozenset[tuple[str, str]] = frozenset()
    """Keys of invoices that another paper, about another delivery as far as it tells, rather proves."""
    named: frozenset[str] = frozenset()
    """Customers whose number or name the pages show, be it as the consignee of another's goods."""
    dated: Reading | None = None
    """The reading before the ledger chose between dates and years; None where it did not."""
    title: str = ""
    """What makes the paper a return, a credit, a cancellation, a request or a pro-forma; mostly empty."""

    @property
    def index(self) -> LedgerIndex:
        """The ledger that it was held against."""
        return self.seen.index

    @property
    def printed(self) -> Reading:
        """The reading with dates as the page prints them."""
        return self.dated or self.reading

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The likeliest five at most."""
        return self.ranked[:SHOWN]


def match(reading: Reading, pages: Sequence[Page], index: LedgerIndex) -> Matched:
    """Look every number on `pages` up in the ledger and rank the invoices that fit.

    `pages` may be all pages of the received file; only those of `reading` are looked at. What an earlier
    match added to `reading` is dropped first, so matching twice gives the same.
    """
    reading = strangers_doubted(as_printed(reading), index)
    seen, parties = look(reading, pages, index), Parties.of(reading, pages, index)
    scale = Scale(reading, index)
    drafts = scale.named(_tied(seen.unchecked().invoices(scale.days), seen), parties)
    drafts = scale.named(_tied(_misread(seen, parties, drafts), seen), parties, drafts)
    ranked = probabilities(drafts, order=scale.order)
    sheets = [page for page in pages if page.number in reading.pages]
    likely = [candidate for candidate in ranked if candidate.confidence >= LIKELY]
    told = with_acceptance(Told(likely, seen, parties).added_to(reading), sheets)
    named = frozenset((*seen.hits[Key.CUSTOMER_NUMBER], *parties.spelled))
    title = undoing_title(sheets, order=is_order(reading), letter=reading.kind in _LETTERS)
    return Matched(told, ranked, seen, tuple(drafts), named=named, dated=reading, title=title)


@dataclass(frozen=True)
class Scale:
    """Weighs what speaks for and against the invoices of one document."""

    reading: Reading
    index: LedgerIndex

    @cached_property
    def order(self) -> bool:
        """True for a purchase order proper."""
        return is_order(self.reading)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The day of the paper, in every reading of it; empty where it has none."""
        return tuple(days_of(self.reading))

    def named(
        self, tied: Iterable[Tied], parties: Parties, others: Sequence[Draft] = ()
    ) -> tuple[Draft, ...]:
        """Drafts of invoices, with `others` that were drafted before; names weighed where it matters."""
        drafts = sorted((self._draft(*one) for one in tied), key=lambda one: (-one.bits, one.invoice.key))
        best = max((draft.bits for draft in others), default=-inf)
        found = list(others)
        for draft in drafts[:MOST]:
            weighed = draft
            if draft.bits > best - _HOPELESS:
                evidence = (*draft.evidence, *parties.evidence(draft.invoice.customer_number))
                weighed = self._draft(draft.invoice, evidence)
                best = max(best, weighed.bits) if _fits(evidence) else best
            found += [weighed] if _fits(weighed.evidence) else []
        return tuple(found)

    def _draft(self, invoice: Invoice, evidence: tuple[Evidence, ...]) -> Draft:
        bits = weight(evidence, timing(self.reading, invoice), self._shared)
        return Draft(invoice, evidence, bits + (CREDIT if invoice.is_credit else 0.0))

    def _shared(self, one: Evidence) -> int:
        """How many invoices carry a number; for an order, how many customers."""
        if one.key is Key.CUSTOMER_NUMBER:
            return 1
        owners = self.index.owners(one.key, one.expected)
        return len(owners.customers()) if self.order else len(owners)


def _tied(invoices: Iterable[Invoice], seen: Seen) -> Iterator[Tied]:
    """Invoices that numbers tie to the paper; decoy labels are looked for only where they matter."""
    rough = seen.unchecked()
    for invoice in invoices:
        evidence = numbers_of(invoice, rough)
        if _fits(evidence) and any(not one.labelled or plain(one.expected) in seen.codes for one in evidence):
            evidence = numbers_of(invoice, seen)
        if _fits(evidence) and any(map(_is_number, evidence)):
            yield invoice, evidence


def _is_number(one: Evidence) -> bool:
    return one.key in NUMBER_KEYS and (one.agreement is not Agreement.CONTRADICTS or is_near(one))


def _settles(draft: Draft) -> bool:
    return not any(one.agreement is Agreement.CONTRADICTS for one in draft.evidence)


def _misread(seen: Seen, parties: Parties, drafts: Sequence[Draft]) -> Iterator[Invoice]:
    """Further invoices whose number may have been misread as another's.

    Of customers whose invoice fits without a contradiction, else of those that the page names.
    """
    settled = {draft.invoice.customer_number for draft in drafts if _settles(draft)}
    customers = settled or {*seen.hits[Key.CUSTOMER_NUMBER], *parties.spelled}
    done = {draft.invoice.key for draft in drafts}
    near = {invoice.key: invoice for invoice in seen.misread(customers)}
    return (near[key] for key in sorted(near.keys() - done))


def _fits(evidence: Sequence[Evidence]) -> bool:
    """False where only a weak sign ties the invoice to the paper and another number speaks against it.

    A labelled number that only another customer's name speaks against is still to be shown to a person.
    """
    against = {one.key for one in evidence if one.agreement is Agreement.CONTRADICTS and not is_near(one)}
    if not against:
        return True
    tied = [one for one in evidence if one.key in NUMBER_KEYS and one.labelled and one.key not in against]
    firm = {one.key for one in tied if one.agreement in _AGREE}
    if firm - {Key.PO_NUMBER}:
        return True
    return bool(tied) and not against & (_OF_ONE_DELIVERY if firm else frozenset(NUMBER_KEYS))
