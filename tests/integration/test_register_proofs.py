"""What filed proofs of delivery show is known by the invoices that they are filed under."""

from __future__ import annotations

from dataclasses import replace

from models.decision import Proof, Status
from models.reading import DocumentType, FieldName
from storage.register import Register
from tests.values.register_values import captured, decision_of, invoice_of, reading_of

ONE, OTHER, SAME = invoice_of("INV-1"), invoice_of("INV-2"), invoice_of("INV-1", customer="C-2")
FILED = decision_of(Status.FILED, ONE, OTHER)
NOTE = reading_of({FieldName.DELIVERY_NUMBER: "8001", FieldName.PO_NUMBER: "4711"})
COPY = reading_of({FieldName.INVOICE_NUMBER: "INV-1"})
KEYS = [ONE.key, OTHER.key, SAME.key, ("C-9", "none")]


def test_each_filed_proof_tells_its_delivery_and_invoice_numbers(register: Register) -> None:
    captured(register, "note.pdf", FILED, NOTE)
    captured(register, "copy.pdf", decision_of(Status.FILED, ONE), COPY)
    captured(register, "bare.pdf", decision_of(Status.FILED, SAME))
    note, copy = Proof(frozenset({"8001"})), Proof(invoices=frozenset({"INV-1"}))
    found = register.proofs("default", KEYS)
    assert {key: set(proofs) for key, proofs in found.items()} == {
        ONE.key: {note, copy},
        OTHER.key: {note},
        SAME.key: {Proof()},
    }


def test_orders_reviews_and_other_clients_prove_nothing(register: Register) -> None:
    captured(register, "order.pdf", FILED, replace(NOTE, type=DocumentType.PURCHASE_ORDER))
    captured(register, "review.pdf", decision_of(Status.REVIEW, ONE), NOTE)
    assert register.proofs("default", KEYS) == {}
    captured(register, "note.pdf", FILED, NOTE)
    assert register.proofs("somebody else", KEYS) == {}
    assert register.proofs("default", []) == {}
