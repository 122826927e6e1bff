"""Credit notes and returns take goods back: neither in the ledger nor on paper do they prove a delivery."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.decision import Status
from models.reading import DocumentType, FieldName
from pipeline.deciding.decide import decide
from tests.values.matching_cases import PO, POD, Paper, customer, decided, invoice, ledger, matched, paper

EAST = customer("C-17", "Acme East Ltd")
ONE = invoice("INV-1004", "C-17", "PO-88123", "8001234")
CREDIT = replace(invoice("CM-7001", "C-17", "PO-88123", "8001234"), amount=Decimal("-120.00"))
ORDER = paper(PO, "", {FieldName.PO_NUMBER: "PO-88123", FieldName.CUSTOMER_NUMBER: "C-17"})


def note(**fields: str) -> Paper:
    return paper(POD, "", {FieldName(name): value for name, value in fields.items()})


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="CM-7001", customer_number="C-17"),
        note(invoice_number="CM-7001", delivery_number="8001234", customer_name="Acme East Ltd"),
        ORDER,
    ],
)
def test_a_credit_note_never_receives_a_paper(item: Paper) -> None:
    books = ledger([EAST], CREDIT)
    decision = decided(item, books)
    assert (decision.status, decision.chosen) == (Status.REVIEW, ())
    assert "CM-7001 is a credit note" in decision.reason
    assert decide(matched(item, books), 0.0).status is Status.REVIEW


@pytest.mark.parametrize("item", [note(delivery_number="8001234", customer_number="C-17"), ORDER])
def test_a_credit_note_with_the_numbers_of_its_invoice_takes_nothing_away_from_it(item: Paper) -> None:
    decision = decided(item, ledger([EAST], ONE, CREDIT))
    assert (decision.status, decision.chosen) == (Status.FILED, (ONE.key,)), decision.reason


def test_an_invoice_of_nothing_is_no_credit_note() -> None:
    free = replace(ONE, amount=Decimal("0.00"))
    assert decided(ORDER, ledger([EAST], free)).chosen == (free.key,)


@pytest.mark.parametrize("kind", ["credit_note", "return"])
def test_a_credit_or_return_on_paper_is_left_to_a_person(kind: str) -> None:
    item = paper(DocumentType.OTHER, "", {FieldName.INVOICE_NUMBER: "INV-1004"}, codes=["INV-1004"])
    decision = decided(Paper(item.page, replace(item.reading, kind=kind)), ledger([EAST], ONE))
    assert (decision.status, decision.chosen) == (Status.REVIEW, ())
    assert kind.replace("_", " ") in decision.reason
