"""Which payments somebody sees: those of customers that they may see; of no customer, who sees all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import UploadFile

from countersign.console.asking import Asking, demand
from countersign.console.ledger_sight import SeenCustomers
from countersign.console.room import InRoom, OfClient
from models.cash import Payment, Share
from models.people import Person, Right

FIELD = "files"
"""Name of the field of the form."""


def asked_payment(room: InRoom, client: OfClient, seen: SeenCustomers, payment_id: str) -> Payment:
    """The payment that the address names, where the person may see it."""
    found = room.stores.register.payments.one(client, payment_id)
    if found is None or (seen is not None and found.customer not in seen):
        raise HTTPException(404)
    return found


def own_payment(person: Asking, payment: Annotated[Payment, Depends(asked_payment)]) -> Payment:
    """The same, where the person may decide on it."""
    demand(person, Right.SEND, payment.client, payment.customer or None)
    return payment


def demand_shares(person: Person, client: str, shares: Iterable[Share]) -> None:
    """Do nothing where the person may decide on every customer of them; raises Forbidden elsewhere."""
    for one in shares:
        demand(person, Right.SEND, client, one.customer)


def may_decide(person: Person, payment: Payment) -> bool:
    """True where the person may decide on it."""
    return person.may(Right.SEND, payment.client, payment.customer or None)


async def sent_statements(request: Request, person: Asking, client: OfClient) -> list[UploadFile]:
    """The files of the form; read from the wire only once it is known that the person may.

    Raises:
        Forbidden: the person may not see all customers' payments.
    """
    demand(person, Right.SEND, client)
    form = await request.form()
    return [one for one in form.getlist(FIELD) if isinstance(one, UploadFile)]


SeenPayment = Annotated[Payment, Depends(asked_payment)]
OwnPayment = Annotated[Payment, Depends(own_payment)]
SentStatements = Annotated[list[UploadFile], Depends(sent_statements)]
