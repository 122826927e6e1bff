"""A register grown to many rows in every table that grows, by the database itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.register import Register
from storage.register.tables import metadata
from storage.register.tables.columns import Exact, UtcTime

ROWS = 100_000
"""In each large table, beside what is there already."""
CUSTOMERS = 5000
RARE = 500
"""One row in so many is what still has to be done: open, waiting, not yet ended."""
FIRST = 1_000_000
"""Row numbers begin here, beyond those of what was there."""
FEW = {
    *("people", "grants", "sessions", "tokens", "sign_in_links", "oidc_departures", "actors", "personal"),
    *("sign_in_attempts", "webhooks", "alarm_rules", "alarm_addresses", "payment_keys", "tolerances"),
    *("ledger_loads", "heads", "destructions"),
}
"""Tables that grow with people, connections and days, not with papers and invoices."""
_BEGAN = datetime(2023, 1, 2, 6, tzinfo=UTC)

_series = sa.table(
    "grown", sa.column("n", sa.Integer), sa.column("at", UtcTime()), sa.column("day", sa.Date())
)
_n = _series.c.n
_Value = sa.ColumnElement[Any]


def large_tables() -> list[sa.Table]:
    """Tables that `grow` fills, those that others point to first."""
    return [table for table in metadata.sorted_tables if table.name not in FEW]


def grow(register: Register, rows: int = ROWS) -> None:
    """Add `rows` rows to every large table; indexes and statistics are as after a night's maintenance."""
    engine = register.database.engine
    tables = large_tables()
    with _unchecked(engine) as connection:
        _make_series(connection, rows)
        indexes = [index for table in tables for index in table.indexes]
        for index in indexes:
            index.drop(connection)
        for table in tables:
            values = [_value(table.name, column) for column in table.columns]
            connection.execute(sa.insert(table).from_select(table.columns.keys(), sa.select(*values)))
        _add_words(connection)
        for index in indexes:
            index.create(connection)
        connection.execute(sa.text("DROP TABLE grown"))
    maintain(register)


def maintain(register: Register) -> None:
    """What a server does by itself at night, and this program does for SQLite when a register is opened."""
    engine = register.database.engine
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM ANALYZE"))
    register.database.kind.tend(engine)
    engine.dispose()


