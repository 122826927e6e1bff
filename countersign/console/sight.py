"""Which documents somebody sees: one rule for pages, pictures, files, the review desk and the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, HTTPException

from countersign.console.asking import Asking, demand
from countersign.console.room import InRoom, OfClient, Room
from models.correction import Correction
from models.people import Person, Right
from models.record import DocumentRecord
from storage.register import Customers


def found(
    room: Room, person: Person, client: str, document_id: str, right: Right = Right.LOOK
) -> DocumentRecord:
    """The client's document with this id, for whoever has `right` over it.

    "Not found" is shown where there is none, and also where there is one for others only.

    Raises:
        Forbidden: the person may look at it, but has not this right.
    """
    record = room.stores.register.document(client, document_id)
    if record is None or not (sees(person, record) or sees(person, record, right)):
        raise HTTPException(404)
    demand(person, right, client, record.customer)
    return narrowed(record, person.reach(right, client))


def sees(person: Person, record: DocumentRecord, right: Right = Right.LOOK) -> bool:
    """True where the person has `right` over the document."""
    return person.may(right, record.client, record.customer)


def may_undo(person: Person, correction: Correction, right: Right) -> bool:
    """True where there is `right` over the papers as they are and as they would be again."""
    return all(sees(person, record, right) for record in (*correction.before, *correction.after))


def narrowed(record: DocumentRecord, customers: Customers) -> DocumentRecord:
    """The record without what it says of other customers' invoices."""
    if customers is None:
        return record
    decision = record.decision
    candidates = tuple(one for one in decision.candidates if one.invoice.customer_number in customers)
    chosen = tuple(key for key in decision.chosen if key[0] in customers)
    return replace(record, decision=replace(decision, candidates=candidates, chosen=chosen))


def asked_document(room: InRoom, person: Asking, client: OfClient, document_id: str) -> DocumentRecord:
    """The document that the address names, where the person may see it."""
    return found(room, person, client, document_id)


Seen = Annotated[DocumentRecord, Depends(asked_document)]
"""A document that the person who asks may see."""


def sees_whole_file(room: Room, record: DocumentRecord, customers: Customers) -> bool:
    """True where somebody who sees `customers` may see everything that came in the same file."""
    if customers is None:
        return True
    return all(other.customer in customers for other in room.stores.register.documents_of((record.drop_id,)))
