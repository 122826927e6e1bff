"""Look-ups of everything that a page may print: numbers by role, and customers by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import overload

import numpy as np

from models.decision import Agreement, Key
from models.ledger import Customer, Invoice, Ledger
from pipeline.folding import Spelling, mask
from pipeline.index.catalogue import Known, form_hashes
from pipeline.index.ledger_arrays import NUMBER_KEYS, ROLES, Shelf, expected, shelve
from pipeline.index.ledger_changes import Changes
from pipeline.index.name_index import NameIndex
from pipeline.index.text_table import NONE, Array, Arrays, Rows, below, within

__all__ = ["NUMBER_KEYS", "ROLES", "Known", "LedgerIndex", "Owners", "build", "expected", "index_of"]

VERSION = 2
"""Of what `LedgerIndex.arrays` holds: arrays of another version are of no use."""
_LONGEST_LINE = 8
_RANK = {Agreement.EXACT: 0, Agreement.FOLDED: 1, Agreement.EDITED: 2}


@dataclass(frozen=True, slots=True)
class Owners(Sequence[Invoice]):
    """The invoices that carry a number; each is made when it is asked for."""

    shelf: Shelf
    rows: Rows
    changed: tuple[Invoice, ...] = ()

    def __len__(self) -> int:
        return len(self.rows) + len(self.changed)

    @overload
    def __getitem__(self, at: int) -> Invoice: ...
    @overload
    def __getitem__(self, at: slice) -> list[Invoice]: ...
    def __getitem__(self, at: int | slice) -> Invoice | list[Invoice]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        count = len(self.rows)
        return self.shelf.invoice(int(self.rows[place])) if place < count else self.changed[place - count]

    def __iter__(self) -> Iterator[Invoice]:
        yield from map(self.shelf.invoice, self.rows.tolist())
        yield from self.changed

    def customers(self) -> frozenset[str]:
        """Numbers of the customers to whom they were issued."""
        places = np.unique(self.shelf.places[Key.CUSTOMER_NUMBER][self.rows])
        numbers = self.shelf.catalogues[Key.CUSTOMER_NUMBER].numbers
        shelved = (numbers[at] for at in places[places != NONE].tolist())
        return frozenset([*shelved, *(one.customer_number for one in self.changed)]) - {""}

    def numbers(self, key: Key) -> Iterator[str]:
        """The number of each in a role, without the others; empty where it has none."""
        yield from (self.shelf.number(key, row) for row in self.rows.tolist())
        yield from (expected(one, key) for one in self.changed)

    def nearest(self, days: Collection[date], count: int) -> Owners:
        """The `count` issued nearest to any of `days`, or the newest where no day is known."""
        if len(self.rows) <= count:
            return self
        issued = self.shelf.issued[self.rows].astype(np.int64)
        apart = np.min([np.abs(issued - day.toordinal()) for day in days], axis=0) if days else -issued
        return replace(self, rows=self.rows[np.sort(np.argsort(apart, kind="stable")[:count])])


@dataclass(frozen=True, slots=True)
class Customers(Mapping[str, Customer]):
    """Customers by number."""

    shelf: Shelf
    changed: Mapping[str, Customer]

    def __getitem__(self, number: str) -> Customer:
        return self.changed[number] if number in self.changed else self.shelf.customers[number]

    def __iter__(self) -> Iterator[str]:
        yield from self.shelf.customers
        yield from (number for number in self.changed if number not in self.shelf.customers)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class LedgerIndex:
    """One client's ledger, ready to be asked."""

    shelf: Shelf
    names: NameIndex
    changes: Changes = field(default_factory=Changes)
    gone: frozenset[int] = frozenset()
    """Rows of the shelf in whose place a changed invoice has come."""
    taught: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    """Shapes of numbers (see `mask`) that people taught beside the ledger's own."""
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Comparable names that a single paper taught, by customer number; they are among `names` too."""

    @property
    def customers(self) -> Customers:
        """Customers by number; each is made when it is asked for."""
        return Customers(self.shelf, self.changes.customers)

    def payers(self, number: str) -> tuple[str, ...]:
        """A customer, who pays for it, who pays for that one, and so on: at most eight."""
        line = [number]
        while self.has_payers and len(line) < _LONGEST_LINE:
            customer = self.customers.get(line[-1])
            if customer is None or not customer.parent or customer.parent in line:
                break
            line.append(customer.parent)
        return tuple(line)

    def related(self, one: str, other: str) -> bool:
        """True when one of two customers pays for the other, if only through others."""
        return one in self.payers(other) or other in self.payers(one)

    @property
    def has_payers(self) -> bool:
        """True where some customer is paid for by another."""
        changed = self.changes.customers.values()
        return self.shelf.customers.has_parents or any(customer.parent for customer in changed)

    def find(self, key: Key, text: str, *, edits: bool) -> tuple[Known, ...]:
        """Numbers of a role that `text` agrees with, best first; those one character away only with `edits`.

        These are all numbers of the ledger for which `folding.compare` gives an agreement.
        """
        read = Spelling.of(text)
        found = self.shelf.catalogues[key].find(read, edits=edits)
        return self._sorted(key, [*found, *self.changes.find(key, read, edits=edits)])

    def find_all(self, keys: Iterable[Key], texts: Iterable[str]) -> dict[Key, dict[str, tuple[Known, ...]]]:
        """For each role the texts that agree with a number but for edits, with what `find` has for them."""
        read = tuple(dict.fromkeys(texts))
        asked = form_hashes(read)
        return {
            key: self._find_all(key, read, self.shelf.catalogues[key].find_all(read, asked)) for key in keys
        }

    def looks_like(self, key: Key, text: str) -> bool:
        """True when `text` has the shape of the ledger's numbers in this role, or one that people taught."""
        if mask(text) in self.taught.get(key, ()):
            return True
        return self.shelf.catalogues[key].looks_like(text) or self.changes.looks_like(key, text)

    def owners(self, key: Key, number: str) -> Owners:
        """Invoices that carry exactly this number in this role."""
        if not number:
            return Owners(self.shelf, np.zeros(0, np.uint32))
        rows = self.shelf.catalogues[key].carriers(number)
        if self.gone:
            rows = rows[~np.isin(rows, np.fromiter(self.gone, np.uint32))]
        return Owners(self.shelf, rows, self.changes.owners[key].get(number, ()))

    def invoices_near(self, key: Key, text: str, customers: Collection[str]) -> Iterator[Invoice]:
        """Invoices of `customers` whose number one misread character would turn into `text`, or back."""
        read = Spelling.of(text)
        accounts = self.shelf.catalogues[Key.CUSTOMER_NUMBER]
        places = [place for number in customers if (place := accounts.place(number)) is not None]
        whose = self.shelf.places[Key.CUSTOMER_NUMBER]
        shelved = self.shelf.catalogues[key].near(read, lambda rows: np.isin(whose[rows], places))
        for number in sorted({*shelved, *self.changes.near(key, read)}):
            yield from (one for one in self.owners(key, number) if one.customer_number in customers)

    def changed(self, customers: Iterable[Customer] = (), invoices: Iterable[Invoice] = ()) -> LedgerIndex:
        """With these put in, or in the place of those with the same number or key.

        Each costs a fraction of a millisecond while some thousands at most have changed.
        """
        customers, changes, gone = tuple(customers), self.changes, set(self.gone)
        for customer in customers:
            changes = changes.with_customer(customer)
        for invoice in invoices:
            changes = changes.with_invoice(invoice)
            gone |= self._rows_of(invoice)
        names = self.names.changed_to(customers)
        return replace(self, names=names, changes=changes, gone=frozenset(gone))

    def arrays(self) -> dict[str, Array]:
        """What the index was built of, by name, for `from_arrays`; without what changed since."""
        return {**below("shelf", self.shelf.arrays()), **below("names", self.names.arrays())}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> LedgerIndex:
        """The index that `arrays` came from."""
        shelf = Shelf.from_arrays(within("shelf", arrays))
        accounts = shelf.catalogues[Key.CUSTOMER_NUMBER]
        return cls(shelf, NameIndex.from_arrays(within("names", arrays), accounts))

    def _rows_of(self, invoice: Invoice) -> set[int]:
        rows = self.shelf.catalogues[Key.INVOICE_NUMBER].carriers(invoice.number)
        account = self.shelf.catalogues[Key.CUSTOMER_NUMBER].place(invoice.customer_number)
        return set(rows[self.shelf.places[Key.CUSTOMER_NUMBER][rows] == account].tolist())

    def _find_all(
        self, key: Key, read: Sequence[str], shelved: Iterable[tuple[str, Known]]
    ) -> dict[str, tuple[Known, ...]]:
        found: dict[str, list[Known]] = {}
        for text, known in shelved:
            found.setdefault(text, []).append(known)
        for text in read if self.changes else ():
            for known in self.changes.find(key, Spelling.of(text), edits=False):
                found.setdefault(text, []).append(known)
        kept = {text: self._sorted(key, same) for text, same in found.items()}
        return {text: same for text, same in kept.items() if same}

    def _sorted(self, key: Key, found: Sequence[Known]) -> tuple[Known, ...]:
        kept = (known for known in dict.fromkeys(found) if not self.gone or self._still(key, known.number))
        return tuple(sorted(kept, key=lambda known: (_RANK[known.agreement], known.number)))

    def _still(self, key: Key, number: str) -> bool:
        """False for a number that only replaced invoices have."""
        return len(self.owners(key, number)) > 0 or (key is Key.CUSTOMER_NUMBER and number in self.customers)


def build(ledger: Ledger) -> LedgerIndex:
    """Index a ledger; the order of its rows does not matter to any answer."""
    return index_of(
        sorted(ledger.customers, key=lambda customer: customer.number),
        sorted(ledger.invoices, key=lambda invoice: invoice.key),
    )


def index_of(customers: Iterable[Customer], invoices: Iterable[Invoice]) -> LedgerIndex:
    """Index customers and invoices that may come from a stream, each without doubles.

    A million invoices of a hundred thousand customers take half a minute and some 500 MB while building.
    """
    shelf = shelve(customers, invoices)
    people = (shelf.customers.at(row) for row in range(len(shelf.customers)))
    return LedgerIndex(shelf, NameIndex.of(people, shelf.catalogues[Key.CUSTOMER_NUMBER]))
