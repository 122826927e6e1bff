"""The rows of a ledger in arrays: an invoice or a customer is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from models.decision import Key
from models.ledger import Customer, Invoice, InvoiceStatus
from pipeline.index.catalogue import Catalogue
from pipeline.index.text_table import (
    NONE,
    Array,
    Arrays,
    GrowingTexts,
    Rows,
    Texts,
    below,
    chunked,
    joined,
    within,
)

NUMBER_KEYS = (Key.INVOICE_NUMBER, Key.PO_NUMBER, Key.DELIVERY_NUMBER)
ROLES = (*NUMBER_KEYS, Key.CUSTOMER_NUMBER)
_ATTRIBUTE = {
    Key.INVOICE_NUMBER: attrgetter("number"),
    Key.PO_NUMBER: attrgetter("po_number"),
    Key.DELIVERY_NUMBER: attrgetter("delivery_number"),
    Key.CUSTOMER_NUMBER: attrgetter("customer_number"),
}
_PLACES = ("name", "address", "city", "country", "parent")
_REPEATED = ("currency", "status")
"""What few values are repeated of."""
Days = NDArray[np.int32]
"""Proleptic ordinals of days, 0 for none."""


def expected(invoice: Invoice, key: Key) -> str:
    """What the ledger has of `invoice` under a number key; empty when it has none."""
    number: str = _ATTRIBUTE[key](invoice)
    return number


@dataclass(frozen=True, slots=True)
class Repeated:
    """A column of few different texts."""

    texts: Texts
    places: Rows
    """Of each row's text, or `NONE` for an empty one."""

    @classmethod
    def of(cls, texts: Iterable[str], first: Iterable[str] = ()) -> Repeated:
        """Number the different texts in the order they come, those of `first` before all others."""
        known = {text: place for place, text in enumerate(first)}
        numbered = (known.setdefault(text, len(known)) if text else NONE for text in texts)
        places = np.fromiter(numbered, np.uint32)
        return cls(Texts.of(known), places)

    def __getitem__(self, row: int) -> str:
        place = self.places[row]
        return "" if place == NONE else self.texts[place]

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        return {"places": self.places, **below("texts", self.texts.arrays())}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Repeated:
        """What `arrays` came from."""
        return cls(Texts.from_arrays(within("texts", arrays)), arrays["places"])


@dataclass(frozen=True, slots=True)
class CustomerRows(Mapping[str, Customer]):
    """Customers by number; each is made when it is asked for."""

    catalogue: Catalogue
    """Of customer numbers: those of customers first, in their order, then those that only invoices have."""
    columns: Mapping[str, Texts]
    aliases: Texts
    """Of all customers on end."""
    bounds: Rows
    """Where the aliases of each begin, and where the last ones end."""

    def __getitem__(self, number: str) -> Customer:
        row = self.catalogue.place(number)
        if row is None or row >= len(self):
            raise KeyError(number)
        return self.at(row)

    def __iter__(self) -> Iterator[str]:
        return (self.catalogue.numbers[row] for row in range(len(self)))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def at(self, row: int) -> Customer:
        """The customer of a row."""
        name, *others = (self.columns[column][row] for column in _PLACES)
        aliases = tuple(self.aliases[self.bounds[row] : self.bounds[row + 1]])
        return Customer(self.catalogue.numbers[row], name, aliases, *others)

    @property
    def has_parents(self) -> bool:
        """True where some customer is paid for by another."""
        return len(self.columns["parent"].blob) > 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """All invoices and customers of a ledger as it was loaded."""

    catalogues: Mapping[Key, Catalogue]
    places: Mapping[Key, Rows]
    """For each role, where each invoice's number stands in the catalogue, or `NONE`."""
    issued: Days
    due: Days
    amounts: Texts
    repeated: Mapping[str, Repeated]
    customers: CustomerRows

    def __len__(self) -> int:
        return len(self.issued)

    def number(self, key: Key, row: int) -> str:
        """The number of an invoice in a role; empty where it has none."""
        place = self.places[key][row]
        return "" if place == NONE else self.catalogues[key].numbers[place]

    def invoice(self, row: int) -> Invoice:
        """The invoice of a row."""
        number, order, delivery, customer = (self.number(key, row) for key in ROLES)
        due = int(self.due[row])
        return Invoice(
            number=number,
            customer_number=customer,
            po_number=order,
            invoice_date=date.fromordinal(int(self.issued[row])),
            due_date=date.fromordinal(due) if due else None,
            amount=Decimal(self.amounts[row]),
            currency=self.repeated["currency"][row],
            delivery_number=delivery,
            status=InvoiceStatus(self.repeated["status"][row]),
        )

    def arrays(self) -> dict[str, Array]:
        """Its arrays by name, for `from_arrays`."""
        found = {"issued": self.issued, "due": self.due, "alias bounds": self.customers.bounds}
        for key in ROLES:
            found |= below(key.value, self.catalogues[key].arrays()) | {f"{key.value} of": self.places[key]}
        for name, repeated in self.repeated.items():
            found |= below(name, repeated.arrays())
        texts = {**self.customers.columns, "aliases": self.customers.aliases, "amounts": self.amounts}
        for name, column in texts.items():
            found |= below(name, column.arrays())
        return found

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Shelf:
        """What `arrays` came from."""
        catalogues = {key: Catalogue.from_arrays(within(key.value, arrays)) for key in ROLES}
        columns = {name: Texts.from_arrays(within(name, arrays)) for name in _PLACES}
        aliases = Texts.from_arrays(within("aliases", arrays))
        people = CustomerRows(catalogues[Key.CUSTOMER_NUMBER], columns, aliases, arrays["alias bounds"])
        return cls(
            catalogues,
            {key: arrays[f"{key.value} of"] for key in ROLES},
            arrays["issued"],
            arrays["due"],
            Texts.from_arrays(within("amounts", arrays)),
            {name: Repeated.from_arrays(within(name, arrays)) for name in _REPEATED},
            people,
        )


