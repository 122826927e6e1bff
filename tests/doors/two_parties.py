"""An installation of two parties, in which everything of the other one has a mark."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from flows import shelving
from flows.desk import Stores, desk_over
from models.alarm import AlarmKind, Finding
from models.cash import PaymentState, RemittanceLine
from models.correction import Action, Change
from models.correction import Deed as Did
from models.decision import Status
from models.ledger import Customer, Invoice, Ledger
from models.reading import FieldName, Remark, RemarkClass
from models.record import DocumentRecord, Event
from models.retention import Hold, Scope
from models.sending import Addressee, Reason
from models.webhook import Notice, Webhook
from pipeline.filing import original_key
from storage.register import Deed, Letter, Placed, Visit
from tests.doors.console_visits import stores_in
from tests.values.cash_values import FILE, PAYMENT
from tests.values.credit_values import LIMIT, PLAN, REMINDER
from tests.values.dispute_values import CASE, CONTACT, MARK
from tests.values.register_values import (
    BOX,
    LEASE,
    NOW,
    capture,
    decision_of,
    drop_of,
    invoice_of,
    later,
    reading_of,
    record_of,
)
from tests.values.sending_values import sending_of

OURS = "C-1"
MARKED = "QXSECRET"
"""Part of every text, number and name of the other party."""
THEIRS = f"C-{MARKED}"
PAID_IN_ALL = Decimal("913.37")
"""An amount of the other party, as no sum of ours is."""


@dataclass(frozen=True)
class Party:
    """One customer of one client firm, and by what its things are known."""

    client: str
    customer: str
    mark: str = ""

    def named(self, text: str) -> str:
        """`text` with the party's mark."""
        return f"{text} {self.mark}".strip()

    def invoice(self, number: int) -> Invoice:
        """One of its invoices."""
        made = invoice_of(f"INV-{self.mark}{number}", customer=self.customer)
        amount = PAID_IN_ALL if self.mark else made.amount
        return replace(made, amount=amount, po_number=f"PO-{self.mark}{number}")


def ledger(*parties: Party) -> Ledger:
    """Customers and invoices of parties of one client firm."""
    people = tuple(Customer(one.customer, one.named("Firm"), (one.named("Alias"),)) for one in parties)
    return Ledger(people, tuple(one.invoice(n) for one in parties for n in (1, 2, 3)))


def paper(stores: Stores, party: Party, name: str, status: Status, *invoices: Invoice) -> DocumentRecord:
    """A document with its original in the archive."""
    source = f"{party.mark or 'ours'}/{name}.png"
    data = picture_of(f"{party.client} {source}")
    drop = replace(drop_of(source, party.client), sha256=hashlib.sha256(data).hexdigest())
    fields = {
        FieldName.INVOICE_NUMBER: f"INV-{party.mark}1",
        FieldName.CUSTOMER_NAME: party.named("Firm"),
        FieldName.PRINTED_NAME: party.named("Signer"),
        FieldName.DOCUMENT_DATE: "2026-02-27",
    }
    reading = reading_of(fields, text=f"Delivery note {party.mark} pallet common words")
    reading = replace(reading, remarks=(Remark(RemarkClass.DAMAGED, party.named("box wet"), 1, BOX),))
    decision = replace(decision_of(status, *invoices), reason=party.named("because"))
    record = record_of(drop, decision, reading)
    capture(stores.register, record, drop)
    stores.objects.put_new(original_key(party.client, record.sha256), data)
    return record


def picture_of(words: str) -> bytes:
    """A picture whose bytes have the words, in a comment."""
    told, stream = PngInfo(), io.BytesIO()
    told.add_text("Comment", words)
    Image.new("L", (60, 90), 200).save(stream, "PNG", pnginfo=told)
    return stream.getvalue()


def fill(stores: Stores, party: Party) -> DocumentRecord:
    """A thing of every kind for one party; its filed document."""
    register, by = stores.register, Deed(party.named("keeper"), NOW)
    filed = paper(stores, party, "filed", Status.FILED, party.invoice(1))
    paper(stores, party, "doubtful", Status.REVIEW, party.invoice(2))
    undone = paper(stores, party, "undone", Status.FILED, party.invoice(3))
    send(stores, party, filed)
    correct(stores, party, undone)
    key = party.invoice(1).key
    register.disputes.add(
        replace(CASE, client=party.client, key=key, claim=party.named("claim"), note=party.named("n"))
    )
    register.contacts.add(
        replace(
            CONTACT,
            client=party.client,
            customer=key[0],
            invoice=key[1],
            person=party.named("p"),
            outcome=party.named("Pays."),
            note=party.named("n"),
        ),
        by,
    )
    register.cause_marks.put(replace(MARK, client=party.client, key=key, note=party.named("m")))
    items = tuple(replace(one, invoice=key[1]) for one in REMINDER.items)
    register.reminders.add(
        replace(REMINDER, client=party.client, customer=key[0], items=items),
        replace(
            CONTACT, client=party.client, customer=key[0], invoice=key[1], person="", outcome=party.named("r")
        ),
        lambda _: None,
    )
    register.plans.add(
        replace(PLAN, client=party.client, customer=key[0], invoices=(key[1],), note=party.named("p"))
    )
    register.plans.set_limit(
        replace(
            LIMIT, client=party.client, customer=key[0], source=party.named("Board"), note=party.named("l")
        )
    )
    pay(stores, party)
    desk = desk_over(stores)
    shelving.shelve_outstanding(desk, party.client)
    desk.readers.close()
    return filed


