"""Whether one candidate may receive the paper without a person, and if not, why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.decision import Agreement, Candidate, Cause, Evidence, Key
from models.ledger import Invoice, InvoiceStatus
from models.reading import Found
from pipeline.dating import Timing, delivered_for, timing
from pipeline.folding import compare, fold, near, plain
from pipeline.ledger_index import NUMBER_KEYS, expected
from pipeline.match import LIKELY, Matched
from pipeline.seen import is_order
from pipeline.sightings import FIELD_OF

_AGREE = frozenset({Agreement.EXACT, Agreement.FOLDED})
_OF_ONE_DELIVERY = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
_LONG_NUMBER = 6
"""Characters from which a number without a label hardly stands on a page by chance."""
_TWO = 2
_SURE = 0.1
"""Of a character: with no more doubt, one of 2,600 numbers had a figure changed (docs/accuracy.md)."""
_BEYOND_DOUBT = 0.01
"""The same, where only a name stands beside the number."""
_SHORTEST_BARE = 4
"""Characters from which a number may lack its leading zeros."""
_MOST_BRANCH_WORDS = 3


@dataclass(frozen=True, slots=True)
class Keys:
    """The agreeing keys of one candidate, by how much they carry."""

    candidate: Candidate
    sure: tuple[Evidence, ...]
    """Numbers read exactly, or folded to one number only."""
    unsure: tuple[Evidence, ...]
    """Numbers one character away, or folded to one of several."""
    customer: tuple[Evidence, ...]
    """The customer number, exact or folded."""
    name: tuple[Evidence, ...]
    """The name, then the address where that agrees too."""
    scanned: int
    """How many of `sure` are both printed and held by a barcode."""

    @property
    def exact(self) -> bool:
        """True when a labelled or barcoded number was read exactly, be it without its leading zeros."""
        return any(one.labelled and _is_exact(one) for one in self.sure)

    @property
    def count(self) -> int:
        """Independent keys that agree, unsure ones left out; a bare name counts beside an exact number."""
        named = len(self.name) == _TWO or (bool(self.name) and self.exact)
        return len(self.sure) + self.scanned + bool(self.customer) + named

    @property
    def firm(self) -> tuple[Evidence, ...]:
        """Those that agree without a doubt."""
        return (*self.sure, *self.customer, *self.name[:1])

    @property
    def agreeing(self) -> tuple[Evidence, ...]:
        """All of them, strongest first."""
        return (*self.sure, *self.customer, *self.unsure, *self.name[:1])


def keys_of(candidate: Candidate, matched: Matched) -> Keys:
    """Sort the agreeing evidence of a candidate by how much it carries."""
    numbers = [one for one in candidate.evidence if one.key in NUMBER_KEYS and _agrees(one)]
    sure = tuple(one for one in numbers if _is_sure(one, matched))
    customer = tuple(
        one
        for one in candidate.evidence
        if one.key is Key.CUSTOMER_NUMBER and _is_sure(one, matched) and _agrees(one)
    )
    name = tuple(one for one in candidate.evidence if one.key is Key.CUSTOMER_NAME and _agrees(one))
    address = tuple(one for one in candidate.evidence if one.key is Key.ADDRESS)
    return Keys(
        candidate,
        sure,
        tuple(one for one in numbers if one not in sure),
        customer,
        (*name, *address) if name else (),
        sum(_is_scanned_too(one, matched) for one in sure),
    )


def doubt(candidate: Candidate, matched: Matched) -> str:
    """Why a person must look at this candidate, as a clause; empty when it may be filed."""
    keys = keys_of(candidate, matched)
    return next(filter(None, (rule(keys, matched) for rule in RULES)), "")


def cause_of(candidate: Candidate, matched: Matched) -> Cause:
    """The queue for what `doubt` says about a candidate."""
    keys = keys_of(candidate, matched)
    return next((CAUSES[rule] for rule in RULES if rule(keys, matched)), Cause.UNCONFIRMED)


def firm_doubt(candidate: Candidate, matched: Matched) -> str:
    """Why this candidate may not be filed under however probable it is; empty when it may."""
    keys = keys_of(candidate, matched)
    return next(filter(None, (rule(keys, matched) for rule in (*FIRM, _unlikely))), "")


def _agrees(one: Evidence) -> bool:
    return one.agreement is not Agreement.CONTRADICTS


def _is_sure(one: Evidence, matched: Matched) -> bool:
    if one.agreement not in _AGREE or (not one.labelled and len(plain(one.read)) < _LONG_NUMBER - 1):
        return False
    known = matched.index.find(one.key, one.read, edits=False)
    return one.agreement is Agreement.EXACT or len({plain(other.number) for other in known}) == 1


def _is_scanned_too(one: Evidence, matched: Matched) -> bool:
    values = matched.reading.fields.get(FIELD_OF[one.key], ())
    printed = any(plain(v.text) == plain(one.expected) for v in values if v.found is Found.LABEL)
    return printed and plain(one.expected) in matched.seen.codes


def _is_exact(one: Evidence) -> bool:
    """True for a number as it is in the ledger, be it without the zeros in front."""
    read, expected = (plain(text).lstrip("0") for text in (one.read, one.expected))
    shortest = _SHORTEST_BARE if one.key is Key.PO_NUMBER else _LONG_NUMBER
    return one.agreement is Agreement.EXACT or (read == expected and len(read) >= shortest)


def _contradiction(keys: Keys, _: Matched) -> str:
    against = [one for one in keys.candidate.contradictions if not _is_branch(one, keys)]
    if not against:
        return ""
    one = min(against, key=lambda evidence: list(Key).index(evidence.key))
    what = "customer" if one.key is Key.CUSTOMER_NAME else one.key.value
    return f'the page says {what} "{one.read}" and the ledger "{one.expected}"'


def _is_branch(one: Evidence, keys: Keys) -> bool:
    """True for the name of a customer's branch, where two labelled numbers say whose invoice it is."""
    exact = [other for other in keys.sure if other.labelled and _is_exact(other)]
    read, own = (text.casefold().split() for text in (one.read, one.expected))
    more = read[len(own) :]
    numbered = 0 < len(more) <= _MOST_BRANCH_WORDS and any(map(str.isdigit, more))
    branch = one.key is Key.CUSTOMER_NAME and len(own) >= _TWO and read[: len(own)] == own and numbered
    delivered = any(other.key in _OF_ONE_DELIVERY for other in exact)
    return branch and delivered and len({plain(other.expected) for other in exact}) >= _TWO


