"""Papers that look right at first sight and are not: mere mentions, strangers' numbers, returns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.decision import Decision, Status
from models.ledger import Invoice
from models.reading import DocumentType, FieldName, Reading
from pipeline.matching.cancellations import undoing_title
from tests.values.matching_cases import (
    PO,
    POD,
    Paper,
    chosen,
    customer,
    decided,
    invoice,
    ledger,
    page,
    paper,
)

PEOPLE = (
    customer("C-17", "Acme East Ltd"),
    customer("C-18", "Acme West Ltd"),
    customer("C-44", "Birch Foods"),
)
ONE = invoice("100234", "C-17", "PO-88123")
STRANGERS = invoice("100977", "C-18", "PO-71500", "8007777")
Texts = str | Sequence[str]


def note(*, text: str = "", **fields: Texts) -> Paper:
    return paper(POD, text, {FieldName(name): value for name, value in fields.items()})


def on(item: Paper, *invoices: Invoice) -> Decision:
    return decided(item, ledger(PEOPLE, *(invoices or (ONE, STRANGERS))))


@pytest.mark.parametrize(
    "item",
    [
        note(customer_number="C-17", text="100234 | Hose coupling 3/4 inch | 12"),
        note(customer_name="Acme East Ltd", text="100234 | Hose coupling 3/4 inch | 12"),
        note(customer_number="C-17", delivery_number="LS-99123", text="100234 | Hose coupling | 12"),
        note(text="Ref 100234 and PO-88123"),
    ],
)
def test_a_number_without_a_label_needs_a_labelled_one_of_the_same_invoice(item: Paper) -> None:
    decision = on(item)
    assert decision.status is Status.REVIEW
    assert "stands on the page without a label" in decision.reason


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Replaces goods sent with our invoice 100234 - no charge", Status.REVIEW),
        ("Invoice 100234 is replaced by this delivery", Status.REVIEW),
        ("Invoice no: 100234 Date: 11/03/2026 Your order no: PO-88123", Status.FILED),
        ("Acme East Ltd Invoice 100234", Status.FILED),
    ],
)
def test_a_label_within_a_sentence_only_mentions_its_number(line: str, status: Status) -> None:
    decision = on(note(customer_number="C-17", invoice_number="100234", text=line))
    assert decision.status is status, decision.reason


def test_a_number_without_a_label_counts_beside_the_labelled_order_number() -> None:
    assert chosen(on(note(po_number="PO-88123", text="Our ref 100234"))) == ["100234"]


def test_a_labelled_number_must_be_explained_where_the_books_keep_such_numbers() -> None:
    own = note(invoice_number="100234", customer_number="C-17", delivery_number="LS-99123")
    keeping = invoice("100240", "C-17", "PO-88140", "LS-10001")
    decision = on(own, ONE, STRANGERS, keeping)
    assert decision.status is Status.REVIEW
    assert "LS-99123" in decision.reason


def test_a_number_that_the_books_never_keep_does_not_speak_against_a_printed_invoice_number() -> None:
    own = note(invoice_number="100234", customer_number="C-17", delivery_number="LS-99123")
    assert on(own).status is Status.FILED
    assert on(note(po_number="PO-88123", customer_number="C-17", delivery_number="LS-99123")).status is not (
        Status.FILED
    )


def test_nothing_is_proposed_for_a_paper_that_is_neither_order_nor_delivery() -> None:
    letter = paper(
        DocumentType.OTHER, "", {FieldName.INVOICE_NUMBER: "100234", FieldName.CUSTOMER_NUMBER: "C-17"}
    )
    decision = on(letter)
    assert decision.candidates
    assert chosen(decision) == []


def test_a_printed_number_that_finds_nothing_holds_the_others_back() -> None:
    decision = on(note(invoice_number=["100234", "100876"], customer_number="C-17"))
    assert (decision.status, chosen(decision)) == (Status.REVIEW, ["100234"])
    assert "100876" in decision.reason


def test_an_unlabelled_number_of_another_invoice_of_the_customer_raises_a_doubt() -> None:
    item = note(invoice_number="100234", customer_number="C-17", text="100234\n100777")
    decision = on(item, ONE, invoice("100777", "C-17", "PO-5", "8005555"))
    assert decision.status is Status.REVIEW
    assert "100777" in decision.reason


def test_one_number_may_stand_on_the_page_in_two_roles() -> None:
    item = note(invoice_number="100234", delivery_number="100234", customer_number="C-17")
    assert on(item).status is Status.FILED


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="100234", customer_number="C-17", delivery_number="8007777"),
        note(invoice_number="100234", customer_number="C-17", po_number=("PO-88123", "PO-71500")),
        note(invoice_number="100234", customer_number=("C-17", "C-18")),
        paper(PO, "", {FieldName.PO_NUMBER: "PO-88123", FieldName.CUSTOMER_NUMBER: ("C-17", "C-18")}),
    ],
)
def test_a_labelled_number_of_another_customer_goes_to_review(item: Paper) -> None:
    decision = on(item)
    assert decision.status is Status.REVIEW
    assert "which is customer C-18's" in decision.reason


def test_other_papers_always_go_to_review() -> None:
    for number in ("100234", "INV-7777"):
        fields = {FieldName.INVOICE_NUMBER: number, FieldName.CUSTOMER_NUMBER: "C-17"}
        assert on(paper(DocumentType.OTHER, "", fields)).status is Status.REVIEW


@pytest.mark.parametrize(
    ("kind", "said"), [("unknown", ":"), ("", ":"), ("invoice", " (it looks like an invoice):")]
)
def test_the_reason_names_the_kind_of_a_strange_paper_where_it_is_known(kind: str, said: str) -> None:
    plain = paper(DocumentType.OTHER)
    named = Paper(plain.page, Reading((1,), DocumentType.OTHER, kind, 0.9))
    assert f"neither an order nor a proof of delivery{said}" in on(named).reason


@pytest.mark.parametrize(
    "title",
    [
        "CREDIT NOTE",
        "CREDIT ADVICE",
        "Gutschrift Nr. 55123",
        "Goods return note no 7",
        "Avoir n° 12",
        "RETURN DELIVERY NOTE",
        "RETURNED GOODS DELIVERY NOTE",
        "GOODS RETURN",
        "REVERSE DELIVERY NOTE",
        "SUPPLIER RETURN - DELIVERY NOTE",
        "RETURN TO VENDOR",
        "RÜCKLIEFERUNG LIEFERSCHEIN",
        "Rueckgabeschein",
        "STORNO Lieferschein 4711",
        "PURCHASE ORDER CANCELLATION",
        "CANCELLED PURCHASE ORDER",
        "PRO-FORMA DELIVERY NOTE",
        "Proformarechnung",
        "DDT di reso",
        "NOTA DE DEVOLUCIÓN",
        "Brightwater Supplies Ltd | RETURN DELIVERY NOTE",
    ],
)
def test_a_return_credit_or_cancellation_is_never_filed(title: str) -> None:
    decision = on(note(invoice_number="100234", customer_number="C-17", text=title))
    assert decision.status is Status.REVIEW
    assert "is headed" in decision.reason


@pytest.mark.parametrize(
    "line",
    [
        "We issue a credit note only for goods returned within 3 days",
        "Goods return policy: see our web site",
        "Return address: 17 Mill Lane",
        "Please return the signed copy",
        "No returns without authorisation",
        "7. Returns and cancellations",
        "Empties returned: 4",
        "Cancel date: 04/12/2026",
        "Reverse charge: VAT to be paid by the receiver",
        "Ordered | Delivered | Returned",
        "returns@brightwater.example",
    ],
)
def test_such_words_in_sentences_labels_and_columns_block_nothing(line: str) -> None:
    decision = on(note(invoice_number="100234", customer_number="C-17", text=line))
    assert decision.status is Status.FILED, decision.reason


def test_small_print_low_on_the_page_is_no_heading() -> None:
    filler = "goods of the usual kind\n" * 30
    assert undoing_title([page(f"{filler}Returns and refunds")]) == ""
    assert undoing_title([page(f"Returns and refunds\n{filler}")]) == "Returns and refunds"