def shelve(customers: Iterable[Customer], invoices: Iterable[Invoice]) -> Shelf:
    """Put a ledger into arrays; goes through each once, so both may come from a stream."""
    people = {customer.number: customer for customer in customers}
    columns = {name: Texts.of(getattr(customer, name) for customer in people.values()) for name in _PLACES}
    aliases = Texts.of(alias for customer in people.values() for alias in customer.aliases)
    counts = np.cumsum([0, *(len(customer.aliases) for customer in people.values())]).astype(np.uint32)
    accounts = list(people)
    del people
    gathered = _gather(invoices)
    catalogues, places = {}, {}
    for key in ROLES:
        first = accounts if key is Key.CUSTOMER_NUMBER else ()
        column = Repeated.of(gathered.texts.pop(key.value).packed(), first)
        catalogues[key], places[key] = Catalogue.of(column.texts, column.places), column.places
    return Shelf(
        catalogues,
        places,
        joined(gathered.issued, np.int32),
        joined(gathered.due, np.int32),
        gathered.texts.pop("amount").packed(),
        {name: Repeated.of(gathered.texts.pop(name).packed()) for name in _REPEATED},
        CustomerRows(catalogues[Key.CUSTOMER_NUMBER], columns, aliases, counts),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The columns of invoices, while they come."""

    texts: dict[str, GrowingTexts]
    issued: list[Days]
    due: list[Days]


def _gather(invoices: Iterable[Invoice]) -> _Gathered:
    names = (*(key.value for key in ROLES), "amount", *_REPEATED)
    gathered = _Gathered({name: GrowingTexts.empty() for name in names}, [], [])
    for chunk in chunked(invoices):
        for key in ROLES:
            gathered.texts[key.value].extend(list(map(_ATTRIBUTE[key], chunk)))
        gathered.texts["amount"].extend([str(invoice.amount) for invoice in chunk])
        gathered.texts["currency"].extend([invoice.currency for invoice in chunk])
        gathered.texts["status"].extend([invoice.status.value for invoice in chunk])
        gathered.issued.append(_days(invoice.invoice_date for invoice in chunk))
        gathered.due.append(_days(invoice.due_date for invoice in chunk))
    return gathered


def _days(days: Iterable[date | None]) -> Days:
    return np.fromiter((day.toordinal() if day else 0 for day in days), np.int32)
