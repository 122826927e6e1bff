"""Whether one candidate may receive the paper without a person, and if not, why not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from extractors.fields.text import fold as folded
from models.decision import Agreement, Candidate, Cause, Evidence, Key
from models.ledger import Invoice, InvoiceStatus
from pipeline.deciding.keys import LONG_NUMBER, TWO, Keys, is_exact, keys_of
from pipeline.folding import compare, fold, near, plain
from pipeline.index.ledger_index import LedgerIndex, expected
from pipeline.matching.dating import Timing, delivered_for, timing
from pipeline.matching.match import Matched
from pipeline.matching.number_matches import is_order
from pipeline.names.comparable import normalise

_OF_ONE_DELIVERY = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
_SURE = 0.1
"""Of a character: with no more doubt, one of 2,600 numbers had a figure changed (docs/accuracy.md)."""
_READ = 0.3
"""Of a character: more doubt in the only number of a paper, and it may be another's, not loaded yet."""
_BEYOND_DOUBT = 0.01
"""The same, where only a name stands beside the number."""
_MOST_BRANCH_WORDS = 3
_CLEAR = 0.9
"""Probability below which another invoice fits nearly as well."""
_PART = re.compile(
    r"part(?:ial)? (?:delivery|shipment)|balance to follow|back ?order|(?:teil|rest|nach)lieferung|"
    r"livraison partielle|reliquat|solde a livrer|entrega parcial|envio parcial|pendiente de entrega|"
    r"consegna parziale|saldo consegna|deel(?:levering|zending)|nalevering|dostawa czesciowa|"
    r"(?:delivery|shipment|lieferung|livraison|entrega|consegna|levering|dostawa) "
    r"\d+ (?:of|von|sur|de|di|van|z) \d+"
)
"""Said where one order comes in several deliveries, in the eight languages; folded."""


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


def _contradiction(keys: Keys, _: Matched) -> str:
    against = [one for one in keys.candidate.contradictions if not _is_branch(one, keys)]
    if not against:
        return ""
    one = min(against, key=lambda evidence: list(Key).index(evidence.key))
    what = "customer" if one.key is Key.CUSTOMER_NAME else one.key.value
    return f'the page says {what} "{one.read}" and the ledger "{one.expected}"'


def _is_branch(one: Evidence, keys: Keys) -> bool:
    """True for the name of a customer's branch, where two labelled numbers say whose invoice it is."""
    exact = [other for other in keys.sure if other.labelled and is_exact(other)]
    read, own = (text.casefold().split() for text in (one.read, one.expected))
    more = read[len(own) :]
    numbered = 0 < len(more) <= _MOST_BRANCH_WORDS and any(map(str.isdigit, more))
    branch = one.key is Key.CUSTOMER_NAME and len(own) >= TWO and read[: len(own)] == own and numbered
    delivered = any(other.key in _OF_ONE_DELIVERY for other in exact)
    return branch and delivered and len({plain(other.expected) for other in exact}) >= TWO


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
    if timing(matched.printed, invoice) is not Timing.IMPOSSIBLE:
        return ""
    return f"the date on the page and the invoice date {invoice.invoice_date.isoformat()} lie too far apart"


def _unlabelled(keys: Keys, matched: Matched) -> str:
    """A number without a label may be a mere mention, an article or an earlier delivery."""
    alone = not any(one.labelled for one in keys.sure)
    for one in keys.sure:
        if not one.labelled and (alone or matched.seen.heard(one.key)):
            what = "that number" if one is keys.agreeing[0] else f"{one.key.value} {one.read}"
            return f"{what} stands on the page without a label of its own"
        if not one.labelled and one.key in _OF_ONE_DELIVERY and _is_billed_often(keys, matched):
            return f"{one.key.value} {one.read} stands on the page without a label of its own"
    return ""


def _is_billed_often(keys: Keys, matched: Matched) -> bool:
    """True where the order that agrees has several invoices: a bare number may be an earlier delivery's."""
    orders = (one.expected for one in keys.sure if one.key is Key.PO_NUMBER)
    return any(len(matched.index.owners(Key.PO_NUMBER, order)) > 1 for order in orders)


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
    whose = bool(keys.customer) or len(keys.name) == TWO
    dated = delivered_for(matched.printed, invoice)
    if not whose or not dated or _shows_own_number(matched) or _PART.search(folded(matched.reading.text)):
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
    if keys.count < TWO:
        return "nothing else on the page confirms it"
    if not keys.exact and not any(len(plain(one.read)) >= LONG_NUMBER for one in keys.sure):
        return "its number is short and not printed quite so"
    firm = any(one.key in _OF_ONE_DELIVERY for one in keys.sure)
    edited = any(one.agreement is Agreement.EDITED for one in keys.unsure)
    if (edited and not firm) or not keys.sure:
        one = keys.unsure[0]
        return f"{one.key.value} {one.read} was read where the ledger has {one.expected}"
    return ""


