"""One invoice: how it stands in the ledger, what proves it, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from countersign.console.asking import Asking
from countersign.console.case_files import case_file
from countersign.console.evidence import packable
from countersign.console.ledger_sight import SeenInvoice, knows_notes, may_send
from countersign.console.refusals import NOTHING, Refused
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sight import narrowed, sees
from countersign.console.views import LOOKS
from flows.cash.telling import paid_on
from models.decision import Status
from models.ledger import Customer, Invoice
from models.paper import CUSTOMERS_SIDE, SignatureRegion
from models.people import Person, Right
from models.reading import DocumentType, FieldName, Remark
from models.record import DocumentRecord, Event
from models.standing import Version
from receivables.gaps import Proven, prove
from storage.register import BY_LINK

router = APIRouter(prefix="/invoices", include_in_schema=False)
PAPERS = 30
"""Papers of an invoice that are shown."""
RELATED = 12
"""Other invoices of the same order that are shown."""
_NOT_TOLD = (*LOOKS, *BY_LINK, "shelved", "copy taken back")


@dataclass(frozen=True, slots=True)
class Crop:
    """A signature of the customer's side on a paper."""

    place: int
    """0-based, among the signatures of the document."""
    region: SignatureRegion


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is filed under the invoice, or would be."""

    record: DocumentRecord

    @property
    def crops(self) -> tuple[Crop, ...]:
        """Signatures that count."""
        places = enumerate(self.record.reading.signatures)
        return tuple(
            Crop(place, region)
            for place, region in places
            if region.present and region.role in CUSTOMERS_SIDE
        )

    @property
    def signer(self) -> str:
        """Printed name of who signed; empty where none was read."""
        return self._value(FieldName.PRINTED_NAME)

    @property
    def received(self) -> str:
        """Day of the receipt in ISO 8601; empty where none was read."""
        return self._value(FieldName.RECEIVED_DATE)

    def _value(self, name: FieldName) -> str:
        value = self.record.reading.value(name)
        return value.text if value else ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What is on file for an invoice."""

    pods: tuple[Paper, ...] = ()
    orders: tuple[Paper, ...] = ()
    others: tuple[Paper, ...] = ()
    waiting: tuple[Paper, ...] = ()
    """Those under review that a plain yes would file."""

    @property
    def all(self) -> tuple[Paper, ...]:
        """All of them."""
        return *self.pods, *self.orders, *self.others, *self.waiting


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to an invoice or to one of its papers."""

    at: datetime | None
    """None for a load whose time is not known."""
    event: Event | None = None
    paper: DocumentRecord | None = None
    version: Version | None = None
    """How it stood from then on; for a load of the ledger."""
    before: Invoice | None = None
    """How it had stood until then; None for the first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page of an invoice."""

    invoice: Invoice
    customer: Customer | None
    proven: Proven
    papers: Papers
    related: tuple[Invoice, ...]
    history: tuple[Happened, ...]


@router.get("/{customer_number}/{invoice_number}")
def page(room: InRoom, person: Asking, client: OfClient, invoice: SeenInvoice) -> Response:
    """The page of one invoice."""
    return invoice_page(room, person, client, invoice)


def invoice_page(
    room: Room, person: Person, client: str, invoice: Invoice, refused: Refused = NOTHING
) -> Response:
    """The page of one invoice; with the form that was refused, if one was."""
    found = shown(room, person, client, invoice)
    filed = (*found.papers.pods, *found.papers.orders)
    return room.templates.page(
        "ledger/invoice",
        400 if refused.form else 200,
        client=client,
        shown=found,
        cash=paid_on(room.stores, client, invoice.key),
        file=case_file(room, client, invoice, _remarks(found.papers.pods)),
        packs=packable(person, client, (invoice.key,)) if filed else [],
        may_send=may_send(person, client, invoice.customer_number),
        notes=knows_notes(person, client, invoice.customer_number),
        refused=refused,
    )


def _remarks(pods: tuple[Paper, ...]) -> Iterator[Remark]:
    return (remark for paper in pods for remark in paper.record.reading.remarks)


def shown(room: Room, person: Person, client: str, invoice: Invoice) -> Shown:
    """What the person may see of the invoice."""
    register = room.stores.register
    papers = papers_of(room, person, client, invoice)
    pods = register.books.pods(client, [invoice.key]).get(invoice.key, ())
    people = register.books.customers(client, [invoice.customer_number])
    return Shown(
        invoice=invoice,
        customer=people.get(invoice.customer_number),
        proven=prove(invoice, pods, room.stores.clock().date()),
        papers=papers,
        related=register.books.of_order(client, invoice, RELATED),
        history=_history(room, person, client, invoice, papers),
    )


def papers_of(room: Room, person: Person, client: str, invoice: Invoice) -> Papers:
    """Its papers, newest first, as far as the person may see them."""
    register = room.stores.register
    ids = register.lookups.belonging(client, invoice.key, PAPERS)
    customers = person.reach(Right.LOOK, client)
    seen = (one for one in register.finding.records(client, ids) if sees(person, one))
    papers = tuple(Paper(narrowed(one, customers)) for one in seen)
    filed = tuple(one for one in papers if one.record.decision.status is Status.FILED)
    return Papers(
        pods=_of(filed, DocumentType.PROOF_OF_DELIVERY),
        orders=_of(filed, DocumentType.PURCHASE_ORDER),
        others=_of(filed, DocumentType.OTHER),
        waiting=tuple(one for one in papers if one.record.decision.status is Status.REVIEW),
    )


def _of(papers: tuple[Paper, ...], wanted: DocumentType) -> tuple[Paper, ...]:
    return tuple(one for one in papers if one.record.reading.type is wanted)


def _history(
    room: Room, person: Person, client: str, invoice: Invoice, papers: Papers
) -> tuple[Happened, ...]:
    """Loads of the ledger that changed it, and what happened to its papers; newest first."""
    register = room.stores.register
    versions = register.books.versions(client, invoice.key)
    befores = (None, *(one.invoice for one in versions))
    loads = [
        Happened(one.loaded_at, version=one, before=before)
        for one, before in zip(versions, befores, strict=False)
    ]
    details = person.reach(Right.LOOK, client) is None
    deeds = [one for paper in papers.all for one in _deeds(room, paper.record, details=details)]
    return tuple(sorted((*loads, *deeds), key=lambda one: (one.at is not None, one.at), reverse=True))


def _deeds(room: Room, record: DocumentRecord, *, details: bool) -> Iterator[Happened]:
    for event in room.stores.register.events(record.client, record.id, _NOT_TOLD):
        told = event if details else Event(event.at, event.client, event.kind, event.subject)
        yield Happened(event.at, told, record)
