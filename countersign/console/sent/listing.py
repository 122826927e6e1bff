"""Everything that was sent, who is to be told, mails that failed; and one sending."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from countersign.console.asking import Asking
from countersign.console.room import InRoom, OfClient
from countersign.console.sent.shown import Shown, reach, sending_page
from models.errors import WrongUse
from models.people import Right
from storage.register import Asked

router = APIRouter(prefix="/sent")
PIECE = 50
"""Sendings shown at once."""
SOON = timedelta(days=3)
"""A link that ends within this time is marked."""
LAST = datetime.max.replace(tzinfo=UTC)
Done = Literal["", "revoked", "extended", "retried", "told", "made", "mailed"]


class Narrowing(BaseModel):
    """What the list is narrowed to; what is empty narrows nothing."""

    customer: str = Field("", max_length=200)
    recipient: str = Field("", max_length=200)
    since: str = Field("", max_length=10)
    until: str = Field("", max_length=10)
    state: Literal["", "unopened", "good", "ending"] = ""
    before: int = 0
    done: Done = ""


@router.get("")
def sent(room: InRoom, person: Asking, client: OfClient, given: Annotated[Narrowing, Query()]) -> Response:
    """What was sent, newest first."""
    register, now, seen = room.stores.register, room.stores.clock(), reach(person, client)
    asked = Asked(
        client,
        seen,
        given.customer.strip(),
        given.recipient.strip(),
        _day(given.since),
        _day(given.until, 1),
        unopened=given.state == "unopened",
        good=_good(given.state, now),
        before=given.before,
    )
    found = register.sendings.listed(asked, PIECE + 1)
    return room.templates.page(
        "sent/list",
        client=client,
        sendings=found[:PIECE],
        older=found[PIECE - 1].id if len(found) > PIECE else 0,
        asked=given.model_dump(include={"customer", "recipient", "since", "until", "state"}),
        notices=register.notices.open(client, seen),
        sendable=person.reach(Right.SEND, client),
        failed=register.outbox.failed(client, seen),
        now=now,
        soon=now + SOON,
        done=given.done,
    )


@router.get("/{number}")
def sending(room: InRoom, person: Asking, shown: Shown, done: Annotated[Done, Query()] = "") -> Response:
    """One of them: its papers, its recipients, who opened it when."""
    return sending_page(room, person, shown, done=done)


def _good(state: str, now: datetime) -> tuple[datetime, datetime] | None:
    ends = {"unopened": LAST, "good": LAST, "ending": now + SOON}
    return (now, ends[state]) if state in ends else None


def _day(text: str, later: int = 0) -> datetime | None:
    """The beginning of a day in UTC, or of one `later`.

    Raises:
        WrongUse: it is no day.
    """
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text) + timedelta(days=later), time(), UTC)
    except (ValueError, OverflowError):
        raise WrongUse(f"{text!r} is no day: write it as 2026-11-30.") from None
