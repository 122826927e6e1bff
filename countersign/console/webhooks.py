"""Webhooks of a client firm: programs elsewhere that are told what happens; for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.language import to_say
from flows.webhooks import make_webhook, renew_secret, send_test, wished
from models.errors import WrongUse
from models.people import Person, Right
from models.webhook import CHOSEN, Notice, State, Webhook
from storage.register import Deed

router = APIRouter(prefix="/webhooks", include_in_schema=False)

PIECE = 50
"""Deliveries shown at once."""
NOTICES = {
    Notice.FILED: to_say("Document filed"),
    Notice.REVIEW: to_say("Document sent to review"),
    Notice.PARKED: to_say("Document parked"),
    Notice.QUARANTINED: to_say("File quarantined"),
    Notice.CORRECTED: to_say("Document corrected by a person"),
    Notice.GRADED: to_say("Receipt graded"),
    Notice.BATCH: to_say("Batch done"),
    Notice.ALARM: to_say("Alarm raised, or still there after a day"),
    Notice.ALARM_CLEARED: to_say("Alarm over"),
    Notice.TEST: to_say("Test"),
}
STATES = {
    State.WAITING: to_say("waiting"),
    State.DELIVERED: to_say("delivered"),
    State.FAILED: to_say("given up"),
}
TONES = {State.WAITING: "parked", State.DELIVERED: "filed", State.FAILED: "quarantined"}
"""Class of the style sheets whose colours a state takes."""

Done = Literal["", "arrived", "not-arrived", "disabled", "enabled", "chosen", "again", "removed"]


class New(BaseModel):
    """The form for a new webhook."""

    url: str
    notices: list[Notice] = []


class Chosen(BaseModel):
    """What a webhook is to be told of."""

    notices: list[Notice] = []


class Again(BaseModel):
    """What is to be sent again."""

    delivery: int = 0
    """0 for all that was given up."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Which deliveries are shown."""

    before: int = 0
    """Those behind this one; 0 for the newest."""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """An administrator of the client firm, at one of its webhooks."""

    room: Room
    person: Person
    webhook: Webhook

    @property
    def deed(self) -> Deed:
        """What they are about to do."""
        return Deed(self.person.login, self.room.stores.clock())

    def back(self, done: Done) -> Response:
        """To the page of the webhook, which says what was done."""
        return RedirectResponse(
            address("webhooks", self.webhook.id, client=self.webhook.client, done=done), 303
        )


def administered_client(person: Asking, client: OfClient) -> str:
    """The client firm, where the person manages it; raises Forbidden."""
    demand(person, Right.ADMINISTER, client)
    return client


Administered = Annotated[str, Depends(administered_client)]


def asked_webhook(
    room: InRoom, person: Asking, client: Administered, number: Annotated[int, Path(ge=1, lt=1 << 63)]
) -> Seat:
    """The webhook that the address names."""
    found = room.stores.register.webhooks.one(client, number)
    if found is None:
        raise HTTPException(404)
    return Seat(room, person, found)


At = Annotated[Seat, Depends(asked_webhook)]


@router.get("")
def webhooks_page(room: InRoom, client: Administered, done: Annotated[Done, Query()] = "") -> Response:
    """All webhooks of the client firm, and the form for a new one."""
    return _list(room, client, done=done)


@router.post("")
def add(room: InRoom, person: Asking, client: Administered, given: Annotated[New, Form()]) -> Response:
    """Add a webhook; its secret is on this page and never again."""
    try:
        made, secret = make_webhook(room.stores, client, given.url, given.notices, person.login)
    except WrongUse as fault:
        return _list(room, client, 400, problem=str(fault), given=given)
    return _one(Seat(room, person, made), secret=secret)


@router.get("/{number}")
def webhook_page(
    at: At,
    done: Annotated[Done, Query()] = "",
    before: Annotated[int, Query(ge=0, lt=1 << 63)] = 0,
    state: State | Literal[""] = "",
) -> Response:
    """One webhook with its deliveries, newest first."""
    return _one(at, piece=Piece(before, state or None), done=done)


