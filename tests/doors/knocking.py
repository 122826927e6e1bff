"""Asking for every route of the console as it stands in `console_doors`, with what it needs to be there."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from flows.desk import Stores
from flows.disputes import Wanted, open_dispute
from flows.sending import Wish, send
from models.record import DocumentRecord
from models.sending import Reason
from tests.doors.console_doors import DOORS
from tests.doors.console_visits import Visitor
from tests.values.cash_values import held_back, waiting_payment
from tests.values.credit_values import add_plan, add_reminder
from tests.values.letter_values import add_failed_letter


def _sent(stores: Stores, record: DocumentRecord) -> str:
    return str(send(stores, [record], Wish(("C-1", "INV-1"), ["ann@buyer.example"]), "test").sending.id)


def _disputed(stores: Stores, _: DocumentRecord) -> str:
    return str(open_dispute(stores, "default", Wanted(("C-1", "INV-1"), Reason.SHORT), "test").id)


MAKERS: dict[str, Callable[[Stores, DocumentRecord], str]] = {
    "{sending}": _sent,
    "{dispute}": _disputed,
    "{reminder}": lambda stores, _: str(add_reminder(stores.register).id),
    "{letter}": lambda stores, _: str(add_failed_letter(stores.register).id),
    "{plan}": lambda stores, _: str(add_plan(stores.register).id),
    "{payment}": lambda stores, _: waiting_payment(stores.register).id,
    "{application}": lambda stores, _: str(held_back(stores.register)),
}
"""What a route needs to be there, by its place in the path."""


def path_of(stores: Stores, key: tuple[str, str], record: DocumentRecord) -> str:
    """The address of a route; what it names is made first."""
    path = DOORS[key].path.replace("{document}", record.id).replace("{drop}", record.drop_id)
    for name, make in MAKERS.items():
        if name in path:
            path = path.replace(name, make(stores, record))
    return path


def knock(stores: Stores, visitor: Visitor, key: tuple[str, str], record: DocumentRecord) -> httpx.Response:
    """The answer to one who asks for a route."""
    return ask_at(visitor, key, path_of(stores, key, record))


def ask_at(visitor: Visitor, key: tuple[str, str], path: str) -> httpx.Response:
    """The answer of the route at this address."""
    door, method = DOORS[key], key[0]
    if method == "GET":
        return visitor.get(path)
    if door.json is not None:
        return visitor.ask(method, path, json=door.json, headers={"X-CSRF-Token": visitor.csrf})
    return visitor.post(path, door.form)
