"""The client firms of the sealed set and their ledgers: every firm counts in its own way."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tests.benchmarks.sealed import places

CUSTOMER_COLUMNS = ("customer_number", "name", "aliases", "address", "city", "country")
INVOICE_COLUMNS = (
    "invoice_number",
    "customer_number",
    "po_number",
    "invoice_date",
    "due_date",
    "amount",
    "currency",
    "delivery_number",
    "status",
)
FIRST_DAY = date(2026, 1, 12)
ORDER_SHAPES = (
    "45{:08d}",
    "PO-{:05d}",
    "B{:04d}/26",
    "26-{:04d}-LG",
    "{:02d}/{:04d}",
    "K{:06d}",
    "{:06d}",
    "WO{:05d}-1",
    "P{:07d}",
    "{:03d}.{:03d}",
    "BC26{:05d}",
    "7{:06d}-00",
    "OC {:05d}",
)


@dataclass(frozen=True)
class Customer:
    """A customer as the ledger has it."""

    number: str
    name: str
    alias: str
    street: str
    city: str
    code: str
    land: str
    orders: str
    """How this customer numbers its orders."""


@dataclass(frozen=True)
class Invoice:
    """A row of the ledger."""

    number: str
    customer: Customer
    order: str
    delivery: str
    day: date
    amount: float
    status: str


@dataclass(frozen=True)
class Firm:
    """A client: who it is and how it counts."""

    client: str
    name: str
    street: str
    town: str
    phone: str
    land: str
    lands: tuple[str, ...]
    invoices: str
    first_invoice: int
    deliveries: str
    first_delivery: int
    customers: str
    first_customer: int
    currency: str
    registered: str


@cache
def firms() -> tuple[Firm, ...]:
    """The clients of data/firms.json."""
    path = Path(__file__).parent / "data" / "firms.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Firm(**{**one, "lands": tuple(one["lands"])}) for one in told)


@dataclass(frozen=True)
class Ledger:
    """One firm's customers and invoices."""

    firm: Firm
    customers: tuple[Customer, ...]
    invoices: tuple[Invoice, ...]

    def save(self, folder: Path) -> None:
        """Write customers.csv and invoices.csv."""
        folder.mkdir(parents=True, exist_ok=True)
        people = [
            (c.number, c.name, c.alias, c.street, f"{c.code} {c.city}", places.COUNTRY[c.land])
            for c in self.customers
        ]
        _table(folder / "customers.csv", CUSTOMER_COLUMNS, people)
        _table(folder / "invoices.csv", INVOICE_COLUMNS, [self._row(one) for one in self.invoices])

    def _row(self, one: Invoice) -> tuple[str, ...]:
        due = one.day + timedelta(30)
        return (
            one.number,
            one.customer.number,
            one.order,
            one.day.isoformat(),
            due.isoformat(),
            f"{one.amount:.2f}",
            self.firm.currency,
            one.delivery,
            one.status,
        )


def _table(path: Path, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])


def keep_books(firm: Firm, seed: str, count: int = 700) -> Ledger:
    """A ledger of `count` invoices in a row; the same for the same seed."""
    rng = Random(f"{seed} books {firm.client}")
    people = tuple(_customers(firm, rng, max(count // 8, 12)))
    invoices = []
    delivery, recent = firm.first_delivery, dict[str, str]()
    for place in range(count):
        customer = rng.choice(people)
        order = recent.get(customer.number)
        if order is None or rng.random() < 0.72:
            order = _order(customer.orders, rng)
        recent[customer.number] = order
        delivery += rng.choice((1, 1, 1, 2, 3, 9))
        day = FIRST_DAY + timedelta(days=place * 270 // count)
        status = rng.choices(("open", "paid", "closed", "disputed", "void"), (60, 20, 10, 6, 4))[0]
        number = firm.invoices.format(firm.first_invoice + place)
        invoices.append(
            Invoice(
                number,
                customer,
                order,
                firm.deliveries.format(delivery),
                day,
                rng.randint(4000, 900000) / 100,
                status,
            )
        )
    return Ledger(firm, people, tuple(_reissued(invoices, firm, count)))


def _reissued(invoices: list[Invoice], firm: Firm, count: int) -> list[Invoice]:
    """Every other void invoice was written anew, for the same order and delivery."""
    voided = [one for one in invoices if one.status == "void"][::2]
    again = [
        replace(
            one,
            number=firm.invoices.format(firm.first_invoice + count + place),
            status="open",
            day=one.day + timedelta(6),
        )
        for place, one in enumerate(voided)
    ]
    return [*invoices, *again]


def _order(shape: str, rng: Random) -> str:
    parts = shape.count("{")
    values = (
        [rng.randint(1, 12), rng.randint(100, 9999)]
        if parts > 1 and "/" in shape
        else [rng.randint(100, 999)] * parts
    )
    if parts > 1:
        return shape.format(*values[:1], rng.randint(100, 999) if "." in shape else values[1])
    digits = int(shape.split("{:0")[1][0])
    return shape.format(rng.randint(10 ** (digits - 1), 10**digits - 1))


def _customers(firm: Firm, rng: Random, count: int) -> list[Customer]:
    people: list[Customer] = []
    names: set[str] = set()
    number = firm.first_customer
    while len(people) < count:
        land = rng.choice(firm.lands)
        name, alias = _name(land, people, rng)
        if name in names:
            continue
        names.add(name)
        number += rng.choice((1, 1, 2, 7))
        city, code = places.town(land, rng)
        people.append(
            Customer(
                firm.customers.format(number),
                name,
                alias,
                places.street(land, rng),
                city,
                code,
                land,
                rng.choice(ORDER_SHAPES),
            )
        )
    return people


def _name(land: str, people: list[Customer], rng: Random) -> tuple[str, str]:
    """A new name, or one that is nearly a neighbour's."""
    near = [one for one in people if one.land == land]
    if near and rng.random() < 0.2:
        return _twin(rng.choice(near).name, land, rng), ""
    stem, trade = rng.choice(places.table("stems")[land]), rng.choice(places.table("trades")[land])
    alias = "".join(word[0] for word in f"{stem} {trade}".split() if word[0].isalpha()).upper()
    return f"{stem} {trade}", alias if rng.random() < 0.25 and len(alias) > 2 else ""


def _twin(name: str, land: str, rng: Random) -> str:
    stem = next(
        (one for one in places.table("stems")[land] if name.startswith(one)), name.split(" ", maxsplit=1)[0]
    )
    rest = name.removeprefix(stem).strip()
    ways = (
        f"{stem} {rng.choice(['North', 'West', 'II'])} {rest}",
        f"{name} ({places.town(land, rng)[0]})",
        f"{stem[:-1]}{'n' if stem[-1] != 'n' else 'm'} {rest}",
    )
    return rng.choice(ways)
