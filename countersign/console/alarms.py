"""Alarms: what is wrong, from which limits on, and who is written to; for administrators."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking
from countersign.console.rendering import address
from countersign.console.room import InRoom, Room, alarms_seen
from countersign.console.webhooks import Administered
from countersign.language import to_say
from countersign.wording.alarms import UNITS
from models.alarm import AlarmKind, rule_of
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Person, Right
from models.sending import addressee
from storage.register import Deed

router = APIRouter(prefix="/alarms", include_in_schema=False)

SHOWN = 20
"""Alarms that are over, shown at most."""
WHOLE = to_say(
    "Limits and addresses belong to the whole installation: ask an administrator of every client firm."
)

Done = Literal["", "limit", "mail"]


class Limit(BaseModel):
    """The form for one kind."""

    kind: AlarmKind
    limit: str = ""
    enabled: bool = False


class Mail(BaseModel):
    """The form for who is written to."""

    addresses: str = ""
    """Separated by commas or lines."""


@router.get("")
def alarms_page(
    room: InRoom, person: Asking, client: Administered, done: Annotated[Done, Query()] = ""
) -> Response:
    """What is wrong now, what was, and the limits."""
    return _page(room, person, client, done=done)


@router.post("/limit")
def limit(room: InRoom, person: Asking, client: Administered, given: Annotated[Limit, Form()]) -> Response:
    """Set from when on a kind is raised, or switch it off."""
    try:
        _must_be_of_all(person)
        room.stores.register.alarms.set_rule(
            replace(rule_of(given.kind, given.limit), enabled=given.enabled), _deed(room, person)
        )
    except WrongUse as fault:
        return _page(room, person, client, 400, problem=str(fault))
    return RedirectResponse(address("alarms", client=client, done="limit"), 303)


@router.post("/mail")
def mail(room: InRoom, person: Asking, client: Administered, given: Annotated[Mail, Form()]) -> Response:
    """Set who is written to."""
    try:
        _must_be_of_all(person)
        named = given.addresses.replace(",", "\n").splitlines()
        emails = [addressee(one).email for one in named if one.strip()]
        room.stores.register.alarms.address(emails, _deed(room, person))
    except WrongUse as fault:
        return _page(room, person, client, 400, problem=str(fault))
    return RedirectResponse(address("alarms", client=client, done="mail"), 303)


def _must_be_of_all(person: Person) -> None:
    if not person.may(Right.ADMINISTER, EVERY_CLIENT):
        raise WrongUse(WHOLE)


def _deed(room: Room, person: Person) -> Deed:
    return Deed(person.login, room.stores.clock())


def _page(room: Room, person: Person, client: str, status: int = 200, **values: object) -> Response:
    kept = room.stores.register.alarms
    whole = person.may(Right.ADMINISTER, EVERY_CLIENT)
    over = kept.over(client, SHOWN) + (kept.over("", SHOWN) if whole else ())
    shown = {"problem": "", "done": "", **values}
    return room.templates.page(
        "alarms",
        status,
        client=client,
        found=alarms_seen(room, person, client),
        over=sorted(over, key=lambda one: one.id, reverse=True)[:SHOWN],
        whole=whole,
        rules=kept.rules().values(),
        units=UNITS,
        emails=kept.addresses() if whole else (),
        mails=bool(room.stores.settings.smtp_url),
        **shown,
    )
