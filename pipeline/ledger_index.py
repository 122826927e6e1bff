"""Look-ups of everything that a page may print: numbers by role, and customers by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.decision import Agreement, Key
from models.ledger import Customer, Invoice, Ledger
from pipeline.folding import compare, fold, forms, mask, near, neighbours, stem
from pipeline.names import NameIndex

NUMBER_KEYS = (Key.INVOICE_NUMBER, Key.PO_NUMBER, Key.DELIVERY_NUMBER)
ROLES = (*NUMBER_KEYS, Key.CUSTOMER_NUMBER)


def expected(invoice: Invoice, key: Key) -> str:
    """What the ledger has of `invoice` under a number key; empty when it has none."""
    match key:
        case Key.INVOICE_NUMBER:
            return invoice.number
        case Key.PO_NUMBER:
            return invoice.po_number
        case Key.DELIVERY_NUMBER:
            return invoice.delivery_number
        case _:
            return invoice.customer_number


@dataclass(frozen=True, slots=True)
class Known:
    """A number of the ledger that a read text agrees with."""

    number: str
    """As the ledger has it."""
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All numbers of one role."""

    numbers: Mapping[str, tuple[str, ...]]
    """Folded form, stem or tail -> numbers as the ledger has them."""
    owners: Mapping[str, tuple[Invoice, ...]]
    """Number -> invoices that carry it; a customer's number may have none."""
    masks: frozenset[str]
    """Shapes of the numbers."""

    def shortlist(self, text: str, *, edits: bool) -> Iterator[str]:
        """Numbers that `text` may be, each once."""
        folded = fold(text)
        seen: set[str] = set()
        for form in (folded, stem(text), *(neighbours(folded) if edits else ())):
            for number in self.numbers.get(form, ()):
                if number not in seen:
                    seen.add(number)
                    yield number


@dataclass(frozen=True, slots=True)
class LedgerIndex:
    """One client's ledger, ready to be asked."""

    customers: Mapping[str, Customer]
    names: NameIndex
    roles: Mapping[Key, Catalogue]

    def find(self, key: Key, text: str, *, edits: bool) -> tuple[Known, ...]:
        """Numbers of a role that `text` agrees with; those one character away only with `edits`."""
        shortlist = self.roles[key].shortlist(text, edits=edits)
        found = (Known(number, how) for number in shortlist if (how := compare(text, number)))
        return tuple(known for known in found if edits or known.agreement is not Agreement.EDITED)

    def looks_like(self, key: Key, text: str) -> bool:
        """True when `text` has the shape of the ledger's numbers in this role."""
        return mask(text) in self.roles[key].masks

    def owners(self, key: Key, number: str) -> tuple[Invoice, ...]:
        """Invoices that carry exactly this number in this role."""
        return self.roles[key].owners.get(number, ())

    def invoices_near(self, key: Key, text: str) -> Iterator[Invoice]:
        """Invoices whose number in this role one misread character would turn into `text`, or back."""
        catalogue = self.roles[key]
        for number in catalogue.shortlist(text, edits=True):
            if near(text, number):
                yield from self.owners(key, number)


def build(ledger: Ledger) -> LedgerIndex:
    """Index a ledger; the order of its rows does not matter to any answer."""
    invoices = sorted(ledger.invoices, key=lambda invoice: invoice.key)
    customers = {customer.number: customer for customer in sorted(ledger.customers, key=lambda c: c.number)}
    roles = {key: _catalogue(_owners(key, invoices)) for key in NUMBER_KEYS}
    accounts = _owners(Key.CUSTOMER_NUMBER, invoices)
    roles[Key.CUSTOMER_NUMBER] = _catalogue(dict.fromkeys(customers, ()) | accounts)
    return LedgerIndex(customers, NameIndex.of(customers.values()), roles)


def _owners(key: Key, invoices: Iterable[Invoice]) -> dict[str, tuple[Invoice, ...]]:
    owners: dict[str, list[Invoice]] = {}
    for invoice in invoices:
        owners.setdefault(expected(invoice, key), []).append(invoice)
    return {number: tuple(carriers) for number, carriers in owners.items() if number}


def _catalogue(owners: Mapping[str, tuple[Invoice, ...]]) -> Catalogue:
    numbers: dict[str, list[str]] = {}
    for number in sorted(owners):
        for form in forms(number):
            numbers.setdefault(form, []).append(number)
    return Catalogue(
        {form: tuple(same) for form, same in numbers.items()}, owners, frozenset(map(mask, owners))
    )
