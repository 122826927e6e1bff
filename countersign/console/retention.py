"""How long papers are kept: holds, what is due, proposals that somebody else approves, certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    customer: str = Field(default="", max_length=200)
    invoice: str = Field(default="", max_length=200)
    dispute: str = Field(default="", max_length=18, pattern="^[0-9]*$")
    reason: str = Field(default="", max_length=LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a form that could not be done."""

    hold: NewHold = field(default_factory=NewHold)
    table: str = ""


class NewSchedule(BaseModel):
    """The form of the schedule."""

    text: str = ""
    jurisdiction: str = Field("", max_length=10)
    year_end: str = Field("12-31", max_length=10)


@dataclass(frozen=True, slots=True)
class Seat:
    """An administrator of a client firm."""

    room: Room
    person: Person
    client: str


def administrator(room: InRoom, person: Asking, client: OfClient) -> Seat:
    """Whoever manages the client firm; raises Forbidden for others."""
    demand(person, Right.ADMINISTER, client)
    return Seat(room, person, client)


Administered = Annotated[Seat, Depends(administrator)]
Why = Annotated[str, Form(max_length=LONGEST_REASON)]


@router.get("")
def page(seat: Administered, done: Annotated[Done, Query()] = "") -> Response:
    """All of it on one page."""
    return _page(seat, done=done)


@router.post("/holds")
def hold(seat: Administered, given: Annotated[NewHold, Form()]) -> Response:
    """Set a hold."""
    wanted = Wanted(given.customer, given.invoice, int(given.dispute or 0), given.reason)
    try:
        set_hold(seat.room.stores, seat.client, wanted, seat.person.login)
    except WrongUse as fault:
        return _page(seat, problem=str(fault), typed=Typed(given))
    return _back(seat.client, "held")


@router.post("/holds/{number}/lift")
def lift(seat: Administered, number: Number, reason: Why = "") -> Response:
    """Lift one."""
    try:
        lift_hold(seat.room.stores, seat.client, number, reason, seat.person.login)
    except WrongUse as fault:
        return _page(seat, problem=str(fault))
    return _back(seat.client, "lifted")


@router.post("/proposals")
def begin(seat: Administered) -> Response:
    """Propose everything that may go."""
    try:
        propose(seat.room.stores, seat.client, seat.person.login)
    except WrongUse as fault:
        return _page(seat, problem=str(fault))
    return _back(seat.client, "proposed")


@router.post("/proposals/{number}/approve")
def destroy(seat: Administered, number: Number) -> Response:
    """Destroy what somebody else proposed."""
    try:
        approve(seat.room.stores, seat.client, number, seat.person.login)
    except (WrongUse, NotYet) as fault:
        return _page(seat, problem=str(fault))
    return _back(seat.client, "approved")


@router.post("/proposals/{number}/reject")
def let_stay(seat: Administered, number: Number, reason: Why = "") -> Response:
    """Let all files of a proposal stay."""
    try:
        reject(seat.room.stores, seat.client, number, reason, seat.person.login)
    except WrongUse as fault:
        return _page(seat, problem=str(fault))
    return _back(seat.client, "rejected")


@router.post("/schedule")
def change(seat: Administered, given: Annotated[NewSchedule, Form()]) -> Response:
    """Use another schedule from now on."""
    try:
        load_schedule(seat.room.stores, seat.client, given.text, seat.person.login)
        set_year(seat.room.stores, seat.client, given.jurisdiction, given.year_end, seat.person.login)
    except WrongUse as fault:
        return _page(seat, problem=str(fault), typed=Typed(table=given.text))
    return _back(seat.client, "saved")


@router.get("/certificates/{number}.{form}")
def certificate(seat: Administered, number: Number, form: Literal["pdf", "json"]) -> Response:
    """The certificate of a destruction."""
    one = seat.room.stores.register.destructions.one(seat.client, number)
    if one is None or one.done_at is None:
        raise HTTPException(404)
    plain, pdf = certificate_of(seat.room.stores, one)
    kind = "application/pdf" if form == "pdf" else "application/json"
    saved = {"Content-Disposition": f'attachment; filename="destruction-{seat.client}-{number}.{form}"'}
    return Response(pdf if form == "pdf" else plain, media_type=kind, headers=saved)


def _back(client: str, done: Done) -> Response:
    return RedirectResponse(address("retention", client=client, done=done), 303)


def _page(
    seat: Seat,
    problem: str = "",
    typed: Typed = Typed(),
    done: Done = "",
) -> Response:
    stores, client = seat.room.stores, seat.client
    text = schedule_text(stores, client)
    found = due(stores, client, DUE)
    return seat.room.templates.page(
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
        text=typed.table or text or EXAMPLE,
        login=seat.person.login,
        problem=problem,
        done=done,
        given=typed.hold,
    )
