"""Documents in the register: in order, decided again, shelved; and events that stay as they were."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from models.decision import Status
from models.errors import WrongUse
from models.reading import FieldName
from models.record import DocumentRecord, Event
from storage.register import Register
from tests.values.register_values import (
    NOW,
    capture,
    captured,
    decision_of,
    drop_of,
    invoice_of,
    later,
    reading_of,
    record_of,
)

INVOICE = invoice_of("INV-1")
SHA = "ab" * 32
TWO_PAGES = reading_of({FieldName.PO_NUMBER: "PO-1"}, pages=(1, 2))


def test_documents_come_in_the_order_received_however_many(register: Register) -> None:
    drops = [replace(drop_of(f"{n}.pdf"), received_at=later(-n // 2)) for n in range(24)]
    in_sevens = Register(replace(register.database, batch=7))
    records = [capture(register, record_of(drop, decision_of(Status.PARKED)), drop) for drop in drops]
    expected = sorted(records, key=lambda record: (record.received_at, record.drop_id))
    assert list(in_sevens.documents("default")) == list(in_sevens.documents()) == expected
    assert list(register.documents("acme")) == []


def test_since_gives_what_was_decided_then_or_later(register: Register) -> None:
    old, parked = (captured(register, name, decision_of(Status.PARKED)) for name in ("old.pdf", "parked.pdf"))
    filed = replace(parked, decision=decision_of(Status.FILED, INVOICE))
    assert register.redecide(filed, 1, later(10))
    assert list(register.documents(since=later(10))) == [filed]
    assert list(register.documents(since=later(11))) == []
    assert {record.id for record in register.documents(since=NOW)} == {old.id, parked.id}


def test_a_document_is_found_by_id_only_for_its_client(register: Register) -> None:
    record = captured(register, "a.pdf", decision_of(Status.FILED, INVOICE), TWO_PAGES)
    assert register.document("default", record.id) == record
    assert register.document("acme", record.id) is None


def test_parked_and_review_wait_for_the_next_load_and_no_others(register: Register) -> None:
    records = {status: captured(register, f"{status}.pdf", decision_of(status)) for status in Status}
    waiting = {record.id for record in register.waiting_for_invoice("default", 1)}
    assert waiting == {records[Status.PARKED].id, records[Status.REVIEW].id}


def test_what_was_matched_with_this_load_does_not_wait_for_it(register: Register) -> None:
    drop = drop_of("a.pdf")
    record = capture(register, record_of(drop, decision_of(Status.PARKED)), drop, loaded=3)
    assert list(register.waiting_for_invoice("default", 3)) == []
    assert list(register.waiting_for_invoice("default", 4)) == [record]


def test_a_document_filed_by_a_later_load_takes_its_pages_along(register: Register) -> None:
    parked = captured(register, "a.pdf", decision_of(Status.PARKED), TWO_PAGES)
    filed = replace(parked, decision=decision_of(Status.FILED, INVOICE), audit_pending=True)
    assert register.redecide(filed, 1, later(5))
    assert register.document("default", parked.id) == filed
    states = register.page_ledger("default").by_state
    assert (states["parked"], states["filed"]) == (0, 2)
    assert register.faults() == []
    _, again = register.events("default", parked.id)
    assert (again.kind, again.detail["from"], again.detail["to"]) == ("matched again", "parked", "filed")


def test_documents_may_be_redecided_while_they_are_listed(register: Register) -> None:
    parked = [captured(register, f"{n}.pdf", decision_of(Status.PARKED)) for n in range(5)]
    in_twos = Register(replace(register.database, batch=2))
    for record in in_twos.waiting_for_invoice("default", 1):
        assert register.redecide(replace(record, decision=decision_of(Status.FILED, INVOICE)), 1, NOW)
    assert register.page_ledger().by_state["filed"] == len(parked)


def test_looking_again_without_a_change_is_no_event(register: Register) -> None:
    parked = captured(register, "a.pdf", decision_of(Status.PARKED))
    assert register.redecide(parked, 1, NOW)
    assert list(register.waiting_for_invoice("default", 1)) == []
    assert [event.kind for event in register.events("default", parked.id)] == ["parked"]


def test_only_the_first_to_redecide_with_a_load_is_heard(register: Register) -> None:
    parked = captured(register, "a.pdf", decision_of(Status.PARKED))
    review = replace(parked, decision=decision_of(Status.REVIEW, INVOICE))
    assert register.redecide(review, 1, NOW)
    assert not register.redecide(replace(parked, decision=decision_of(Status.FILED, INVOICE)), 1, NOW)
    assert register.document("default", parked.id) == review


@pytest.mark.parametrize("status", [Status.FILED, Status.DUPLICATE, Status.QUARANTINED, Status.BLANK])
def test_an_end_that_waits_for_nothing_stays(register: Register, status: Status) -> None:
    record = captured(register, "a.pdf", decision_of(status))
    assert not register.redecide(replace(record, decision=decision_of(Status.REVIEW)), 1, NOW)
    assert register.document("default", record.id) == record


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.sampled_from(Status), min_size=1, max_size=4))
def test_received_pages_are_the_sum_of_all_states_whatever_is_redecided(
    register: Register, ends: list[Status]
) -> None:
    names = (uuid.uuid4().hex for _ in ends)
    parked = [captured(register, name, decision_of(Status.PARKED)) for name in names]
    for load, (record, status) in enumerate(zip(parked, ends, strict=True), start=1):
        register.redecide(replace(record, decision=decision_of(status)), load, NOW)
        assert register.page_ledger().balanced
    assert register.faults() == []


def filed_twice(register: Register) -> DocumentRecord:
    """A document filed under two invoices."""
    return captured(register, "a.pdf", decision_of(Status.FILED, INVOICE, invoice_of("INV-2")))


def test_a_filed_document_waits_for_its_copy_under_each_invoice(register: Register) -> None:
    record = filed_twice(register)
    captured(register, "b.pdf", decision_of(Status.REVIEW, INVOICE))
    waiting = list(register.unshelved())
    assert [(r, link.invoice_number, link.filed) for r, link in waiting] == [
        (record, "INV-1", True),
        (record, "INV-2", True),
    ]
    assert waiting[0][1].evidence == record.decision.candidates[0].evidence


def test_a_stored_copy_is_no_longer_waited_for_and_noted_once(register: Register) -> None:
    record = filed_twice(register)
    _, first = next(register.unshelved("default"))
    for _ in range(2):
        register.shelved(first, "customers/C-1/2026/INV-1/pod.pdf", SHA, NOW)
    assert [link.invoice_number for _, link in register.unshelved("default")] == ["INV-2"]
    assert [(link.invoice_number, link.shelf_key, sha256) for link, sha256 in register.copies("default")] == [
        ("INV-1", "customers/C-1/2026/INV-1/pod.pdf", SHA)
    ]
    assert list(register.copies("other")) == []
    assert [event.kind for event in register.events("default", record.id)] == ["filed", "shelved"]


def test_a_copy_where_nothing_is_filed_is_refused(register: Register) -> None:
    filed_twice(register)
    _, link = next(register.unshelved())
    with pytest.raises(WrongUse, match="INV-9"):
        register.shelved(replace(link, invoice_number="INV-9"), "key", SHA, NOW)


def test_chosen_invoices_beyond_the_ranked_five_are_filed_too(register: Register) -> None:
    decision = replace(decision_of(Status.FILED, INVOICE), chosen=(INVOICE.key, ("C-1", "INV-7")))
    captured(register, "a.pdf", decision)
    links = [link for _, link in register.unshelved()]
    assert [(link.invoice_number, link.rank, link.confidence) for link in links] == [
        ("INV-1", 1, 0.97),
        ("INV-7", 2, None),
    ]


def test_events_come_back_in_order_and_by_subject(register: Register) -> None:
    events = [Event(later(-n), "default", "noted", f"s{n % 2}", {"n": n, "odd": "\udcff☃"}) for n in range(4)]
    for event in events:
        register.add_event(event)
    assert list(register.events()) == events
    assert list(register.events("default", "s1")) == events[1::2]
    assert list(register.events("acme")) == []


CHANGES = {
    "update": "UPDATE events SET kind = 'nothing'",
    "delete": "DELETE FROM events",
    "replace": "REPLACE INTO events SELECT id, at, client, 'nothing', subject, detail, by FROM events",
    "upsert": "INSERT INTO events SELECT * FROM events ON CONFLICT (id) DO UPDATE SET kind = 'nothing'",
    "truncate": "TRUNCATE events",
}


@pytest.mark.parametrize("change", CHANGES)
def test_events_cannot_be_changed(register: Register, change: str) -> None:
    dialect = register.database.engine.dialect.name
    statement = CHANGES[change]
    if dialect == "sqlite":
        statement = statement.replace("TRUNCATE", "DELETE FROM").replace(
            "FROM events ON", "FROM events WHERE 1 ON"
        )
    elif change == "replace":
        statement = "MERGE INTO events USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE"
    register.add_event(Event(NOW, "default", "noted", "s"))
    with pytest.raises(DatabaseError, match="events are never"), register.database.write() as connection:
        connection.execute(sa.text(statement))
    assert [event.kind for event in register.events()] == ["noted"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM pages WHERE number = 2", "has 2 pages but 1 of them"),
        ("UPDATE drops SET page_count = 3", "has 3 pages but 2 of them"),
        ("UPDATE pages SET state = 'filed' WHERE number = 2", "page 2 counts as filed but should be parked"),
        ("UPDATE documents SET status = 'filed'", "page 1 counts as parked but should be filed"),
        ("DELETE FROM pages", "has pages [1, 2], which the file has not"),
        ("UPDATE drops SET settled_at = NULL, page_count = NULL", "nothing in the inbox waits for it"),
    ],
)
def test_every_difference_is_named(register: Register, damage: str, said: str) -> None:
    captured(register, "a.pdf", decision_of(Status.PARKED), TWO_PAGES)
    assert register.faults() == []
    with register.database.write() as connection:
        connection.execute(sa.text(damage))
    assert said in "\n".join(register.faults("default"))
    assert "'a.pdf'" in register.faults()[0]
    assert register.faults("acme") == []
