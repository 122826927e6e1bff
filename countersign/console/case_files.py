"""What pages of invoices and customers show of disputes, contacts and causes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from countersign.console.asking import Asking
from countersign.console.ledger_sight import SeenCustomer, SeenCustomers, knows_notes, may_send
from countersign.console.room import InRoom, OfClient, Room
from flows.disputes import Noted, Row, cases, contact_log, rows_of
from flows.receivables import Whose
from models.cause import SETTABLE, Cause, CauseMark
from models.dispute import Channel, Direction, Failure
from models.ledger import Customer, Invoice
from models.reading import Remark
from models.sending import Reason
from receivables.disputes import proposed
from storage.register import Customers

MADE_BY_HAND = tuple(one for one in Channel if one is not Channel.LINK)
"""Channels of contacts that people note; the program notes its own links."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What is said against an invoice, and what was said about it."""

    rows: tuple[Row, ...]
    """Newest first."""
    proposed: tuple[Reason, ...]
    """By remarks on its proofs of delivery."""
    contacts: tuple[Noted, ...]
    """Newest first."""

    mark: CauseMark | None = None
    """What a person said of why the invoice is not paid, while it holds."""
    reasons: tuple[Reason, ...] = tuple(Reason)
    channels: tuple[Channel, ...] = MADE_BY_HAND
    directions: tuple[Direction, ...] = tuple(Direction)
    failures: tuple[Failure, ...] = tuple(Failure)
    causes: tuple[Cause, ...] = SETTABLE


def case_file(room: Room, client: str, invoice: Invoice, remarks: Iterable[Remark]) -> CaseFile:
    """The disputes and contacts of an invoice."""
    stores = room.stores
    found = stores.register.disputes.of_invoices(client, [invoice.key])
    mark = stores.register.cause_marks.one(client, invoice.key)
    return CaseFile(
        rows_of(stores, client, found, stores.clock().date()),
        proposed((one.about for one in remarks), found),
        contact_log(stores, client, *invoice.key),
        mark if mark is not None and mark.holds(invoice) else None,
    )


@dataclass(frozen=True, slots=True)
class Account:
    """A customer, its open disputes, and the contacts about its account and its invoices."""

    client: str
    seen: Customers
    """Customers that the person may see."""
    customer: Customer
    file: CaseFile
    may_send: bool
    notes: bool
    """Whether notes for ourselves are shown."""


def account_of(
    room: InRoom, person: Asking, client: OfClient, seen: SeenCustomers, customer: SeenCustomer
) -> Account:
    """The account of the customer that the address names, where the person may see it."""
    stores, number = room.stores, customer.number
    told = cases(stores, Whose(client, None, number), stores.clock().date())
    file = CaseFile(told.rows, (), contact_log(stores, client, number, None))
    return Account(
        client=client,
        seen=seen,
        customer=customer,
        file=file,
        may_send=may_send(person, client, number),
        notes=knows_notes(person, client, number),
    )


SeenAccount = Annotated[Account, Depends(account_of)]
