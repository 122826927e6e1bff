"""What every page of the console is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, cast

from fastapi import Depends, Query, Request

from countersign.console.oidc import Provider
from countersign.console.passwords import Passwords
from countersign.console.pictures import Pictures
from countersign.console.places import places_of
from countersign.console.rendering import Templates
from countersign.console.totals import Totals
from countersign.console.views import Views
from flows.desk import Desk, Stores
from flows.three_way import ReadLines
from models.alarm import Alarm
from models.people import EVERY_CLIENT, Person, Right
from models.record import DEFAULT_CLIENT, client_name, is_client_name


@dataclass(frozen=True, slots=True)
class Room:
    """Stores to look into, templates to show it with, and the pictures shown last."""

    stores: Stores
    templates: Templates
    pictures: Pictures
    lines: ReadLines
    """Of the documents shown last."""
    desk: Desk
    """Over the same stores: for what people decide."""
    totals: Totals
    views: Views
    passwords: Passwords
    provider: Provider | None
    """Where people sign in with a company account; None where there is none."""


def room_of(request: Request) -> Room:
    """The room of the application that answers `request`, its templates set for whoever asks."""
    room = cast("Room", request.app.state.room)
    visit = getattr(request.state, "visit", None)
    if visit is None:
        return room
    client = _client_at_hand(request, visit.person)
    frame = {
        "person": visit.person,
        "csrf": visit.csrf,
        "client": client,
        "places": places_of(visit.person, client, request.url.path),
        "clients": partial(clients_seen, room, visit.person),
        "alarms": partial(alarms_seen, room, visit.person, client),
    }
    return replace(room, templates=room.templates.around(frame))


def _client_at_hand(request: Request, person: Person | None) -> str:
    """The client firm that a page shows in its head where it is about none."""
    named = request.query_params.get("client", "")
    if is_client_name(named):
        return named
    clients = person.clients(Right.LOOK) if person else frozenset[str]()
    return DEFAULT_CLIENT if not clients or clients & {EVERY_CLIENT, DEFAULT_CLIENT} else min(clients)


def clients_seen(room: Room, person: Person | None) -> tuple[str, ...]:
    """Client firms of which the person may do anything at all, by name."""
    if person is None:
        return ()
    named = frozenset().union(*map(person.clients, Right))
    every = {DEFAULT_CLIENT, *room.stores.register.clients()} if EVERY_CLIENT in named else set[str]()
    return tuple(sorted((named | every) - {EVERY_CLIENT}))


def alarms_seen(room: Room, person: Person | None, client: str) -> tuple[Alarm, ...]:
    """What is wrong now, as far as the person administers it: of the client firm, or of the installation."""
    if person is None or not person.may(Right.ADMINISTER, client):
        return ()
    theirs = room.stores.register.alarms.open(client)
    whole = person.may(Right.ADMINISTER, EVERY_CLIENT)
    return theirs + (room.stores.register.alarms.open("") if whole else ())


def asked_client(
    client: Annotated[str, Query(description="Client firm whose papers are meant.")] = DEFAULT_CLIENT,
) -> str:
    """The client firm that a page is asked for.

    Raises:
        WrongUse: the name cannot be that of a client.
    """
    return client_name(client or DEFAULT_CLIENT)


InRoom = Annotated[Room, Depends(room_of)]
OfClient = Annotated[str, Depends(asked_client)]
