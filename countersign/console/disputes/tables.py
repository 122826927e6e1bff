"""The tables of deadlines and reasons, edited as CSV."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from flows.disputes import Table, set_table, table_text
from models.dispute import USUAL_DAYS
from models.errors import WrongUse
from models.people import Right

router = APIRouter(prefix="/disputes/tables")


@router.get("")
def page(room: InRoom, person: Asking, client: OfClient, done: int = 0) -> Response:
    """Both tables."""
    demand(person, Right.ADMINISTER, client)
    return _page(room, client, {}, done=bool(done))


@router.post("/{table}")
def change(
    room: InRoom, person: Asking, client: OfClient, table: Table, text: Annotated[str, Form()] = ""
) -> Response:
    """Use another one from now on."""
    demand(person, Right.ADMINISTER, client)
    try:
        set_table(room.stores, client, table, text, person.login)
    except WrongUse as fault:
        return _page(room, client, {table: text}, problem=str(fault))
    return RedirectResponse(address("disputes", "tables", client=client, done=1), 303)


def _page(
    room: Room, client: str, given: dict[Table, str], *, problem: str = "", done: bool = False
) -> Response:
    texts = {table: given.get(table) or table_text(room.stores, client, table) for table in Table}
    return room.templates.page(
        "disputes/tables",
        400 if problem else 200,
        client=client,
        texts=texts,
        tables=Table,
        problem=problem,
        done=done,
        usual=USUAL_DAYS,
    )
