"""The few invoices and customers that came, or changed, after the arrays of a ledger were built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from models.decision import Agreement, Key
from models.ledger import Customer, Invoice
from pipeline.folding import Spelling, forms, mask
from pipeline.index.catalogue import Known
from pipeline.index.ledger_arrays import ROLES, expected

_Numbers = Mapping[Key, Mapping[str, tuple[str, ...]]]
_Owners = Mapping[Key, Mapping[str, tuple[Invoice, ...]]]
InvoiceKey = tuple[str, str]


def _empty() -> dict[Key, dict[str, tuple[str, ...]]]:
    return {key: {} for key in ROLES}


def _nobody() -> dict[Key, dict[str, tuple[Invoice, ...]]]:
    return {key: {} for key in ROLES}


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed entries of a ledger by what is looked up; cheap to add to while they are few thousand."""

    invoices: Mapping[InvoiceKey, Invoice] = field(default_factory=dict)
    customers: Mapping[str, Customer] = field(default_factory=dict)
    numbers: _Numbers = field(default_factory=_empty)
    """For each role: folded form, stem or tail -> numbers as the ledger has them."""
    owners: _Owners = field(default_factory=_nobody)
    """For each role: number -> invoices that carry it now."""

    def __bool__(self) -> bool:
        return bool(self.invoices or self.customers)

    def with_invoice(self, invoice: Invoice) -> Changes:
        """With an invoice put in, or in the place of the one with the same key."""
        old = self.invoices.get(invoice.key)
        numbers, owners = dict(self.numbers), dict(self.owners)
        for key in ROLES:
            number = expected(invoice, key)
            carried = dict(owners[key])
            if old is not None:
                _drop(carried, expected(old, key), old)
            if number:
                carried[number] = (*carried.get(number, ()), invoice)
                numbers[key] = _with_number(numbers[key], number)
            owners[key] = carried
        return Changes({**self.invoices, invoice.key: invoice}, self.customers, numbers, owners)

    def with_customer(self, customer: Customer) -> Changes:
        """With a customer put in, or in the place of the one with the same number."""
        accounts = _with_number(self.numbers[Key.CUSTOMER_NUMBER], customer.number)
        numbers = {**self.numbers, Key.CUSTOMER_NUMBER: accounts}
        return Changes(self.invoices, {**self.customers, customer.number: customer}, numbers, self.owners)

    def find(self, key: Key, read: Spelling, *, edits: bool) -> Iterator[Known]:
        """Numbers that a read text agrees with; those one character away only with `edits`."""
        for number in self._shortlist(key, read, edits=edits):
            how = read.agreement(Spelling.of(number))
            if how and (edits or how is not Agreement.EDITED):
                yield Known(number, how)

    def near(self, key: Key, read: Spelling) -> Iterator[str]:
        """Numbers that one misread character, or a look-alike, would turn into `read`, or back."""
        shortlist = self._shortlist(key, read, edits=True)
        return (number for number in shortlist if read.near(Spelling.of(number)))

    def looks_like(self, key: Key, text: str) -> bool:
        """True when `text` has the shape of a changed number of this role."""
        shape = mask(text)
        return bool(shape) and any(
            mask(number) == shape for same in self.numbers[key].values() for number in same
        )

    def _shortlist(self, key: Key, read: Spelling, *, edits: bool) -> Iterable[str]:
        same = self.numbers[key]
        asked = [read.folded, read.stem]
        if edits:
            near = process.extract(
                read.folded, list(same), scorer=Levenshtein.distance, score_cutoff=1, limit=None
            )
            asked += [form for form, _, _ in near]
        found = (number for form in asked for number in same.get(form, ()))
        return (number for number in dict.fromkeys(found) if self._still(key, number))

    def _still(self, key: Key, number: str) -> bool:
        """True while an invoice or a customer has the number."""
        return bool(self.owners[key].get(number)) or (key is Key.CUSTOMER_NUMBER and number in self.customers)


def _with_number(same: Mapping[str, tuple[str, ...]], number: str) -> Mapping[str, tuple[str, ...]]:
    new = [form for form in forms(number) or ("",) if number not in same.get(form, ())]
    return {**same, **{form: (*same.get(form, ()), number) for form in new}} if new else same


def _drop(carried: dict[str, tuple[Invoice, ...]], number: str, invoice: Invoice) -> None:
    if number:
        carried[number] = tuple(one for one in carried[number] if one.key != invoice.key)
