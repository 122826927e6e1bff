"""Whose numbers the ledger knows on a page: two pages of two customers are two documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.fields import Found, own_number
from extractors.fields.sense import Sense
from models.decision import Agreement, Key
from models.paper import Page
from pipeline.folding import fold, plain
from pipeline.index.ledger_index import Known as Number
from pipeline.index.ledger_index import LedgerIndex
from pipeline.names.comparable import Lines

_OF_ONE_DELIVERY = (Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER)
_LABELLED = {Sense.CUSTOMER_NUMBER: Key.CUSTOMER_NUMBER, Sense.PO_NUMBER: Key.PO_NUMBER}
_HEADED = {
    Sense.DELIVERY_NUMBER: Key.DELIVERY_NUMBER,
    Sense.INVOICE_NUMBER: Key.INVOICE_NUMBER,
    Sense.CUSTOMER_NUMBER: Key.CUSTOMER_NUMBER,
}
_HEAD, _LONG = 0.12, 7
"""Share of the page, from the top, where later pages repeat numbers; figures of one without letters."""
_SHORTEST, _FEWEST_DIGITS = 5, 4
_LONG_NAME = 8
_EDGES = ".,;:()[]#"
_FEW = 3
"""A number that more invoices carry says nothing of which it is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a page's numbers."""

    invoices: frozenset[tuple[str, str]] = frozenset()
    """Keys of the invoices whose own or delivery number is printed."""
    customers: frozenset[str] = frozenset()
    """Numbers of the customers to whom printed numbers belong."""
    named: frozenset[str] = frozenset()
    """Numbers of the customers whose name is printed letter for letter."""

    def __or__(self, other: Known) -> Known:
        return Known(
            self.invoices | other.invoices, self.customers | other.customers, self.named | other.named
        )


NOTHING_KNOWN = Known()


def known_on(page: Page, found: Found, index: LedgerIndex) -> Known:
    """What `index` knows of the numbers on a page; only exact ones count."""
    known = Known(named=_named(page, index))
    for key, texts in index.find_all(_OF_ONE_DELIVERY, _loose(page, found)).items():
        for same in texts.values():
            known |= _owners(index, key, same)
    for sense, key in _LABELLED.items():
        for finding in found.of(sense):
            known |= _owners(index, key, index.find(key, finding.value.text, edits=False))
    return known


def _named(page: Page, index: LedgerIndex) -> frozenset[str]:
    """Customers whose name of some length stands on the page."""
    lines = Lines.of([word.text for word in line] for line in page.lines)
    return frozenset(
        number for number, found in index.names.printed(lines).items() if found.length >= _LONG_NAME
    )


def headed_by(found: Found, index: LedgerIndex) -> Mapping[Sense, frozenset[str]]:
    """Numbers of the books' shapes in a page's top lines, folded; later pages repeat them without a label."""
    said = found.page.label_tokens | found.forbidden
    tops = [
        t.text.strip(_EDGES)
        for run in found.page.sheet.runs
        for t in run.tokens
        if t.level.y1 < _HEAD and t not in said
    ]
    own = own_number(found)
    tops += [own.text] if own else []
    long = [text for text in tops if _is_long(text) and _is_shaped(text)]
    return {
        sense: frozenset(fold(text) for text in long if index.looks_like(key, text))
        for sense, key in _HEADED.items()
    }


def _is_shaped(text: str) -> bool:
    """True for what is no postcode or telephone number: with letters in it, or long."""
    return not text.isdecimal() or len(text) >= _LONG


def _loose(page: Page, found: Found) -> list[str]:
    """Words that may be an invoice's or a delivery's number, each once; labelled ones may be short."""
    labelled = [f.value.text for f in found.of(Sense.INVOICE_NUMBER, Sense.DELIVERY_NUMBER)]
    forbidden = {token.text for token in found.forbidden}
    words = [word.text.strip(_EDGES) for word in page.words if word.text not in forbidden]
    return list(dict.fromkeys([*labelled, *filter(_is_long, words)]))


def _is_long(text: str) -> bool:
    return len(plain(text)) >= _SHORTEST and sum(c.isdigit() for c in text) >= _FEWEST_DIGITS


def _owners(index: LedgerIndex, key: Key, found: Sequence[Number]) -> Known:
    """Whose a number is; nothing where several customers have it."""
    exact = [one.number for one in found if one.agreement is Agreement.EXACT]
    if key is Key.CUSTOMER_NUMBER:
        return Known(customers=frozenset(exact))
    owners = [owner for number in exact for owner in index.owners(key, number)[: _FEW + 1]]
    customers = frozenset(owner.customer_number for owner in owners)
    if len(customers) != 1:
        return NOTHING_KNOWN
    few = key in _OF_ONE_DELIVERY and len(owners) <= _FEW
    return Known(frozenset(owner.key for owner in owners) if few else frozenset(), customers)
