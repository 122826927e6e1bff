"""Disputes opened and changed, and contacts noted, from the pages of invoices and customers."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.case_files import SeenAccount
from countersign.console.customers import customer_page
from countersign.console.disputes.shown import OwnCase, dispute_page
from countersign.console.evidence import amount_of, one_of
from countersign.console.invoice_keys import customer_path, invoice_path
from countersign.console.invoices import invoice_page
from countersign.console.ledger_sight import SeenInvoice
from countersign.console.refusals import at, refused
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient
from countersign.days import day_of
from flows.disputes import Change, Said, Wanted, change_dispute, note_contact, open_dispute
from models.dispute import LONGEST_CLAIM, LONGEST_WORDS, Channel, Direction, DisputeState, Failure, Promise
from models.errors import WrongField, WrongUse
from models.people import Right
from models.sending import Reason

router = APIRouter()
_NOON = time(12, tzinfo=UTC)


class NewDispute(BaseModel):
    """The form that opens a dispute; what is empty takes its usual value."""

    reason: Reason = Reason.OTHER
    contested: str = Field("", max_length=40)
    claim: str = Field("", max_length=LONGEST_CLAIM)
    raised: str = Field("", max_length=10)
    due: str = Field("", max_length=10)
    owner: str = Field("", max_length=LONGEST_CLAIM)
    note: str = Field("", max_length=LONGEST_WORDS)

    def wanted(self, key: tuple[str, str]) -> Wanted:
        """The same as a value; raises WrongUse where something is no day or amount."""
        return Wanted(
            key=key,
            reason=self.reason,
            amount=at("contested", amount_of, self.contested),
            raised=at("raised", day_of, self.raised),
            due=at("due", day_of, self.due),
            claim=self.claim,
            owner=self.owner,
            note=self.note,
        )


class Changed(BaseModel):
    """The form that changes one."""

    state: DisputeState
    owner: str = Field("", max_length=LONGEST_CLAIM)
    contested: str = Field("", max_length=40)
    due: str = Field("", max_length=10)
    claim: str = Field("", max_length=LONGEST_CLAIM)
    recovered: str = Field("", max_length=40)
    note: str = Field("", max_length=LONGEST_WORDS)

    def change(self) -> Change:
        """The same as a value; raises WrongUse where something is no day or amount."""
        return Change(
            state=self.state,
            owner=self.owner,
            amount=at("contested", amount_of, self.contested),
            due=at("due", day_of, self.due),
            claim=self.claim,
            note=self.note,
            recovered=at("recovered", amount_of, self.recovered),
        )


class NewContact(BaseModel):
    """The form of the contact log."""

    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUT
    on: str = Field("", max_length=10)
    person: str = Field("", max_length=LONGEST_CLAIM)
    outcome: str = Field("", max_length=LONGEST_WORDS)
    note: str = Field("", max_length=LONGEST_WORDS)
    promised: str = Field("", max_length=40)
    promised_on: str = Field("", max_length=10)
    currency: str = Field("", max_length=10)
    failure: str = Field("", max_length=20)

    def said(self, customer: str, invoice: str, currency: str, now: datetime) -> Said:
        """The same as a value; an entry of an earlier day stands at its noon in UTC.

        Raises:
            WrongUse: something is no day or amount, or a promise lacks one of them.
        """
        day, amount = at("on", day_of, self.on), at("promised", amount_of, self.promised)
        until = at("promised_on", day_of, self.promised_on)
        if (amount is None) != (until is None):
            missing = "promised" if amount is None else "promised_on"
            raise WrongField(missing, "A promise needs both: an amount, and the day until which it is paid.")
        unit = self.currency.strip().upper() or currency
        if amount is not None and not unit:
            raise WrongField("currency", "Name the currency of the promised amount, such as EUR.")
        return Said(
            customer=customer,
            invoice=invoice,
            at=None if day is None or day == now.date() else datetime.combine(day, _NOON),
            channel=self.channel,
            direction=self.direction,
            person=self.person,
            outcome=self.outcome,
            note=self.note,
            promise=Promise(until, amount, unit) if amount is not None and until is not None else None,
            failure=one_of(Failure, self.failure),
        )


@router.post("/invoices/{customer_number}/{invoice_number}/disputes")
def begin(
    room: InRoom, person: Asking, client: OfClient, invoice: SeenInvoice, given: Annotated[NewDispute, Form()]
) -> Response:
    """Open a dispute."""
    demand(person, Right.SEND, client, invoice.customer_number)
    try:
        open_dispute(room.stores, client, given.wanted(invoice.key), person.login)
    except WrongUse as fault:
        return invoice_page(room, person, client, invoice, refused("dispute", given, fault))
    return RedirectResponse(invoice_path(invoice.key, client) + "#disputes", 303)


@router.post("/disputes/{number}")
def change(room: InRoom, person: Asking, case: OwnCase, given: Annotated[Changed, Form()]) -> Response:
    """Change one, close it, or open it again."""
    try:
        change_dispute(room.stores, case.client, case.id, given.change(), person.login)
    except WrongUse as fault:
        return dispute_page(room, person, case, refused("change", given, fault))
    return RedirectResponse(address("disputes", case.id, client=case.client), 303)


@router.post("/invoices/{customer_number}/{invoice_number}/contacts")
def about_invoice(
    room: InRoom, person: Asking, client: OfClient, invoice: SeenInvoice, given: Annotated[NewContact, Form()]
) -> Response:
    """Note a contact about an invoice."""
    demand(person, Right.SEND, client, invoice.customer_number)
    try:
        said = given.said(*invoice.key, invoice.currency, room.stores.clock())
        note_contact(room.stores, client, said, person.login)
    except WrongUse as fault:
        return invoice_page(room, person, client, invoice, refused("contact", given, fault))
    return RedirectResponse(invoice_path(invoice.key, client) + "#contacts", 303)


@router.post("/customers/{customer_number}/contacts")
def about_account(
    room: InRoom,
    person: Asking,
    account: SeenAccount,
    given: Annotated[NewContact, Form()],
) -> Response:
    """Note a contact about a customer's account."""
    client, number = account.client, account.customer.number
    demand(person, Right.SEND, client, number)
    try:
        said = given.said(number, "", "", room.stores.clock())
        note_contact(room.stores, client, said, person.login)
    except WrongUse as fault:
        return customer_page(room, account, refused=refused("contact", given, fault))
    return RedirectResponse(customer_path(number, client) + "#contacts", 303)
