"""The evidence pack of an invoice: what it holds, its letter, and its PDF or ZIP in one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Form, HTTPException, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.case_files import MADE_BY_HAND
from countersign.console.downloads import disposition
from countersign.console.invoice_keys import key_from, key_text
from countersign.console.refusals import NOTHING, Refused, at, refused
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.days import day_of
from countersign.language import current_reader
from flows.disputes import Way, pack_sent, with_case
from flows.evidence import MadePack, evidence, letterhead_of, preview, set_letterhead, told_of
from models import evidence as values
from models.dispute import Channel
from models.errors import WrongUse
from models.evidence import LONGEST_REPLY_DAYS, USUAL_REPLY_DAYS, Dispute, Letterhead, PackWish, Tongue
from models.people import Person, Right
from models.sending import LONGEST_NOTE, InvoiceKey, Reason
from receivables.evidence import Words, shows, title_of

Chosen = TypeVar("Chosen", bound=StrEnum)
router = APIRouter(prefix="/evidence", include_in_schema=False)
TYPES = {values.Form.PDF: "application/pdf", values.Form.ZIP: "application/zip"}


class Wanted(BaseModel):
    """What a form asks for; what is empty is as usual."""

    invoice: list[str] = Field(default=[], max_length=values.MOST_INVOICES)
    """Keys as `key_text` writes them."""
    reason: str = ""
    claim: str = Field("", max_length=values.LONGEST_LINE)
    contested: str = Field("", max_length=40)
    reply_by: str = Field("", max_length=10)
    on: str = Field("", max_length=10)
    language: str = ""
    note: str = Field("", max_length=LONGEST_NOTE)
    sent_by: str = Field("", max_length=20)
    """Channel by which it goes out, to be noted; empty where it is only saved."""
    sent_to: str = Field("", max_length=values.LONGEST_LINE)

    def wish(self, today: date) -> PackWish:
        """The same as a value.

        Raises:
            WrongUse: something in it is no day, amount, reason or language.
        """
        return PackWish(
            keys=tuple(dict.fromkeys(key_from(one) for one in self.invoice)),
            on=at("on", day_of, self.on) or today,
            language=one_of(Tongue, self.language),
            reply_by=at("reply_by", day_of, self.reply_by),
            note=" ".join(self.note.split()),
            dispute=Dispute(
                one_of(Reason, self.reason), self.claim.strip(), at("contested", amount_of, self.contested)
            ),
        )


@router.get("")
def page(room: InRoom, person: Asking, client: OfClient, given: Annotated[Wanted, Query()]) -> Response:
    """What the pack holds and what its letter says."""
    try:
        given.wish(_today(room))
    except WrongUse as fault:
        return _page(room, person, client, given, refused("pack", given, fault))
    return _page(room, person, client, given)


def _page(room: Room, person: Person, client: str, given: Wanted, wrong: Refused = NOTHING) -> Response:
    """The page; with a form that was refused, what it held stands there again."""
    asked = Wanted.model_validate({"invoice": given.invoice}) if wrong.form else given
    wish = with_case(room.stores, client, allowed(person, client, asked.wish(_today(room))))
    pack = preview(room.stores, client, wish)
    words = Words(Tongue.GERMAN if current_reader().language == "de" else Tongue.ENGLISH)
    cases = room.stores.register.disputes.of_invoices(client, wish.keys)
    return room.templates.page(
        "evidence/pack",
        400 if wrong.form else 200,
        client=client,
        pack=pack,
        given=given if wrong.form else _completed(given, wish),
        refused=wrong,
        cases=[one for one in cases if one.state.is_open],
        channels=MADE_BY_HAND,
        keys=[key_text(key) for key in wish.keys],
        exhibits=[(one, title_of(one, words), shows(one, words)) for one in pack.exhibits],
        reasons=tuple(Reason),
        languages=tuple(Tongue),
        longest_note=LONGEST_NOTE,
        may_administer=person.may(Right.ADMINISTER, client),
    )


def _completed(given: Wanted, wish: PackWish) -> Wanted:
    """The form with what the open dispute of the invoice says."""
    said = wish.dispute
    contested = "" if said.amount is None else str(said.amount)
    reason = said.reason.value if said.reason else ""
    return given.model_copy(update={"reason": reason, "claim": said.claim, "contested": contested})


@router.get("/pack.{form}")
def pack_file(
    room: InRoom, person: Asking, client: OfClient, form: str, given: Annotated[Wanted, Query()]
) -> Response:
    """The pack itself."""
    return _saved(room, person, client, form, given)


@router.post("/pack.{form}")
def sent_pack(
    room: InRoom, person: Asking, client: OfClient, form: str, given: Annotated[Wanted, Form()]
) -> Response:
    """The pack itself, noted as sent where the form says by which way it goes out."""
    return _saved(room, person, client, form, given)


def _saved(room: Room, person: Person, client: str, form: str, given: Wanted) -> Response:
    try:
        wish = allowed(person, client, given.wish(_today(room)))
        channel = at("sent_by", partial(one_of, Channel), given.sent_by)
        way = Way(channel, given.sent_to) if channel else None
        made = made_for(room, person, client, wish, form)
        if way is not None:
            pack_sent(room.stores, made, way, person.login)
    except WrongUse as fault:
        if not given.invoice:
            raise
        return _page(room, person, client, given, refused("pack", given, fault))
    return as_file(made)


def handed_out(room: Room, person: Person, client: str, wish: PackWish, form: str) -> Response:
    """A pack to be saved; that it was is told of each of its papers first."""
    return as_file(made_for(room, person, client, wish, form))


def made_for(room: Room, person: Person, client: str, wish: PackWish, form: str) -> MadePack:
    """The pack that somebody saves, told of each of its papers."""
    if form not in set(values.Form):
        raise HTTPException(404)
    with room.pictures.one_of_few():
        made = evidence(room.stores, client, with_case(room.stores, client, wish), values.Form(form))
    token = {"token": person.token} if person.token else {}
    for event in told_of(made, person.login, room.stores.clock(), **token):
        room.stores.register.add_event(event)
    return made


def as_file(made: MadePack) -> Response:
    """A pack as an answer that browsers save."""
    stem, _, suffix = made.name.rpartition(".")
    saved = {"Content-Disposition": disposition(stem, f".{suffix}"), "X-Content-SHA256": made.sha256}
    return Response(made.data, media_type=TYPES[made.form], headers=saved)


def allowed(person: Person, client: str, wish: PackWish) -> PackWish:
    """`wish`, where the person may give out evidence of every customer in it; raises Forbidden elsewhere."""
    if not wish.keys:
        raise WrongUse("Name an invoice: the pack is reached from the page of a document that is filed.")
    for customer, _ in wish.keys:
        demand(person, Right.SEND, client, customer)
    return wish


@router.get("/letterhead")
def letterhead(room: InRoom, person: Asking, client: OfClient, done: int = 0) -> Response:
    """Who the letters come from."""
    demand(person, Right.ADMINISTER, client)
    return _letterhead(room, client, letterhead_of(room.stores, client), done=bool(done))


class Head(BaseModel):
    """The form of a letterhead."""

    name: str = ""
    address: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    language: Tongue = Tongue.ENGLISH
    reply_days: int = USUAL_REPLY_DAYS
    remit: str = ""


@router.post("/letterhead")
def change_letterhead(
    room: InRoom, person: Asking, client: OfClient, given: Annotated[Head, Form()]
) -> Response:
    """Set who the letters come from."""
    demand(person, Right.ADMINISTER, client)
    lines = tuple(given.address.splitlines())
    head = Letterhead(
        given.name, lines, given.contact, given.email, given.phone, given.language, given.reply_days
    )
    head = replace(head, remit=tuple(given.remit.splitlines()))
    try:
        set_letterhead(room.stores, client, head, person.login)
    except WrongUse as fault:
        return _letterhead(room, client, head, problem=str(fault))
    return RedirectResponse(address("evidence", "letterhead", client=client, done=1), 303)


def _letterhead(
    room: Room, client: str, head: Letterhead, *, problem: str = "", done: bool = False
) -> Response:
    return room.templates.page(
        "evidence/letterhead",
        400 if problem else 200,
        client=client,
        head=head,
        problem=problem,
        done=done,
        languages=tuple(Tongue),
        longest_days=LONGEST_REPLY_DAYS,
        longest=values.LONGEST_LINE,
    )


def packable(person: Person, client: str, keys: tuple[InvoiceKey, ...]) -> list[tuple[str, InvoiceKey]]:
    """Invoices of which the person may give out a pack, as forms send them and as they are."""
    return [(key_text(key), key) for key in keys if person.may(Right.SEND, client, key[0])]


def one_of(kind: type[Chosen], text: str) -> Chosen | None:
    """The value of `kind` that `text` names; None for an empty text.

    Raises:
        WrongUse: it names none.
    """
    try:
        return kind(text) if text else None
    except ValueError:
        known = ", ".join(kind)
        raise WrongUse(f"{text!r} is not known here: choose one of {known}.") from None


def amount_of(text: str) -> Decimal | None:
    """The amount that `text` names; None for an empty text; raises WrongUse for any other."""
    plain = text.strip().replace(" ", "")
    plain = plain.replace(",", ".") if "." not in plain else plain.replace(",", "")
    try:
        amount = Decimal(plain) if plain else None
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not amount.is_finite():
        raise WrongUse(f"{text!r} is no amount: write it as 120.50.")
    return amount


def _today(room: Room) -> date:
    return room.stores.clock().date()
