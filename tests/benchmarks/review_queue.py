"""How quick the review desk stays with very many documents, beside how quick /health answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import sqlalchemy as sa

from flows.desk import Stores
from models.decision import Cause, Status
from models.plain import to_plain
from models.reading import FieldName
from storage.objects import open_store
from storage.register import Register, open_register
from storage.register.tables import documents, drops, invoices
from storage.register.tables.review import reviews
from tests.doors.console_visits import Visitor
from tests.values.register_values import NOW, decision_of, invoice_of, reading_of, settings_in

CHUNK = 10_000
ROUNDS = 20
WAITING = {7: Status.REVIEW, 8: Status.PARKED, 9: Status.REVIEW}
"""Of ten documents those that wait; the others are filed."""
CAUSES = (Cause.RIVALS, Cause.UNCONFIRMED, Cause.CONTRADICTION)


def measure(count: int, database_url: str) -> None:
    """Print how long pages take over a register of `count` made-up documents, two in ten under review."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder), database_url)
        with open_register(settings) as register:
            _fill(register, count)
            objects, inbox = (open_store(url, settings) for url in (settings.objects_url, settings.inbox_url))
            visitor = Visitor(Stores(settings, inbox, objects, register))
            under_review = (
                f"/review/{number:024x}" for number in range(7, count, count // ROUNDS // 10 * 10)
            )
            filed = (f"/documents/{number:024x}" for number in range(0, count, count // ROUNDS // 10 * 10))
            _time("/health", lambda: visitor.get("/health").status_code)
            _time("queue", lambda: visitor.get("/review").status_code)
            _time("queue of one reason", lambda: visitor.get("/review?cause=rivals").status_code)
            _time("next document given out", lambda: visitor.get("/review/next").status_code)
            _time("document at the desk", lambda: visitor.get(next(under_review)).status_code)
            _time("document", lambda: visitor.get(next(filed)).status_code)


def _time(name: str, ask: Callable[[], int]) -> None:
    took = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        status = ask()
        took.append(1000 * (perf_counter() - begun))
        assert status in {200, 303}, status
    print(f"{name:26} median {median(took):6.0f} ms, 95 of 100 within {sorted(took)[-2]:6.0f} ms", flush=True)


def _fill(register: Register, count: int) -> None:
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        with register.database.write() as connection:
            for table, row in ((drops, _drop), (documents, _document), (invoices, _invoice)):
                connection.execute(sa.insert(table), [row(number) for number in numbers])
            connection.execute(sa.insert(reviews), list(_reviews(numbers)))
    with register.database.write() as connection:
        connection.exec_driver_sql("ANALYZE")


_READING = to_plain(reading_of({FieldName.INVOICE_NUMBER: "INV-1"}))
_DECISIONS = {status: to_plain(decision_of(status, invoice_of("INV-1"))) for status in Status}


def _at(number: int) -> dict[str, Any]:
    return {"client": "default", "received_at": NOW + timedelta(seconds=number)}


def _drop(number: int) -> dict[str, Any]:
    name = f"{number:024x}"
    ended = {"settled_at": NOW, "page_count": 0, "parent": "", "size": 1}
    return {"id": name, "source": f"{number}.pdf", "sha256": f"{number:064x}", **_at(number), **ended}


def _document(number: int) -> dict[str, Any]:
    name, status = f"{number:024x}", WAITING.get(number % 10, Status.FILED)
    row = {"type": "proof_of_delivery", "kind": "delivery_note", "reason": "Made up.", "duplicate_of": ""}
    seen = {"first_page": 1, "decided_at": NOW, "audit_pending": False, "looked_at_load": 0}
    numbers = {"customer_number": "C-1", "invoice_number": f"INV-{number}"}
    stored = {"status": status.value, "reading": _READING, "decision": _DECISIONS[status]}
    return {"id": name, "drop_id": name, **_at(number), **row, **seen, **numbers, **stored}


def _invoice(number: int) -> dict[str, Any]:
    numbers = {
        "customer_number": f"C-{number % 5000}",
        "number": f"INV-{number}",
        "po_number": f"PO-{number // 3}",
    }
    money = {"amount": invoice_of("x").amount, "currency": "EUR", "delivery_number": f"D-{number}"}
    dates = {"invoice_date": NOW.date(), "due_date": None, "status": "open", "load": 1}
    return {"client": "default", **numbers, **money, **dates}


def _reviews(numbers: range) -> Iterator[dict[str, Any]]:
    free = {"open": True, "token": 0, "holder": "", "lease_until": None}
    for number in numbers:
        status = WAITING.get(number % 10)
        if status is not None:
            parked = status is Status.PARKED
            cause = "parked" if parked else CAUSES[number % len(CAUSES)].value
            rank = 3 if parked else 0 if number % 97 == 0 else 1
            yield {"document_id": f"{number:024x}", **_at(number), "rank": rank, "cause": cause, **free}
