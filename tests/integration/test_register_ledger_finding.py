"""Invoices and customers are found by whatever of them somebody types, and by an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa

from models.ledger import Customer, Ledger
from storage.register import Register, open_register
from storage.register.tables import ledger_loads
from tests.conftest import NewDatabase
from tests.doors.query_plans import plans, walks
from tests.values.ledger_values import DAY, bill
from tests.values.register_values import NOW, settings_in

MANY = 3000


@pytest.fixture(scope="module")
def register(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register with thousands of invoices, many of them closed, and a load that changed some."""
    home = tmp_path_factory.mktemp("finding")
    people = [Customer(f"C-{n}", f"Firm {n} Müller", parent="C-0" if n % 9 == 1 else "") for n in range(300)]
    bills = [
        replace(
            bill(f"INV-{n:05d}", f"{n}.50", 0, f"C-{n % 300}"), invoice_date=DAY - timedelta(days=n % 700)
        )
        for n in range(MANY)
    ]
    with open_register(settings_in(home, new_database(home))) as opened:
        opened.load_ledger("default", Ledger(tuple(people), bills), NOW)
        opened.load_ledger("default", Ledger((), bills[::10]), NOW + timedelta(days=1))
        with opened.database.write() as connection:
            told = dict.fromkeys(("added", "changed", "closed", "unchanged"), 0)
            loads = [{"client": f"c{n}", "number": 1, "loaded_at": NOW, "delta": False} for n in range(300)]
            connection.execute(sa.insert(ledger_loads), [one | told for one in loads])
            connection.execute(sa.text("ANALYZE"))
        yield opened


@pytest.mark.parametrize(
    "query",
    ["INV-00042", "inv-00042", "PO-INV-00042", "D-INV-00042", "42.5", "EUR 42,50", " 42.50 "],
)
def test_an_invoice_is_found_by_its_numbers_and_its_amount(register: Register, query: str) -> None:
    assert [one.number for one in register.ledger_finding.invoices("default", query, 5)] == ["INV-00042"]


def test_an_invoice_is_found_by_its_date_and_by_the_beginning_of_a_number(register: Register) -> None:
    found = register.ledger_finding.invoices("default", f"{DAY:%d.%m.%Y}", 5)
    assert {one.invoice_date for one in found} == {DAY}
    found = register.ledger_finding.invoices("default", "INV-0004", 20)
    assert [one.number for one in found] == [f"INV-0004{n}" for n in range(10)]


def test_nothing_is_found_for_another_client_or_of_a_customer_that_is_not_seen(register: Register) -> None:
    ask = register.ledger_finding.invoices
    assert ask("acme", "INV-00042", 5) == ()
    assert ask("default", "INV-00042", 5, frozenset({"C-1"})) == ()
    assert len(ask("default", "INV-00042", 5, frozenset({"C-42"}))) == 1
    assert ask("default", "", 5) == ask("default", "x" * 300, 5) == ()


def test_customers_are_found_by_number_and_by_a_part_of_the_name(register: Register) -> None:
    ask = register.ledger_finding.customers
    assert [one.number for one in ask("default", "c-7", 3)] == ["C-7", "C-70", "C-71"]
    assert [one.number for one in ask("default", "firm 42 muller", 3)] == ["C-42"]
    assert len(ask("default", "MÜLLER", 3)) == 3
    assert [one.number for one in ask("default", "müller", 3, frozenset({"C-8"}))] == ["C-8"]


def test_amounts_are_found_however_many_zeros_the_ledger_writes(register: Register) -> None:
    register.load_ledger(
        "zeros", Ledger((Customer("C-1", "One"),), [bill("Z1", "7"), bill("Z2", "7.000")]), NOW
    )
    found = register.ledger_finding.invoices("zeros", "7.00", 5)
    assert {one.amount for one in found} == {Decimal(7)}
    assert len(found) == 2


QUESTIONS: dict[str, Callable[[Register], object]] = {
    "a number": lambda register: register.ledger_finding.invoices("default", "INV-00042", 8),
    "an amount": lambda register: register.ledger_finding.invoices("default", "1.042,50", 8),
    "a day": lambda register: register.ledger_finding.invoices("default", "31.03.2026", 8),
    "a beginning": lambda register: register.ledger_finding.invoices("default", "INV", 8),
    "of a customer": lambda register: register.ledger_finding.of_customer("default", "C-7", 50),
    "open ones of a customer": lambda register: register.ledger_finding.of_customer(
        "default", "C-7", 50, only_open=True
    ),
    "a customer's number": lambda register: register.ledger_finding.customers("default", "C-42", 1),
    "open items": lambda register: register.books.open_items("default", date(2026, 12, 1)),
    "open items of a customer": lambda register: register.books.open_items(
        "default", date(2026, 12, 1), None, "C-7"
    ),
    "how an invoice stood": lambda register: register.books.versions("default", ("C-7", "INV-00007")),
    "proofs": lambda register: register.books.pods("default", [("C-7", "INV-00007"), ("C-8", "INV-00008")]),
    "branches": lambda register: register.books.branches("default", "C-0", 10),
    "of one order": lambda register: register.books.of_order("default", bill("INV-00007", "1"), 10),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_a_collector_asks_goes_by_an_index(register: Register, name: str) -> None:
    of_tables = (plan for plan in plans(register, QUESTIONS[name]) if "CONSTANT ROWS" not in plan)
    assert [plan for plan in of_tables if walks(plan)] == []
