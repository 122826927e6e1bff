"""How long papers are kept: holds, what is due, proposals that somebody else approves, certificates."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.language import to_say
from flows.retention import (
    Wanted,
    approve,
    certificate_of,
    due,
    lift_hold,
    load_schedule,
    propose,
    reject,
    schedule_of,
    schedule_text,
    set_hold,
    set_year,
)
from models.errors import NotYet, WrongUse
from models.people import Person, Right
from models.retention import LONGEST_REASON, DestructionState
from receivables.retention import EXAMPLE

router = APIRouter(prefix="/retention", include_in_schema=False)
SHOWN, DUE = 50, 50
"""Destructions, and groups of files over their time, that the page shows."""
STATES = {
    DestructionState.PROPOSED: to_say("waits for approval"),
    DestructionState.REJECTED: to_say("rejected"),
    DestructionState.APPROVED: to_say("approved"),
}
TONES = {
    DestructionState.PROPOSED: "review",
    DestructionState.REJECTED: "blank",
    DestructionState.APPROVED: "filed",
}
"""Class of the style sheets whose colours a state takes."""
Done = Literal["", "held", "lifted", "proposed", "approved", "rejected", "saved"]
Number = Annotated[int, Path(ge=1, lt=1 << 63)]


class NewHold(BaseModel):
    """The form that sets a hold: a customer, with an invoice, or a dispute by its number."""

    customer: str = Field("", max_length=200)
    invoice: str = Field("", max_length=200)
    dispute: str = Field("", max_length=18, pattern="^[0-9]*$")
    reason: str = Field("", max_length=LONGEST_REASON)


class NewSchedule(BaseModel):
    """The form of the schedule."""

    text: str = ""
    jurisdiction: str = Field("", max_length=10)
    year_end: str = Field("12-31", max_length=10)


def administered_client(person: Asking, client: OfClient) -> str:
    """The client firm, where the person manages it; raises Forbidden."""
    demand(person, Right.ADMINISTER, client)
    return client


Administered = Annotated[str, Depends(administered_client)]
Why = Annotated[str, Form(max_length=LONGEST_REASON)]


@router.get("")
def page(room: InRoom, person: Asking, client: Administered, done: Annotated[Done, Query()] = "") -> Response:
    """All of it on one page."""
    return _page(room, person, client, done=done)


@router.post("/holds")
def hold(room: InRoom, person: Asking, client: Administered, given: Annotated[NewHold, Form()]) -> Response:
    """Set a hold."""
    wanted = Wanted(given.customer, given.invoice, int(given.dispute or 0), given.reason)
    try:
        set_hold(room.stores, client, wanted, person.login)
    except WrongUse as fault:
        return _page(room, person, client, problem=str(fault), given=given)
    return _back(client, "held")


@router.post("/holds/{number}/lift")
def lift(room: InRoom, person: Asking, client: Administered, number: Number, reason: Why = "") -> Response:
    """Lift one."""
    try:
        lift_hold(room.stores, client, number, reason, person.login)
    except WrongUse as fault:
        return _page(room, person, client, problem=str(fault))
    return _back(client, "lifted")


@router.post("/proposals")
def begin(room: InRoom, person: Asking, client: Administered) -> Response:
    """Propose everything that may go."""
    try:
        propose(room.stores, client, person.login)
    except WrongUse as fault:
        return _page(room, person, client, problem=str(fault))
    return _back(client, "proposed")


@router.post("/proposals/{number}/approve")
def destroy(room: InRoom, person: Asking, client: Administered, number: Number) -> Response:
    """Destroy what somebody else proposed."""
    try:
        approve(room.stores, client, number, person.login)
    except (WrongUse, NotYet) as fault:
        return _page(room, person, client, problem=str(fault))
    return _back(client, "approved")


@router.post("/proposals/{number}/reject")
def let_stay(
    room: InRoom, person: Asking, client: Administered, number: Number, reason: Why = ""
) -> Response:
    """Let all files of a proposal stay."""
    try:
        reject(room.stores, client, number, reason, person.login)
    except WrongUse as fault:
        return _page(room, person, client, problem=str(fault))
    return _back(client, "rejected")


@router.post("/schedule")
def change(
    room: InRoom, person: Asking, client: Administered, given: Annotated[NewSchedule, Form()]
) -> Response:
    """Use another schedule from now on."""
    try:
        load_schedule(room.stores, client, given.text, person.login)
        set_year(room.stores, client, given.jurisdiction, given.year_end, person.login)
    except WrongUse as fault:
        return _page(room, person, client, problem=str(fault), table=given.text)
    return _back(client, "saved")


@router.get("/certificates/{number}.{form}")
def certificate(room: InRoom, client: Administered, number: Number, form: Literal["pdf", "json"]) -> Response:
    """The certificate of a destruction."""
    one = room.stores.register.destructions.one(client, number)
    if one is None or one.done_at is None:
        raise HTTPException(404)
    plain, pdf = certificate_of(room.stores, one)
    kind = "application/pdf" if form == "pdf" else "application/json"
    saved = {"Content-Disposition": f'attachment; filename="destruction-{client}-{number}.{form}"'}
    return Response(pdf if form == "pdf" else plain, media_type=kind, headers=saved)


def _back(client: str, done: Done) -> Response:
    return RedirectResponse(address("retention", client=client, done=done), 303)


def _page(
    room: Room,
    person: Person,
    client: str,
    *,
    problem: str = "",
    done: Done = "",
    given: NewHold | None = None,
    table: str = "",
) -> Response:
    stores = room.stores
    text = schedule_text(stores, client)
    found = due(stores, client, DUE)
    return room.templates.page(
        "retention/page",
        400 if problem else 200,
        client=client,
        holds=stores.register.holds.listed(client),
        due=found,
        may_go=sum(not one.blocked for one in found),
        destructions=stores.register.destructions.listed(client, SHOWN),
        states=STATES,
        tones=TONES,
        schedule=schedule_of(stores, client),
        loaded=bool(text),
        text=table or text or EXAMPLE,
        login=person.login,
        problem=problem,
        done=done,
        given=given or NewHold(),
    )