@contextmanager
def _unchecked(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which foreign keys, which hold, are not looked up a million times."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
            yield connection
            connection.exec_driver_sql("SET session_replication_role = origin")
            connection.commit()
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        yield connection
        connection.commit()
        driver.execute("PRAGMA foreign_keys = ON")


def _make_series(connection: sa.Connection, rows: int) -> None:
    kind = UtcTime().dialect_impl(connection.dialect).load_dialect_impl(connection.dialect)
    moment = kind.compile(connection.dialect)
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE grown (n INTEGER, at {moment}, day DATE)")
    told = [
        {"n": n, "at": (at := _BEGAN + timedelta(seconds=997 * n)), "day": at.date()} for n in range(rows)
    ]
    connection.execute(sa.insert(_series), told)


def _text(prefix: str, number: sa.ColumnElement[int] = _n) -> _Value:
    return sa.literal_column(f"'{prefix}'") + sa.cast(number, sa.Text)


def _one_in(share: int, rare: object, common: object) -> _Value:
    return sa.case((_n % share == 0, _plain(rare)), else_=_plain(common))


def _plain(value: object) -> _Value:
    return sa.literal_column(f"'{value}'") if isinstance(value, str) else sa.literal(value)


_DOCUMENT, _DROP = _text("grown"), _text("drop")
_CUSTOMER, _INVOICE = _text("C-", _n % CUSTOMERS + 100), _text("INV-G")
_ID = _n + FIRST
_EVERYWHERE: Mapping[str, _Value] = {
    "client": _plain("default"),
    "document_id": _DOCUMENT,
    "drop_id": _DROP,
    "customer_number": _CUSTOMER,
    "invoice_number": _INVOICE,
    "po_number": _text("PO-", _n / 3),
    "delivery_number": _text("D"),
    "currency": _plain("EUR"),
    "payment_id": _text("pay"),
    "booked_load": _one_in(RARE, 0, 2),
    "source": _text("scan"),
    "login": _text("p", _n % RARE),
    "by": _text("p", _n % RARE),
}
"""By the name of the column."""
_STATES = {
    "documents.status": ("review", "filed"),
    "documents.kind": ("bill_of_lading", "delivery_note"),
    "documents.type": ("purchase_order", "proof_of_delivery"),
    "documents.acceptance_grade": ("D", "A"),
    "documents.acceptance_status": ("unsigned", "signed_clean"),
    "arrivals.state": ("waiting", "done"),
    "pages.state": ("review", "filed"),
    "pages.kind": ("blank", "content"),
    "invoices.status": ("open", "closed"),
    "invoice_versions.status": ("open", "closed"),
    "payments.state": ("review", "applied"),
    "webhook_deliveries.state": ("waiting", "delivered"),
    "outbox.state": ("waiting", "sent"),
    "letter_mails.state": ("waiting", "sent"),
    "disputes.state": ("open", "won"),
    "notices.outcome": ("untold", "told"),
    "events.kind": ("downloaded", "viewed"),
    "holds.scope": ("customer", "invoice"),
    "destructions.state": ("proposed", "done"),
    "learned.kind": ("name", "label"),
    "reviews.cause": ("rivals", "no_key"),
}
"""What few rows are, and what all others are."""
_OWN: Mapping[str, _Value] = {
    "documents.id": _DOCUMENT,
    "drops.parent": _plain(""),
    "announcements.parent": _plain(""),
    "customers.parent": _plain(""),
    "members.parent": _text("batch", _n / 5),
    "documents.duplicate_of": _plain(""),
    "drops.id": _DROP,
    "payments.id": _text("pay"),
    "customers.number": _text("C-", _n + 100),
    "invoices.number": _INVOICE,
    "invoice_versions.number": _INVOICE,
    "events.subject": _DOCUMENT,
    "alarms.subject": _text("s"),
    "chain.event_id": _ID,
    "corrections.undoes": sa.case((_n % RARE == 1, _ID - 1), else_=0),
    "fields.name": _plain("invoice_number"),
    "fields.value": _INVOICE,
    "search_keys.key": _text("inv-g"),
    "links.filed": sa.true(),
    "plan_invoices.plan_id": _ID,
    "letter_mails.reminder_id": _ID,
    "webhook_deliveries.webhook_id": sa.literal(1),
    "webhook_deliveries.due_at": sa.case((_n % RARE == 0, _series.c.at)),
    "contacts.promised_on": sa.case((_n % RARE == 0, _series.c.day)),
    "contacts.origin": _text("sending "),
    "invoice_versions.until_load": _n % 1000 + 1,
    "remittance_advices.payment_id": _one_in(RARE, "", "paid"),
    "learned.ended_by": sa.null(),
}


def _value(table: str, column: sa.Column[Any]) -> _Value:
    name = f"{table}.{column.name}"
    if name in _OWN:
        return _OWN[name]
    if name in _STATES:
        return _one_in(RARE, *_STATES[name])
    if column.name in _EVERYWHERE:
        return _EVERYWHERE[column.name]
    value = _by_type(column)
    return sa.case((_n % RARE != 0, value)) if column.nullable else value


_BY_TYPE: Mapping[type, Callable[[sa.Column[Any]], _Value]] = {
    UtcTime: lambda _: _series.c.at,
    sa.Date: lambda _: _series.c.day,
    Exact: lambda column: sa.cast(_n + 1, column.type),
    sa.Boolean: lambda _: _n % RARE == 0,
    sa.JSON: lambda _: sa.literal_column("'{}'"),
    sa.Integer: lambda column: _ID if column.primary_key or column.foreign_keys else sa.literal(1),
    sa.Float: lambda _: sa.literal(1.0),
    sa.LargeBinary: lambda _: sa.literal_column("''"),
}


def _by_type(column: sa.Column[Any]) -> _Value:
    fitting = (make for kind, make in _BY_TYPE.items() if isinstance(column.type, kind))
    return next(fitting, lambda _: _text("t"))(column)


def _add_words(connection: sa.Connection) -> None:
    """The index of words, which is another table in each kind of database."""
    words = _text("pallet w", _n % 1000)
    chosen = [_DOCUMENT, sa.literal_column("'default'")]
    names = ["document_id", "client", "words"]
    if connection.dialect.name == "postgresql":
        chosen += [sa.func.to_tsvector(sa.literal_column("'simple'"), words), sa.literal(0)]
        names.append("part")
    else:
        chosen.append(words)
    table = sa.table("document_words", *map(sa.column, names))
    connection.execute(sa.insert(table).from_select(names, sa.select(*chosen)))
