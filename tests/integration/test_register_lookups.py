"""What is asked often goes by an index, also among millions of rows: nothing is scanned or sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from models.decision import Status
from models.reading import FieldName
from storage.register import Register, open_register
from storage.register.papers.documents import earlier_like
from tests.conftest import NewDatabase
from tests.doors.query_plans import plans, walks
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    captured,
    decision_of,
    invoice_of,
    ledger_of,
    reading_of,
    settings_in,
)

INVOICE = invoice_of("INV-1")


@pytest.fixture(scope="module")
def register(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register that streams in batches of two, with more than one batch of each kind."""
    home = tmp_path_factory.mktemp("home")
    with open_register(settings_in(home, new_database(home))) as opened:
        opened.load_ledger("default", ledger_of(INVOICE), NOW)
        parked = decision_of(Status.PARKED)
        for number in range(3):
            captured(opened, f"p{number}.pdf", parked, reading_of({FieldName.PO_NUMBER: "7"}))
            captured(opened, f"f{number}.pdf", decision_of(Status.FILED, INVOICE))
        yield Register(replace(opened.database, batch=2))


def alike(register: Register) -> object:
    with register.database.read() as connection:
        return earlier_like(connection, "default", {FieldName.PO_NUMBER: "8", FieldName.INVOICE_NUMBER: "8"})


QUESTIONS: dict[str, Callable[[Register], object]] = {
    "documents of one client": lambda register: list(register.documents("default")),
    "documents of all clients": lambda register: list(register.documents()),
    "drops": lambda register: list(register.drops()),
    "events": lambda register: list(register.events("default")),
    "events of a subject": lambda register: list(register.events("default", "x")),
    "waiting for an invoice": lambda register: list(register.waiting_for_invoice("default", 5)),
    "unshelved": lambda register: list(register.unshelved("default")),
    "copies for people": lambda register: list(register.copies("default")),
    "copies for people of all clients": lambda register: list(register.copies()),
    "an invoice": lambda register: register.invoice("default", INVOICE.key),
    "the ledger": lambda register: register.ledger("default"),
    "the number of the load": lambda register: register.load_number("default"),
    "a document": lambda register: register.document("default", "x"),
    "filed proofs": lambda register: register.proofs("default", [INVOICE.key]),
    "the newest proofs": lambda register: register.earlier.newest_proofs("default", 5),
    "settled drops": lambda register: register.settled_drops(["x", "y"]),
    "children": lambda register: register.children("x"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_often_asked_question_neither_scans_a_table_nor_sorts(register: Register, question: str) -> None:
    found = plans(register, QUESTIONS[question])
    assert found
    assert not [plan for plan in found if walks(plan)]


def test_documents_alike_are_found_by_the_values_of_their_fields(register: Register) -> None:
    assert any("ix_fields_client_name_value" in plan for plan in plans(register, alike))


def test_waiting_documents_are_found_without_walking_past_the_others(
    register: Register,
) -> None:
    assert "ix_documents_undecided" in "".join(plans(register, QUESTIONS["waiting for an invoice"]))
    assert "ix_links_unshelved" in "".join(plans(register, QUESTIONS["unshelved"]))


def test_a_claim_walks_past_no_finished_arrival(register: Register) -> None:
    register.note_arrivals([arrival_of("next.pdf")], NOW)
    found = plans(register, lambda opened: opened.claim("worker", NOW, LEASE))
    assert any("ix_arrivals_unfinished" in plan for plan in found)
    assert not [plan for plan in found if walks(plan)]


def test_the_newest_proofs_are_told_with_their_pages(register: Register) -> None:
    newest = register.earlier.newest_proofs("default", 2)
    assert len(newest) == 4
    assert {proof.pages for proof in newest} == {(1,)}
    assert {proof.sha256 for proof in newest} <= {drop.sha256 for drop in register.drops("default")}
