"""Pages of blind checks: how much waits, one filing at a time, and one that was found wrong."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.checks.shown import Filing, bare, before, choices, invoices_of, visit_of
from countersign.console.invoice_keys import key_from
from countersign.console.rendering import address
from countersign.console.review.queue import done_by
from countersign.console.room import InRoom, OfClient
from countersign.console.sent.shown import sent_of
from models.decision import Cause
from models.people import Right

router = APIRouter()
SHOWN = 8
Place = Annotated[str, Query(max_length=40)]
Keys = Annotated[str, Query(max_length=4000)]


@router.get("")
def overview(
    room: InRoom, person: Asking, client: OfClient, right: Place = "", told: int = 0, taken: int = 0
) -> Response:
    """How much waits for a check; `taken` where nothing could be given out, because others have all of it."""
    demand(person, Right.SAMPLE, client)
    register = room.stores.register
    waiting = register.checking.count(client)
    return room.templates.page(
        "checks/overview",
        client=client,
        waiting=waiting,
        taken=bool(taken and waiting),
        held=register.reviews.counts(client).get(Cause.CHECK.value, 0),
        blind=Cause.CHECK.value,
        cause="",
        right=right,
        done=done_by(room, client, person, told),
    )


@router.get("/next")
def take_next(
    room: InRoom, person: Asking, client: OfClient, after: Place = "", right: Place = "", told: int = 0
) -> Response:
    """Give the next free filing to whoever asks, behind `after` if there is one; else the first of all."""
    demand(person, Right.SAMPLE, client)
    checking, visit = room.stores.register.checking, visit_of(room, person)
    lease = checking.next(client, visit, after) or checking.next(client, visit)
    told_there = {"right": right, "told": told or ""}
    if lease is None:
        return RedirectResponse(address("checks", client=client, taken=1, **told_there), 303)
    return RedirectResponse(address("checks", lease.document_id, client=client, **told_there), 303)


@router.get("/{document_id}")
def check_page(
    room: InRoom, person: Asking, client: OfClient, record: Filing, right: Place = "", told: int = 0
) -> Response:
    """The paper and invoices that it may belong to; not which of them it is filed under."""
    shown = {
        **before(room, person, record),
        "offers": choices(room.stores.register, record),
        "waiting": room.stores.register.checking.count(client),
        "right": right,
        "done": done_by(room, client, person, told),
    }
    return room.templates.page("checks/check", 200, **shown)


@router.get("/{document_id}/invoices")
def invoices(room: InRoom, record: Filing, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Invoices of the ledger by any number or name; not what is filed under them."""
    register = room.stores.register
    some = bare(register, record.client, register.lookups.invoices(record.client, q, SHOWN))
    return room.templates.page("review/found", client=record.client, offers=some, query=q)


@router.get("/{document_id}/wrong")
def wrong(room: InRoom, person: Asking, client: OfClient, record: Filing, invoice: Keys = "") -> Response:
    """Where the document is filed, what was found instead, and how to put it right."""
    register = room.stores.register
    keys = dict.fromkeys(map(key_from, invoice.split()))
    shown = {
        **before(room, person, record),
        "found": bare(register, client, invoices_of(register, client, keys)),
        "filed": bare(register, client, invoices_of(register, client, record.decision.chosen)),
        "sent": sent_of(room, person, record),
        "may_correct": person.may(Right.CORRECT, client, record.customer),
    }
    return room.templates.page("checks/wrong", 200, **shown)
