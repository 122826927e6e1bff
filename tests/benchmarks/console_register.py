"""A register full of generated documents, written in bulk: rows like those of real ones, without papers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

import sqlalchemy as sa

from models.ledger import Customer, Ledger
from models.plain import to_plain
from models.reading import FieldName
from storage.register import Register
from storage.register.tables import (
    documents,
    drops,
    events,
    fields,
    invoices,
    links,
    metadata,
    originals,
    search_keys,
)
from storage.register.tables import pages as page_rows
from storage.register.tables.webhook import webhooks
from storage.register.texts.folding import folded
from tests.benchmarks.console_deeds import deeds, webhook
from tests.benchmarks.console_rows import TEMPLATE, Told, columns_of, plain_json
from tests.installations.full_register import maintain

CLIENT = "default"
CUSTOMERS = 20_000
CHUNK = 20_000
FIRST_DAY = datetime(2023, 1, 2, 6, tzinfo=UTC)
WORDS = ("pallet", "carton", "drum", "valve", "gasket", "bearing", "cable", "bracket", "filter", "pump")
_STATUSES = ("filed",) * 88 + ("review",) * 5 + ("parked",) * 5 + ("duplicate",) * 2
_GRADES = ("A",) * 70 + ("B",) * 20 + ("C",) * 6 + ("D",) * 4
_SIGNED = {"A": "signed_clean", "B": "signed_incomplete", "C": "signed_claused", "D": "unsigned"}


@dataclass(frozen=True, slots=True)
class Made:
    """Document number `at`, and what it is found by."""

    at: int

    @property
    def invoice(self) -> str:
        return f"INV-2026-{self.at:07d}"

    @property
    def customer(self) -> str:
        return f"C-{10_000 + self.at % CUSTOMERS}"

    @property
    def delivery(self) -> str:
        return f"D{80_000_000 + self.at}"

    @property
    def amount(self) -> Decimal:
        return Decimal(1000 + self.at * 37 % 900_000) / 100

    @property
    def received(self) -> datetime:
        return FIRST_DAY + timedelta(seconds=97 * self.at)

    @property
    def id(self) -> str:
        return f"{self.at * 0x9E3779B97F4A7C15 % 2**96:024x}"

    @property
    def drop(self) -> str:
        return f"{self.at * 0xC2B2AE3D27D4EB4F % 2**96:024x}"

    @property
    def name(self) -> str:
        return f"scan-{self.at:07d}.pdf"

    @property
    def source(self) -> str:
        return f"2026/batch-{self.at // 40:06d}/{self.name}"

    @property
    def text(self) -> str:
        chance = random.Random(self.at)
        return f"delivery note {self.delivery} order " + " ".join(chance.choices(WORDS, k=12))


def fill(register: Register, count: int) -> None:
    """Write `count` documents; indexes are made, and statistics taken, at the end."""
    names = Ledger(tuple(map(customer, range(CUSTOMERS))), ())
    register.load_ledger(CLIENT, names, FIRST_DAY, delta=True)
    engine = register.database.engine
    indexes = [index for table in metadata.sorted_tables for index in table.indexes]
    with engine.begin() as connection:
        for index in indexes:
            index.drop(connection)
        connection.execute(sa.insert(webhooks).values(webhook(FIRST_DAY)))
    for start in range(0, count, CHUNK):
        made = [Made(at) for at in range(start, min(start + CHUNK, count))]
        with engine.begin() as connection:
            for table, rows in _rows(made):
                _put(connection, table, rows)
            _put_words(connection, made)
    with engine.begin() as connection:
        for index in indexes:
            index.create(connection)
    maintain(register)


def customer(number: int) -> Customer:
    firms = ("Nordic", "Iberia", "Rhein", "Atlas", "Vega", "Harbour", "Summit", "Delta", "Orion", "Alpine")
    trades = ("Logistics", "Metals", "Foods", "Textiles", "Chemicals", "Tools", "Paper", "Glass")
    name = f"{firms[number % 10]} {trades[number // 10 % 8]} {number // 80}"
    return Customer(number=f"C-{10_000 + number}", name=name, aliases=(), city="Bremen", country="DE")


def _rows(made: Sequence[Made]) -> Iterator[tuple[sa.Table, Iterable[dict[str, Any]]]]:
    yield drops, map(_drop, made)
    yield originals, ({"client": CLIENT, "sha256": f"{one.at:064x}", "drop_id": one.drop} for one in made)
    yield documents, map(_document, made)
    yield page_rows, map(_page, made)
    yield fields, chain.from_iterable(map(_fields, made))
    yield invoices, map(_invoice, made)
    yield links, (_link(one) for one in made if status_of(one) != "parked")
    named = ({"client": CLIENT, "key": key, "document_id": one.id} for one in made for key in _keys(one))
    yield search_keys, sorted(named, key=lambda row: row["key"])
    yield events, chain.from_iterable(map(_events, made))
    yield from deeds([(one, status_of(one)) for one in made])


def status_of(one: Made) -> str:
    return random.Random(one.at).choice(_STATUSES)


def _drop(one: Made) -> dict[str, Any]:
    told = {"id": one.drop, "client": CLIENT, "source": one.source, "sha256": f"{one.at:064x}"}
    times = {"received_at": one.received, "settled_at": one.received}
    return {**told, **times, "size": 90_000, "parent": "", "page_count": 1}


def _document(one: Made) -> dict[str, Any]:
    grade = random.Random(one.at + 1).choice(_GRADES)
    filed = {"customer_number": one.customer, "invoice_number": one.invoice}
    found = status_of(one)
    return {
        **columns_of(TEMPLATE),
        **(filed if found != "parked" else dict.fromkeys(filed)),
        "id": one.id,
        "drop_id": one.drop,
        "received_at": one.received,
        "decided_at": one.received,
        "status": found,
        "audit_pending": found == "filed" and one.at % 50 == 0,
        "acceptance_grade": grade,
        "acceptance_status": _SIGNED[grade],
        "reading": plain_json("reading", one.invoice, one.customer, one.delivery, one.text),
        "decision": plain_json("decision", one.invoice, one.customer, one.delivery, one.text),
    }


def _page(one: Made) -> dict[str, Any]:
    told = {"drop_id": one.drop, "number": 1, "client": CLIENT, "kind": "content"}
    return {**told, "state": status_of(one), "document_id": one.id}


def _fields(one: Made) -> Iterator[dict[str, Any]]:
    texts = {FieldName.INVOICE_NUMBER: one.invoice, FieldName.DELIVERY_NUMBER: one.delivery}
    box = to_plain(TEMPLATE.reading.fields[FieldName.INVOICE_NUMBER][0].box)
    for name, text in texts.items():
        told = {"document_id": one.id, "name": name.value, "rank": 1, "client": CLIENT, "value": text}
        yield {**told, "confidence": 0.98, "page": 1, "box": box, "found_by": "label"}


def _invoice(one: Made) -> dict[str, Any]:
    """One in twenty is open."""
    issued = one.received.date()
    told = {"client": CLIENT, "customer_number": one.customer, "number": one.invoice, "load": 1}
    days = {"invoice_date": issued, "due_date": issued + timedelta(days=30)}
    status = "open" if one.at % 20 == 0 else "closed"
    numbers = {"po_number": f"PO-{one.at // 3}", "delivery_number": one.delivery}
    money = {"amount": one.amount, "currency": "EUR", "open_amount": None}
    return {**told, **days, **numbers, **money, "status": status}


def _link(one: Made) -> dict[str, Any]:
    filed = status_of(one) == "filed"
    told = {"document_id": one.id, "customer_number": one.customer, "invoice_number": one.invoice}
    shelf = {"shelf_key": "x", "shelf_sha256": "x"} if filed else {"shelf_key": None, "shelf_sha256": None}
    sure = {"rank": 1, "confidence": 0.98, "filed": filed, "proposed": not filed, "evidence": []}
    return {**told, "client": CLIENT, **sure, **shelf}


def _keys(one: Made) -> Iterator[str]:
    day = one.received
    yield from (one.id, folded(one.source), folded(one.name), folded(one.invoice), folded(one.customer))
    yield from {one.delivery.lower(), f"{day:%Y%m%d}", f"{day:%d%m%Y}", f"{day:%m%d%Y}"}


def _events(one: Made) -> Iterator[dict[str, Any]]:
    for kind, subject in (("received", one.drop), (status_of(one), one.id)):
        detail = {"source": one.source}
        told = {"at": one.received, "client": CLIENT, "kind": kind}
        yield {**told, "subject": subject, "detail": detail}


def _put(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows in the driver's own way, past what makes each of them safe and slow."""
    listed = list(rows)
    dialect = connection.dialect
    names = list(listed[0])
    kinds = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    bound = [
        tuple(_bound(bind, row[name]) for name, bind in zip(names, kinds, strict=True)) for row in listed
    ]
    _copy(connection, table.name, names, bound)


def _bound(bind: Callable[[Any], Any] | None, value: Any) -> Any:
    return (
        str(value)
        if isinstance(value, Told) or (bind is None and isinstance(value, str))
        else (bind(value) if bind else value)
    )


def _put_words(connection: sa.Connection, made: Sequence[Made]) -> None:
    """Fill the index of words; its table is another one in each kind of database."""
    if connection.dialect.name == "postgresql":
        rows = [
            (one.id, CLIENT, 0, " ".join(f"'{word}'" for word in set(one.text.lower().split())))
            for one in made
        ]
        _copy(connection, "document_words", ["document_id", "client", "part", "words"], rows)
    else:
        plain = [(one.id, CLIENT, one.text.lower()) for one in made]
        _copy(connection, "document_words", ["document_id", "client", "words"], plain)


def _vector(text: str) -> str:
    return " ".join(f"'{word}'" for word in sorted(set(text.lower().split())))


def _copy(connection: sa.Connection, table: str, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.driver_connection
    columns = ", ".join(names)
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(names))
        driver.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608
