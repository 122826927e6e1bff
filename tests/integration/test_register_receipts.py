"""Receipts in the register: found by grade and status, counted, and none for what older versions read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from models.decision import Status
from models.errors import WrongUse
from models.reading import Acceptance, AcceptanceStatus, FieldName, Grade, Reading
from models.record import DocumentRecord
from models.settings import Settings
from storage.register import Register, open_register
from tests.values.register_values import (
    NOW,
    capture,
    captured,
    decision_of,
    drop_of,
    invoice_of,
    reading_of,
    record_of,
)

S, G = AcceptanceStatus, Grade
CLEAN = Acceptance(S.SIGNED_CLEAN, G.A, "Signed.")
CLAUSED = Acceptance(S.SIGNED_CLAUSED, G.C, "Signed; short.")
UNSIGNED = Acceptance(S.UNSIGNED, G.D, "Not signed.")
DOUBTED = Acceptance(S.UNSIGNED, G.D, "Not signed; look.", unsure=True)


def judged(acceptance: Acceptance | None, text: str = "", name: str = "") -> Reading:
    fields = {FieldName.PRINTED_NAME: name} if name else {}
    return replace(reading_of(fields, text=text), acceptance=acceptance)


@pytest.fixture
def papers(register: Register) -> dict[str, DocumentRecord]:
    found = {"clean": CLEAN, "claused": CLAUSED, "unsigned": UNSIGNED, "doubted": DOUBTED, "old": None}
    records = {
        name: captured(register, f"{name}.pdf", decision_of(Status.PARKED), judged(acceptance, "pallet"))
        for name, acceptance in found.items()
    }
    other = captured(register, "other.pdf", decision_of(Status.PARKED), judged(UNSIGNED, "carton"))
    return records | {"other": other}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("grade:D", {"unsigned", "doubted", "other"}),
        ("grade:d pallet", {"unsigned", "doubted"}),
        ("carton grade:D", {"other"}),
        ("grade:A,C", {"clean", "claused"}),
        ("grade:A grade:C", {"clean", "claused"}),
        ("grade:B", set()),
        ("receipt:unsigned", {"unsigned", "doubted", "other"}),
        ("receipt:signed-clean", {"clean"}),
        ("receipt:SIGNED", {"clean", "claused"}),
        ("receipt:unsure", {"doubted"}),
        ("receipt:unsigned receipt:unsure", {"unsigned", "doubted", "other"}),
        ("grade:D receipt:signed", set()),
        ("pallet", {"clean", "claused", "unsigned", "doubted", "old"}),
        ("clean.pdf grade:D", set()),
        ("clean.pdf grade:A", {"clean"}),
    ],
)
def test_a_query_is_narrowed_by_grade_and_receipt(
    register: Register, papers: dict[str, DocumentRecord], query: str, found: set[str]
) -> None:
    names = {record.id: name for name, record in papers.items()}
    assert {names[record.id] for record in register.search("default", query)} == found


@pytest.mark.parametrize("query", ["grade:D", "receipt:unsigned", "grade:D pallet"])
def test_another_clients_receipts_are_never_found(
    register: Register, papers: dict[str, DocumentRecord], query: str
) -> None:
    assert register.search("acme", query) == ()


@pytest.mark.parametrize(
    ("query", "told"), [("grade:E", "use A, B, C, D"), ("receipt:paid", "unsigned, .*signed or unsure")]
)
def test_a_grade_or_receipt_that_there_is_not_is_refused(register: Register, query: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        register.search("default", query)


@pytest.mark.parametrize("query", ["grade:", "receipt: 4711", "re:grade", "upgrade:D"])
def test_words_that_only_look_like_it_narrow_nothing(register: Register, query: str) -> None:
    register.search("default", query)


@pytest.mark.parametrize("query", ["Jane Smith", "jane", "smith", "smith grade:A"])
def test_a_receipt_is_found_by_the_name_of_who_signed(register: Register, query: str) -> None:
    text = "Print name: Jane Smith"
    signed = captured(register, "a.pdf", decision_of(Status.PARKED), judged(CLEAN, text, "Jane Smith"))
    captured(register, "b.pdf", decision_of(Status.PARKED), judged(CLEAN, "Print name: Bo Lee", "Bo Lee"))
    assert register.search("default", query) == (signed,)


def test_a_time_of_day_is_no_number_to_find_a_paper_by(register: Register) -> None:
    timed = reading_of({FieldName.RECEIVED_TIME: "14:35"})
    captured(register, "timed.pdf", decision_of(Status.PARKED), timed)
    numbered = captured(
        register, "a.pdf", decision_of(Status.PARKED), reading_of({FieldName.PO_NUMBER: "1435"})
    )
    assert register.search("default", "1435") == (numbered,)


def test_receipts_are_counted_by_grade_and_status(
    register: Register, papers: dict[str, DocumentRecord]
) -> None:
    again = replace(decision_of(Status.DUPLICATE), duplicate_of=papers["clean"].id)
    captured(register, "again.pdf", again, judged(CLEAN))
    drop = drop_of("theirs.pdf", client="acme")
    capture(register, record_of(drop, decision_of(Status.PARKED), judged(CLEAN)), drop)
    found = register.receipts("default")
    assert found.by_grade == {G.A: 1, G.B: 0, G.C: 1, G.D: 3}
    assert found.by_status == {S.SIGNED_CLEAN: 1, S.SIGNED_CLAUSED: 1, S.UNSIGNED: 3}
    assert (found.unsure, found.total) == (1, 5)


def test_a_new_decision_brings_the_receipt_that_was_read_with_it(register_settings: Settings) -> None:
    with open_register(register_settings) as register:
        parked = captured(register, "a.pdf", decision_of(Status.PARKED), judged(None))
        filed = record_of(drop_of("a.pdf"), decision_of(Status.FILED, invoice_of("INV-1")), judged(UNSIGNED))
        assert register.redecide(filed, 1, NOW)
        assert register.search("default", "grade:D") == (filed,)
        assert parked.reading.acceptance is None


def test_what_an_older_version_read_has_no_receipt_and_is_read_as_before(register: Register) -> None:
    record = captured(register, "a.pdf", decision_of(Status.PARKED), judged(CLEAN))
    with register.database.write() as connection:
        stored = connection.exec_driver_sql("SELECT reading FROM documents").scalar_one()
        reading = json.loads(stored) if isinstance(stored, str) else stored
        del reading["acceptance"]
        written = sa.text("UPDATE documents SET reading = :reading, acceptance_grade = NULL")
        connection.execute(written, {"reading": json.dumps(reading)})
    old = replace(record, reading=replace(record.reading, acceptance=None))
    assert register.document("default", record.id) == old
    assert register.receipts("default").total == 0
