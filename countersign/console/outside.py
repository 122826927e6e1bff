"""What a link shows to somebody outside, without an account: the papers that were sent, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from countersign.console.asking import visiting
from countersign.console.downloads import disposition, handed_out
from countersign.console.evidence import as_file
from countersign.console.room import Room, room_of
from countersign.console.views import SAME_LOOK
from countersign.console.visits import origin_of
from countersign.console.wording import browser
from countersign.language import ENGLISH, read_by
from flows.credentials import hashed
from flows.evidence import evidence
from flows.searchable import searchable
from flows.sending import PLACE, contact_of
from models.accounts import TooManyAttempts
from models.evidence import Dispute, Form, PackWish
from models.record import DocumentRecord, Event
from models.sending import Recipient, Sending, Visible
from pipeline.filing import original_key
from storage.register import OPENED, SAVED

MOST_WRONG = 30
"""Links that do not exist, asked for from one address within a quarter of an hour."""
HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Cache-Control": "no-store, private"}
_PREFIXES = {4: 24, 6: 48}
"""Bits of an address that are kept of whoever opens a link, by the version of the protocol."""

router = APIRouter(include_in_schema=False)


class Closed(Exception):
    """A link that shows nothing, and the page that is shown in its place."""

    def __init__(self, answer: Response) -> None:
        super().__init__("This link shows nothing.")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that is good, and what it shows now."""

    room: Room
    request: Request
    secret: str
    sending: Sending
    recipient: Recipient
    papers: tuple[tuple[Visible, ...], ...]
    """By paper as it was sent; an empty one belongs to the invoice no more."""

    @property
    def documents(self) -> tuple[Visible, ...]:
        """All that is shown, in order."""
        return tuple(one for some in self.papers for one in some)

    @property
    def pages(self) -> tuple[tuple[DocumentRecord, int], ...]:
        """Each page with the document that holds it, in order."""
        return tuple((one.record, page) for one in self.documents for page in one.pages)

    def tell(self, kind: str, **detail: object) -> None:
        """Write down who looks, before anything is shown; a colleague who tries a link is no recipient."""
        origin, person = origin_of(self.request), visiting(self.request).person
        with read_by(ENGLISH):
            told = {"from": range_of(origin.address), "browser": browser(origin.agent), **detail}
        told |= {"by": person.login} if person else {}
        stores = self.room.stores
        event = Event(stores.clock(), self.sending.client, kind, "", told)
        again = person is not None or kind != OPENED or self.is_lately(event.at)
        stores.register.sendings.opened(self.sending, self.recipient, event, again=again)

    def is_lately(self, now: datetime) -> bool:
        """True where what is looked at now belongs to a look that was told already."""
        last = self.recipient.opened_at
        return last is not None and last + SAME_LOOK > now


def opened_link(request: Request, secret: str) -> Opened:
    """What the link shows now.

    Raises:
        Closed: there is no such link, or it is over.
    """
    room = room_of(request)
    found = room.stores.register.sendings.by_key(hashed(secret))
    if found is None:
        raise Closed(_unknown(request, room))
    sending, recipient = found
    if not sending.is_open(room.stores.clock()):
        contact = contact_of(room.stores, sending)
        raise Closed(_page(room, "closed", HTTPStatus.GONE, contact=contact, sending=sending))
    papers = room.stores.register.sendings.visible(sending)
    return Opened(room, request, secret, sending, recipient, papers)


Link = Annotated[Opened, Depends(opened_link)]


