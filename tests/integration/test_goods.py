"""Lines of invoices and tolerances in the register, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from models.errors import LedgerRefused
from models.lines import InvoiceLine, InvoiceLines, Tolerances
from storage.register import Register, open_register
from tests.conftest import NewDatabase
from tests.values.register_values import NOW, invoice_of, ledger_of, settings_in

LINES = InvoiceLines(
    "C-1",
    "INV-1",
    (
        InvoiceLine(
            0, Decimal("12.500"), "10", "HX-0816", "Hex bolt", "box", Decimal("2.50"), Decimal("31.25")
        ),
        InvoiceLine(1, None, article="VB-A044"),
    ),
)


@pytest.fixture
def register(new_database: NewDatabase, tmp_path: Path) -> Iterator[Register]:
    with open_register(settings_in(tmp_path, new_database(tmp_path))) as opened:
        opened.load_ledger("default", ledger_of(invoice_of("INV-1"), invoice_of("INV-2")), NOW)
        yield opened


def test_lines_come_back_exactly_and_in_order(register: Register):
    register.goods.load("default", [LINES], NOW)
    found = register.goods.lines("default", LINES.key)
    assert found == LINES.lines
    assert str(found[0].quantity) == "12.500"


def test_an_invoice_without_lines_has_none(register: Register):
    assert register.goods.lines("default", ("C-1", "INV-2")) is None
    assert register.goods.lines("other", LINES.key) is None


def test_a_new_load_replaces_the_lines_of_its_invoices_only(register: Register):
    register.goods.load("default", [LINES, InvoiceLines("C-1", "INV-2", LINES.lines)], NOW)
    fewer = InvoiceLines("C-1", "INV-1", LINES.lines[:1])
    done = register.goods.load("default", [fewer], NOW)
    assert (done.invoices, done.unchanged, done.lines) == (1, 0, 1)
    assert register.goods.lines("default", LINES.key) == fewer.lines
    assert register.goods.lines("default", ("C-1", "INV-2")) == LINES.lines


def test_the_same_load_twice_changes_nothing(register: Register):
    register.goods.load("default", [LINES], NOW)
    assert register.goods.load("default", [LINES], NOW).unchanged == 1


def test_an_invoice_that_the_ledger_lacks_refuses_the_whole_load(register: Register):
    with pytest.raises(LedgerRefused, match="INV-9"):
        register.goods.load("default", [LINES, InvoiceLines("C-1", "INV-9", LINES.lines)], NOW)
    assert register.goods.lines("default", LINES.key) is None


def test_who_has_an_invoice_of_a_number(register: Register):
    assert register.goods.customers_of("default", ["INV-1", "INV-9"]) == {"INV-1": ("C-1",), "INV-9": ()}


def test_each_client_has_tolerances_of_its_own(register: Register):
    wide = Tolerances(Decimal(2), Decimal("0.5"), Decimal(10), Decimal("1.25"))
    register.goods.set_tolerances("default", wide, "ann", NOW)
    register.goods.set_tolerances("default", wide, "ann", NOW)
    assert register.goods.tolerances("default") == wide
    assert register.goods.tolerances("other") == Tolerances()
    told = [event for event in register.events("default") if event.kind == "tolerances set"]
    assert told[0].detail["by"] == "ann"
