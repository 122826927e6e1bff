"""Customers and invoices from CSV files, complete or refused with every row that does not add up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from pipeline.ledger_files.billed import billed
from pipeline.ledger_files.cells import (
    Amounts,
    BadCell,
    Dates,
    choose_date_order,
    choose_decimal_mark,
    identifier,
    unmarked,
)
from pipeline.ledger_files.rows import Faulty, Row, Table, read_table, refuse

CUSTOMER_COLUMNS = ("customer_number", "name", "aliases", "address", "city", "country")
_PARENT = "parent"
"""A column of the customers that may be left out."""
_REST = "open_amount"
"""A column of the invoices that may be left out."""
INVOICE_COLUMNS = (
    "invoice_number", "customer_number", "po_number", "invoice_date", "due_date", "amount", "currency",
    "delivery_number", "status",
)  # fmt: skip
_CURRENCY_LETTERS = 3
_ONES = str.maketrans("23456789", "11111111")

Made = TypeVar("Made", Customer, Invoice)
Collected = tuple[tuple[Made, ...], tuple[Faulty, ...]]


@dataclass(frozen=True, slots=True)
class FileNames:
    """What messages call the two files: the paths that the user gave."""

    customers: str = "customers.csv"
    invoices: str = "invoices.csv"


NAMES = FileNames()


@dataclass(frozen=True, slots=True)
class ContractFiles:
    """A ledger of our own two files, and how they were read."""

    ledger: Ledger
    """Its invoices are made anew from the file's text each time one goes through them."""
    people: Table
    people_rows: int
    bills: Table
    bill_rows: int
    dates: Dates
    amounts: Amounts


def parse_ledger(customers: str | bytes, invoices: str | bytes, names: FileNames = NAMES) -> Ledger:
    """The ledger in the two files' contents; rows keep their order, identical rows are one.

    UTF-8, UTF-16 with its mark, or cp1252; comma, semicolon or tab. Columns that are not needed are left out.

    Raises:
        LedgerRefused: a column is missing or rows do not add up; names the files, the lines, the reasons.
    """
    books = read_files(customers, invoices, names).ledger
    return Ledger(books.customers, tuple(books.invoices))


def read_files(
    customers: str | bytes, invoices: str | bytes, names: FileNames = NAMES, order: str = "", mark: str = ""
) -> ContractFiles:
    """As `parse_ledger`, with how it was read.

    Args:
        customers: content of the one file.
        invoices: content of the other.
        names: what messages call them.
        order: dmy or mdy where dates with slashes do not tell.
        mark: decimal mark where amounts do not tell.

    Raises:
        LedgerRefused: as `parse_ledger`.
    """
    people = read_table(customers, CUSTOMER_COLUMNS, names.customers, optional=(_PARENT,))
    bills = read_table(invoices, INVOICE_COLUMNS, names.invoices, optional=(_REST,))
    shapes = _Shapes.of(bills)
    dates = Dates(choose_date_order(shapes.days, order))
    amounts = Amounts(choose_decimal_mark(shapes.amounts, mark))
    made, faulty = _collect(people, _customer, lambda customer: customer.number)
    numbers = [unmarked(row["customer_number"]) for row in people.rows]
    known = set(numbers)

    def make(row: Row) -> Invoice:
        customer = identifier("customer_number", row["customer_number"])
        if customer not in known:
            raise BadCell(
                f"customer_number {customer!r} is not in {names.customers}: add the customer there."
            )
        return _invoice(row, dates, amounts)

    invoices_made: Collection[Invoice] | None = billed(bills, make)
    if invoices_made is None or faulty:
        invoices_made, also_faulty = _collect(bills, make, lambda invoice: invoice.key)
        refuse((*faulty, *also_faulty))
    books = Ledger(made, invoices_made)
    return ContractFiles(books, people, len(numbers), bills, shapes.rows, dates, amounts)


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What tells how a file writes dates and amounts."""

    rows: int
    days: frozenset[str]
    amounts: frozenset[str]
    """With 1 for every other digit than 0."""

    @classmethod
    def of(cls, bills: Table) -> _Shapes:
        rows, days, amounts = 0, set[str](), set[str]()
        for rows, row in enumerate(bills.rows, start=1):  # noqa: B007
            days |= {row["invoice_date"], row["due_date"]}
            amounts.add(row["amount"].translate(_ONES))
            if _REST in row.columns and row[_REST]:
                amounts.add(row[_REST].translate(_ONES))
        return cls(rows, frozenset(days), frozenset(amounts))


def _customer(row: Row) -> Customer:
    if not row["name"]:
        raise BadCell("name is empty: give the customer's name.")
    aliases = tuple(dict.fromkeys(filter(None, map(str.strip, row["aliases"].split(";")))))
    number = identifier("customer_number", row["customer_number"])
    parent = identifier(_PARENT, row[_PARENT], empty=True) if _PARENT in row.columns else ""
    return Customer(number, row["name"], aliases, row["address"], row["city"], row["country"], parent)


def _invoice(row: Row, dates: Dates, amounts: Amounts) -> Invoice:
    return Invoice(
        identifier("invoice_number", row["invoice_number"]),
        identifier("customer_number", row["customer_number"]),
        identifier("po_number", row["po_number"], empty=True),
        dates.read("invoice_date", row["invoice_date"]),
        dates.read("due_date", row["due_date"]) if row["due_date"] else None,
        amounts.read("amount", row["amount"]),
        currency_code(row["currency"]),
        identifier("delivery_number", row["delivery_number"], empty=True),
        _status(row["status"]),
        amounts.read(_REST, row[_REST]) if _REST in row.columns and row[_REST] else None,
    )


def currency_code(text: str) -> str:
    """The three-letter code in a cell, in capitals.

    Raises:
        BadCell: it is none.
    """
    if len(text) == _CURRENCY_LETTERS and text.isascii() and text.isalpha():
        return text.upper()
    raise BadCell(f"currency {text!r} is no three-letter code: write it like EUR.")


def _status(text: str) -> InvoiceStatus:
    try:
        return InvoiceStatus(text.lower())
    except ValueError:
        allowed = ", ".join(status.value for status in InvoiceStatus)
        raise BadCell(f"status {text!r} is not one of: {allowed}.") from None


def _collect(table: Table, make: Callable[[Row], Made], key: Callable[[Made], object]) -> Collected[Made]:
    """Values of the rows, equal ones once; faulty rows, and those that contradict one of the same key."""
    made: dict[object, tuple[Row, Made]] = {}
    faulty: list[Faulty] = []
    for row in table.checked():
        if isinstance(row, Faulty):
            faulty.append(row)
            continue
        try:
            value = make(row)
        except BadCell as bad:
            faulty.append(Faulty(table.file, row.line, str(bad)))
            continue
        first, same = made.setdefault(key(value), (row, value))
        if _all_of(same) != _all_of(value):
            faulty.append(Faulty(table.file, row.line, _contradiction(first, row)))
    in_order = sorted(faulty, key=lambda one: one.line)
    return tuple(value for _, value in made.values()), tuple(in_order)


def _all_of(value: Customer | Invoice) -> object:
    """What two rows have to agree on."""
    return (value, value.open_amount) if isinstance(value, Invoice) else value


def _contradiction(first: Row, row: Row) -> str:
    """What two rows of the same number do not agree on."""
    differing = (
        f"{column} {text!r} there, {row[column]!r} here"
        for column, text in first.cells.items()
        if text != row[column]
    )
    return (
        f"differs from line {first.line} for the same number ({'; '.join(differing)}): "
        "keep the right one of the two."
    )