def _void(keys: Keys, _: Matched) -> str:
    invoice = keys.candidate.invoice
    return f"{invoice.number} is void" if invoice.status is InvoiceStatus.VOID else ""


def _credit(keys: Keys, _: Matched) -> str:
    invoice = keys.candidate.invoice
    return (
        f"{invoice.number} is a credit note, which no delivery or order belongs to"
        if invoice.is_credit
        else ""
    )


def _date(keys: Keys, matched: Matched) -> str:
    invoice = keys.candidate.invoice
    if timing(matched.reading, invoice) is not Timing.IMPOSSIBLE:
        return ""
    return f"the date on the page and the invoice date {invoice.invoice_date.isoformat()} lie too far apart"


def _unlabelled(keys: Keys, matched: Matched) -> str:
    """A number without a label may be a mere mention, an article or an earlier delivery."""
    alone = not any(one.labelled for one in keys.sure)
    for one in keys.sure:
        if not one.labelled and (alone or matched.seen.heard(one.key)):
            what = "that number" if one is keys.agreeing[0] else f"{one.key.value} {one.read}"
            return f"{what} stands on the page without a label of its own"
    return ""


def _shown(keys: Keys, matched: Matched) -> str:
    """A delivery must show its own number or the invoice's, unless its order has one invoice only."""
    sure = {one.key for one in keys.sure}
    if is_order(matched.reading) or sure & _OF_ONE_DELIVERY:
        return ""
    if Key.PO_NUMBER in sure and not keys.unsure and _only_invoice(keys, matched):
        taken = keys.candidate.invoice.key in matched.taken
        return "another paper proves it, and only the order ties this one to it" if taken else ""
    return "" if keys.unsure else "the page shows neither its invoice number nor its delivery number"


def _only_invoice(keys: Keys, matched: Matched) -> bool:
    """The one invoice of its order, dated right; nothing on the page looks like a number of its own."""
    invoice = keys.candidate.invoice
    whose = bool(keys.customer) or len(keys.name) == _TWO
    if not whose or not delivered_for(matched.reading, invoice) or _shows_own_number(matched):
        return False
    orders = Counter(
        other.po_number for other in matched.index.owners(Key.CUSTOMER_NUMBER, invoice.customer_number)
    )
    return all(count == 1 for order, count in orders.items() if order)


