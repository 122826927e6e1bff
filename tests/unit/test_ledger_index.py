"""The ledger is asked by number and role."""

from __future__ import annotations

from models.decision import Agreement, Key
from pipeline.ledger_index import build
from tests.matching_cases import customer, invoice, ledger

ACME = customer("C-17", "Acme East Ltd")
BOOKS = ledger(
    [ACME, customer("C-18", "Birch Foods")],
    invoice("INV-1004", "C-17", "PO-881", "80012"),
    invoice("INV-1005", "C-17", "PO-881", "80013"),
    invoice("INV-1004", "C-18", "77-1", ""),
)


def test_a_number_is_found_in_its_role_only() -> None:
    index = build(BOOKS)
    assert [known.number for known in index.find(Key.PO_NUMBER, "po 881", edits=True)] == ["PO-881"]
    assert index.find(Key.DELIVERY_NUMBER, "PO-881", edits=True) == ()


def test_one_edit_is_looked_for_only_when_asked() -> None:
    index = build(BOOKS)
    assert index.find(Key.INVOICE_NUMBER, "INV-1009", edits=False) == ()
    found = index.find(Key.INVOICE_NUMBER, "INV-1009", edits=True)
    assert {(known.number, known.agreement) for known in found} == {
        ("INV-1004", Agreement.EDITED),
        ("INV-1005", Agreement.EDITED),
    }


def test_one_number_may_belong_to_several_invoices() -> None:
    index = build(BOOKS)
    assert [owner.key for owner in index.owners(Key.INVOICE_NUMBER, "INV-1004")] == [
        ("C-17", "INV-1004"),
        ("C-18", "INV-1004"),
    ]
    assert len(index.owners(Key.PO_NUMBER, "PO-881")) == 2


def test_neighbours_of_a_number_are_found_however_short() -> None:
    near = build(BOOKS).invoices_near(Key.DELIVERY_NUMBER, "80012")
    assert [other.number for other in near] == ["INV-1005"]


def test_an_empty_number_is_nobodys() -> None:
    assert build(BOOKS).owners(Key.DELIVERY_NUMBER, "") == ()


def test_a_customer_without_invoices_is_known() -> None:
    index = build(ledger([ACME]))
    assert [known.number for known in index.find(Key.CUSTOMER_NUMBER, "C-17", edits=False)] == ["C-17"]
