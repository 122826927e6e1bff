"""One row of a list understood: what it is, its amounts with their sign, its numbers, dates and state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.ledger import InvoiceStatus
from pipeline.ledger_files.cells import BadCell, identifier
from pipeline.ledger_files.importing.days import Days
from pipeline.ledger_files.importing.money import Money, currency_of
from pipeline.ledger_files.importing.profile import Kind, Profile
from pipeline.ledger_files.importing.walk import Walked, spare_numbers
from pipeline.ledger_files.importing.words import GENERAL_KINDS, STATES, is_yes, plain_words
from pipeline.ledger_files.rows import Row

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of one list are read."""

    profile: Profile
    days: Days
    money: Money
    currency: str
    """Currency of rows that name none."""
    customer: Callable[[Row], str]
    """The number of a row's customer."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row understood."""

    line: int
    kind: Kind
    customer: str
    numbers: tuple[str, ...]
    """The invoice number, then those that stand in for it."""
    issued: date
    due: date | None
    amount: Decimal
    currency: str
    po_number: str
    delivery_number: str
    status: InvoiceStatus
    rest: Decimal | None
    """What is still to be paid, where the list says so."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a row is, and its amounts with their sign: what is invoiced above zero, what is credited below."""

    kind: Kind
    written: str
    """Its type as the file has it."""
    known: bool
    """Whether some table has that type."""
    currency: str
    amounts: Mapping[str, Decimal]

    @property
    def settled(self) -> bool:
        """True where nothing is left to pay; of an invoice less than nothing, where it was overpaid."""
        rest = self.amounts.get("open_amount")
        may_be_overpaid = self.kind is Kind.INVOICE and "amount" in self.amounts
        return rest is not None and (rest == _ZERO or (may_be_overpaid and rest < _ZERO))


@dataclass(frozen=True, slots=True)
class Reading:
    """One row being read."""

    row: Row
    walked: Walked
    manner: Manner

    def cell(self, column: str) -> str:
        """The cell; empty where the list has no such column."""
        return self.row[column] if self.walked.has(column) else ""

    def sort(self) -> Sort:
        """What the row is.

        Raises:
            BadCell: its amounts or its currency cannot be read.
        """
        written = self.cell("kind")
        word = plain_words(written)
        kind = self.manner.profile.kinds.get(word) or GENERAL_KINDS.get(word)
        amounts = self._amounts()
        beside = self.cell("amount") or self.cell("open_amount")
        currency = currency_of(self.cell("currency"), beside, self.manner.currency)
        if kind is Kind.CREDIT:
            amounts = {column: -abs(amount) for column, amount in amounts.items()}
        elif kind is not Kind.PAYMENT and _is_credited(kind, amounts):
            kind = Kind.CREDIT
        known = kind is not None and (not word or word in self.manner.profile.kinds or word in GENERAL_KINDS)
        return Sort(kind or Kind.INVOICE, written, known or not word, currency, amounts)

    def _amounts(self) -> dict[str, Decimal]:
        money, sign = self.manner.money, self.cell("debit_credit")
        texts = {column: self.cell(column) for column in ("amount", "open_amount")}
        amounts = {column: money.read(column, text, sign) for column, text in texts.items() if text}
        if not amounts:
            raise BadCell("amount is empty: every row needs one.")
        return amounts

    def item(self, sort: Sort) -> Item:
        """The row understood.

        Raises:
            BadCell: it cannot be taken.
        """
        days, due, po, delivery = (
            self.manner.days,
            *map(self.cell, ("due_date", "po_number", "delivery_number")),
        )
        numbers = tuple(identifier("invoice_number", text) for text in spare_numbers(self.row))
        if not numbers:
            raise BadCell("invoice_number is empty: every row needs one.")
        return Item(
            line=self.row.line,
            kind=sort.kind,
            customer=self.manner.customer(self.row),
            numbers=numbers,
            issued=days.read("invoice_date", self.cell("invoice_date")),
            due=days.read("due_date", due) if due else None,
            amount=sort.amounts.get("amount", sort.amounts.get("open_amount", _ZERO)),
            currency=sort.currency,
            po_number=identifier("po_number", po, empty=True),
            delivery_number=identifier("delivery_number", delivery, empty=True),
            status=self._status(sort),
            rest=sort.amounts.get("open_amount"),
        )

    def _status(self, sort: Sort) -> InvoiceStatus:
        written = self.cell("status")
        state = _state(written) if written else InvoiceStatus.OPEN
        if state not in {InvoiceStatus.OPEN, InvoiceStatus.DISPUTED}:
            return state
        if sort.settled:
            return InvoiceStatus.PAID
        if self.cell("cleared") or (self.cell("is_open") and is_yes(self.cell("is_open")) is False):
            return InvoiceStatus.CLOSED
        disputed = _disputed(self.cell("dispute"), self.manner.money)
        return InvoiceStatus.DISPUTED if disputed else state


def _is_credited(stated: Kind | None, amounts: Mapping[str, Decimal]) -> bool:
    """Whether the sign says so: that of what was invoiced, for an invoice that was overpaid is still one."""
    invoiced = amounts.get("amount")
    if invoiced is not None:
        return invoiced < _ZERO
    return stated is None and amounts["open_amount"] < _ZERO


def _state(written: str) -> InvoiceStatus:
    """The state in "Open", "Invoice : Paid In Full" or "bezahlt".

    Raises:
        BadCell: it is none that is known.
    """
    for text in (written, written.rpartition(":")[2]):
        if (state := STATES.get(plain_words(text))) is not None:
            return state
    allowed = ", ".join(status.value for status in InvoiceStatus)
    raise BadCell(f"status {written!r} is not one of: {allowed}.")


def _disputed(text: str, money: Money) -> bool:
    """True for yes, and for an amount in dispute."""
    said = is_yes(text)
    if said is not None:
        return said
    try:
        return money.read("dispute", text) != _ZERO
    except BadCell:
        return True
