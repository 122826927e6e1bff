"""What was sent, for tests of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.correction import Action, Change, Deed
from models.decision import Status
from models.sending import Addressee, Paper, Recipient, Sending
from storage.register import Letter, Visit
from tests.values.register_values import (
    LEASE,
    NOW,
    capture,
    decision_of,
    drop_of,
    invoice_of,
    later,
    record_of,
)

if TYPE_CHECKING:
    from models.record import DocumentRecord
    from storage.register import Register

DAY = 86_400
ODD = "caf\udce9 <☃> \x00"


def sending_of(record: DocumentRecord, *to: Addressee) -> Sending:
    """The whole of a document for its first invoice, good for a day."""
    customer, number = record.decision.chosen[0]
    return Sending(
        id=0,
        client=record.client,
        customer=customer,
        invoice=number,
        papers=(Paper(record.id, record.drop_id, record.source, record.reading.pages),),
        recipients=tuple(Recipient(0, one, ()) for one in to),
        by="col",
        made_at=NOW,
        until=later(DAY),
        note=ODD,
    )


def fill_with_sendings(register: Register) -> None:
    """A row in every table of what was sent: a mail that waits, and somebody to be told of a correction."""
    drop = drop_of("sent.pdf")
    record = capture(register, record_of(drop, decision_of(Status.FILED, invoice_of("INV-1"))), drop)
    new = sending_of(record, Addressee("Ann", "ann@buyer.example"))
    register.sendings.add(new, ["e" * 64], [Letter("Papers", f"{ODD}\nhttps://papers.example/look/x")])
    parked = record_of(drop, decision_of(Status.PARKED))
    lease = register.reviews.take("default", record.id, Visit("ann", NOW, LEASE))
    change = Change((record,), (parked,))
    register.corrections.make(lease, Deed("ann", Action.PARK, later(3)), lambda *_: change, lambda *_: None)
