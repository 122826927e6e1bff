"""The audit trail: who looked at and did what, by person, document and day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response, StreamingResponse

from countersign.console.asking import Asking, demand
from countersign.console.room import InRoom, OfClient
from countersign.output.csv_lines import csv_line
from flows.proof import keep_head
from models.chain import head_text
from models.correction import EVENTS
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Person, Right
from models.record import Event
from storage.register import NO_CLIENT, Entry, Trail

PIECE = 100
"""Entries shown at once."""
COLUMNS = ("at", "by", "kind", "client", "subject", "detail")
EXPORTED = "audit trail exported"

About = Literal["papers", "people"]
KINDS: Mapping[About, tuple[str, ...]] = {
    "papers": (
        *("viewed", "downloaded", *EVENTS.values(), "checked", "lesson taken back", "lesson restored"),
        *("handed in", "retried", "rescan slip printed", EXPORTED),
        *("sent", "link opened", "saved by link", "link revoked", "link extended", "link renewed"),
        *("recipient told", "recipient not told", "recipient told by mail"),
        *("webhook added", "webhook changed", "webhook disabled", "webhook enabled", "webhook removed"),
        *("webhook secret renewed", "webhook tested", "webhook sent again"),
        *("hold set", "hold lifted", "retention schedule set", "fiscal year set"),
        *("destruction proposed", "destruction rejected", "destruction approved", "destroyed"),
        *("archive destroyed", "came again after destruction"),
    ),
    "people": (
        *("signed in", "signed out", "sign-in refused", "link made", "password set"),
        *("person added", "person disabled", "person enabled", "person identified"),
        *("alarm limit set", "alarm addresses set"),
        *(
            "person erased",
            "role granted",
            "role revoked",
            "roles provided",
            "token made",
            "token revoked",
            EXPORTED,
        ),
    ),
}
"""Kinds of events that people cause, in the order in which they are offered."""

router = APIRouter(prefix="/audit", include_in_schema=False)

ShortText = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for."""

    client: str
    about: About = "papers"
    """Events of the client's papers, or sign-ins, accounts and roles, which belong to no client."""
    by: str = ""
    subject: str = ""
    day: date | None = None
    kind: str = ""

    @property
    def trail(self) -> Trail:
        """The same, as the register is asked."""
        client = NO_CLIENT if self.about == "people" else self.client
        return Trail(client, self.by, self.subject, self.day, self.kind)


def asked_trail(
    client: OfClient,
    about: About = "papers",
    by: ShortText = "",
    subject: ShortText = "",
    day: ShortText = "",
) -> Asked:
    """What is asked for.

    Raises:
        WrongUse: the day is none.
    """
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        raise WrongUse(f"{day!r} is no day: write it as 2026-11-30.") from None
    return Asked(client, about, by.strip(), subject.strip(), on)


def permitted_trail(
    person: Asking, asked: Annotated[Asked, Depends(asked_trail)], kind: ShortText = ""
) -> Asked:
    """The same, of one kind of events where that is named, where the person may read it.

    Raises:
        Forbidden: they may not.
    """
    demand(person, Right.AUDIT, EVERY_CLIENT if asked.about == "people" else asked.client)
    return replace(asked, kind=kind)


Permitted = Annotated[Asked, Depends(permitted_trail)]


@router.get("")
def trail_page(
    room: InRoom, person: Asking, asked: Permitted, before: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """A piece of the trail, newest first."""
    entries = room.stores.register.audit.piece(asked.trail, PIECE + 1, _place(before))
    shown = entries[:PIECE]
    audit, subjects = room.stores.register.audit, {entry.event.subject for entry in shown}
    return room.templates.page(
        "audit",
        client=asked.client,
        asked=asked,
        entries=shown,
        sources=audit.sources(asked.client, subjects),
        files=audit.files(asked.client, subjects),
        hands_in=person.may(Right.UPLOAD, asked.client),
        onward=_mark(entries[PIECE - 1]) if len(entries) > PIECE else "",
        about_people=person.may(Right.AUDIT, EVERY_CLIENT),
        kinds=KINDS[asked.about],
        head=room.stores.register.chain.last_head(),
        length=room.stores.register.chain.length(),
    )


@router.get("/head.json")
def head_file(room: InRoom, person: Asking, client: OfClient) -> Response:
    """The head of the audit chain as it is now, to be kept elsewhere."""
    demand(person, Right.AUDIT, client)
    head = keep_head(room.stores)
    if head is None:
        raise WrongUse("Nothing has happened yet: there is no audit chain to take a head of.")
    saved = {"Content-Disposition": f'attachment; filename="head-{head.position}.json"'}
    return Response(head_text(head), media_type="application/json", headers=saved)


@router.get(".csv")
def trail_file(room: InRoom, person: Asking, asked: Permitted) -> Response:
    """All of it as CSV; that somebody took it is an event too."""
    _tell(room, person, asked)
    entries = room.stores.register.audit.entries(asked.trail)
    lines = chain((csv_line(COLUMNS),), map(_line, entries))
    headers = {"Content-Disposition": f'attachment; filename="audit-{asked.trail.client or "people"}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def _tell(room: InRoom, person: Person, asked: Asked) -> None:
    day = str(asked.day or "")
    chosen = {"by": person.login, "of": asked.by, "subject": asked.subject, "day": day, "kind": asked.kind}
    event = Event(room.stores.clock(), asked.trail.client, EXPORTED, asked.subject or "audit", chosen)
    room.stores.register.add_event(event)


def _line(entry: Entry) -> str:
    event = entry.event
    detail = {name: value for name, value in event.detail.items() if name != "by"}
    told = json.dumps(detail, ensure_ascii=False)
    by = event.detail.get("by", "")
    return csv_line((event.at.isoformat(), by, event.kind, event.client, event.subject, told))


def _mark(entry: Entry) -> str:
    """A place in the trail, as an address carries it."""
    return f"{entry.event.at.isoformat()}~{entry.id}"


def _place(mark: str) -> tuple[datetime, int] | None:
    if not mark:
        return None
    at, _, number = mark.partition("~")
    try:
        place = datetime.fromisoformat(at), int(number)
    except ValueError:
        raise WrongUse(
            "This address of a part of the audit trail is damaged: begin at its newest part."
        ) from None
    return place if place[0].tzinfo else None
