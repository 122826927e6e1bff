"""One dispute, where somebody may see it, and its page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException
from starlette.responses import Response

from countersign.console.asking import Asking, demand
from countersign.console.ledger_sight import SeenCustomers, knows_notes, may_send
from countersign.console.refusals import NOTHING, Refused
from countersign.console.room import InRoom, OfClient, Room
from flows.disputes import codes_of, rows_of
from models.dispute import DisputeCase, DisputeState
from models.people import Person, Right


def asked_case(room: InRoom, client: OfClient, seen: SeenCustomers, number: int) -> DisputeCase:
    """The dispute that the address names, where the person may see it."""
    found = room.stores.register.disputes.one(client, number)
    if found is None or (seen is not None and found.key[0] not in seen):
        raise HTTPException(404)
    return found


def own_case(person: Asking, case: Annotated[DisputeCase, Depends(asked_case)]) -> DisputeCase:
    """The same, where the person may give evidence out for its customer."""
    demand(person, Right.SEND, case.client, case.key[0])
    return case


SeenCase = Annotated[DisputeCase, Depends(asked_case)]
OwnCase = Annotated[DisputeCase, Depends(own_case)]


def dispute_page(room: Room, person: Person, case: DisputeCase, refused: Refused = NOTHING) -> Response:
    """How it stands, what is missing, and what was done; with the form that was refused, if one was."""
    register, today = room.stores.register, room.stores.clock().date()
    (row,) = rows_of(room.stores, case.client, [case], today)
    people = register.books.customers(case.client, [case.key[0]])
    return room.templates.page(
        "disputes/one",
        400 if refused.form else 200,
        client=case.client,
        case=case,
        row=row,
        today=today,
        customer=people.get(case.key[0]),
        code=codes_of(room.stores, case.client)[case.reason],
        history=register.disputes.history(case.client, case.id),
        states=tuple(DisputeState),
        may_send=may_send(person, case.client, case.key[0]),
        notes=knows_notes(person, case.client, case.key[0]),
        refused=refused,
    )
