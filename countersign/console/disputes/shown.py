"""What pages of invoices, customers and disputes show of disputes and contacts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException

from countersign.console.asking import Asking, demand
from countersign.console.ledger_sight import SeenCustomer, SeenCustomers, may_send
from countersign.console.room import InRoom, OfClient, Room
from flows.disputes import Noted, Row, cases, contact_log, rows_of
from flows.receivables import Whose
from models.dispute import Channel, Direction, DisputeCase, Failure
from models.ledger import Customer, Invoice
from models.people import Right
from models.reading import Remark
from models.sending import Reason
from receivables.disputes import proposed


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What is said against an invoice, and what was said about it."""

    rows: tuple[Row, ...]
    """Newest first."""
    proposed: tuple[Reason, ...]
    """By remarks on its proofs of delivery."""
    contacts: tuple[Noted, ...]
    """Newest first."""

    reasons: tuple[Reason, ...] = tuple(Reason)
    channels: tuple[Channel, ...] = tuple(Channel)
    directions: tuple[Direction, ...] = tuple(Direction)
    failures: tuple[Failure, ...] = tuple(Failure)


def case_file(room: Room, client: str, invoice: Invoice, remarks: Iterable[Remark]) -> CaseFile:
    """The disputes and contacts of an invoice."""
    stores = room.stores
    found = stores.register.disputes.of_invoices(client, [invoice.key])
    return CaseFile(
        rows_of(stores, client, found, stores.clock().date()),
        proposed((one.about for one in remarks), found),
        contact_log(stores, client, *invoice.key),
    )


@dataclass(frozen=True, slots=True)
class Account:
    """A customer, its open disputes, and the contacts about its account and its invoices."""

    customer: Customer
    file: CaseFile
    may_send: bool


def account_of(room: InRoom, person: Asking, client: OfClient, customer: SeenCustomer) -> Account:
    """The account of the customer that the address names, where the person may see it."""
    stores, number = room.stores, customer.number
    told = cases(stores, Whose(client, None, number), stores.clock().date())
    file = CaseFile(told.rows, (), contact_log(stores, client, number, None))
    return Account(customer, file, may_send(person, client, number))


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
SeenAccount = Annotated[Account, Depends(account_of)]
OwnCase = Annotated[DisputeCase, Depends(own_case)]
