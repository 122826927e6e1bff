"""What the page of a document asks for while somebody works on it: invoices, originals, words, time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import Response

from countersign.console.asking import Asking
from countersign.console.problems import Told
from countersign.console.review.deciding import LEASE_SECONDS
from countersign.console.review.rework import box_from
from countersign.console.review.shown import offered, offers
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sight import found, sees
from extractors.page import inside
from flows.review import reviewing
from models.correction import Lease
from models.paper import Box, Word
from models.people import Person, Right
from models.reading import FieldName
from models.record import DocumentRecord
from storage.register import Visit

router = APIRouter()
SHOWN = 8
_DIGITS = 5
_NUMBERS = (FieldName.INVOICE_NUMBER, FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER)
Asked = Annotated[str, Query(max_length=200)]


@router.get("/{document_id}/invoices")
def invoices(room: InRoom, person: Asking, client: OfClient, document_id: str, q: Asked = "") -> Response:
    """Invoices of the ledger by any number or name, as lines that can be chosen."""
    found(room, person, client, document_id, Right.REVIEW)
    register = room.stores.register
    some = register.lookups.invoices(client, q, SHOWN, person.reach(Right.REVIEW, client))
    lines = offered(register, client, some)
    return room.templates.page("review/found", client=client, offers=lines, query=q)


@router.get("/{document_id}/originals")
def originals(room: InRoom, person: Asking, client: OfClient, document_id: str, q: Asked = "") -> Response:
    """Documents that this one may repeat."""
    record = found(room, person, client, document_id, Right.REVIEW)
    some = _originals(room, person, record, q)
    others = (one for one in some if one.id != record.id and not one.decision.duplicate_of)
    shown = [one for one in others if sees(person, one)][:SHOWN]
    return room.templates.page("review/originals", client=client, records=shown, query=q)


def _originals(room: Room, person: Person, record: DocumentRecord, query: str) -> tuple[DocumentRecord, ...]:
    register = room.stores.register
    if query.strip():
        customers = person.reach(Right.LOOK, record.client)
        return register.search(record.client, query, SHOWN * 2, customers)
    numbers = {name: value.text for name in _NUMBERS if (value := record.reading.value(name)) is not None}
    alike = register.earlier.like(record.client, numbers)
    on_file = {one.document_id for offer in offers(register, record) for one in offer.on_file}
    more = (register.document(record.client, one) for one in sorted(on_file - {one.id for one in alike}))
    return (*alike, *(one for one in more if one is not None))


@router.get("/{document_id}/words/{number}")
def words(room: InRoom, person: Asking, client: OfClient, document_id: str, number: int) -> Response:
    """The words of a page in their order: text, left, top, right, bottom; as fractions of the page.

    Who asks for them is about to point at some: the reader makes ready to read what is pointed at.
    """
    record = found(room, person, client, document_id, Right.REVIEW)
    room.desk.readers.warm()
    return Told([_plain(word) for word in _words_of(room, record, number)])


@router.get("/{document_id}/reading/{number}")
def reading(
    room: InRoom, person: Asking, client: OfClient, document_id: str, number: int, box: Asked
) -> Response:
    """The words in a part of a page, read again for who drags over it; `box` holds fractions of the page.

    As `words` gives them, in their order; none where nothing can be read there. A page that came with its
    words, as from an office program, is not read: nothing is surer than these.
    """
    record = found(room, person, client, document_id, Right.REVIEW)
    if number not in record.reading.pages:
        raise HTTPException(404)
    region = box_from(box)
    room.views.picture(person, record, number)
    return Told([_plain(word) for word in words_in(room, record, number, region)])


def words_in(room: Room, record: DocumentRecord, number: int, region: Box) -> tuple[Word, ...]:
    """What stands in a part of a page, in reading order."""
    typed = inside(_words_of(room, record, number), region) if room.pictures.is_typed(record, number) else ()
    if typed:
        return typed
    part = room.pictures.part(record, number, region)
    with room.pictures.one_of_few():
        return room.desk.readers.read_part(part)


def _words_of(room: Room, record: DocumentRecord, number: int) -> tuple[Word, ...]:
    """The words of a page as they were read, in reading order."""
    page = next((one for one in reviewing.pages_of(room.desk, record) if one.number == number), None)
    if page is None:
        raise HTTPException(404)
    return tuple(word for line in page.lines for word in line)


def _plain(word: Word) -> list[Any]:
    box = word.box
    return [word.text, *(round(edge, _DIGITS) for edge in (box.x0, box.y0, box.x1, box.y1))]


@router.post("/{document_id}/renew")
def renew(
    room: InRoom, person: Asking, client: OfClient, document_id: str, token: Annotated[int, Form()]
) -> Response:
    """Keep the document: its page is still open."""
    found(room, person, client, document_id, Right.REVIEW)
    now = room.stores.clock()
    lease = Lease(client, document_id, token, now)
    room.stores.register.reviews.renew(lease, Visit(person.login, now, LEASE_SECONDS))
    return Response(status_code=204)


@router.post("/{document_id}/release")
def release(
    room: InRoom, person: Asking, client: OfClient, document_id: str, token: Annotated[int, Form()]
) -> Response:
    """Give the document back: its page was left."""
    found(room, person, client, document_id, Right.REVIEW)
    room.stores.register.reviews.release(Lease(client, document_id, token, room.stores.clock()))
    return Response(status_code=204)
