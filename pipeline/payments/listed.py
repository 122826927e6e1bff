"""Lists of payments, and of remittance advices, with headers in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from models.cash import ZERO, Given, GivenAdvice, RemittanceLine
from models.errors import LedgerRefused
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.importing.days import Days, days_of
from pipeline.ledger_files.importing.given import Wishes
from pipeline.ledger_files.importing.money import Money, currency_of, money_of
from pipeline.ledger_files.importing.sheets import Sheet
from pipeline.payments.cells import bank_number, said
from pipeline.payments.headers import (
    ADVICE_COLUMNS,
    PAYMENT_COLUMNS,
    Places,
    check_wished,
    columns_of,
    is_enough,
)
from pipeline.payments.values import Gathered

_HEAD = 60
_MONEY = ("amount", "paid_amount", "discount", "deduction")
_AdviceKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the cells of a list are read."""

    money: Money
    days: Days
    currency: str

    def amount(self, name: str, row: _Row) -> Decimal:
        """The amount in a cell; zero for an empty one."""
        return self.money.read(name, row[name]) if row[name] else ZERO


def read_list(sheet: Sheet, wishes: Wishes) -> tuple[Gathered, str]:
    """What a list has, and how it was read, for people.

    Raises:
        LedgerRefused: no row has the headers that are needed, or dates and amounts do not tell how to read.
    """
    check_wished(wishes.columns)
    head, places, advice = _header(sheet, wishes)
    rows = [row for row in _rows(sheet, places, head) if any(row.cells.values())]
    money = money_of(
        ((row.line, row[name]) for row in rows for name in _MONEY if row[name]), sheet.file, wishes
    )
    days = days_of(((row.line, row["value_date"]) for row in rows), sheet.file, wishes)
    gathered, manner = Gathered(sheet.file), _Manner(money, days, wishes.currency)
    if advice:
        _advices(rows, manner, gathered)
    else:
        _payments(rows, manner, gathered)
    taken = ", ".join(f"{name} in column {at + 1}" for name, at in places.items())
    kind = "remittance advices" if advice else "payments"
    return gathered, f"{sheet.file}: list of {kind}, {sheet.manner}; {taken}."


def _header(sheet: Sheet, wishes: Wishes) -> tuple[int, Places, bool]:
    for line, cells in sheet.records():
        if line > _HEAD:
            break
        told, paid = (columns_of(cells, wishes.columns, advice=advice) for advice in (True, False))
        if is_enough(paid, advice=False) and "advice_number" not in told:
            return line, paid, False
        if is_enough(told, advice=True):
            return line, told, True
    raise LedgerRefused(
        f"{sheet.file} has no row of headers with value_date and amount, or with invoice_number and "
        f"paid_amount. Nothing was loaded; name the columns {','.join(PAYMENT_COLUMNS)} (payments) or "
        f"{','.join(ADVICE_COLUMNS)} (remittance advices), or say --column amount=HEADER."
    )


def _rows(sheet: Sheet, places: Places, head: int) -> Iterator[_Row]:
    for line, cells in sheet.records():
        if line > head:
            yield _Row(line, {name: cells[at] if at < len(cells) else "" for name, at in places.items()})


def _payments(rows: Iterable[_Row], manner: _Manner, gathered: Gathered) -> None:
    for row in rows:
        try:
            amount = manner.amount("amount", row)
            if amount < 0:
                gathered.outgoing += 1
                continue
            gathered.payments.append(_payment(row, amount, manner))
        except BadCell as bad:
            gathered.refuse(row.line, str(bad))


def _payment(row: _Row, amount: Decimal, manner: _Manner) -> Given:
    if not amount:
        raise BadCell("amount is empty or zero: write what was paid, like 1234.56, or leave the row out.")
    if not row["value_date"]:
        raise BadCell("value_date is empty: write it as YYYY-MM-DD.")
    return Given(
        line=row.line,
        value_day=manner.days.read("value_date", row["value_date"]),
        amount=amount,
        currency=currency_of(row["currency"], row["amount"], manner.currency),
        payer=said(row["payer"]),
        account=row["payer_account"],
        reference=said(f"{row['reference']} {row['invoice_number']}"),
        customer=said(row["customer_number"]),
        bank_reference=bank_number(row["bank_reference"]),
        former_reference=said(row["bank_reference"]),
    )


def _advices(rows: Iterable[_Row], manner: _Manner, gathered: Gathered) -> None:
    found: dict[_AdviceKey, tuple[int, list[RemittanceLine]]] = {}
    for row in rows:
        try:
            currency = currency_of(row["currency"], row["paid_amount"], manner.currency)
            line = _line(row, manner)
        except BadCell as bad:
            gathered.refuse(row.line, str(bad))
            continue
        key = said(row["advice_number"]), said(row["customer_number"]), said(row["payer"]), currency
        found.setdefault(key, (row.line, []))[1].append(line)
    for (number, customer, payer, currency), (at, lines) in found.items():
        if not (number or customer or payer):
            gathered.refuse(at, "advice_number, customer_number and payer are empty: give one of them.")
        else:
            gathered.advices.append(GivenAdvice(at, number, customer, payer, currency, tuple(lines)))


def _line(row: _Row, manner: _Manner) -> RemittanceLine:
    if not row["invoice_number"]:
        raise BadCell("invoice_number is empty: every line of an advice names one.")
    if not row["paid_amount"]:
        raise BadCell("paid_amount is empty: write what was paid of the invoice, like 1234.56.")
    return RemittanceLine(
        said(row["invoice_number"]),
        manner.amount("paid_amount", row),
        abs(manner.amount("discount", row)),
        abs(manner.amount("deduction", row)),
        said(row["reason_code"]),
    )
