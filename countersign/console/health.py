"""`/health`: for programs that watch this one; needs no login."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from countersign.console.rendering import VERSION
from countersign.console.room import InRoom, Room
from models.errors import CountersignError

router = APIRouter()

PROBE = "probe/countersign"
"""A key that is asked for only to see whether the object storage answers."""


class Health(BaseModel):
    """How the installation is."""

    status: Literal["ok", "fault"]
    version: str
    waiting_files: int | None = Field(description="Files in the inbox that have no end state yet.")
    balanced: bool | None = Field(description="Whether every received page is in exactly one end state.")
    reason: str | None = Field(description="What is wrong and what to do about it.")


@router.get("/health", responses={503: {"model": Health, "description": "A store does not answer."}})
def health(room: InRoom, response: Response) -> Health:
    """Whether register and object storage answer, and whether the page ledger adds up."""
    try:
        found = _looked_at(room)
    except CountersignError as fault:
        found = Health(status="fault", version=VERSION, waiting_files=None, balanced=None, reason=str(fault))
    response.status_code = 200 if found.status == "ok" else 503
    return found


def _looked_at(room: Room) -> Health:
    ledger = room.stores.register.page_ledger(None)
    room.stores.objects.stat(PROBE)
    room.stores.inbox.stat(PROBE)
    return Health(
        status="ok" if ledger.balanced else "fault",
        version=VERSION,
        waiting_files=ledger.waiting_files,
        balanced=ledger.balanced,
        reason=None if ledger.balanced else "The page ledger does not add up: run `countersign verify`.",
    )