def _blurred(keys: Keys, matched: Matched) -> str:
    """One number alone ties the paper to the invoice, and may be misread for one that is not loaded yet."""
    if len(keys.sure) != 1 or keys.unsure or keys.scanned:
        return ""
    (one,) = keys.sure
    if plain(one.expected) in matched.seen.codes or matched.seen.doubt_in(one.key, one.read, 0.0) <= _READ:
        return ""
    return f"{one.key.value} {one.read} is its only number, and was not read for sure"


def _strangers(keys: Keys, matched: Matched) -> str:
    """An order that names another customer too, and no customer number, beside one number."""
    mine = keys.candidate.invoice.customer_number
    others = matched.named.difference(matched.index.payers(mine), {mine})
    if not is_order(matched.reading) or keys.customer or len(keys.sure) > 1:
        return ""
    if all(_is_of_one_house(mine, other, matched.index) for other in others):
        return ""
    return "the page names another customer too, and only one number says whose it is"


def _is_of_one_house(mine: str, other: str, index: LedgerIndex) -> bool:
    """True for who pays for the other, and where one's name is part of the other's: "Store 42" of a chain."""
    names = [normalise(index.customers[number].name) for number in (mine, other) if number in index.customers]
    return mine in index.payers(other) or len(names) < TWO or min(names, key=len) in max(names, key=len)


def _neighbour(keys: Keys, matched: Matched) -> str:
    """Another invoice, of a customer that the page names, whose number one misread character would give."""
    mine = keys.candidate.invoice
    for key in (one.key for one in keys.sure):
        for other in matched.index.invoices_near(
            key, expected(mine, key), {mine.customer_number, *matched.named}
        ):
            if not _told_apart(keys, other, matched):
                same = other.customer_number == mine.customer_number
                whose = "the same customer" if same else "another customer on the page"
                return (
                    f"{key.value} {expected(other, key)} of {whose} differs in one character "
                    "and no other number tells them apart"
                )
    return ""


def _told_apart(keys: Keys, other: Invoice, matched: Matched) -> bool:
    """True when one number that cannot be a misreading of the other's, or two numbers, speak for this one."""
    differ = [one for one in keys.sure if _differs(one, expected(other, one.key))]
    limit = _SURE if keys.count > TWO or keys.customer or len(keys.name) == TWO else _BEYOND_DOUBT
    firm = [one for one in differ if _is_firm(one, expected(other, one.key), matched, limit)]
    return bool(firm) or len(differ) >= TWO


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
    return is_exact(one) and as_long and not alike and matched.seen.doubt_in(one.key, one.read) <= limit


def _differs(one: Evidence, number: str) -> bool:
    return plain(number) != "" and compare(one.expected, number) is not Agreement.EXACT


def _unlikely(keys: Keys, matched: Matched) -> str:
    if keys.candidate.confidence >= _CLEAR:
        return ""
    taken = keys.candidate.invoice.key in matched.taken
    return "another paper has the better claim to it" if taken else "another invoice fits as well"


def takes_papers(invoice: Invoice) -> bool:
    """False for void invoices and credit notes: nothing is filed under them without a person."""
    return invoice.status is not InvoiceStatus.VOID and not invoice.is_credit


Rule = Callable[[Keys, Matched], str]
FIRM: Sequence[Rule] = (_contradiction, _void, _credit, _date)
"""What no probability outweighs."""
RULES: Sequence[Rule] = (
    *FIRM, _unlabelled, _shown, _few, _blurred, _strangers, _neighbour, _unlikely
)  # fmt: skip
"""Asked in this order; the first doubt is the one told."""
CAUSES: Mapping[Rule, Cause] = {
    _contradiction: Cause.CONTRADICTION,
    _void: Cause.NOT_DUE,
    _credit: Cause.NOT_DUE,
    _date: Cause.NOT_DUE,
    _unlabelled: Cause.UNCONFIRMED,
    _shown: Cause.UNCONFIRMED,
    _few: Cause.UNCONFIRMED,
    _blurred: Cause.UNCONFIRMED,
    _strangers: Cause.RIVALS,
    _neighbour: Cause.RIVALS,
    _unlikely: Cause.RIVALS,
}
"""The queue that each rule sends a paper to."""
