"""Why an item is overdue: what papers and books tell, or what a person knows better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.ledger import Invoice, InvoiceStatus
from models.sending import InvoiceKey


class Cause(StrEnum):
    """Why an item is overdue. What a person said counts first, then the first below that fits."""

    DISPUTED = "disputed"
    """A dispute is open, or the ledger says so."""
    BROKEN_PROMISE = "broken_promise"
    """The newest promise to pay it was not kept."""
    REMARKED = "remarked"
    """The customer remarked something on receipt, and there is no dispute yet."""
    UNPROVEN = "unproven"
    """No proof of delivery, or none that is signed and can be read: we cannot prove it."""
    NO_ORDER = "no_order"
    """The ledger names no order of the customer, or the customer misses its number."""
    UNEXPLAINED = "unexplained"
    """It is proven and undisputed: the customer does not pay."""
    CASH_FLOW = "cash_flow"
    """The customer cannot pay now; only a person knows this and what follows."""
    IN_APPROVAL = "in_approval"
    NO_INVOICE = "no_invoice"
    """The customer says that the invoice did not arrive."""
    CREDIT_PENDING = "credit_pending"
    """The customer waits for a credit note of ours."""
    UNAPPLIED_CASH = "unapplied_cash"
    """It is paid, and the payment is not booked yet."""


SETTABLE = (
    Cause.CASH_FLOW,
    Cause.IN_APPROVAL,
    Cause.NO_INVOICE,
    Cause.NO_ORDER,
    Cause.CREDIT_PENDING,
    Cause.UNAPPLIED_CASH,
)
"""Causes that people set by hand."""


@dataclass(frozen=True, slots=True)
class CauseMark:
    """What a person said of an item; it holds until the ledger changes the item."""

    client: str
    key: InvoiceKey
    cause: Cause
    balance: Decimal
    """What was still to be paid when it was said."""
    due: date | None
    status: InvoiceStatus
    set_at: datetime
    set_by: str
    note: str = ""
    """For ourselves; never sent."""

    def holds(self, invoice: Invoice) -> bool:
        """True while the item is as it was: the same balance, due date and status."""
        now = invoice.balance, invoice.due_date, invoice.status
        return invoice.key == self.key and now == (self.balance, self.due, self.status)