@router.get("/robots.txt")
def robots() -> Response:
    """Nothing here is for search engines."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


@router.get(f"/{PLACE}/{{secret}}")
def look(link: Link) -> Response:
    """The papers behind a link."""
    link.tell(OPENED, pages=len(link.pages))
    room, sending = link.room, link.sending
    names = room.stores.register.lookups.names(sending.client, [sending.customer])
    return _page(
        room,
        "papers",
        sending=sending,
        recipient=link.recipient,
        customer=names.get(sending.customer, ""),
        contact=contact_of(room.stores, sending),
        papers=_numbered(link),
        path=f"/{PLACE}/{link.secret}",
    )


@router.get(f"/{PLACE}/{{secret}}/pages/{{number}}.png")
def picture(link: Link, number: int) -> Response:
    """One page, by its place among all that are shown, from 1."""
    if not 0 < number <= len(link.pages):
        raise HTTPException(404)
    if not link.is_lately(link.room.stores.clock()):
        link.tell(OPENED, pages=1)
    record, page = link.pages[number - 1]
    png = link.room.pictures.png(record.client, record.sha256, page, record.reading.turn(page))
    return Response(png, media_type="image/png", headers=HEADERS)


@router.get(f"/{PLACE}/{{secret}}/documents/{{number}}.pdf")
def searchable_pdf(link: Link, number: int) -> Response:
    """The pages of one document that are shown, as a PDF with their words."""
    shown = _saved(link, number)
    link.tell(SAVED, file="searchable", document=shown.record.id)
    record = replace(shown.record, reading=replace(shown.record.reading, pages=shown.pages))
    with link.room.pictures.one_of_few():
        pdf = searchable(link.room.stores, record)
    saved = {"Content-Disposition": disposition(_stem(link, shown), f"-{number}.pdf")}
    return Response(pdf, media_type="application/pdf", headers={**HEADERS, **saved})


@router.get(f"/{PLACE}/{{secret}}/documents/{{number}}/original")
def original(link: Link, number: int) -> Response:
    """The file that one document came in, where it holds nothing else."""
    shown = _saved(link, number)
    if not is_whole(link, shown):
        raise HTTPException(404)
    link.tell(SAVED, file="original", document=shown.record.id)
    record = shown.record
    key = original_key(record.client, record.sha256)
    answer = handed_out(link.room, key, _stem(link, shown), str(number), through_here=True)
    answer.headers.update(HEADERS)
    return answer


@router.get(f"/{PLACE}/{{secret}}/evidence.{{form}}")
def evidence_pack(link: Link, form: str) -> Response:
    """The evidence pack of what is shown, dated as it was sent."""
    sending = link.sending
    if form not in set(Form) or not sending.downloads or not link.documents:
        raise HTTPException(404)
    link.tell(SAVED, file=f"evidence {form}")
    wish = PackWish(
        (sending.key,), sending.made_at.date(), dispute=Dispute(sending.reason), note=sending.note
    )
    shown = [
        replace(one.record, reading=replace(one.record.reading, pages=one.pages)) for one in link.documents
    ]
    with link.room.pictures.one_of_few():
        answer = as_file(evidence(link.room.stores, sending.client, wish, Form(form), shown))
    answer.headers.update(HEADERS)
    return answer


def is_whole(link: Opened, shown: Visible) -> bool:
    """True where the file holds no document, and no page of one, that the link does not show."""
    seen = {one.record.id for one in link.documents if one.pages == one.record.reading.pages}
    return link.room.stores.register.sendings.documents_in(shown.record.drop_id) <= seen


def range_of(address: str) -> str:
    """The range that an internet address lies in: it tells a firm from another and names no machine."""
    try:
        prefix = _PREFIXES[ip_address(address).version]
        return str(ip_network(f"{address}/{prefix}", strict=False))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document on the page of a link."""

    number: int
    """From 1, among all documents."""
    visible: Visible
    pages: tuple[int, ...]
    """Places of its pages among all pages, from 1."""
    whole: bool
    """The file as it came may be saved."""


def _numbered(link: Opened) -> tuple[tuple[Shown, ...], ...]:
    """What is shown of each paper; empty where it belongs to the invoice no more."""
    number, page = 0, 0
    papers = list[tuple[Shown, ...]]()
    for some in link.papers:
        shown = list[Shown]()
        for one in some:
            number, first, page = number + 1, page + 1, page + len(one.pages)
            shown.append(Shown(number, one, tuple(range(first, page + 1)), is_whole(link, one)))
        papers.append(tuple(shown))
    return tuple(papers)


def _saved(link: Opened, number: int) -> Visible:
    if not link.sending.downloads or not 0 < number <= len(link.documents):
        raise HTTPException(404)
    return link.documents[number - 1]


def _stem(link: Opened, shown: Visible) -> str:
    """The name of a file says nothing of the file that the paper came in."""
    return f"{link.sending.invoice} {shown.record.reading.type.value}"


def _unknown(request: Request, room: Room) -> Response:
    sessions, address = room.stores.register.sessions, origin_of(request).address
    try:
        sessions.note_attempt({hashed(f"links {address}"): MOST_WRONG}, room.stores.clock())
    except TooManyAttempts as fault:
        answer = _page(room, "unknown", HTTPStatus.TOO_MANY_REQUESTS, too_many=True)
        answer.headers["Retry-After"] = str(fault.seconds)
        return answer
    return _page(room, "unknown", HTTPStatus.NOT_FOUND, too_many=False)


def _page(room: Room, name: str, status: int = 200, **values: object) -> Response:
    answer = room.templates.page(f"outside/{name}", status, **values)
    answer.headers.update(HEADERS)
    return answer


def add_to(app: FastAPI) -> None:
    """Show the page of a link that is over."""
    app.add_exception_handler(Closed, _closed)


def _closed(_: Request, closed: Exception) -> Response:
    assert isinstance(closed, Closed)  # noqa: S101 nothing else is handled here
    return closed.answer