def _shows_own_number(matched: Matched) -> bool:
    seen, index = matched.seen, matched.index
    return any(
        seen.labelled.get(key) or any(index.looks_like(key, text) for text in seen.loose)
        for key in _OF_ONE_DELIVERY
    )


def _few(keys: Keys, _: Matched) -> str:
    """Two independent keys; two further ones, one of them of the delivery, beside an unsure number."""
    if keys.count < _TWO:
        return "nothing else on the page confirms it"
    if not keys.exact and not any(len(plain(one.read)) >= _LONG_NUMBER for one in keys.sure):
        return "its number is short and not printed quite so"
    firm = any(one.key in _OF_ONE_DELIVERY for one in keys.sure)
    edited = any(one.agreement is Agreement.EDITED for one in keys.unsure)
    if (edited and not firm) or not keys.sure:
        one = keys.unsure[0]
        return f"{one.key.value} {one.read} was read where the ledger has {one.expected}"
    return ""


def _neighbour(keys: Keys, matched: Matched) -> str:
    """Another invoice of the customer whose number one misread character would give."""
    mine = keys.candidate.invoice
    for key in (one.key for one in keys.sure):
        for other in matched.index.invoices_near(key, expected(mine, key), {mine.customer_number}):
            if not _told_apart(keys, other, matched):
                return (
                    f"{key.value} {expected(other, key)} of the same customer differs in one character "
                    "and no other number tells them apart"
                )
    return ""


def _told_apart(keys: Keys, other: Invoice, matched: Matched) -> bool:
    """True when one number that cannot be a misreading of the other's, or two numbers, speak for this one."""
    differ = [one for one in keys.sure if _differs(one, expected(other, one.key))]
    limit = _SURE if keys.count > _TWO or keys.customer or len(keys.name) == _TWO else _BEYOND_DOUBT
    firm = [one for one in differ if _is_firm(one, expected(other, one.key), matched, limit)]
    return bool(firm) or len(differ) >= _TWO


def _is_firm(one: Evidence, rival: str, matched: Matched, limit: float) -> bool:
    """True for a number of a barcode, one quite unlike its rival, and one as long that was read surely.

    A number without its zeros may be a longer one that lost its first figure.
    """
    if plain(one.expected) in matched.seen.codes or not near(one.expected, rival):
        return True
    exact = one.agreement is Agreement.EXACT
    whole = (one.expected, rival) if exact else (one.read, plain(rival).lstrip("0"))
    as_long = len(plain(whole[0])) == len(plain(whole[1]))
    alike = fold(one.expected) == fold(rival)
    return _is_exact(one) and as_long and not alike and matched.seen.doubt_in(one.key, one.read) <= limit


def _differs(one: Evidence, number: str) -> bool:
    return plain(number) != "" and compare(one.expected, number) is not Agreement.EXACT


def _unlikely(keys: Keys, matched: Matched) -> str:
    if keys.candidate.confidence >= LIKELY:
        return ""
    taken = keys.candidate.invoice.key in matched.taken
    return "another paper has the better claim to it" if taken else "another invoice fits as well"


def takes_papers(invoice: Invoice) -> bool:
    """False for void invoices and credit notes: nothing is filed under them without a person."""
    return invoice.status is not InvoiceStatus.VOID and not invoice.is_credit


Rule = Callable[[Keys, Matched], str]
FIRM: Sequence[Rule] = (_contradiction, _void, _credit, _date)
"""What no probability outweighs."""
RULES: Sequence[Rule] = (*FIRM, _unlabelled, _shown, _few, _neighbour, _unlikely)
"""Asked in this order; the first doubt is the one told."""
CAUSES: Mapping[Rule, Cause] = {
    _contradiction: Cause.CONTRADICTION,
    _void: Cause.NOT_DUE,
    _credit: Cause.NOT_DUE,
    _date: Cause.NOT_DUE,
    _unlabelled: Cause.UNCONFIRMED,
    _shown: Cause.UNCONFIRMED,
    _few: Cause.UNCONFIRMED,
    _neighbour: Cause.RIVALS,
    _unlikely: Cause.RIVALS,
}
"""The queue that each rule sends a paper to."""
