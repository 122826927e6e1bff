"""A new ledger put beside the stored one: the database finds what changed, and memory holds neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.errors import LedgerRefused
from models.ledger import Invoice, InvoiceStatus
from storage.register.database.statements import insert_or_replace_from, insert_or_skip
from storage.register.ledgers.keeping import keep_replaced
from storage.register.tables import invoices
from storage.register.tables.columns import LONGEST_KEY, AnyText, Exact, PlainText

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CHUNK = 5000
_FOR_GOOD = (InvoiceStatus.CLOSED.value, InvoiceStatus.VOID.value)
"""States that a full load leaves as they are where it does not name the invoice."""
_KEY = ("customer_number", "number")
_SAID = (
    *("po_number", "invoice_date", "due_date", "amount", "currency", "delivery_number", "status"),
    "open_amount",
)
_MONEY = frozenset({"amount", "open_amount"})
_NAMES = (*_KEY, *_SAID)
_cells = attrgetter(*_NAMES)
_staged = sa.Table(
    "staged_invoices",
    sa.MetaData(),
    sa.Column("customer_number", AnyText, primary_key=True),
    sa.Column("number", AnyText, primary_key=True),
    sa.Column("po_number", AnyText, nullable=False),
    sa.Column("invoice_date", sa.Date, nullable=False),
    sa.Column("due_date", sa.Date),
    sa.Column("amount", Exact, nullable=False),
    sa.Column("currency", AnyText, nullable=False),
    sa.Column("delivery_number", AnyText, nullable=False),
    sa.Column("status", PlainText, nullable=False),
    sa.Column("open_amount", Exact),
    prefixes=["TEMPORARY"],
)
"""Of one transaction on one connection; nobody else sees it."""


@dataclass(frozen=True, slots=True)
class Staged:
    """The invoices of a load beside those of the client."""

    connection: Connection
    client: str

    def counts(self, *, delta: bool) -> dict[str, int]:
        """How many are added, changed, closed and unchanged."""
        total = self._count(sa.select(sa.func.count()).select_from(_staged))
        known = self._count(self._beside(self._is_same_key))
        same = self._count(self._beside(sa.and_(self._is_same_key, *self._agree)))
        closed = 0 if delta else self._count(sa.select(sa.func.count()).where(self._gone))
        return {"added": total - known, "changed": known - same, "closed": closed, "unchanged": same}

    def write(self, load: int, *, delta: bool) -> None:
        """Bring the client's invoices to what is staged; all that changes belongs to this load."""
        self._keep_replaced(load, delta=delta)
        same = sa.exists().where(self._is_same_key, *self._agree).correlate(_staged)
        values = sa.select(*_staged.c, sa.literal(self.client), sa.literal(load)).where(~same)
        names = [*(column.name for column in _staged.c), "client", "load"]
        insert_or_replace_from(self.connection, invoices, names, values)
        if not delta:
            closed = {"status": InvoiceStatus.CLOSED.value, "load": load, "open_amount": None}
            self.connection.execute(sa.update(invoices).where(self._gone).values(closed))

    def _keep_replaced(self, load: int, *, delta: bool) -> None:
        """Put aside how the invoices stood that this load changes."""
        joined = invoices.join(_staged, self._is_same_key)
        changed = sa.select(*invoices.c).select_from(joined).where(~sa.and_(*self._agree))
        keep_replaced(self.connection, load, changed)
        if not delta:
            keep_replaced(self.connection, load, sa.select(*invoices.c).where(self._gone))

    @property
    def _is_same_key(self) -> sa.ColumnElement[bool]:
        keys = (invoices.c[name] == _staged.c[name] for name in _KEY)
        return sa.and_(invoices.c.client == self.client, *keys)

    @property
    def _agree(self) -> Iterator[sa.ColumnElement[bool]]:
        for name in _SAID:
            old, new = invoices.c[name], _staged.c[name]
            if name in _MONEY and self.connection.dialect.name == "sqlite":
                yield _shortest(old).is_not_distinct_from(_shortest(new))
            else:
                yield old.is_not_distinct_from(new)

    @property
    def _gone(self) -> sa.ColumnElement[bool]:
        there = sa.exists().where(*(invoices.c[name] == _staged.c[name] for name in _KEY)).correlate(invoices)
        return sa.and_(invoices.c.client == self.client, invoices.c.status.not_in(_FOR_GOOD), ~there)

    def _beside(self, condition: sa.ColumnElement[bool]) -> sa.Select[int]:
        return sa.select(sa.func.count()).select_from(_staged.join(invoices, condition))

    def _count(self, query: sa.Select[int]) -> int:
        return self.connection.scalar(query) or 0


@contextmanager
def staged(connection: Connection, client: str, new: Iterable[Invoice]) -> Iterator[Staged]:
    """`new` beside the invoices of the client, each once, until the end of the block.

    Raises:
        LedgerRefused: it says two things about one invoice, or a number is too long.
    """
    _staged.create(connection)
    rest = iter(new)
    while chunk := list(islice(rest, _CHUNK)):
        _put(connection, chunk)
    yield Staged(connection, client)
    _staged.drop(connection)


def refuse_long(numbers: Iterable[str]) -> None:
    """Do nothing where all numbers fit.

    Raises:
        LedgerRefused: one is too long.
    """
    for number in numbers:
        if len(number) > LONGEST_KEY:
            raise LedgerRefused(
                f"The number {number[:40]!r}… has {len(number)} characters: those of customers and invoices "
                f"have at most {LONGEST_KEY}."
            )


def two_things(first: object, other: object, key: object) -> LedgerRefused:
    """The refusal of a ledger that contradicts itself."""
    return LedgerRefused(f"The ledger says two things about {key!r}: {first} and {other}.")


def _put(connection: Connection, chunk: Sequence[Invoice]) -> None:
    refuse_long(number for invoice in chunk for number in invoice.key)
    if insert_or_skip(
        connection, _staged, [dict(zip(_NAMES, _cells(invoice), strict=True)) for invoice in chunk]
    ) != len(chunk):
        _refuse_contradictions(connection, chunk)


def _refuse_contradictions(connection: Connection, chunk: Sequence[Invoice]) -> None:
    """Some of a chunk came before, there or in it: do nothing where they say the same."""
    for invoice in chunk:
        query = sa.select(_staged).where(*(_staged.c[name] == getattr(invoice, name) for name in _KEY))
        first = Invoice(**dict(connection.execute(query).one()._mapping))  # noqa: SLF001 public, despite its name
        if _cells(first) != _cells(invoice):
            raise two_things(first, invoice, invoice.key)


def _shortest(amount: sa.Column[object]) -> sa.ColumnElement[str]:
    """An amount, kept as text, without the zeros at its end: 120.50 is 120.5."""
    text = sa.type_coerce(amount, sa.Text)
    short = sa.func.rtrim(sa.func.rtrim(text, "0"), ".")
    return sa.case((sa.func.instr(text, ".") > 0, short), else_=text)
