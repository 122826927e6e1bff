"""A client firm's March 2026 whose figures were worked out by hand, and the April after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from flows.desk import Stores
from flows.disputes import Change, Said, Wanted, change_dispute, note_contact, open_dispute
from flows.evidence import set_letterhead
from models.decision import Decision, Status
from models.dispute import Channel, DisputeState, Promise
from models.evidence import Letterhead
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.period import Period
from models.reading import Acceptance, AcceptanceStatus, Grade
from models.record import DocumentRecord
from models.sending import Reason
from tests.values.register_values import arrival_of, decision_of, drop_of, reading_of, record_of, settled_of

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
LATER = datetime(2026, 4, 20, 9, tzinfo=UTC)
"""When it is looked back."""
PEOPLE = (
    Customer("C-1", "Harbour Supplies Ltd", address="14 Quay Street", city="Hull HU1 2AB", country="GB"),
    Customer("C-2", "Rhein Metall Handel GmbH", address="Am Hafen 3", city="47119 Duisburg", country="DE"),
)
HEAD = Letterhead(
    "Brandt Forderungsdienste GmbH",
    ("Speicherstraße 14", "20457 Hamburg"),
    "Anke Brandt",
    "konten@brandt.example",
    "+49 40 555 01 20",
    remit=("Hanseatische Bank", "IBAN DE02 1203 0000 0000 2020 51", "BIC BYLADEM1001"),
)


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def bill(
    number: str,
    amount: str,
    issued: tuple[int, int],
    due: tuple[int, int],
    status: InvoiceStatus = InvoiceStatus.OPEN,
    *,
    currency: str = "EUR",
    rest: str | None = None,
) -> Invoice:
    """Numbers of C-2 begin with another letter than A, C or V; days are (month, day)."""
    return Invoice(
        number=number,
        customer_number="C-1" if number[0] in "ACV" else "C-2",
        po_number=f"PO-{number}",
        invoice_date=date(2026, *issued),
        due_date=date(2026, *due),
        amount=Decimal(amount),
        currency=currency,
        delivery_number=f"D-{number}",
        status=status,
        open_amount=None if rest is None else Decimal(rest),
    )


PAID, CLOSED, VOID, DISPUTED = (
    InvoiceStatus.PAID,
    InvoiceStatus.CLOSED,
    InvoiceStatus.VOID,
    InvoiceStatus.DISPUTED,
)
A1, A2 = bill("A1", "1000.00", (1, 10), (2, 9)), bill("A2", "500.00", (2, 20), (3, 22))
A3, A4 = bill("A3", "750.50", (3, 5), (4, 4)), bill("A4", "1000.00", (3, 20), (4, 19))
B1, B2 = bill("B1", "2000.00", (2, 10), (3, 12)), bill("B2", "249.50", (3, 10), (3, 25))
C9, K1 = bill("C9", "-100.00", (2, 15), (2, 15)), bill("K1", "-50.00", (3, 28), (4, 27))
U1, V1 = bill("U1", "300.00", (3, 2), (4, 1), currency="USD"), bill("V1", "999.00", (3, 21), (4, 20), VOID)
FEBRUARY = (A1, A2, B1, C9)
"""Of the evening of 28 February: 3,400.00 EUR."""
IN_MARCH = (replace(A1, status=PAID), A2, replace(B1, open_amount=Decimal(1500)), C9, A3, B2, U1)
"""Of 16 March."""
END_OF_MARCH = (
    *(replace(A1, status=PAID), replace(A2, status=DISPUTED), replace(B1, status=PAID)),
    *(replace(C9, status=CLOSED), A3, B2, U1, A4, V1, K1),
)
"""Of 31 March: 2,450.00 EUR, of which 1,700.50 are not overdue; 300.00 USD."""
IN_APRIL = tuple(replace(one, status=PAID if one.amount > 0 else CLOSED) for one in END_OF_MARCH)


def filled(stores: Stores) -> Stores:
    """March and April as they happened, and the stores as somebody sees them on `LATER`.

    Dispute 1 is won, 2 runs out unanswered on 20 March, 3 is lost, 4 waits for the customer, 5 is settled.
    """
    set_letterhead(stores, "default", HEAD, "test")
    load(stores, FEBRUARY, at(28, 20, month=2))
    _papers(stores)
    dispute(stores, at(28, 21, month=2), B1, "400.00", date(2026, 4, 30))
    dispute(stores, at(3), A2, "500.00", date(2026, 3, 20))
    dispute(stores, at(4), A1, "200.00", date(2026, 4, 30))
    note(stores, at(5), Channel.CALL, ("C-1", "A1"), Promise(date(2026, 3, 13), Decimal(1000), "EUR"))
    change(stores, at(10), 1, Change(state=DisputeState.WON))
    change(stores, at(12), 3, Change(state=DisputeState.LOST))
    load(stores, IN_MARCH, at(16, 20))
    _filed_later(stores)
    dispute(stores, at(17), A3, "100.00", date(2026, 4, 20))
    change(stores, at(18), 4, Change(state=DisputeState.EVIDENCE_SENT))
    note(stores, at(20), Channel.EMAIL, ("C-2", "B2"), Promise(date(2026, 3, 25), Decimal("249.50"), "EUR"))
    dispute(stores, at(26), B2, "49.50", date(2026, 4, 30))
    change(stores, at(30), 5, Change(state=DisputeState.SETTLED, recovered=Decimal(20)))
    load(stores, END_OF_MARCH, at(31, 18), control={"EUR": "2450.00", "USD": "310.00"})
    load(stores, IN_APRIL, at(15, month=4))
    change(stores, at(16, month=4), 2, Change(state=DisputeState.WON))
    return replace(stores, clock=lambda: LATER)


def load(
    stores: Stores, bills: tuple[Invoice, ...], now: datetime, control: dict[str, str] | None = None
) -> None:
    stores.register.load_ledger("default", Ledger(PEOPLE, bills), now, control=control)


def dispute(stores: Stores, when: datetime, about: Invoice, amount: str, due: date) -> None:
    wanted = Wanted(about.key, Reason.SHORT, Decimal(amount), when.date(), due)
    open_dispute(replace(stores, clock=lambda: when), "default", wanted, "ann")


def change(stores: Stores, when: datetime, number: int, wanted: Change) -> None:
    change_dispute(replace(stores, clock=lambda: when), "default", number, wanted, "ann")


def note(stores: Stores, when: datetime, channel: Channel, about: tuple[str, str], promise: Promise) -> None:
    said = Said(*about, channel=channel, outcome="Promises to pay.", promise=promise)
    note_contact(replace(stores, clock=lambda: when), "default", said, "ann")


def _papers(stores: Stores) -> None:
    """Five papers: filed at once, parked, under review, a duplicate, one that cannot be read."""
    came(stores, "clean.pdf", decision_of(Status.FILED, A3), at(6), at(6, 10), AcceptanceStatus.SIGNED_CLEAN)
    came(stores, "early.pdf", decision_of(Status.PARKED), at(9), at(9), AcceptanceStatus.UNSIGNED)
    came(stores, "waits.pdf", decision_of(Status.REVIEW, A4), at(23), at(23))
    came(stores, "again.pdf", decision_of(Status.DUPLICATE), at(24), at(24))
    came(stores, "torn.pdf", decision_of(Status.QUARANTINED), at(30), at(30))


def came(  # noqa: PLR0917 a file from the inbox to its end
    stores: Stores,
    name: str,
    decision: Decision,
    received: datetime,
    settled: datetime,
    status: AcceptanceStatus | None = None,
) -> DocumentRecord:
    register = stores.register
    drop = replace(drop_of(name), received_at=received)
    grade = Grade.A if status is AcceptanceStatus.SIGNED_CLEAN else Grade.D
    reading = replace(reading_of({}), acceptance=Acceptance(status, grade, "As seen.") if status else None)
    record = record_of(drop, decision, reading)
    register.note_arrivals([arrival_of(name)], received)
    claim = register.claim("worker", received, 60.0, "default")
    assert claim is not None
    register.receive(claim, drop, received)
    register.settle(claim, lambda _: settled_of(drop, record), settled, 1)
    register.done(claim, settled)
    return record


def _filed_later(stores: Stores) -> None:
    """What was parked finds its invoice when it comes, 180 hours after it was received."""
    (record,) = (one for one in stores.register.documents("default") if one.source == "early.pdf")
    again = replace(record, decision=decision_of(Status.FILED, B2))
    when = at(9) + timedelta(hours=180)
    assert stores.register.redecide(again, 2, when)