@router.get("/{number}/deliveries/{delivery}")
def delivery_page(at: At, delivery: Annotated[int, Path(ge=1, lt=1 << 63)]) -> Response:
    """One delivery: what was sent, and every attempt."""
    register = at.room.stores.register.webhooks
    found = register.delivery(at.webhook, delivery)
    if found is None:
        raise HTTPException(404)
    attempts = register.attempts(found)
    values = {**_around(at.webhook.client, at.webhook), "delivery": found, "attempts": attempts}
    return at.room.templates.page("webhooks/delivery", 200, **values)


@router.post("/{number}/test")
def test(at: At) -> Response:
    """Send a test now."""
    try:
        attempt = send_test(at.room.stores, at.webhook, at.person.login)
    except WrongUse as fault:
        return _one(at, 400, problem=str(fault))
    return at.back("not-arrived" if attempt.problem else "arrived")


@router.post("/{number}/notices")
def choose(at: At, given: Annotated[Chosen, Form()]) -> Response:
    """Tell it of other things from now on."""
    try:
        at.room.stores.register.webhooks.choose(at.webhook, wished(given.notices), at.deed)
    except WrongUse as fault:
        return _one(at, 400, problem=str(fault))
    return at.back("chosen")


@router.post("/{number}/secret")
def renew(at: At) -> Response:
    """Make a new secret; it is on this page and never again."""
    secret = renew_secret(at.room.stores, at.webhook, at.person.login)
    found = at.room.stores.register.webhooks.one(at.webhook.client, at.webhook.id)
    return _one(Seat(at.room, at.person, found or at.webhook), secret=secret)


@router.post("/{number}/again")
def again(at: At, given: Annotated[Again, Form()]) -> Response:
    """Send what was given up again."""
    at.room.stores.register.webhooks.send_again(at.webhook, at.deed, given.delivery)
    return at.back("again")


@router.post("/{number}/disable")
def disable(at: At) -> Response:
    """Send nothing more."""
    at.room.stores.register.webhooks.disable(at.webhook, at.deed)
    return at.back("disabled")


@router.post("/{number}/enable")
def enable(at: At) -> Response:
    """Send again what waits, and what happens from now on."""
    at.room.stores.register.webhooks.enable(at.webhook, at.deed)
    return at.back("enabled")


@router.post("/{number}/remove")
def remove(at: At) -> Response:
    """Take it from the list, with its secrets."""
    at.room.stores.register.webhooks.remove(at.webhook, at.deed)
    return RedirectResponse(address("webhooks", client=at.webhook.client, done="removed"), 303)


def _list(room: Room, client: str, status: int = 200, **values: object) -> Response:
    register = room.stores.register.webhooks
    found = [(one, register.counts(one)) for one in register.of(client)]
    shown = {"problem": "", "done": "", "given": None, **values}
    return room.templates.page("webhooks/list", status, webhooks=found, **_around(client), **shown)


def _one(at: Seat, status: int = 200, piece: Piece = Piece(), **values: object) -> Response:
    register = at.room.stores.register.webhooks
    deliveries = register.deliveries(at.webhook, PIECE + 1, piece.before, piece.state)
    shown = {
        "problem": "",
        "done": "",
        "secret": "",
        **_around(at.webhook.client, at.webhook),
        "deliveries": deliveries[:PIECE],
        "onward": deliveries[PIECE - 1].id if len(deliveries) > PIECE else 0,
        "counts": register.counts(at.webhook),
        "now": at.room.stores.clock(),
        "state": piece.state,
        **values,
    }
    return at.room.templates.page("webhooks/one", status, **shown)


def _around(client: str, webhook: Webhook | None = None) -> dict[str, object]:
    return {
        "client": client,
        "webhook": webhook,
        "notices": NOTICES,
        "chosen": CHOSEN,
        "states": STATES,
        "tones": TONES,
    }
