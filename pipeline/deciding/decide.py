"""File, review or park: two independent agreeing keys and no contradiction, or a person decides.

Where measured errors allow it, a probability may stand in for the second key; never for a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from models.decision import Agreement, Candidate, Cause, Decision, Key, Route, Standing, Status
from models.ledger import Invoice
from models.outcome import KEYS
from models.reading import DocumentType
from pipeline.deciding.keys import keys_of
from pipeline.deciding.reasons import Leading, a_kind, agreement, doubtful, probable, waiting
from pipeline.deciding.rules import cause_of, doubt, firm_doubt, takes_papers
from pipeline.folding import compare, mask, resembles
from pipeline.index.ledger_index import NUMBER_KEYS, ROLES, expected
from pipeline.matching.cancellations import undoes_as
from pipeline.matching.match import LIKELY, SHOWN, Matched
from pipeline.matching.number_matches import is_order
from pipeline.matching.split_billing import apart
from pipeline.matching.weigh import WEIGHING

_TELLING = 3
"""Characters below which a labelled value is a line or page number rather than a number of the ledger."""
_SAME = frozenset({Agreement.EXACT, Agreement.FOLDED})
_UNKNOWN = frozenset({"", "other", "unknown"})
"""Kinds that say nothing."""
_ON_A_PAPER = (Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER)
BESIDE_THE_EARLIER = "It was scanned again by a rescan slip: look at both papers and file the better one."
Doubted = tuple[Candidate, str]
"""A candidate and why it cannot be filed under; empty where it can."""


def decide(matched: Matched, limit: float = inf, *, keys: int = KEYS) -> Decision:
    """Where a document goes, by its reading and the ledger alone; duplicates are another matter.

    One that was scanned again for another is never filed without a person: both lie there. `limit` is the
    probability 0..1 from which on a document without contradictions is filed although a rule doubts it; by
    default none is. `keys` is how many must surely agree for filing by
    two keys: more than two where such filings were found wrong.
    """
    decision = _alone(matched, limit, keys)
    if matched.reading.rescan_of and decision.status is Status.FILED:
        return replace(decision, status=Status.REVIEW, reason=BESIDE_THE_EARLIER, standing=None)
    return decision


def _alone(matched: Matched, limit: float, keys: int) -> Decision:
    if not matched.ranked:
        return _nothing_fits(matched)
    doubts = [(candidate, doubt(candidate, matched)) for candidate in matched.ranked]
    filed = [candidate for candidate, reason in doubts if not reason]
    against = (
        _unfit(matched)
        or matched.reading.doubt
        or _left_over(filed, doubts, matched)
        or apart(filed, matched)
    )
    if filed and not against:
        agreeing = [keys_of(candidate, matched) for candidate in filed]
        reason = agreement(agreeing)
        if min(len(one.firm) for one in agreeing) < keys > KEYS:
            return _asked(filed, reason, matched)
        return _filed(filed, reason, Standing(Route.TWO_KEYS, _least(filed), version=WEIGHING), matched)
    best, reason = doubts[0]
    proposed = _proposed(filed, matched)
    standing = _standing(proposed, matched)
    leading = Leading(best, keys_of(best, matched).agreeing, against or reason)
    if standing is not None and standing.probability >= limit:
        return _filed(proposed, probable(leading), standing, matched)
    cause = _cause(matched, against) or cause_of(best, matched)
    words = doubtful(leading)
    return Decision(Status.REVIEW, words, matched.candidates, _keys(proposed), standing=standing, cause=cause)


def _asked(filed: Sequence[Candidate], reason: str, matched: Matched) -> Decision:
    """Left to a person although two keys agree, for such filings were found wrong."""
    standing = Standing(Route.TWO_KEYS, _least(filed), version=WEIGHING)
    words = f"{reason} But such filings were found wrong of late: confirm it."
    keys, cause = _keys(filed), Cause.UNCONFIRMED
    return Decision(Status.REVIEW, words, matched.candidates, keys, standing=standing, cause=cause)


def _cause(matched: Matched, against: str) -> Cause | None:
    """The queue for what speaks `against` filing the whole paper; None where nothing does."""
    if matched.reading.type is DocumentType.OTHER:
        return Cause.OTHER_PAPER
    if matched.title:
        return Cause.TAKES_BACK
    if matched.reading.doubt:
        return Cause.BOUNDARIES
    return Cause.UNEXPLAINED if against else None


def _filed(filed: Sequence[Candidate], reason: str, standing: Standing, matched: Matched) -> Decision:
    shown = (*filed, *(one for one in matched.ranked if one not in filed))[:SHOWN]
    return Decision(Status.FILED, reason, shown, _keys(filed), standing=standing)


def _standing(proposed: Sequence[Candidate], matched: Matched) -> Standing | None:
    """How sure a yes to `proposed` is; None where something firm speaks against filing just these.

    So does another paper that rather proves one of the candidates: what it leaves over is no evidence.
    """
    if matched.taken:
        return None
    doubts = [(candidate, firm_doubt(candidate, matched)) for candidate in matched.ranked]
    able = [candidate for candidate, reason in doubts if not reason]
    if not able or able != list(proposed) or _unfit(matched) or matched.reading.doubt:
        return None
    if _left_over(able, doubts, matched) or apart(able, matched):
        return None
    return Standing(Route.DOUBTED, _least(able), version=WEIGHING)


def _least(filed: Sequence[Candidate]) -> float:
    return min(candidate.confidence for candidate in filed)


def _keys(candidates: Sequence[Candidate]) -> tuple[tuple[str, str], ...]:
    return tuple(candidate.invoice.key for candidate in candidates)


def _proposed(filed: Sequence[Candidate], matched: Matched) -> Sequence[Candidate]:
    """What a plain yes would file; nothing for a paper that no invoice asks for."""
    if matched.reading.type is DocumentType.OTHER:
        return ()
    likely = (one for one in matched.ranked if one.confidence >= LIKELY)
    return filed or [one for one in likely if takes_papers(one.invoice)]


def _nothing_fits(matched: Matched) -> Decision:
    """Parked when a number was read with confidence, else a person must look."""
    unfit = _unfit(matched)
    if unfit:
        words = f"No invoice was found and {unfit}: choose the invoice or set it aside."
        return Decision(Status.REVIEW, words, cause=_cause(matched, unfit))
    heard = [(key, one.text) for key in NUMBER_KEYS for one in matched.seen.heard(key)]
    unheard_of = [(key, text) for key, text in heard if not matched.seen.known(key, text)]
    if heard:
        return Decision(Status.PARKED, waiting(list(dict.fromkeys(unheard_of or heard))))
    return Decision(
        Status.REVIEW,
        "No invoice, PO or delivery number could be read: type the number, or have it scanned again.",
        cause=Cause.NO_NUMBER,
    )


def _unfit(matched: Matched) -> str:
    """Why this paper is none to file by itself; empty when it is a proper order or proof of delivery."""
    reading = matched.reading
    if reading.type is DocumentType.OTHER:
        what = "" if reading.kind in _UNKNOWN else f" (it looks like {a_kind(reading.kind)})"
        return f"this is neither an order nor a proof of delivery{what}"
    return undoes_as(matched.title)


def _left_over(filed: Sequence[Candidate], doubts: Sequence[Doubted], matched: Matched) -> str:
    """What the invoices to file under leave unexplained; empty when there is nothing."""
    if not filed:
        return ""
    rest = _rest_of_order(filed, doubts) if is_order(matched.reading) else ""
    return rest or next(_against(filed, matched), "")


def _against(filed: Sequence[Candidate], matched: Matched) -> Iterator[str]:
    yield from _strangers(filed, matched)
    yield from _unexplained(filed, matched)
    if not is_order(matched.reading):
        yield from _mentioned(filed, matched)


def _rest_of_order(filed: Sequence[Candidate], doubts: Sequence[Doubted]) -> str:
    """Why another invoice of the same order cannot be filed with the others; void ones and credits may."""
    orders = {(one.invoice.customer_number, one.invoice.po_number) for one in filed}
    for candidate, reason in doubts:
        invoice = candidate.invoice
        same = (invoice.customer_number, invoice.po_number) in orders
        if reason and same and takes_papers(invoice):
            return f"for {invoice.number} of the same order {reason}"
    return ""


def _strangers(filed: Sequence[Candidate], matched: Matched) -> Iterator[str]:
    """Labelled numbers that the ledger has for other customers only."""
    customers = {candidate.invoice.customer_number for candidate in filed}
    for key in ROLES:
        for one in matched.seen.labelled[key]:
            whose = _whose(key, one.text, matched)
            if len(one.text) >= _TELLING and whose and not _are_of(whose, customers, matched):
                yield f"the page also shows {key.value} {one.text}, which is customer {min(whose)}'s"


def _are_of(whose: set[str], customers: set[str], matched: Matched) -> bool:
    """True where one of `customers` is among them, pays for one of them, or is paid for by one."""
    related = matched.index.related
    return bool(whose & customers) or any(related(one, other) for one in whose for other in customers)


def _whose(key: Key, text: str, matched: Matched) -> set[str]:
    """Numbers of the customers to whom exactly this number belongs."""
    exact = [one for one in matched.index.find(key, text, edits=False) if one.agreement is Agreement.EXACT]
    if key is Key.CUSTOMER_NUMBER:
        return {known.number for known in exact}
    return {owner.customer_number for one in exact for owner in matched.index.owners(key, one.number)}


def _unexplained(filed: Sequence[Candidate], matched: Matched) -> Iterator[str]:
    """Labelled numbers that belong to none of the invoices, be it that the ledger has none of the kind."""
    for key in NUMBER_KEYS:
        if not _could_tell(key, filed, matched):
            continue
        for one in matched.seen.heard(key):
            explained = any(_explains(candidate.invoice, key, one.text) for candidate in filed)
            if len(one.text) < _TELLING or explained or _is_foreign(key, one.text, filed, matched):
                continue
            yield f"the page also shows {key.value} {one.text}, which the ledger does not have for it"


def _is_foreign(key: Key, text: str, filed: Sequence[Candidate], matched: Matched) -> bool:
    """True for an order number quite unlike the customers' own, where the invoices stand firm without it.

    Each customer numbers its orders in one manner: this is a contract, a form or a law. On an order it may be
    the paper's own, of a new series.
    """
    orders = is_order(matched.reading) or key is not Key.PO_NUMBER
    if orders or not all(map(_stands_firm, filed)):
        return False
    customers = {candidate.invoice.customer_number for candidate in filed}
    owned = (invoice for number in customers for invoice in matched.index.owners(Key.CUSTOMER_NUMBER, number))
    own = {mask(invoice.po_number) for invoice in owned if invoice.po_number}
    return bool(own) and not any(resembles(mask(text), shape) for shape in own)


def _stands_firm(candidate: Candidate) -> bool:
    """True where two labelled numbers, or one with name and address, are on the page to the letter."""
    exact = {one.key for one in candidate.evidence if one.labelled and one.agreement is Agreement.EXACT}
    numbers = exact & {*NUMBER_KEYS, Key.CUSTOMER_NUMBER}
    close = {one.key for one in candidate.evidence if one.agreement is Agreement.CLOSE}
    return len(numbers) > 1 or bool(numbers and {Key.CUSTOMER_NAME, Key.ADDRESS} <= close)


def _could_tell(key: Key, filed: Sequence[Candidate], matched: Matched) -> bool:
    """False where the books keep no such numbers for these customers and the invoice's own is printed."""
    customers = {candidate.invoice.customer_number for candidate in filed}
    owned = (invoice for number in customers for invoice in matched.index.owners(Key.CUSTOMER_NUMBER, number))
    return not all(map(_is_printed, filed)) or any(expected(invoice, key) for invoice in owned)


