"""File only with two independent agreeing keys and no contradiction; park what the ledger does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.decision import Status
from models.ledger import Invoice, InvoiceStatus, Ledger
from models.reading import FieldName
from tests.values.matching_cases import DAY, PO, POD, Paper, chosen, customer, decided, invoice, ledger, paper

INV, ORDER, DELIVERY = FieldName.INVOICE_NUMBER, FieldName.PO_NUMBER, FieldName.DELIVERY_NUMBER
NUMBER, NAME, DATED = FieldName.CUSTOMER_NUMBER, FieldName.CUSTOMER_NAME, FieldName.DOCUMENT_DATE
EAST, WEST, BIRCH = (
    customer("C-17", "Acme East Ltd"),
    customer("C-18", "Acme West Ltd"),
    customer("C-44", "Birch Foods"),
)
PEOPLE = (EAST, WEST, BIRCH)
ONE = invoice("INV-1004", "C-17", "PO-88123", "8001234")
OTHER = invoice("INV-2277", "C-18", "PO-71500", "8007777")
BOOKS = ledger(PEOPLE, ONE, OTHER)


def note(*, text: str = "", **fields: str | Sequence[str]) -> Paper:
    return paper(POD, text, {FieldName(name): value for name, value in fields.items()})


def order(*, text: str = "", **fields: str | Sequence[str]) -> Paper:
    return paper(PO, text, {FieldName(name): value for name, value in fields.items()})


def books(*invoices: Invoice) -> Ledger:
    return ledger(PEOPLE, *invoices)


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="INV-1004", customer_number="C-17"),
        note(invoice_number="INV-1004", po_number="PO-88123"),
        note(delivery_number="8001234", po_number="PO-88123"),
        note(delivery_number="8001234", customer_name="Acme East Ltd"),
        note(delivery_number="8001234", text="ACME EAST LTD"),
        note(delivery_number="8OO1234", customer_number="C-17"),
        note(delivery_number="8001239", invoice_number="INV-1004", customer_number="C-17"),
        note(po_number="PO-88123", text="Ref INV-1004"),
        paper(POD, "ACME EAST LTD", codes=["INV-1004"]),
        order(po_number="PO-88123", customer_number="C-17"),
        order(po_number="PO-88123", customer_name="Acme East Limited"),
    ],
)
def test_two_agreeing_keys_file(item: Paper) -> None:
    decision = decided(item, BOOKS)
    assert decision.status is Status.FILED, decision.reason
    assert decision.chosen == (ONE.key,)


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="INV-1004"),
        note(delivery_number="8001234", invoice_number="INV-9999"),
        note(invoice_number="INV-1004", customer_number="C-18"),
        note(invoice_number="INV-1004", customer_name="Acme West Ltd"),
        note(invoice_number="INV-1004", customer_number="C-17", po_number="PO-99999"),
        note(delivery_number="8001239", customer_number="C-17"),
        note(delivery_number="8001239", customer_number="C-17", po_number="PO-88123"),
        note(delivery_number="8OO1234", customer_name="Acme East Ltd"),
        note(po_number="PO-88123", customer_number="C-17"),
        note(invoice_number="INV-1004", delivery_number="8007777"),
        order(po_number="PO-88123"),
        order(po_number="PO-88128", customer_number="C-17"),
    ],
)
def test_one_key_or_a_contradiction_goes_to_review(item: Paper) -> None:
    decision = decided(item, BOOKS)
    assert decision.status is Status.REVIEW, decision.reason
    assert decision.candidates


def test_a_name_alone_never_files_nor_finds() -> None:
    decision = decided(note(customer_name="Acme East Ltd", customer_number="C-17"), BOOKS)
    assert decision.status is Status.REVIEW
    assert decision.candidates == ()


def test_reasons_name_the_keys() -> None:
    filed = decided(note(invoice_number="INV-1004", customer_number="C-17"), BOOKS)
    assert filed.reason == "Invoice number INV-1004 and customer number C-17 agree."
    torn = decided(note(delivery_number="8001234", customer_name="Acme West Ltd"), BOOKS)
    assert torn.reason == (
        "Delivery number 8001234 fits INV-1004, but the page says customer "
        '"Acme West Ltd" and the ledger "Acme East Ltd": choose the invoice.'
    )


def test_names_as_close_as_each_other_confirm_nothing() -> None:
    twins = (customer("C-1", "Acme Ltd"), customer("C-2", "Acme GmbH"))
    papers = note(invoice_number="INV-1004", customer_name="Acme")
    assert decided(papers, ledger(twins, replace(ONE, customer_number="C-1"))).status is Status.REVIEW


def test_a_neighbour_of_the_same_customer_wants_a_further_number() -> None:
    sequence = books(ONE, invoice("INV-1005", "C-17", "PO-88123", "8009876"))
    assert decided(note(invoice_number="INV-1004", customer_number="C-17"), sequence).status is Status.REVIEW
    same_order = note(invoice_number="INV-1004", customer_number="C-17", po_number="PO-88123")
    assert decided(same_order, sequence).status is Status.REVIEW
    settled = decided(note(invoice_number="INV-1004", delivery_number="8001234"), sequence)
    assert (settled.status, chosen(settled)) == (Status.FILED, ["INV-1004"])


def test_short_numbers_have_neighbours_too() -> None:
    sequence = books(invoice("4711", "C-17"), invoice("4712", "C-17"))
    assert decided(note(invoice_number="4711", customer_number="C-17"), sequence).status is Status.REVIEW


def test_a_barcode_cannot_be_a_misread_neighbour() -> None:
    sequence = books(ONE, invoice("INV-1005", "C-17", "", "8009876"))
    item = paper(POD, "", {INV: "INV-1004", NUMBER: "C-17"}, codes=["INV-1004"])
    assert decided(item, sequence).status is Status.FILED


def test_a_barcode_and_the_print_beside_it_are_two_keys() -> None:
    item = paper(POD, "", {INV: "INV-1004"}, codes=["INV-1004"])
    assert decided(item, BOOKS).status is Status.FILED
    assert decided(paper(POD, "", codes=["INV-1004"]), BOOKS).status is Status.REVIEW


def test_an_order_is_filed_under_all_its_invoices() -> None:
    blanket = [invoice(f"INV-{n}", "C-17", "PO-88123", f"80{n}") for n in (1100, 2200, 3300)]
    decision = decided(order(po_number="PO-88123", customer_number="C-17"), books(*blanket))
    assert decision.status is Status.FILED
    assert sorted(chosen(decision)) == ["INV-1100", "INV-2200", "INV-3300"]
    assert decision.reason == "PO number PO-88123 and customer number C-17 agree for 3 invoices."


def test_an_order_number_of_two_customers_is_filed_for_the_right_one() -> None:
    both = books(ONE, replace(OTHER, po_number="PO-88123"))
    decision = decided(order(po_number="PO-88123", customer_number="C-18"), both)
    assert chosen(decision) == ["INV-2277"]
    assert decision.status is Status.FILED


def test_an_order_number_that_is_somebody_elses_invoice_number_misleads_nobody() -> None:
    trap = books(ONE, replace(OTHER, po_number="INV-1004"))
    decision = decided(order(po_number="INV-1004", customer_number="C-18"), trap)
    assert (decision.status, chosen(decision)) == (Status.FILED, ["INV-2277"])
    mixed = decided(note(po_number="INV-1004", customer_name="Acme West Ltd"), trap)
    assert mixed.status is not Status.FILED


def test_a_delivery_is_never_filed_on_a_recurring_order() -> None:
    blanket = books(ONE, invoice("INV-3300", "C-17", "PO-88123", "8004444"))
    assert decided(note(po_number="PO-88123", customer_number="C-17"), blanket).status is Status.REVIEW


def test_a_delivery_without_numbers_is_filed_on_an_order_with_one_invoice_dated_right() -> None:
    def dated(day: date) -> Status:
        item = note(po_number="PO-88123", customer_number="C-17", document_date=day.isoformat())
        return decided(item, BOOKS).status

    assert dated(DAY - timedelta(days=2)) is Status.FILED
    assert dated(DAY + timedelta(days=15)) is Status.REVIEW
    assert dated(DAY - timedelta(days=61)) is Status.REVIEW
    for text in ("Ref 8007777", "Ref 8009999"):
        shown = note(po_number="PO-88123", customer_number="C-17", document_date=DAY.isoformat(), text=text)
        assert decided(shown, BOOKS).status is Status.REVIEW, text


def test_two_invoices_on_one_delivery_are_both_filed() -> None:
    two = books(ONE, invoice("INV-2200", "C-17", "PO-5", "8005555"))
    item = note(invoice_number=["INV-1004", "INV-2200"], customer_number="C-17")
    decision = decided(item, two)
    assert decision.status is Status.FILED
    assert sorted(chosen(decision)) == ["INV-1004", "INV-2200"]


def test_three_papers_may_prove_one_invoice() -> None:
    for number in ("8001234", "8001234", "8001234"):
        item = note(delivery_number=number, customer_number="C-17")
        assert chosen(decided(item, BOOKS)) == ["INV-1004"]


def test_an_invoice_that_comes_later_is_waited_for() -> None:
    item = note(delivery_number="8055555", po_number="PO-400", customer_number="C-17")
    waits = decided(item, BOOKS)
    assert waits.status is Status.PARKED
    assert waits.candidates == ()
    assert "8055555" in waits.reason
    later = books(ONE, OTHER, invoice("INV-5000", "C-17", "PO-400", "8055555"))
    assert chosen(decided(item, later)) == ["INV-5000"]


def test_a_later_delivery_of_a_standing_order_is_waited_for() -> None:
    item = note(delivery_number="8055555", po_number="PO-88123", customer_number="C-17")
    assert decided(item, BOOKS).status is Status.PARKED


def test_a_neighbour_that_another_number_contradicts_does_not_keep_a_paper_from_waiting() -> None:
    item = note(delivery_number="8001235", po_number="PO-400", customer_number="C-18")
    assert decided(item, BOOKS).status is Status.PARKED
    assert decided(note(delivery_number="8001235"), BOOKS).status is Status.REVIEW


@pytest.mark.parametrize("number", ["PO-88123", "PO-88128"])
def test_an_order_number_that_the_ledger_has_under_another_name_is_shown_and_not_parked(number: str) -> None:
    decision = decided(order(po_number=number, customer_name="Birch Foods"), BOOKS)
    assert (decision.status, decision.chosen) == (Status.REVIEW, ())
    assert [one.invoice.number for one in decision.candidates] == ["INV-1004"]
    assert 'the page says customer "Birch Foods" and the ledger "Acme East Ltd"' in decision.reason


def test_only_numbers_that_the_ledger_lacks_are_said_to_fit_nothing() -> None:
    decision = decided(note(delivery_number="8055555", po_number="PO-88123"), BOOKS)
    assert decision.status is Status.PARKED
    assert decision.reason.startswith("Delivery number 8055555 fits no invoice")
    assert "PO-88123" not in decision.reason


def test_a_closed_invoice_receives_its_paper_and_a_void_one_never() -> None:
    item = note(invoice_number="INV-1004", customer_number="C-17")
    for status in InvoiceStatus:
        decision = decided(item, books(replace(ONE, status=status)))
        wanted = Status.REVIEW if status is InvoiceStatus.VOID else Status.FILED
        assert decision.status is wanted, status
    assert decision.chosen == ()


def test_an_order_skips_its_void_invoice() -> None:
    void = replace(invoice("INV-3300", "C-17", "PO-88123"), status=InvoiceStatus.VOID)
    decision = decided(order(po_number="PO-88123", customer_number="C-17"), books(ONE, void))
    assert (decision.status, chosen(decision)) == (Status.FILED, ["INV-1004"])


def test_an_impossible_date_blocks_unless_its_other_reading_fits() -> None:
    item = note(invoice_number="INV-1004", customer_number="C-17", document_date="2026-10-03")
    assert decided(item, BOOKS).status is Status.REVIEW
    value = item.reading.fields[DATED][0]
    either = {**item.reading.fields, DATED: (replace(value, alternatives=("2026-03-10",)),)}
    both = Paper(item.page, replace(item.reading, fields=either))
    assert decided(both, BOOKS).status is Status.FILED


def test_a_paper_without_any_number_goes_to_review() -> None:
    decision = decided(note(text="Thank you for your business"), BOOKS)
    assert decision.status is Status.REVIEW
    assert decision.candidates == ()


def test_a_paper_called_an_order_that_shows_a_delivery_number_is_judged_as_a_delivery() -> None:
    blanket = books(ONE, invoice("INV-3300", "C-17", "PO-88123", "8004444"))
    item = order(po_number="PO-88123", customer_number="C-17", delivery_number="8001234")
    assert chosen(decided(item, blanket)) == ["INV-1004"]


def test_the_same_invoice_number_at_two_customers_needs_the_customer() -> None:
    both = books(ONE, replace(OTHER, number="INV-1004"))
    assert decided(note(invoice_number="INV-1004"), both).status is Status.REVIEW
    settled = decided(note(invoice_number="INV-1004", customer_number="C-18"), both)
    assert settled.chosen == (("C-18", "INV-1004"),)
    assert settled.status is Status.FILED


def test_leading_zeros_and_a_prefix_may_be_lost_in_print() -> None:
    sap = books(invoice("0090001234", "C-17"), invoice("INV-2026-004412", "C-18"))
    assert chosen(decided(note(invoice_number="90001234", customer_number="C-17"), sap)) == ["0090001234"]
    assert decided(note(invoice_number="4412", customer_number="C-18"), sap).status is Status.REVIEW


def test_more_candidates_than_five_are_filed_but_five_are_shown() -> None:
    many = books(*(invoice(f"INV-{n}", "C-17", "PO-88123") for n in range(1100, 9900, 1100)))
    decision = decided(order(po_number="PO-88123", customer_number="C-17"), many)
    assert len(decision.chosen) == 8
    assert len(decision.candidates) == 5
