"""A dispute and a contact with odd texts in them."""

from __future__ import annotations

from decimal import Decimal

from models.cause import Cause, CauseMark
from models.dispute import Channel, Contact, Direction, DisputeCase, Promise
from models.ledger import InvoiceStatus
from models.sending import Reason
from storage.register import Deed, Register
from tests.values.register_values import NOW

CASE = DisputeCase(
    id=0,
    client="default",
    key=("C-1", "INV-1"),
    reason=Reason.SHORT,
    amount=Decimal("12.50"),
    currency="EUR",
    raised=NOW.date(),
    due=NOW.date(),
    opened_at=NOW,
    opened_by="ann",
    claim="☃\x00",
)
CONTACT = Contact(
    id=0,
    client="default",
    customer="C-1",
    invoice="INV-1",
    at=NOW,
    channel=Channel.CALL,
    direction=Direction.IN,
    person="\udcff",
    outcome="Pays.",
    promise=Promise(NOW.date(), Decimal("10.00"), "EUR"),
)

MARK = CauseMark(
    client="default",
    key=("C-1", "INV-1"),
    cause=Cause.IN_APPROVAL,
    balance=Decimal("12.50"),
    due=None,
    status=InvoiceStatus.OPEN,
    set_at=NOW,
    set_by="ann",
    note="☃\x00",
)


def fill_with_disputes(register: Register) -> None:
    """A row in each table."""
    register.disputes.add(CASE)
    register.cause_marks.put(MARK)
    register.contacts.add(CONTACT, Deed("ann", NOW))
