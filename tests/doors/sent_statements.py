"""The statements that the console and the API send to the database, door by door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flows.desk import Stores
from models.people import Grant, Role
from models.record import DocumentRecord
from models.webhook import CHOSEN, Webhook
from storage.register import Deed, Register
from tests.doors.console_doors import DOORS
from tests.doors.console_visits import EVERYTHING, Visitor
from tests.doors.knocking import ask_at, path_of
from tests.doors.query_plans import listened
from tests.values.register_values import NOW

MINE = Grant(Role.ADMIN, "default", frozenset({"C-1"}))
"""Somebody whose lists are narrowed to a customer."""
FURTHER = (
    *(f"/?status={status}" for status in ("filed", "review", "parked", "quarantined")),
    *("/?grade=A", "/?grade=A&page=9", "/?customer=C-1", "/?type=proof_of_delivery"),
    *("/?q=INV-1", "/?q=INV", "/?q=2026-03-02", "/?q=100.50", "/?q=Müller", "/?q=pallet+scan", "/?q=zzz"),
    *("/review?cause=rivals", "/checks?kind=filed", "/mailroom?page=2"),
    *("/audit?kind=viewed", "/audit?by=admin&kind=viewed", "/audit?day=2026-03-02", "/audit?subject=grown7"),
    *("/webhooks/1?state=failed", "/webhooks/1?before=9"),
    *("/disputes?state=closed", "/disputes?owner=ann", "/payments?state=applied", "/payments?state=all"),
    *("/sent?customer=C-1", "/sent?before=9", "/api/v1/invoices?q=PO-1", "/api/v1/customers?q=Müller"),
    *("/api/v1/documents?since=2026-03-01T00:00:00Z", "/api/v1/documents?status=filed&q=INV-1"),
    *("/health", "/metrics"),
)
"""What lists and searches are asked beside the doors."""
_HIDDEN = re.compile(r"BEGIN|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET |INSERT", re.IGNORECASE)


@dataclass(frozen=True)
class Sent:
    """A statement as the driver was given it, and who asked so first."""

    text: str
    parameters: Any
    door: str


def sent_statements(stores: Stores, record: DocumentRecord) -> list[Sent]:
    """Every statement that reads, once, of all doors; pages of streams hold one row, so that they go on."""
    stores = replace(stores, register=_in_single_rows(stores.register))
    stores.register.webhooks.add(
        Webhook(1, "default", "https://erp.firm.example/", frozenset(CHOSEN), NOW, "boss"),
        "whsec_",
        Deed("boss", NOW),
    )
    found: dict[str, Sent] = {}
    everybody, narrowed = Visitor(stores, EVERYTHING), Visitor(stores, MINE, login="mine")
    for visitor, path, key in _visits(stores, everybody, narrowed, record):
        with listened(stores.register) as sent:
            ask_at(visitor, key, path)
        for text, parameters in sent:
            if not _HIDDEN.match(text):
                found.setdefault(_shape(text), Sent(text, parameters, f"{key[0]} {path}"))
    return list(found.values())


def _in_single_rows(register: Register) -> Register:
    return Register(replace(register.database, batch=1))


def _visits(
    stores: Stores, everybody: Visitor, narrowed: Visitor, record: DocumentRecord
) -> Iterator[tuple[Visitor, str, tuple[str, str]]]:
    """Pages first; then what changes something, each by a session of its own."""
    for key in (key for key in DOORS if key[0] == "GET"):
        path = path_of(stores, key, record)
        for address in {path, path.replace("&customer=C-1", "")}:
            yield everybody, address, key
        yield narrowed, path, key
    for address in FURTHER:
        yield everybody, address, ("GET", "/")
        yield narrowed, address, ("GET", "/")
    for key in (key for key in DOORS if key[0] != "GET"):
        visitor = everybody.beside("changes", EVERYTHING)
        yield visitor, path_of(stores, key, record), key


def _shape(text: str) -> str:
    """The same for a statement with more or fewer values in a list."""
    return re.sub(r"\((?:[^()]*[?%][^()]*,)+[^()]*\)", "(...)", text)