def send(stores: Stores, party: Party, record: DocumentRecord) -> None:
    """Send the document to somebody."""
    whom = Addressee(party.named("Ann"), f"ann@{party.mark or 'ours'}.example")
    new = replace(sending_of(record, whom), note=party.named("note"))
    key = hashlib.sha256(f"link {party.client} {party.mark}".encode()).hexdigest()
    stores.register.sendings.add(new, [key], [Letter("Papers", party.named("letter"))])


def correct(stores: Stores, party: Party, record: DocumentRecord) -> None:
    """A person parks a filed document and files it again: what they did can be undone."""
    register = stores.register
    parked = replace(record, decision=replace(decision_of(Status.PARKED), reason=party.named("aside")))
    for before, after, action in ((record, parked, Action.PARK), (parked, record, Action.FILE)):
        lease = register.reviews.take(party.client, record.id, Visit(party.named("keeper"), NOW, LEASE))
        change = Change((before,), (after,))
        register.corrections.make(
            lease, Did(party.named("keeper"), action, later(3)), lambda *_, c=change: c, lambda *_: None
        )


def pay(stores: Stores, party: Party) -> None:
    """A payment that waits, and one that is applied with something held back."""
    register, key = stores.register, party.invoice(1).key
    tag = hashlib.sha256(f"{party.client} {party.mark}".encode()).hexdigest()
    file = replace(FILE, client=party.client, sha256=tag, name=party.named("bank.csv"))
    one = replace(
        PAYMENT,
        id=tag[:16],
        client=party.client,
        file=file.sha256,
        payer=party.named("Payer"),
        reference=party.named("for"),
        bank_reference=party.named("B"),
        customer=party.customer,
        lines=(RemittanceLine(key[1], Decimal("10.00"), code="06"),),
        proposals=tuple(
            replace(p, shares=tuple(replace(s, customer=key[0], invoice=key[1]) for s in p.shares))
            for p in PAYMENT.proposals
        ),
        amount=PAID_IN_ALL if party.mark else PAYMENT.amount,
    )
    other = replace(one, id=tag[16:32], line=3)
    register.payments.load(file, [one, other], {})
    found = register.payments.one(party.client, other.id)
    assert found is not None
    share = replace(
        PAYMENT.proposals[0].shares[0],
        customer=key[0],
        invoice=key[1],
        paid=Decimal("9.00"),
        deduction=Decimal("1.00"),
        reason=Reason.SHORT,
    )
    register.cash.place(Placed(replace(found, state=PaymentState.APPLIED), (share,)), Deed("ann", NOW))


def fill_client(stores: Stores, party: Party) -> None:
    """What a client firm has beside papers."""
    register, by = stores.register, Deed(party.named("keeper"), NOW)
    hook = Webhook(
        0, party.client, f"https://{party.mark or 'ours'}.example/hook", frozenset({Notice.FILED}), NOW, "x"
    )
    register.webhooks.add(hook, f"whsec_{party.mark}", by)
    register.holds.add(
        Hold(0, party.client, Scope.CUSTOMER, party.customer, "", 0, party.named("court"), NOW, "x")
    )
    finding = Finding(
        AlarmKind.QUARANTINE, party.client, "quarantine", 12, party.named("files could not be read")
    )
    register.alarms.note([finding], lambda _: False, NOW, lambda _: ("s", party.named("t")))
    register.add_event(Event(NOW, party.client, "viewed", party.named("something"), {"by": party.named("x")}))
    paper(stores, party, "parked", Status.PARKED)
    paper(stores, party, "broken", Status.QUARANTINED)


@contextmanager
def installation(home: Path, parties: Callable[[Stores], None]) -> Iterator[Stores]:
    """An installation at a clock that stands, and what `parties` puts into it."""
    with stores_in(home) as opened:
        stores = replace(opened, clock=lambda: NOW + timedelta(days=3))
        parties(stores)
        yield stores
