"""The first page: where every received page is, and the documents, newest first or as a search finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, Forbidden, refusal
from countersign.console.ledger_hits import look_in_ledger
from countersign.console.listing import SEARCHED, Wanted, look_up
from countersign.console.places import PEOPLE, places_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.totals import Sums
from models.decision import Status
from models.errors import WrongUse
from models.finding import Narrowed
from models.people import EVERY_CLIENT, Person, Right
from models.reading import DocumentType, Grade
from models.record import PAGE_STATES
from storage.register import Customers

router = APIRouter(include_in_schema=False)

LONGEST_QUERY = 200
"""Characters; nothing that is printed on a paper to find it by is longer."""
LAST_PIECE = 1_000_000


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it was sent: an empty choice stands for all."""

    status: str = ""
    type: str = ""
    grade: str = ""
    customer: Annotated[str, Query(max_length=LONGEST_QUERY)] = ""
    since: str = ""
    until: str = ""

    def narrowed(self, seen: Customers) -> Narrowed:
        """What it asks for, among what may be `seen`; a choice that there is not stands for all.

        Raises:
            WrongUse: a day is none.
        """
        return Narrowed(
            status=Status(self.status) if self.status in set(Status) else None,
            type=DocumentType(self.type) if self.type in set(DocumentType) else None,
            grade=Grade(self.grade) if self.grade in set(Grade) else None,
            customer=self.customer,
            since=_day(self.since),
            until=_day(self.until),
            seen=seen,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of the list: what is searched for comes in numbered pieces, all else behind a document."""

    page: Annotated[int, Query(ge=1, le=LAST_PIECE, description="Piece of what a search found, from 1.")] = 1
    behind: Annotated[
        str, Query(max_length=40, description="Without a search: id of the last document shown before.")
    ] = ""


def asked(
    person: Asking,
    client: OfClient,
    form: Annotated[Form, Depends()],
    part: Annotated[Part, Depends()],
    query: Annotated[str, Query(alias="q", max_length=LONGEST_QUERY)] = "",
) -> Wanted:
    """What the address asks for, as far as the person may see it."""
    return Wanted(client, form.narrowed(person.reach(Right.LOOK, client)), query, part.page, part.behind)


List = Annotated[Wanted, Depends(asked)]


@router.get("/")
def overview(request: Request, room: InRoom, person: Asking, wanted: List) -> Response:
    """Status and documents of one client."""
    client = wanted.client
    if wanted.sees_nothing:
        return _elsewhere(request, person, client)
    return room.templates.page(
        "found" if wanted.asked else "overview",
        client=client,
        wanted=wanted,
        listing=look_up(room.stores.register, wanted),
        ledger=look_in_ledger(room.stores.register, wanted),
        totals=None if wanted.asked else totals_of(room, wanted),
        hands_in=person.may(Right.UPLOAD, client),
        states=PAGE_STATES,
        statuses=tuple(Status),
        types=tuple(DocumentType),
        grades=tuple(Grade),
        most=SEARCHED,
        inbox=room.stores.settings.inbox_url,
    )


def totals_of(room: Room, wanted: Wanted) -> Sums:
    """The sums of all of a client's pages; of the receipts only for who sees some customers."""
    if wanted.customers is None:
        return room.totals.of(wanted.client)
    return Sums(None, room.stores.register.receipts(wanted.client, wanted.customers))


def _elsewhere(request: Request, person: Person, client: str) -> Response:
    """Who may see no documents here is led to where there is something for them.

    That is another place of this client, or where none was named, a client whose documents they may see.

    Raises:
        Forbidden: there is nothing for them, or they named this client.
    """
    here = [place for place in places_of(person, client, "/") if place.name != PEOPLE]
    if here:
        return RedirectResponse(here[0].address, 303)
    seen = sorted(person.clients(Right.LOOK) - {EVERY_CLIENT})
    if not seen or "client" in request.query_params:
        raise Forbidden(refusal(Right.LOOK, client))
    return RedirectResponse(address("", client=seen[0]), 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUse(f"{text!r} is no day: write it as 2026-03-31.") from None
