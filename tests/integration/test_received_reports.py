"""Payments that the ledger has not booked, in reminders, aging and statement, until the next ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from countersign.reports.aging import aging_csv, aging_lines
from countersign.reports.statement import statement_csv, statement_json, statement_lines
from fixtures.payments import payments_csv
from flows.cash import Wanted, apply_by_hand, load_payments, resolve_payments, take_back
from flows.desk import Desk, desk_over
from flows.disputes import Said, note_contact
from flows.receivables import Whose, aging, statement
from flows.reminders import reminders_due
from models.cash import Given, Payment, Share
from models.dispute import Promise
from models.ledger import Ledger
from models.people import Grant, Role
from pipeline.ledger_files.importing.given import Export, Wishes
from receivables.aging import Terms
from receivables.reminders import Why
from storage.register import AskedPayments
from tests.doors.console_visits import Visitor, stores_in
from tests.values.ledger_values import BILLS, DAY, LEDGER
from tests.values.register_values import NOW

WHOSE = Whose("default", None, "C-1")
PAID = Given(2, DAY, Decimal("510.25"), "EUR", "Somebody", "", "no number")
SHARES = (
    Share("C-1", "A4", Decimal("400.40")),
    Share("C-1", "A2", Decimal("99.85"), Decimal("4.15")),
    Share("C-1", "", Decimal("10.00")),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The seeded ledger on its day, and a payment of which parts lie on two invoices and the account."""
    with stores_in(tmp_path / "home") as opened:
        made = desk_over(replace(opened, clock=lambda: NOW + timedelta(days=29)))
        made.register.load_ledger("default", LEDGER, NOW)
        note_contact(
            made.stores,
            "default",
            Said("C-1", outcome="x", promise=Promise(DAY, Decimal("600.00"), "EUR")),
            "ann",
        )
        load_payments(made, "default", Export("p.csv", payments_csv([PAID]).encode()), Wishes(), "ann")
        yield made


def the_payment(desk: Desk) -> Payment:
    (one,) = desk.register.payments.listed(AskedPayments("default"), 10)
    return one


def wanted(desk: Desk) -> Wanted:
    one = the_payment(desk)
    return Wanted(one.id, one.version, "ann")


def held(desk: Desk) -> dict[Why, Decimal]:
    """What is held back of C-1, by reason."""
    found = reminders_due(desk.stores, WHOSE, DAY, 0).calendar
    parts = [part for one in found.paused for part in one.held]
    parts += [part for letter in found.letters for one in letter.items for part in one.held]
    sums: dict[Why, Decimal] = {}
    for part in parts:
        sums[part.why] = sums.get(part.why, Decimal(0)) + part.amount
    return sums


def test_what_was_paid_is_shown_apart_until_the_ledger_has_it(desk: Desk) -> None:
    register, terms = desk.register, Terms(DAY)
    before = held(desk)
    assert before[Why.PROMISED] == Decimal("600.00")
    apply_by_hand(desk, "default", wanted(desk), SHARES)
    now = held(desk)
    assert now[Why.PAID] == Decimal("504.40")
    assert now[Why.PROMISED] == Decimal("600.00") - Decimal("514.40")
    told = statement(register, WHOSE, terms)
    (account,) = told.statement.accounts
    assert f"{account.aged.total:.2f}" == "1278.83"
    shown = statement_json(told)["accounts"][0]
    assert (shown["balance"], shown["received_unbooked"]) == ("1278.83", "510.25")
    assert shown["discounts_unbooked"] == "4.15"
    rows = [line.split(",") for line in statement_csv(told)]
    assert [(row[5], row[11], row[12]) for row in rows[-2:]] == [
        ("received", "-510.25", ""),
        ("discount", "-4.15", ""),
    ]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert any("510.25" in line and "not yet booked" in line for line in statement_lines(told))
    aged = aging(register, Whose("default"), terms)
    assert aged.aging.totals["EUR"].received == Decimal("504.40")
    assert aged.aging.controls["EUR"].agrees
    assert any(line.startswith("Of it paid, not yet booked:") for line in aging_lines(aged))
    assert next(aging_csv(aged)).strip().endswith("paid_unbooked")
    eve = Terms(DAY - timedelta(days=1))
    assert not statement(register, WHOSE, eve).statement.accounts[0].received.settles


def test_the_next_ledger_books_it_and_earlier_days_still_show_it(desk: Desk) -> None:
    apply_by_hand(desk, "default", wanted(desk), SHARES)
    rest = {"A4": Decimal(0), "A2": Decimal("96.20")}
    bills = tuple(replace(one, open_amount=rest.get(one.number, one.open_amount)) for one in BILLS)
    desk.register.load_ledger("default", Ledger(LEDGER.customers, bills), NOW + timedelta(days=30))
    later = replace(desk, stores=replace(desk.stores, clock=lambda: NOW + timedelta(days=30)))
    resolve_payments(later, "default")
    today, before = Terms(DAY + timedelta(days=1)), Terms(DAY)
    assert not statement(desk.register, WHOSE, today).statement.accounts[0].received.settles
    assert statement(desk.register, WHOSE, before).statement.accounts[0].received.settles == Decimal("514.40")
    assert aging(desk.register, WHOSE, before).aging.totals["EUR"].received == Decimal("504.40")
    take_back(later, "default", wanted(desk))
    assert not statement(desk.register, WHOSE, before).statement.accounts[0].received.settles


def test_pages_say_it_and_only_to_those_who_see_the_customer(desk: Desk) -> None:
    apply_by_hand(desk, "default", wanted(desk), SHARES)
    cleo = Visitor(desk.stores, Grant(Role.COLLECTOR, "default"), login="cleo")
    day = DAY.isoformat()
    page = cleo.get(f"/receivables/statement?customer=C-1&as_of={day}").text
    assert "Payments received, not yet booked" in page
    assert "Left once they are booked" in page
    assert "Of it paid, not yet booked" in cleo.get(f"/receivables/aging?as_of={day}").text
    assert "paid, not yet booked" in cleo.get(f"/reminders?as_of={day}").text
    for file in ("statement.pdf?customer=C-1&", "aging.pdf?"):
        assert cleo.get(f"/receivables/{file}as_of={day}").content.startswith(b"%PDF")
    other = Visitor(desk.stores, Grant(Role.COLLECTOR, "default", frozenset({"C-2"})), login="otto")
    assert "not yet booked" not in other.get(f"/receivables/aging?as_of={day}").text
