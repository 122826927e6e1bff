"""What a person set aside comes back to people when its invoice comes, and is never filed by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows import steps
from flows.desk import Desk
from flows.review import reviewing
from models.decision import Cause, Status
from models.ledger import Invoice
from models.record import DocumentRecord
from models.settings import Settings
from storage.register import Register
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting
from tests.values.register_values import invoice_of, later, ledger_of

CAME = invoice_of("INV-555777")


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


def set_aside(desk: Desk, number: str = CAME.number, name: str = "1.tif") -> DocumentRecord:
    (record,) = waiting(desk, name, [note(number)], chosen=())
    return reviewing.park(desk, in_hands(desk, record.id)).after[0]


def load(desk: Desk, *invoices: Invoice, days: int = 1) -> int:
    """Load these beside those that are there; how many are filed upon it."""
    desk.register.load_ledger("default", ledger_of(*invoices), later(days), delta=True)
    return steps.resolve(desk, "default")


def now(desk: Desk, record: DocumentRecord) -> DocumentRecord:
    found = desk.register.document("default", record.id)
    assert found is not None
    return found


def test_its_invoice_brings_it_back_with_the_reason_in_words(desk: Desk):
    record = set_aside(desk)
    assert load(desk, CAME) == 0
    back = now(desk, record).decision
    assert back.status is Status.REVIEW
    assert back.cause is Cause.ARRIVED
    assert back.reason == (
        "Set aside by ann on 2026-03-02. Since then the ledger has brought INV-555777, which it names."
    )
    assert back.chosen == (CAME.key,)
    assert desk.register.reviews.counts("default") == {Cause.ARRIVED: 1}
    assert "offered again" in [event.kind for event in desk.register.events("default", record.id)]
    assert desk.register.faults("default") == []


def test_set_aside_once_more_it_stays(desk: Desk):
    record = set_aside(desk)
    load(desk, CAME)
    reviewing.park(desk, in_hands(desk, record.id))
    load(desk, invoice_of("INV-999999"), days=2)
    assert now(desk, record).decision.status is Status.PARKED


def test_what_was_there_when_it_was_set_aside_brings_nothing_back(desk: Desk):
    record = set_aside(desk, FIRST.number)
    load(desk, invoice_of("INV-999999"))
    assert now(desk, record).decision.status is Status.PARKED


def test_an_invoice_of_the_same_customer_alone_brings_nothing_back(desk: Desk):
    record = set_aside(desk, "INV-123123")
    load(desk, CAME)
    assert now(desk, record) == record


def test_what_a_person_did_is_undone_as_ever(desk: Desk):
    (record,) = waiting(desk, "1.tif", [note(CAME.number)], chosen=())
    done = reviewing.park(desk, in_hands(desk, record.id))
    load(desk, CAME)
    reviewing.undo(desk, "default", done.id, "ann")
    assert now(desk, record) == record


def test_what_a_person_has_worked_on_since_is_left_to_them(desk: Desk):
    record = set_aside(desk)
    reviewing.reopen(desk, in_hands(desk, record.id))
    load(desk, CAME)
    assert now(desk, record).decision.cause is not Cause.ARRIVED
    assert SECOND.key not in now(desk, record).decision.chosen
