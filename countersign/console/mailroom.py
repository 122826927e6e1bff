"""The mailroom: hand files in, and see of every batch how far it is and what became of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.keyset import Mark, asked_mark, mark_of
from countersign.console.problems import Told
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.console.sending import Sent
from countersign.sentences import retold
from flows.inbox.dropping import Passed
from flows.inbox.mailroom import Handed, hand_in
from models.batch import Batch, WaitingFile
from models.people import Person, Right
from models.record import PAGE_STATES

router = APIRouter(prefix="/mailroom", include_in_schema=False)

SHOWN = 40
"""Batches on a page."""
WAITING_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Board:
    """What the mailroom shows of a client."""

    client: str
    batches: tuple[Batch, ...]
    waiting: tuple[WaitingFile, ...]
    in_inbox: int
    """Files that have no end state yet, members of archives included."""
    older: str
    """Mark behind which the next batches lie; empty where there are none."""
    newest: bool
    """True where the newest batches are among them."""

    @property
    def busy(self) -> bool:
        """True while anything may still change by itself."""
        return bool(self.in_inbox or self.waiting)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of files that a form without script handed in just now."""

    taken: Annotated[int, Query(ge=0)] = 0
    refused: Annotated[int, Query(ge=0)] = 0


@router.get("")
def mailroom(
    room: InRoom,
    client: OfClient,
    person: Asking,
    outcome: Annotated[Outcome, Depends()],
    before: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Where files are handed in, and the batches, newest first."""
    demand(person, Right.UPLOAD, client)
    board = _board(room, client, asked_mark(before))
    return room.templates.page(
        "mailroom",
        client=client,
        board=board,
        states=PAGE_STATES,
        outcome=outcome,
        limit=room.stores.settings.max_file_megabytes,
    )


@router.get("/board.json")
def board_now(room: InRoom, client: OfClient, person: Asking) -> Response:
    """The newest batches again, for the page that shows them already."""
    demand(person, Right.UPLOAD, client)
    board = _board(room, client, None)
    table = room.templates.part("batches_table", client=client, board=board, states=PAGE_STATES)
    said = room.templates.part("board_said", client=client, board=board)
    return Told({"busy": board.busy, "said": said.strip(), "table": table})


@router.post("/files")
def take(
    room: InRoom, client: OfClient, person: Asking, files: Sent, accept: Annotated[str, Header()] = ""
) -> Response:
    """Take files in; a page that asks for JSON is told of each of them."""
    began = room.stores.clock()
    told = handed_in(room, client, person, files)
    if "application/json" in accept:
        return Told({"files": [_with_known(room, client, one, began) for one in told]})
    refused = sum("refused" in one for one in told)
    back = address("mailroom", client=client, taken=len(told) - refused or "", refused=refused or "")
    return RedirectResponse(back, 303)


def handed_in(room: Room, client: str, person: Person, files: Iterable[UploadFile]) -> list[dict[str, str]]:
    """Take these files in; of each what it is called, and its batch or why it was refused."""
    return [_told(room, client, person, one) for one in files if one.filename]


def _told(room: Room, client: str, person: Person, file: UploadFile) -> dict[str, str]:
    outcome = hand_in(room.stores, client, person.login, Handed(file.filename or "", file.file))
    if isinstance(outcome, Passed):
        return {"source": outcome.source, "refused": retold(outcome.reason)}
    return {"source": outcome.source, "batch": outcome.id}


def _with_known(room: Room, client: str, told: dict[str, str], began: datetime) -> dict[str, str]:
    """What is told of a file, and where it is to be seen if the same had come before."""
    drop = room.stores.register.batches.drop(client, told["batch"]) if "batch" in told else None
    if drop is None or drop.received_at >= began:
        return told
    return {**told, "known": address("mailroom", "batches", drop.id, client=client)}


def _board(room: Room, client: str, before: Mark | None) -> Board:
    batches = room.stores.register.batches
    found = batches.newest(client, SHOWN + 1, before)
    more = len(found) > SHOWN
    shown = found[:SHOWN]
    return Board(
        client=client,
        batches=shown,
        waiting=() if before else batches.waiting(client, WAITING_SHOWN),
        in_inbox=room.stores.register.unfinished(client),
        older=mark_of(*_order(shown[-1])) if more else "",
        newest=before is None,
    )


def _order(batch: Batch) -> Mark:
    return batch.received_at, batch.id
