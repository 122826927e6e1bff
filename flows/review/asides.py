"""Offers papers again that people have set aside, once the ledger brings an invoice that fits."""

from __future__ import annotations

import logging
from math import inf

from flows.desk import Desk
from flows.journal import tell_end
from flows.review.reviewing import pages_of
from models.decision import Agreement, Candidate, Key
from pipeline.corrections import arrived
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex
from pipeline.matching.match import match
from storage.register import SetAside

log = logging.getLogger(__name__)

_NUMBERS = frozenset({Key.INVOICE_NUMBER, Key.PO_NUMBER, Key.DELIVERY_NUMBER})
_READ = frozenset({Agreement.EXACT, Agreement.FOLDED})


def offer_again(desk: Desk, client: str, load: int, index: LedgerIndex) -> int:
    """Hold what people set aside against what the ledger has brought since; how many come back to the queue.

    Nothing is filed: that a paper belongs nowhere was a person's word, and a person has the next one.
    """
    return sum(_offered(desk, one, load, index) for one in desk.register.asides.stream(client, load))


def _offered(desk: Desk, aside: SetAside, load: int, index: LedgerIndex) -> bool:
    asides, record = desk.register.asides, aside.record
    matched = match(record.reading, pages_of(desk, record), index)
    decision = decide(matched, inf)
    named = [one for one in decision.candidates if _is_named(one) and one.invoice.key not in aside.seen]
    new = asides.brought(record.client, [one.invoice.key for one in named], aside.load)
    fitting = [one.invoice for one in named if one.invoice.key in new]
    if not fitting:
        asides.leave(record, load)
        return False
    back = arrived(record, decision, fitting, (aside.by, aside.at.date()))
    if not asides.offer(back, load, desk.now()):
        return False
    tell_end(log, back)
    return True


def _is_named(candidate: Candidate) -> bool:
    """True where the paper shows one of the invoice's numbers: names and near misses fit too many."""
    return any(one.key in _NUMBERS and one.agreement in _READ for one in candidate.evidence)
