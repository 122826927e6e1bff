"""The ledger of an earlier day, what is open on it, and what proves it; the same on each kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa

from models.decision import Status
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from models.reading import Acceptance, AcceptanceStatus, Grade
from receivables.aging import Terms, age
from storage.register import Register
from storage.register.tables import ledger_loads
from tests.values.ledger_values import BILLS, DAY, LEDGER, bill
from tests.values.register_values import NOW, captured, decision_of, invoice_of, reading_of

FIRST = NOW.date()
DAYS = timedelta(days=1)


def load(register: Register, day: int, *invoices: Invoice, delta: bool = False) -> None:
    customers = (Customer("C-1", "Harbour Supplies Ltd"),)
    register.load_ledger("default", Ledger(customers, invoices), NOW + day * DAYS, delta=delta)


def numbers(register: Register, day: date) -> dict[str, str]:
    _, items = register.books.open_items("default", day)
    return {one.number: f"{one.balance:.2f}" for one in items}


def three_days(register: Register) -> None:
    one, two, three = bill("I1", "10.00"), bill("I2", "20.00"), bill("I3", "30.00")
    load(register, 0, one, two)
    load(register, 1, replace(one, open_amount=Decimal("4.50")), three)
    load(register, 2, replace(two, status=InvoiceStatus.OPEN), replace(three, status=InvoiceStatus.PAID))


def test_each_day_is_told_as_the_ledger_stood_at_its_end(register: Register) -> None:
    three_days(register)
    days = [numbers(register, FIRST + n * DAYS) for n in range(3)]
    assert days == [{"I1": "10.00", "I2": "20.00"}, {"I1": "4.50", "I3": "30.00"}, {"I2": "20.00"}]


def test_an_aging_of_a_past_day_reproduces_after_later_loads(register: Register) -> None:
    register.load_ledger("default", LEDGER, NOW)
    terms = Terms(DAY)
    _, before = register.books.open_items("default", FIRST)
    aged = age(before, terms)
    changed = [replace(one, status=InvoiceStatus.PAID) for one in BILLS[::2]]
    register.load_ledger("default", Ledger(LEDGER.customers, changed), NOW + DAYS)
    shown, after = register.books.open_items("default", FIRST)
    assert age(after, terms) == aged == age(BILLS, terms)
    assert (shown.load, shown.newest, shown.is_exact) == (1, 2, True)
    assert age(register.books.open_items("default", FIRST + DAYS)[1], terms).totals == {}


def test_a_day_before_the_first_load_is_told_by_it_and_not_exact(register: Register) -> None:
    three_days(register)
    shown, items = register.books.open_items("default", FIRST - DAYS)
    assert (shown.load, shown.is_exact) == (1, False)
    assert {one.number for one in items} == {"I1", "I2"}


def test_loads_that_put_nothing_aside_are_told_by_the_first_state_that_is_known(register: Register) -> None:
    three_days(register)
    with register.database.write() as connection:
        old = sa.update(ledger_loads).where(ledger_loads.c.number < 3)
        connection.execute(old.values(keeps_history=False))
    shown, items = register.books.open_items("default", FIRST)
    assert (shown.load, shown.is_exact) == (2, False)
    assert {one.number for one in items} == {"I1", "I3"}
    assert register.books.open_items("default", FIRST + DAYS)[0].is_exact


def test_no_ledger_is_no_load(register: Register) -> None:
    shown, items = register.books.open_items("default", FIRST)
    assert (shown.load, shown.is_exact, items) == (0, True, ())


def test_a_load_that_closes_none_leaves_the_rest_as_it_was(register: Register) -> None:
    load(register, 0, bill("I1", "10.00"), bill("I2", "20.00"))
    load(register, 1, bill("I2", "20.00", status=InvoiceStatus.DISPUTED), delta=True)
    assert numbers(register, FIRST + DAYS) == {"I1": "10.00", "I2": "20.00"}
    states = [
        (one.load, one.invoice.status.value) for one in register.books.versions("default", ("C-1", "I2"))
    ]
    assert states == [(1, "open"), (2, "disputed")]
    assert [one.load for one in register.books.versions("default", ("C-1", "I1"))] == [1]


def test_the_same_ledger_again_puts_nothing_aside(register: Register) -> None:
    load(register, 0, bill("I1", "10.00", rest="5.0"))
    load(register, 1, bill("I1", "10.00", rest="5.00"))
    assert len(register.books.versions("default", ("C-1", "I1"))) == 1


def test_open_items_are_those_of_the_customers_that_are_seen(register: Register) -> None:
    register.load_ledger("default", LEDGER, NOW)
    for seen, customer, found in (
        (frozenset({"C-2"}), "", {"C-2"}),
        (None, "C-1", {"C-1"}),
        (frozenset[str](), "", set()),
    ):
        _, items = register.books.open_items("default", FIRST, seen, customer)
        assert {one.customer_number for one in items} == found
    assert register.books.open_items("acme", FIRST)[1] == ()


def test_proofs_are_those_filed_or_proposed_and_no_later_than_the_day(register: Register) -> None:
    signed = replace(
        reading_of({}), acceptance=Acceptance(AcceptanceStatus.SIGNED_CLEAN, Grade.A, "Signed.", unsure=True)
    )
    one, two, three = (invoice_of(f"INV-{n}") for n in (1, 2, 3))
    filed = captured(register, "a.pdf", decision_of(Status.FILED, one, two), signed)
    waiting = captured(register, "b.pdf", decision_of(Status.REVIEW, two))
    captured(register, "c.pdf", decision_of(Status.PARKED))
    keys = [one.key, two.key, three.key]
    found = register.books.pods("default", keys)
    assert {key: {(pod.document_id, pod.filed) for pod in pods} for key, pods in found.items()} == {
        one.key: {(filed.id, True)},
        two.key: {(filed.id, True), (waiting.id, False)},
    }
    (pod,) = found[one.key]
    assert (pod.status, pod.grade, pod.unsure) == (AcceptanceStatus.SIGNED_CLEAN, Grade.A, True)
    assert register.books.pods("default", keys, NOW.date() - DAYS) == {}
    assert register.books.pods("acme", keys) == {}


def test_a_head_office_knows_its_branches_and_an_invoice_those_of_its_order(register: Register) -> None:
    people = (Customer("C-1", "Head"), Customer("C-2", "North", parent="C-1"), Customer("C-3", "Other"))
    bills = [replace(bill(f"I{n}", "1.00"), po_number="PO-7") for n in range(3)]
    register.load_ledger("default", Ledger(people, [*bills, bill("I9", "1.00")]), NOW)
    assert [one.number for one in register.books.branches("default", "C-1", 5)] == ["C-2"]
    assert set(register.books.customers("default", ["C-1", "C-3", "C-9"])) == {"C-1", "C-3"}
    assert [one.number for one in register.books.of_order("default", bills[0], 5)] == ["I1", "I2"]
