"""One batch: every page of it as a small picture with where it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from countersign.console.asking import Asking, demand
from countersign.console.documents import KEPT_BY_BROWSERS
from countersign.console.problems import Told
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.views import LOOKS
from models.batch import Batch, Place
from models.people import Right
from models.record import PAGE_STATES, Drop, Event

router = APIRouter(prefix="/mailroom/batches", include_in_schema=False)

SHOWN = 60
"""Pages of a batch shown at once."""
LAST_PIECE = 100_000


@dataclass(frozen=True, slots=True)
class File:
    """One file of a batch and those of its pages that are shown."""

    drop_id: str
    source: str
    places: tuple[Place, ...]


@router.get("/{drop_id}")
def batch(
    room: InRoom,
    client: OfClient,
    person: Asking,
    drop_id: str,
    piece: Annotated[int, Query(alias="page", ge=1, le=LAST_PIECE)] = 1,
) -> Response:
    """What became of it, page by page."""
    demand(person, Right.UPLOAD, client)
    found = _found(room, client, drop_id)
    first = (piece - 1) * SHOWN
    places = room.stores.register.batches.places(client, found.id, slice(first, first + SHOWN))
    files = _by_file(places)
    room.views.batch(person, found, [one.drop_id for one in files])
    return room.templates.page(
        "batch",
        client=client,
        batch=found,
        files=files,
        piece=piece,
        pieces=-(-found.received // SHOWN),
        states=PAGE_STATES,
        history=_history(room, found),
        looks=person.may(Right.LOOK, client),
    )


@router.get("/{drop_id}/progress.json")
def progress(room: InRoom, client: OfClient, person: Asking, drop_id: str) -> Response:
    """How far it is, for the page that shows it already."""
    demand(person, Right.UPLOAD, client)
    found = _found(room, client, drop_id)
    said = room.templates.part("batch_said", batch=found)
    return Told({"done": found.done, "ended": found.ended, "files": found.files, "said": said.strip()})


@router.get("/{drop_id}/pages/{number}.png")
def thumbnail(room: InRoom, client: OfClient, person: Asking, drop_id: str, number: int) -> Response:
    """One page of one of its files, small."""
    demand(person, Right.UPLOAD, client)
    drop = _drop(room, client, drop_id)
    room.views.thumbnail(person, drop, number)
    png = room.pictures.thumbnail(client, drop.sha256, number)
    return Response(png, media_type="image/png", headers=KEPT_BY_BROWSERS)


def _found(room: Room, client: str, drop_id: str) -> Batch:
    found = room.stores.register.batches.one(client, drop_id)
    if found is None:
        raise HTTPException(404)
    return found


def _drop(room: Room, client: str, drop_id: str) -> Drop:
    drop = room.stores.register.batches.drop(client, drop_id)
    if drop is None:
        raise HTTPException(404)
    return drop


def _by_file(places: tuple[Place, ...]) -> tuple[File, ...]:
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.drop_id, []).append(place)
    return tuple(File(drop_id, found[0].source, tuple(found)) for drop_id, found in grouped.items())


def _history(room: Room, batch: Batch) -> tuple[Event, ...]:
    return tuple(room.stores.register.events(batch.client, batch.id, LOOKS))
