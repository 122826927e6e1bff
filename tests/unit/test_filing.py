"""Keys in the object storage are safe whatever a ledger's numbers hold."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from models.decision import Decision, Status
from models.record import DocumentRecord
from pipeline.filing import (
    decode_part,
    encode_part,
    original_key,
    pages_key,
    quarantine_key,
    shelf_key,
)
from tests.values.matching_cases import POD, invoice, paper

SHA = "ab" * 32
RECORD = DocumentRecord(
    "0123456789abcdef01234567",
    "default",
    "drop",
    "a.pdf",
    SHA,
    datetime(2027, 1, 1, tzinfo=UTC),
    paper(POD).reading,
    Decision(Status.FILED, ""),
)


@given(st.text())
@example("..")
@example("")
@example("~")
@example("\ud800")
def test_an_encoded_part_can_be_read_back_and_stays_one_part(text: str) -> None:
    part = encode_part(text)
    assert decode_part(part) == text
    assert part not in {"", ".", ".."}
    assert part.isascii()
    assert "/" not in part


@given(st.text(), st.text())
def test_different_parts_stay_different(one: str, other: str) -> None:
    assert (encode_part(one) == encode_part(other)) == (one == other)


def test_the_copy_for_people_lies_under_customer_year_of_the_invoice_and_invoice() -> None:
    assert shelf_key("default", RECORD, invoice("INV/1004", "C-17")) == (
        f"archive/default/customers/C-17/{date(2026, 3, 10).year}/INV%2F1004/"
        "proof_of_delivery-0123456789abcdef01234567.pdf"
    )


def test_a_number_cannot_climb_out_of_its_folder() -> None:
    key = shelf_key("default", RECORD, invoice("..", "../../x"))
    assert key.split("/")[:4] == ["archive", "default", "customers", "..%2F..%2Fx"]
    assert ".." not in key.split("/")


def test_keys_of_originals_pages_and_quarantine_are_apart_and_hold_the_hash() -> None:
    keys = {original_key("acme", SHA), pages_key("acme", SHA, "neural"), quarantine_key("acme", SHA)}
    assert len(keys) == 3
    assert all(SHA in key and "/acme/" in key for key in keys)
