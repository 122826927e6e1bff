"""Payments as they came in, each once, and remittance advices that tell of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.cash import GivenAdvice, Payment, PaymentFile, PaymentState
from models.ledger import Invoice
from models.plain import to_plain
from models.record import Event
from storage.register.cash.payment_rows import file_from, file_row, lines_from, payment_from, payment_row
from storage.register.database.connect import Database
from storage.register.database.statements import chunks, insert_or_same
from storage.register.ledgers.finding import forms_of_amount
from storage.register.ledgers.ledger import invoice_from
from storage.register.sight import Customers
from storage.register.tables import invoices
from storage.register.tables.cash import advices, payment_files, payment_keys, payments
from storage.register.tables.history import is_open
from storage.register.trail import events

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

LOADED = "payments loaded"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class AskedPayments:
    """Which payments are meant."""

    client: str
    seen: Customers = None
    """Numbers of the customers whose payments are seen; None for all, those of no customer too."""
    state: PaymentState | None = None
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Payments of one state and currency."""

    state: PaymentState
    currency: str
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Advice:
    """A remittance advice whose payment has not come yet."""

    id: str
    said: GivenAdvice


@dataclass(frozen=True, slots=True)
class Payments:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def key(self, client: str) -> bytes:
        """By which account numbers of this client are hashed."""
        return self.database.change(_key, client)

    def file(self, client: str, sha256: str) -> PaymentFile | None:
        """A file that was loaded."""
        return self.database.ask(_file, client, sha256)

    def load(self, file: PaymentFile, new: Sequence[Payment], told: Mapping[str, GivenAdvice]) -> PaymentFile:
        """Keep what is not known yet of a file's payments and advices (by id); the file with its counts."""
        return self.database.decide(file.client, _load, file, new, told)

    def one(self, client: str, payment_id: str) -> Payment | None:
        """The client's payment with this id."""
        return self.database.ask(_one, client, payment_id)

    def many(self, client: str, ids: Sequence[str]) -> dict[str, Payment]:
        """Those with these ids."""
        return self.database.ask(_many, client, ids)

    def listed(
        self, asked: AskedPayments, limit: int, after: tuple[date, str] | None = None
    ) -> tuple[Payment, ...]:
        """At most `limit`, newest first, from behind (value day, id) on."""
        return self.database.ask(_listed, asked, limit, after)

    def tallies(self, asked: AskedPayments) -> tuple[Tally, ...]:
        """How many there are, and of how much, by state and currency."""
        return self.database.ask(_tallies, asked)

    def following(self, asked: AskedPayments, after: str) -> str:
        """Id of the next one that asks for a person, oldest first, behind the one named; empty for none."""
        return self.database.ask(_following, asked, after)

    def undecided(self, client: str, load: int) -> Iterator[Payment]:
        """Those that wait or are in review and were not held against this load, from a stream."""
        waits = payments.c.state.in_((PaymentState.REVIEW.value, PaymentState.WAITING.value))
        query = sa.select(payments).where(payments.c.client == client, waits, payments.c.load < load)
        return map(payment_from, self.database.stream(query, (payments.c.id,)))

    def advices(self, client: str, limit: int) -> tuple[Advice, ...]:
        """At most `limit` advices whose payment has not come yet."""
        return self.database.ask(_advices, client, limit)

    def of_amount(self, client: str, amount: Decimal, currency: str, limit: int) -> tuple[Invoice, ...]:
        """At most `limit` open invoices of this amount."""
        return self.database.ask(_of_amount, client, amount, currency, limit)


def _key(connection: Connection, client: str) -> bytes:
    wanted = sa.select(payment_keys.c.key).where(payment_keys.c.client == client)
    found = connection.scalar(wanted)
    if found is None:
        row = {"client": client, "key": secrets.token_bytes(_KEY_BYTES)}
        insert_or_same(connection, payment_keys, [row])
        found = connection.scalars(wanted).one()
    return bytes(found)


def _file(connection: Connection, client: str, sha256: str) -> PaymentFile | None:
    c = payment_files.c
    row = connection.execute(sa.select(payment_files).where(c.client == client, c.sha256 == sha256)).first()
    return file_from(row) if row is not None else None


