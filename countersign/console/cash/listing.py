"""All payments by state, what the ledger has not booked yet, and files handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from countersign.console.asking import Asking, Forbidden, refusal
from countersign.console.cash.handing import handed_in
from countersign.console.cash.sight import SentStatements
from countersign.console.ledger_sight import SeenCustomers, must_be_seen
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.reports.cash import applications_csv
from flows.cash.telling import totals
from flows.disputes import codes_of
from models.cash import Payment, PaymentState
from models.errors import WrongUse
from models.people import Right
from storage.register import AskedPayments, Customers, Tally

router = APIRouter(prefix="/payments")
PaymentId = Annotated[str, Query(max_length=40)]
_ORDER = (PaymentState.REVIEW, PaymentState.WAITING, PaymentState.APPLIED, PaymentState.ELSEWHERE)
PIECE = 50
"""Payments shown at once."""


class Narrowing(BaseModel):
    """What the list is narrowed to; what is empty narrows nothing."""

    state: Literal["", "review", "waiting", "applied", "elsewhere"] = ""
    customer: str = Field("", max_length=200)
    after: str = Field("", max_length=40, description="Value date and id behind which to go on.")
    told: str = Field("", max_length=40, description="Id of the payment that was decided last; for pages.")

    def asked(self, client: str, seen: Customers) -> AskedPayments:
        """The same as a question; not found where somebody asks for a customer that they may not see."""
        customer = must_be_seen(seen, self.customer)
        state = PaymentState(self.state) if self.state else None
        return AskedPayments(client, seen, state, customer)

    def place(self) -> tuple[date, str] | None:
        """From where the list goes on; raises WrongUse where it is no place."""
        if not self.after:
            return None
        day, _, payment = self.after.partition(" ")
        try:
            return date.fromisoformat(day), payment
        except ValueError:
            raise WrongUse("This is no place in the list: go back to its beginning.") from None


@router.get("")
def page(
    room: InRoom,
    person: Asking,
    client: OfClient,
    seen: SeenCustomers,
    given: Annotated[Narrowing, Query()],
) -> Response:
    """Payments, newest first."""
    register = room.stores.register
    asked = given.asked(client, seen)
    found = register.payments.listed(asked, PIECE + 1, given.place())
    shown = found[:PIECE]
    whose = frozenset({asked.customer}) if asked.customer else seen
    people = register.books.customers(client, {one.customer for one in shown if one.customer})
    by_itself, applied = register.cash.automatic(client) if seen is None else (0, 0)
    tallies = register.payments.tallies(AskedPayments(client, seen))
    by_state: dict[PaymentState, dict[str, Tally]] = {}
    for one in sorted(tallies, key=lambda one: _ORDER.index(one.state)):
        by_state.setdefault(one.state, {})[one.currency] = one
    return room.templates.page(
        "cash/list",
        client=client,
        payments=shown,
        more=f"{shown[-1].value_day} {shown[-1].id}" if len(found) > PIECE else "",
        asked=given.model_dump(exclude={"after", "told"}),
        tallies=tallies,
        by_state=by_state,
        units=sorted({one.currency for one in tallies}),
        unbooked=totals(register.cash.unbooked(client, whose)),
        customers=people,
        by_itself=by_itself,
        applied=applied,
        may_send=person.may(Right.SEND, client),
        may_set=person.may(Right.ADMINISTER, client),
        decides=person.reach(Right.SEND, client) != frozenset(),
        states=tuple(PaymentState),
        told=told_of(room, client, seen, given.told),
    )


def told_of(room: Room, client: str, seen: Customers, payment_id: str) -> Payment | None:
    """The payment that was decided last, for whoever may see it."""
    found = room.stores.register.payments.one(client, payment_id) if payment_id else None
    return found if found is not None and (seen is None or found.customer in seen) else None


@router.get("/next")
def following(
    room: InRoom, person: Asking, client: OfClient, after: PaymentId = "", told: PaymentId = ""
) -> Response:
    """To the next payment that asks for a person; to the list where there is none."""
    reach = person.reach(Right.SEND, client)
    if reach == frozenset():
        raise Forbidden(refusal(Right.SEND, client))
    found = room.stores.register.payments.following(AskedPayments(client, reach), after)
    where = ("payments", found) if found else ("payments",)
    return RedirectResponse(address(*where, client=client, told=told), 303)


@router.get("/applications.csv")
def applications(room: InRoom, client: OfClient, seen: SeenCustomers) -> Response:
    """What payments were applied to, for the ledger's own system."""
    lines = csv_of(room, client, seen)
    saved = {"Content-Disposition": f'attachment; filename="applications-{client}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=saved)


def csv_of(room: Room, client: str, seen: Customers) -> Iterator[str]:
    """The rows that somebody may see."""
    register = room.stores.register
    found = [one for one in register.cash.since(client, None) if seen is None or one.share.customer in seen]
    payments = register.payments.many(client, list(dict.fromkeys(one.payment for one in found)))
    return applications_csv(found, payments, codes_of(room.stores, client))


@router.post("")
def hand_in(room: InRoom, person: Asking, client: OfClient, sent: SentStatements) -> Response:
    """Load bank statements, lists and advices."""
    told = handed_in(room, client, sent, person.login)
    return room.templates.page("cash/handed", client=client, told=told)
