"""A probability may stand in for the second key, never for a contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.decision import Cause, Route, Status
from models.ledger import InvoiceStatus
from models.reading import DocumentType, FieldName
from pipeline.deciding.decide import decide
from tests.values.matching_cases import PO, POD, Paper, customer, decided, invoice, ledger, matched, paper

PEOPLE = (customer("C-17", "Acme East Ltd"), customer("C-18", "Acme West Ltd"))
ONE = invoice("INV-1004", "C-17", "PO-88123", "8001234")
OTHER = invoice("INV-2277", "C-18", "PO-71500", "8007777")
BOOKS = ledger(PEOPLE, ONE, OTHER)


def note(text: str = "", **fields: str) -> Paper:
    return paper(POD, text, {FieldName(name): value for name, value in fields.items()})


BARE = note(invoice_number="INV-1004")


def test_a_paper_with_one_key_waits_and_says_how_sure_its_proposal_is():
    decision = decided(BARE, BOOKS)
    assert (decision.status, decision.chosen) == (Status.REVIEW, (ONE.key,))
    assert decision.standing.route is Route.DOUBTED
    assert decision.standing.probability == decision.candidates[0].confidence


def test_it_is_filed_from_the_limit_on_and_the_reason_tells_the_doubt():
    found = matched(BARE, BOOKS)
    sure = found.ranked[0].confidence
    assert decide(found, sure + 1e-6).status is Status.REVIEW
    filed = decide(found, sure)
    assert (filed.status, filed.chosen) == (Status.FILED, (ONE.key,))
    assert filed.standing.route is Route.DOUBTED
    assert "nothing else on the page confirms it" in filed.reason
    assert f"{sure:.4f}" in filed.reason


def test_two_keys_ask_for_no_probability():
    decision = decided(note(invoice_number="INV-1004", customer_number="C-17"), BOOKS)
    assert decision.standing.route is Route.TWO_KEYS


def test_where_such_filings_were_found_wrong_more_keys_must_agree():
    found = matched(note(invoice_number="INV-1004", customer_number="C-17"), BOOKS)
    asked = decide(found, keys=3)
    assert (asked.status, asked.cause, asked.chosen) == (Status.REVIEW, Cause.UNCONFIRMED, (ONE.key,))
    assert asked.standing.route is Route.TWO_KEYS
    more = matched(note(invoice_number="INV-1004", customer_number="C-17", delivery_number="8001234"), BOOKS)
    assert [decide(more, keys=keys).status for keys in (3, 4)] == [Status.FILED, Status.REVIEW]


@pytest.mark.parametrize(
    "item",
    [
        note(invoice_number="INV-1004", customer_number="C-18"),
        note(invoice_number="INV-1004", po_number="PO-99999"),
        note(invoice_number="INV-1004", customer_name="Acme West Ltd"),
        note(invoice_number="INV-1004", delivery_number="8007777"),
        note(invoice_number="INV-1004", document_date="2019-01-05"),
        note("CREDIT NOTE", invoice_number="INV-1004"),
        paper(DocumentType.OTHER, "", {FieldName.INVOICE_NUMBER: "INV-1004"}),
        paper(PO, "", {FieldName.PO_NUMBER: "PO-88123", FieldName.CUSTOMER_NUMBER: "C-18"}),
    ],
)
def test_no_probability_outweighs_a_contradiction(item: Paper):
    decision = decide(matched(item, BOOKS), 0.0)
    assert decision.status is not Status.FILED
    assert decision.standing is None


def test_nothing_is_ever_filed_under_a_void_invoice():
    void = ledger(PEOPLE, replace(ONE, status=InvoiceStatus.VOID))
    assert decide(matched(BARE, void), 0.0).status is Status.REVIEW


def test_what_has_no_invoice_has_no_standing():
    assert decided(note(invoice_number="INV-9999"), BOOKS).standing is None
