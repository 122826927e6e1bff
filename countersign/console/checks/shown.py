"""What a blind check shows: the filing with its invoice among others, and not a word of which it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Depends

from countersign.console.asking import Asking, demand
from countersign.console.marks import findings
from countersign.console.pictures import LONG_SIDE
from countersign.console.review.deciding import LEASE_SECONDS
from countersign.console.review.shown import MOST_KEYS, Offer, field_lines, offered
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sight import found
from models.decision import Status
from models.errors import WrongUse
from models.ledger import Invoice
from models.people import Person, Right
from models.record import DocumentRecord
from storage.register import Register, Visit


def filing(room: InRoom, person: Asking, client: OfClient, document_id: str) -> DocumentRecord:
    """The filing that the address names, for a person who may check all of the client's.

    A sample narrowed to some customers would say nothing about the whole.

    Raises:
        Forbidden: they may not.
        WrongUse: it is not filed.
    """
    record = found(room, person, client, document_id, Right.SAMPLE)
    demand(person, Right.SAMPLE, client)
    if record.decision.status is not Status.FILED:
        raise WrongUse("This document is not filed now, so there is nothing to check: go to the next one.")
    return record


Filing = Annotated[DocumentRecord, Depends(filing)]


def visit_of(room: Room, person: Person) -> Visit:
    """Who wants a document, from now on."""
    return Visit(person.login, room.stores.clock(), LEASE_SECONDS)


def before(room: Room, person: Person, record: DocumentRecord) -> Mapping[str, object]:
    """What a page shows of a document that somebody has before them; that they look is told first."""
    lease = room.stores.register.reviews.take(record.client, record.id, visit_of(room, person))
    room.views.page(person, record)
    return {
        "client": record.client,
        "record": record,
        "token": lease.token,
        "cause": "",
        "lines": field_lines(record),
        "findings": findings(record.reading),
        "long_side": LONG_SIDE,
    }


def choices(register: Register, record: DocumentRecord) -> tuple[Offer, ...]:
    """Invoices to choose from, where it is filed among others, in the order of their numbers.

    Others of the same customer fill up the list, so that it does not tell by its length.
    """
    client, chosen = record.client, record.decision.chosen
    alike = [one.invoice.key for one in record.decision.candidates]
    for customer in dict.fromkeys(customer for customer, _ in chosen):
        alike += [one.key for one in register.lookups.invoices(client, customer, 2 * MOST_KEYS)]
    keys = list(dict.fromkeys((*chosen, *alike)))[: max(MOST_KEYS, len(chosen))]
    lines = bare(register, client, invoices_of(register, client, sorted(keys, key=lambda key: key[::-1])))
    return tuple(replace(one, number=n if n <= MOST_KEYS else 0) for n, one in enumerate(lines, 1))


def bare(register: Register, client: str, invoices: Iterable[Invoice]) -> tuple[Offer, ...]:
    """Invoices as the ledger has them, without what is filed under them."""
    return tuple(replace(one, on_file=()) for one in offered(register, client, invoices))


def invoices_of(register: Register, client: str, keys: Iterable[tuple[str, str]]) -> list[Invoice]:
    """Those of these (customer number, invoice number) that the ledger has."""
    some = (register.invoice(client, key) for key in keys)
    return [one for one in some if one is not None]