def _load(
    connection: Connection, file: PaymentFile, new: Sequence[Payment], told: Mapping[str, GivenAdvice]
) -> PaymentFile:
    had = _file(connection, file.client, file.sha256)
    if had is not None:
        return had
    added = sum(insert_or_same(connection, payments, [payment_row(one)]) for one in new)
    rows = [_advice_row(file, id_, one) for id_, one in told.items()]
    added_advices = sum(insert_or_same(connection, advices, [row]) for row in rows)
    known = len(new) - added + len(rows) - added_advices
    kept = replace(file, payments=added + added_advices, repeated=known)
    connection.execute(sa.insert(payment_files).values(file_row(kept)))
    detail = {
        "by": file.loaded_by,
        "file": file.name,
        "payments": kept.payments,
        "repeated": kept.repeated,
        "refused": len(file.refused),
    }
    events.add(connection, [Event(file.loaded_at, file.client, LOADED, file.sha256, detail)])
    return kept


def _advice_row(file: PaymentFile, id_: str, one: GivenAdvice) -> dict[str, object]:
    return {
        "client": file.client,
        "id": id_,
        "file": file.sha256,
        "line": one.line,
        "number": one.number,
        "customer_number": one.customer,
        "payer": one.payer,
        "currency": one.currency,
        "total": one.total,
        "lines": to_plain(one.lines),
        "payment_id": "",
    }


def _one(connection: Connection, client: str, payment_id: str) -> Payment | None:
    return _many(connection, client, [payment_id]).get(payment_id)


def _many(connection: Connection, client: str, ids: Sequence[str]) -> dict[str, Payment]:
    found: dict[str, Payment] = {}
    for chunk in chunks(ids):
        query = sa.select(payments).where(payments.c.client == client, payments.c.id.in_(chunk))
        found |= {row.id: payment_from(row) for row in connection.execute(query)}
    return found


def _asked(asked: AskedPayments) -> Iterator[sa.ColumnElement[bool]]:
    yield payments.c.client == asked.client
    if asked.state is not None:
        yield payments.c.state == asked.state.value
    if asked.seen is not None:
        yield payments.c.customer_number.in_(sorted(asked.seen))
    if asked.customer:
        yield payments.c.customer_number == asked.customer


def _listed(
    connection: Connection, asked: AskedPayments, limit: int, after: tuple[date, str] | None
) -> tuple[Payment, ...]:
    place = sa.tuple_(payments.c.value_day, payments.c.id)
    query = sa.select(payments).where(*_asked(asked))
    if after is not None:
        query = query.where(place < after)
    newest = query.order_by(payments.c.value_day.desc(), payments.c.id.desc())
    return tuple(map(payment_from, connection.execute(newest.limit(limit))))


def _tallies(connection: Connection, asked: AskedPayments) -> tuple[Tally, ...]:
    found: dict[tuple[str, str], tuple[int, Decimal]] = {}
    query = sa.select(payments.c.state, payments.c.currency, payments.c.amount).where(*_asked(asked))
    for row in connection.execute(query):
        count, amount = found.get((row.state, row.currency), (0, Decimal(0)))
        found[row.state, row.currency] = count + 1, amount + row.amount
    return tuple(Tally(PaymentState(state), unit, *of) for (state, unit), of in sorted(found.items()))


def _following(connection: Connection, asked: AskedPayments, after: str) -> str:
    review = replace(asked, state=PaymentState.REVIEW)
    place = payments.c.value_day, payments.c.id
    query = sa.select(payments.c.id).where(*_asked(review)).order_by(*place).limit(1)
    here = connection.execute(
        sa.select(*place).where(payments.c.client == asked.client, payments.c.id == after)
    ).first()
    if here is not None:
        found = connection.scalar(query.where(sa.tuple_(*place) > tuple(here)))
        if found:
            return str(found)
    return str(connection.scalar(query.where(payments.c.id != after)) or "")


def _advices(connection: Connection, client: str, limit: int) -> tuple[Advice, ...]:
    query = sa.select(advices).where(advices.c.client == client, advices.c.payment_id == "")
    return tuple(
        Advice(
            row.id,
            GivenAdvice(
                row.line, row.number, row.customer_number, row.payer, row.currency, lines_from(row.lines)
            ),
        )
        for row in connection.execute(query.order_by(advices.c.id).limit(limit))
    )


def _of_amount(
    connection: Connection, client: str, amount: Decimal, currency: str, limit: int
) -> tuple[Invoice, ...]:
    query = sa.select(invoices).where(
        invoices.c.client == client,
        invoices.c.amount.in_(list(forms_of_amount(amount))),
        invoices.c.currency == currency,
        is_open,
    )
    return tuple(map(invoice_from, connection.execute(query.limit(limit))))
