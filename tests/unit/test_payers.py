"""A paper shows who received the goods, the books who pays: a branch supports its payer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.decision import Agreement, Key, Status
from models.ledger import Customer, Ledger
from models.reading import FieldName
from pipeline.index.ledger_index import LedgerIndex, build
from pipeline.ledger_files.file import parse_ledger
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.ledger_files.importing.reading import import_ledger
from tests.values.matching_cases import POD, Paper, chosen, customer, decided, invoice, ledger, matched, paper

HEAD = customer("C-10", "Northern Hotels plc")
INN = replace(customer("C-11", "The Crown Inn"), parent="C-10")
BAR = replace(customer("C-12", "Harbour Bar"), parent="C-11")
OTHER = customer("C-90", "Birch Foods")
PEOPLE = (HEAD, INN, BAR, OTHER)
PAID = ledger(PEOPLE, invoice("INV-1004", "C-10", "", "8001234"))
OWN = ledger(PEOPLE, invoice("INV-1004", "C-11", "", "8001234"))


def note(text: str = "", **fields: str) -> Paper:
    return paper(POD, text, {FieldName(name): value for name, value in fields.items()})


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="INV-1004", customer_number="C-11"),
        note(invoice_number="INV-1004", customer_name="The Crown Inn"),
        note("Deliver to: The Crown Inn", invoice_number="INV-1004"),
        note(invoice_number="INV-1004", customer_number="C-12"),
        note(delivery_number="8001234", customer_name="Harbour Bar"),
    ],
)
def test_a_branch_on_the_paper_confirms_the_invoice_of_its_payer(item: Paper) -> None:
    decision = decided(item, PAID)
    assert (decision.status, chosen(decision)) == (Status.FILED, ["INV-1004"]), decision.reason


def test_the_reason_names_the_branch_that_was_read() -> None:
    decision = decided(note(invoice_number="INV-1004", customer_number="C-11"), PAID)
    assert decision.reason == "Invoice number INV-1004 and customer number C-11 agree."


def test_a_payer_on_the_paper_neither_confirms_nor_contradicts_its_branch() -> None:
    for item in (
        note(invoice_number="INV-1004", customer_number="C-10"),
        note(invoice_number="INV-1004", customer_name="Northern Hotels plc"),
    ):
        found = matched(item, OWN).ranked[0]
        customers = [one for one in found.evidence if one.key is not Key.INVOICE_NUMBER]
        assert customers == []
        assert decided(item, OWN).status is Status.REVIEW
    settled = note(invoice_number="INV-1004", delivery_number="8001234", customer_number="C-10")
    assert chosen(decided(settled, OWN)) == ["INV-1004"]


@pytest.mark.parametrize("whose", ["C-90", "C-10"])
def test_another_branch_or_a_stranger_contradicts_as_before(whose: str) -> None:
    sister = replace(OTHER, parent="C-10")
    books = ledger((HEAD, INN, sister), invoice("INV-1004", "C-11", "", "8001234"))
    stranger = ledger((HEAD, INN, OTHER), invoice("INV-1004", whose, "", "8001234"))
    for item in (
        note(invoice_number="INV-1004", customer_number="C-90"),
        note(invoice_number="INV-1004", customer_name="Birch Foods"),
    ):
        against = matched(item, books).ranked[0].contradictions
        assert [one.agreement for one in against] == [Agreement.CONTRADICTS]
        assert decided(item, books).status is Status.REVIEW
        assert (decided(item, stranger).status is Status.FILED) == (whose == "C-90")


def test_payers_are_followed_upwards_and_never_in_a_circle() -> None:
    index = build(ledger(PEOPLE))
    assert index.payers("C-12") == ("C-12", "C-11", "C-10")
    assert index.related("C-10", "C-12")
    assert not index.related("C-90", "C-12")
    circle = build(ledger([replace(INN, parent="C-12"), BAR]))
    assert circle.payers("C-12") == ("C-12", "C-11")


def test_payers_that_come_later_count_and_are_kept_in_a_file() -> None:
    later = build(ledger([HEAD, replace(INN, parent="")])).changed([INN])
    assert later.payers("C-11") == ("C-11", "C-10")
    assert LedgerIndex.from_arrays(build(ledger(PEOPLE)).arrays()).customers["C-11"] == INN


def test_the_parent_is_a_column_of_the_customers_that_may_be_left_out() -> None:
    bills = (
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "INV-1,C-11,,2026-03-10,,120.00,GBP,,open\n"
    )
    head = "customer_number,name,aliases,address,city,country"
    assert _parents(parse_ledger(f"{head}\nC-11,Inn,,,,\n", bills)) == {"C-11": ""}
    people = f"{head},parent\nC-10,Hotels,,,,,\nC-11,Inn,,,,,C-10\n"
    assert _parents(parse_ledger(people, bills)) == {"C-10": "", "C-11": "C-10"}


def test_a_list_of_customers_with_payers_is_read() -> None:
    people = b"Customer No;Name;Payer\n10;Hotels;\n11;Inn;10\n"
    bills = b"Invoice No;Customer No;Date;Amount;Currency\nR-1;11;2026-03-10;120.00;GBP\n"
    read = import_ledger(Export("people.csv", people), [Export("bills.csv", bills)], Wishes(), {})
    assert _parents(read.ledger) == {"10": "", "11": "10"}


def _parents(books: Ledger) -> dict[str, str]:
    people: tuple[Customer, ...] = books.customers
    return {one.number: one.parent for one in people}
