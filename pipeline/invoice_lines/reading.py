"""Files with lines of invoices -> the lines of each invoice, complete or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.counts import counted
from models.errors import LedgerRefused
from models.lines import InvoiceLine, InvoiceLines
from pipeline.invoice_lines.headers import COLUMNS, columns_of, is_enough
from pipeline.invoice_lines.ubl import ubl_lines
from pipeline.ledger_files.cells import Amounts, BadCell, choose_decimal_mark, identifier, unmarked
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.sheets import Record, Sheet, open_sheet
from pipeline.ledger_files.rows import Faulty, refuse

_FIGURES = ("quantity", "price", "amount")
_HEAD = 60
CustomersOf = Callable[[Iterable[str]], Mapping[str, Sequence[str]]]
"""Customers who have an invoice of each of these numbers."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line as its file says it; numbers are texts still."""

    file: str
    at: int
    """1-based line of the file."""
    cells: Mapping[str, str]
    ubl: bool = False
    """Customers have other numbers there than in the ledger, often."""


@dataclass(frozen=True, slots=True)
class LinesRead:
    """The lines of invoices, and how the files were read, for people."""

    invoices: tuple[InvoiceLines, ...]
    told: tuple[str, ...]


def read_lines(exports: Sequence[Export], customers_of: CustomersOf, decimal_mark: str = "") -> LinesRead:
    """The lines of the invoices in these files: lists with headers in any order, or UBL invoices.

    Args:
        exports: the files; what decides how each is read is its content.
        customers_of: who has an invoice, for files that name no customer.
        decimal_mark: '.' or ',', where numbers do not tell.

    Raises:
        LedgerRefused: something does not add up; names the file, the lines, and what to do.
    """
    said, told = [], []
    for export in exports:
        if export.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            rows = [Said(export.name, at, cells, ubl=True) for at, cells in enumerate(ubl_lines(export), 1)]
            said += [(row, Amounts(".")) for row in rows]
            told.append(f"{export.name}: UBL, {counted(len(rows), 'line')}.")
        else:
            rows, amounts, words = _listed(open_sheet(export), decimal_mark)
            said += [(row, amounts) for row in rows]
            told.append(words)
    return LinesRead(_gathered(said, customers_of), tuple(told))


def _listed(sheet: Sheet, decimal_mark: str) -> tuple[list[Said], Amounts, str]:
    """The rows of a list under its header row."""
    place, columns = _header(sheet)
    rows = [
        Said(sheet.file, line, cells)
        for line, cells in _rows(sheet.records(), columns, place)
        if any(cells.get(name) for name in ("invoice_number", "article", "description"))
    ]
    mark = choose_decimal_mark((row.cells.get(name, "") for row in rows for name in _FIGURES), decimal_mark)
    found = ", ".join(f"{name} in column {at + 1}" for name, at in columns.items())
    words = f"{sheet.file}: {sheet.manner}; {found}; {counted(len(rows), 'line')}."
    return rows, Amounts(mark), words


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Line of the header row, and the place of each column."""
    for line, cells in sheet.records():
        if line > _HEAD:
            break
        columns = columns_of(cells)
        if is_enough(columns):
            return line, columns
    raise LedgerRefused(
        f"{sheet.file} has no row of headers with an invoice number, a quantity, and an article or a "
        f"description. Nothing was loaded; name its columns {','.join(COLUMNS)}."
    )


def _rows(
    records: Iterable[Record], columns: Mapping[str, int], head: int
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in records:
        if line > head:
            yield line, {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}


def _gathered(said: Sequence[tuple[Said, Amounts]], customers_of: CustomersOf) -> tuple[InvoiceLines, ...]:
    """The lines by invoice, in the order of the files."""
    customers = customers_of(row.cells.get("invoice_number", "") for row, _ in said)
    lines: dict[tuple[str, str], list[InvoiceLine]] = {}
    faulty: list[Faulty] = []
    for row, amounts in said:
        try:
            key = _key(row, customers)
            own = lines.setdefault(key, [])
            own.append(_line(row, amounts, len(own)))
        except BadCell as bad:
            faulty.append(Faulty(row.file, row.at, str(bad)))
    refuse(tuple(faulty))
    if not lines:
        raise LedgerRefused("There are no lines in these files. Nothing was loaded; export them again.")
    return tuple(InvoiceLines(*key, tuple(own)) for key, own in lines.items())


def _key(row: Said, customers: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    number = identifier("invoice_number", row.cells.get("invoice_number", ""))
    customer, theirs = unmarked(row.cells.get("customer_number", "")), customers.get(number, ())
    if customer in theirs:
        return customer, number
    if not theirs:
        raise BadCell(f"invoice_number {number!r} is not in the ledger: load the ledger first.")
    if customer and not row.ubl:
        raise BadCell(f"invoice_number {number!r} is not one of customer {customer!r} in the ledger.")
    if len(theirs) > 1:
        raise BadCell(f"invoice_number {number!r} is one of several customers: add customer_number.")
    return theirs[0], number


def _line(row: Said, amounts: Amounts, place: int) -> InvoiceLine:
    def number(name: str) -> Decimal | None:
        text = row.cells.get(name, "")
        return amounts.read(name, text) if text else None

    return InvoiceLine(
        place=place,
        quantity=number("quantity"),
        position=row.cells.get("position", ""),
        article=row.cells.get("article", ""),
        description=row.cells.get("description", ""),
        unit=row.cells.get("unit", ""),
        price=number("price"),
        amount=number("amount"),
    )
