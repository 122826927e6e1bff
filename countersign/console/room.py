"""What every page of the console is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Query, Request

from countersign.console.pictures import Pictures
from countersign.console.rendering import Templates
from flows.desk import Stores
from models.record import DEFAULT_CLIENT, client_name


@dataclass(frozen=True, slots=True)
class Room:
    """Stores to look into, templates to show it with, and the pictures shown last."""

    stores: Stores
    templates: Templates
    pictures: Pictures


def room_of(request: Request) -> Room:
    """The room of the application that answers `request`."""
    return cast("Room", request.app.state.room)


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
