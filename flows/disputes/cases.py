"""Disputes are opened and changed by people; nothing opens one by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from flows.desk import Stores
from flows.disputes.tables import codes_of, windows_of
from models.dispute import LONGEST_CLAIM, LONGEST_WORDS, DisputeCase, DisputeState
from models.errors import WrongField, WrongUse
from models.ledger import Invoice
from models.sending import InvoiceKey, Reason
from receivables.dispute_tables import window_of
from receivables.disputes import due_on, recovered
from storage.register import Deed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A dispute that is to be opened; what is None takes its usual value."""

    key: InvoiceKey
    reason: Reason
    amount: Decimal | None = None
    """All that is still open of the invoice, or its amount."""
    raised: date | None = None
    """Today."""
    due: date | None = None
    """By the table of deadlines."""
    claim: str = ""
    owner: str = ""
    """Whoever opens it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be another thing of a dispute; None leaves it."""

    state: DisputeState | None = None
    owner: str | None = None
    amount: Decimal | None = None
    due: date | None = None
    claim: str | None = None
    note: str | None = None
    recovered: Decimal | None = None
    """Needed where it is settled."""


def open_dispute(stores: Stores, client: str, wanted: Wanted, by: str) -> DisputeCase:
    """Keep what a customer says against an invoice.

    Raises:
        WrongUse: there is no such invoice, or something in it cannot be.
    """
    invoice = stores.register.invoice(client, wanted.key)
    if invoice is None:
        raise WrongUse(f"The ledger has no invoice {wanted.key[1]} of customer {wanted.key[0]}.")
    now = stores.clock()
    raised = wanted.raised or now.date()
    window = window_of(windows_of(stores, client), invoice.customer_number)
    case = DisputeCase(
        id=0,
        client=client,
        key=invoice.key,
        reason=wanted.reason,
        amount=_contested(invoice) if wanted.amount is None else wanted.amount,
        currency=invoice.currency,
        raised=raised,
        due=wanted.due or due_on(raised, window.days),
        opened_at=now,
        opened_by=by,
        owner=wanted.owner.strip() or by,
        claim=wanted.claim.strip(),
        department=codes_of(stores, client)[wanted.reason].department,
        note=wanted.note.strip(),
    )
    if raised > now.date():
        raise WrongField(
            "raised", "A dispute cannot be raised on a day to come: give the day on which it was."
        )
    _check(case, invoice)
    return stores.register.disputes.add(case)


def change_dispute(stores: Stores, client: str, number: int, wanted: Change, by: str) -> DisputeCase:
    """Change a dispute, close it or open it again.

    Raises:
        WrongUse: there is no such dispute, or something cannot be.
    """
    now = stores.clock()

    def make(case: DisputeCase) -> DisputeCase:
        new = _changed(case, wanted, now)
        _check(new, None)
        return new

    old = stores.register.disputes.one(client, number)
    if old is not None and wanted.amount is not None:
        _check(replace(old, amount=wanted.amount), stores.register.invoice(client, old.key))
    new = stores.register.disputes.change(client, number, make, Deed(by, now))
    if new is None:
        raise WrongUse(f"There is no dispute {number}.")
    return new


def _contested(invoice: Invoice) -> Decimal:
    return invoice.balance if invoice.balance > 0 else abs(invoice.amount)


def _changed(case: DisputeCase, wanted: Change, now: datetime) -> DisputeCase:
    new = replace(
        case,
        state=wanted.state or case.state,
        owner=case.owner if wanted.owner is None else wanted.owner.strip(),
        amount=case.amount if wanted.amount is None else wanted.amount,
        due=wanted.due or case.due,
        claim=case.claim if wanted.claim is None else wanted.claim.strip(),
        note=case.note if wanted.note is None else wanted.note.strip(),
    )
    if new.state.is_open:
        return replace(new, recovered=None, closed_at=None)
    given = wanted.recovered if wanted.recovered is not None else case.recovered
    brought = recovered(new.state, new.amount, given)
    if new.state is DisputeState.SETTLED and brought is None:
        raise WrongField("recovered", "Say what the customer paid of it: a settled dispute needs an amount.")
    closed = case.closed_at if case.state is new.state else now
    return replace(new, recovered=brought, closed_at=closed or now)


def _check(case: DisputeCase, invoice: Invoice | None) -> None:
    if not case.amount.is_finite() or case.amount <= 0:
        raise WrongField("contested", "The contested amount is above zero.")
    if invoice is not None and case.amount > abs(invoice.amount):
        raise WrongField(
            "contested", f"The invoice is of {invoice.amount} {invoice.currency}: no more can be contested."
        )
    if case.recovered is not None and not 0 <= case.recovered <= case.amount:
        raise WrongField("recovered", "What was paid lies between zero and the contested amount.")
    if case.due < case.raised:
        raise WrongField(
            "due", "The last day for an answer lies before the day on which the dispute was raised."
        )
    for name, text in (("claim", case.claim), ("owner", case.owner)):
        if len(text) > LONGEST_CLAIM or not text.isprintable():
            raise WrongField(
                name, f"A number or an owner takes one line of at most {LONGEST_CLAIM} characters."
            )
    if len(case.note) > LONGEST_WORDS:
        raise WrongField("note", f"A note takes at most {LONGEST_WORDS} characters.")