def _is_printed(candidate: Candidate) -> bool:
    """True when the invoice number stands on the page, exactly and under its label."""
    return any(
        one.key is Key.INVOICE_NUMBER and one.labelled and one.agreement is Agreement.EXACT
        for one in candidate.evidence
    )


def _explains(invoice: Invoice, key: Key, text: str) -> bool:
    """True for a number of the invoice or of its customer, be it under another's label."""
    own = expected(invoice, key)
    misnamed = compare(text, invoice.customer_number)
    if misnamed in _SAME or (misnamed is not None and key is Key.PO_NUMBER):
        return True
    if own and compare(text, own) is not None:
        return True
    return not own and any(
        compare(text, expected(invoice, other)) is Agreement.EXACT for other in NUMBER_KEYS
    )


def _mentioned(filed: Sequence[Candidate], matched: Matched) -> Iterator[str]:
    """Unlabelled invoice and delivery numbers of other invoices of the same customer."""
    customers = {candidate.invoice.customer_number for candidate in filed}
    others = (one for one in matched.ranked if one not in filed and one.invoice.customer_number in customers)
    for other in others:
        for one in other.evidence:
            if one.key in _ON_A_PAPER and one.agreement is Agreement.EXACT and not one.labelled:
                yield f"the page also shows {one.key.value} {one.read}"
