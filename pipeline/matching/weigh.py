"""Evidence as bits for and against, and bits as probabilities among competing invoices (Fellegi-Sunter)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from models.decision import Agreement, Candidate, Evidence, Key
from models.ledger import Invoice
from pipeline.folding import near
from pipeline.index.ledger_arrays import NUMBER_KEYS
from pipeline.matching.dating import Timing

WEIGHING = "2"
"""Version of all that makes a probability. To be raised with any change to it: what people found about the
probabilities of another version says nothing about those of this one."""
_INVOICE = {Agreement.EXACT: 24, Agreement.FOLDED: 21, Agreement.EDITED: 11, Agreement.CONTRADICTS: -8}
_BITS: dict[Key, dict[Agreement, int]] = {
    Key.INVOICE_NUMBER: _INVOICE,
    Key.DELIVERY_NUMBER: _INVOICE,
    Key.PO_NUMBER: {
        Agreement.EXACT: 20,
        Agreement.FOLDED: 17,
        Agreement.EDITED: 10,
        Agreement.CONTRADICTS: -12,
    },
    Key.CUSTOMER_NUMBER: {
        Agreement.EXACT: 10,
        Agreement.FOLDED: 9,
        Agreement.EDITED: 3,
        Agreement.CONTRADICTS: -10,
    },
    Key.CUSTOMER_NAME: {Agreement.CLOSE: 8, Agreement.CONTRADICTS: -12},
    Key.ADDRESS: {Agreement.CLOSE: 4},
}
"""log2(m/u): how much likelier each agreement is for the right invoice than for a random one of a million."""
_TIMING = {Timing.FITS: 3, Timing.UNKNOWN: 0, Timing.IMPOSSIBLE: -12}
CREDIT = -12.0
"""In the place of an invoice that repeats its numbers, a credit note is hardly what a paper belongs to."""
_PRIOR = -20.0
"""One exactly read number alone is to leave a doubt."""
_UNLABELLED = 4.0
"""Taken off a number that stands on the page without a label."""
_CEILING = 0.9999
_LARGEST = 60.0
_SURE = frozenset({Agreement.EXACT, Agreement.FOLDED})
_CUSTOMER = frozenset({Key.CUSTOMER_NUMBER, Key.CUSTOMER_NAME})
_SUPPORT = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})


@dataclass(frozen=True)
class Draft:
    """An invoice, what speaks for and against it, and the sum of that in bits."""

    invoice: Invoice
    evidence: tuple[Evidence, ...]
    bits: float

    @cached_property
    def support(self) -> dict[tuple[Key, str], str]:
        """Invoice and delivery numbers: what was read -> the number it is taken for."""
        return {
            (one.key, one.read): one.expected
            for one in self.evidence
            if one.key in _SUPPORT and one.agreement in _SURE
        }

    def beside(self, other: Draft, *, order: bool) -> bool:
        """True when one paper may belong to both: one order, or two numbers that are both printed."""
        mine, theirs = self.invoice, other.invoice
        if mine.customer_number != theirs.customer_number:
            return False
        if order and mine.po_number:
            return mine.po_number == theirs.po_number
        support, others = self.support, other.support
        clash = any(read in others and others[read] != number for read, number in support.items())
        return bool(support) and bool(others) and not clash


def weight(evidence: Sequence[Evidence], when: Timing, shared: Callable[[Evidence], int]) -> float:
    """Log-odds in bits, prior included; `shared` says how many invoices carry a number."""
    customer = [_bits(one, shared) for one in evidence if one.key in _CUSTOMER]
    rest = sum(_bits(one, shared) for one in evidence if one.key not in _CUSTOMER)
    against = sum(bits for bits in customer if bits < 0)
    return _PRIOR + rest + against + max([0.0, *customer]) + _TIMING[when]


def probabilities(drafts: Sequence[Draft], *, order: bool) -> tuple[Candidate, ...]:
    """Candidates with their probability, likeliest first.

    Each competes with "none of these" and with every candidate that it rules out; the invoices of one
    order do not rule each other out where the paper is the `order`.
    """
    top = max((draft.bits for draft in drafts), default=0.0)
    shares: dict[str, list[Draft]] = {}
    for draft in drafts:
        shares.setdefault(draft.invoice.customer_number, []).append(draft)
    sums = {number: sum(_odds(draft, top) for draft in same) for number, same in shares.items()}
    weighed = []
    for draft in drafts:
        number = draft.invoice.customer_number
        strangers = sum(share for other, share in sums.items() if other != number)
        own = (one for one in shares[number] if one is not draft and not draft.beside(one, order=order))
        against = strangers + sum(_odds(one, top) for one in own)
        mine, none = _odds(draft, top), 2.0 ** min(-top, _LARGEST)
        sure = min(mine / (mine + none + against), _CEILING) if mine else 0.0
        weighed.append((Candidate(draft.invoice, round(sure, 4), draft.evidence), draft.bits))
    return tuple(candidate for candidate, _ in sorted(weighed, key=lambda pair: _order(*pair)))


def _odds(draft: Draft, top: float) -> float:
    """How much likelier an invoice is than none, as a fraction of the likeliest one's."""
    return float(2.0 ** max(draft.bits - top, -_LARGEST))


def is_near(one: Evidence) -> bool:
    """True for a number that speaks against the invoice, but may be its own with one character misread."""
    return one.agreement is Agreement.CONTRADICTS and one.key in NUMBER_KEYS and near(one.read, one.expected)


def _bits(one: Evidence, shared: Callable[[Evidence], int]) -> float:
    agreement = Agreement.EDITED if is_near(one) else one.agreement
    bits = float(_BITS[one.key].get(agreement, 0))
    if agreement in {Agreement.CONTRADICTS, Agreement.CLOSE}:
        return bits
    return max(bits - (0.0 if one.labelled else _UNLABELLED) - log2(max(shared(one), 1)), 0.0)


def _order(candidate: Candidate, bits: float) -> tuple[float, float, int, tuple[str, str]]:
    invoice = candidate.invoice
    return -candidate.confidence, -bits, -invoice.invoice_date.toordinal(), invoice.key
