"""Customers and invoices from CSV files, complete or refused with every line that does not add up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from models.errors import LedgerRefused
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from pipeline.ledger_cells import Amounts, BadCell, Dates, choose_date_order, choose_decimal_mark, identifier

CUSTOMER_COLUMNS = ("customer_number", "name", "aliases", "address", "city", "country")
INVOICE_COLUMNS = (
    "invoice_number", "customer_number", "po_number", "invoice_date", "due_date", "amount", "currency",
    "delivery_number", "status",
)  # fmt: skip
_SEPARATORS = ",;\t"
_SHOWN = 20
"""Problems that one refusal lists."""
_CURRENCY_LETTERS = 3
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

Made = TypeVar("Made", Customer, Invoice)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line, and its cells by column, surrounding blanks stripped."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(slots=True)
class _Problems:
    """What is wrong with one file."""

    file: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        """Note a problem of a line."""
        self.found.append((line, text))

    def refuse(self) -> None:
        """Raise LedgerRefused if anything was noted."""
        if not self.found:
            return
        lines = [f"{self.file}, line {line}: {text}" for line, text in sorted(self.found)[:_SHOWN]]
        if len(self.found) > _SHOWN:
            lines.append(f"{self.file}: and {len(self.found) - _SHOWN} more.")
        raise LedgerRefused("\n".join(["Nothing was loaded; correct these lines and load again.", *lines]))


def parse_ledger(customers: str | bytes, invoices: str | bytes) -> Ledger:
    """The ledger in the two files' contents; rows keep their order, identical rows are one.

    UTF-8, UTF-16 with its mark, or cp1252; comma, semicolon or tab. Columns that are not needed are left out.

    Raises:
        LedgerRefused: a column is missing or a row does not add up; names the file, the lines, the reason.
    """
    people = _customers(customers)
    known = {customer.number for customer in people}
    return Ledger(people, _invoices(invoices, known))


def _customers(content: str | bytes) -> tuple[Customer, ...]:
    problems = _Problems("customers.csv")
    rows = _rows(content, CUSTOMER_COLUMNS, problems)
    return _collect(rows, _customer, lambda customer: customer.number, problems)


def _invoices(content: str | bytes, known: set[str]) -> tuple[Invoice, ...]:
    problems = _Problems("invoices.csv")
    rows = list(_rows(content, INVOICE_COLUMNS, problems))
    dates = Dates(choose_date_order(cell for row in rows for cell in (row["invoice_date"], row["due_date"])))
    amounts = Amounts(choose_decimal_mark(row["amount"] for row in rows))
    make = partial(_invoice, known=known, dates=dates, amounts=amounts)
    return _collect(rows, make, lambda invoice: invoice.key, problems)


def _customer(row: Row) -> Customer:
    if not row["name"]:
        raise BadCell("name is empty: give the customer's name.")
    aliases = tuple(dict.fromkeys(filter(None, map(str.strip, row["aliases"].split(";")))))
    number = identifier("customer_number", row["customer_number"])
    return Customer(number, row["name"], aliases, row["address"], row["city"], row["country"])


def _invoice(row: Row, known: set[str], dates: Dates, amounts: Amounts) -> Invoice:
    customer = identifier("customer_number", row["customer_number"])
    if customer not in known:
        raise BadCell(f"customer_number {customer!r} is not in customers.csv: add the customer there.")
    return Invoice(
        identifier("invoice_number", row["invoice_number"]),
        customer,
        identifier("po_number", row["po_number"], empty=True),
        dates.read("invoice_date", row["invoice_date"]),
        dates.read("due_date", row["due_date"]) if row["due_date"] else None,
        amounts.read("amount", row["amount"]),
        _currency(row["currency"]),
        identifier("delivery_number", row["delivery_number"], empty=True),
        _status(row["status"]),
    )


def _currency(text: str) -> str:
    if len(text) == _CURRENCY_LETTERS and text.isascii() and text.isalpha():
        return text.upper()
    raise BadCell(f"currency {text!r} is no three-letter code: write it like EUR.")


def _status(text: str) -> InvoiceStatus:
    try:
        return InvoiceStatus(text.lower())
    except ValueError:
        allowed = ", ".join(status.value for status in InvoiceStatus)
        raise BadCell(f"status {text!r} is not one of: {allowed}.") from None


def _collect(
    rows: Iterable[Row],
    make: Callable[[Row], Made],
    key: Callable[[Made], object],
    problems: _Problems,
) -> tuple[Made, ...]:
    """Values of the rows, equal ones once; two that share a key and differ are a problem."""
    made: dict[object, tuple[int, Made]] = {}
    for row in rows:
        try:
            value = make(row)
        except BadCell as bad:
            problems.add(row.line, str(bad))
            continue
        line, first = made.setdefault(key(value), (row.line, value))
        if first != value:
            problems.add(
                row.line, f"differs from line {line} for the same number: keep the right one of the two."
            )
    problems.refuse()
    return tuple(value for _, value in made.values())


def _rows(content: str | bytes, columns: Sequence[str], problems: _Problems) -> Iterator[Row]:
    """Rows below the header; rows that do not fit it are noted as problems."""
    lines = _records(_text(content, problems.file), problems.file)
    _, header = next(lines, (1, []))
    names = [name.strip().casefold().replace(" ", "_") for name in header]
    _check_header(names, columns, problems.file)
    for line, cells in lines:
        if len(cells) > len(names) and any(map(str.strip, cells[len(names) :])):
            problems.add(
                line, f"has {len(cells)} cells under {len(names)} columns: put quotes around the separator."
            )
        elif any(map(str.strip, cells)):
            padded = [*map(str.strip, cells), *[""] * len(names)]
            yield Row(line, dict(zip(names, padded, strict=False)))


def _check_header(names: Sequence[str], columns: Sequence[str], file: str) -> None:
    missing = [column for column in columns if column not in names]
    twice = [column for column in columns if names.count(column) > 1]
    if missing:
        raise LedgerRefused(
            f"{file}, line 1: missing columns: {', '.join(missing)}. Nothing was loaded; "
            f"the first line must name {', '.join(columns)}."
        )
    if twice:
        raise LedgerRefused(f"{file}, line 1: columns given twice: {', '.join(twice)}. Keep one of each.")


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """(1-based line where it starts, cells) of every CSV record that is not blank."""
    header = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise LedgerRefused(
            f"{file}, line {before + 1}: {error}. Save it again as CSV with quoted cells."
        ) from error


def _text(content: str | bytes, file: str) -> str:
    if isinstance(content, bytes):
        content = _decoded(content, file)
    content = content.removeprefix("\ufeff")
    if "\0" in content:
        raise LedgerRefused(f"{file} is no text: save it as CSV in UTF-8.")
    return content


def _decoded(content: bytes, file: str) -> str:
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LedgerRefused(f"{file} is neither UTF-8 nor cp1252 text: save it as CSV in UTF-8.")
