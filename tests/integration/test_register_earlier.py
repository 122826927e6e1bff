"""Earlier signatures of a customer: only of documents that count, of the same client, type and customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from models.decision import Route, Standing, Status
from models.paper import Role, SignatureRegion
from models.reading import DocumentType, FieldName, Reading
from models.record import DocumentRecord
from storage.register import EarlierSignature, EarlierSignatures, Register
from tests.values.register_values import (
    BOX,
    NOW,
    capture,
    decision_of,
    drop_of,
    invoice_of,
    later,
    reading_of,
    record_of,
)

LIMIT = 10
SURE = Standing(Route.TWO_KEYS, 0.9999)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What differs between one receipt and another."""

    status: Status = Status.FILED
    customer: str = "C-1"
    client: str = "default"
    came: float = 0.0
    """Seconds after the first."""
    reading: Reading | None = None


def signed(*shapes: str, role: Role = Role.CUSTOMER) -> Reading:
    regions = tuple(
        SignatureRegion(role, 1, BOX, present=bool(s), confidence=0.9, label="", likeness=s) for s in shapes
    )
    fields = {FieldName.PRINTED_NAME: "J. OKAFOR", FieldName.RECEIVED_DATE: "2026-02-27"}
    return replace(reading_of(fields), signatures=regions)


def kept(register: Register, name: str, paper: Paper = Paper()) -> DocumentRecord:
    drop = replace(drop_of(name, paper.client), received_at=later(paper.came))
    decision = replace(decision_of(paper.status, invoice_of(f"INV-{name}", paper.customer)), standing=SURE)
    return capture(register, record_of(drop, decision, paper.reading or signed("01aa")), drop)


def found(register: Register, record: DocumentRecord, customers: Sequence[str] = ("C-1",)) -> list[str]:
    return [one.source for one in EarlierSignatures(register.database).earlier(record, customers, LIMIT)]


def test_an_earlier_signature_comes_with_name_date_and_place(register: Register) -> None:
    first = kept(register, "a.pdf", Paper(reading=signed("", "01ab")))
    now = kept(register, "b.pdf", Paper(came=9))
    (receipt,) = EarlierSignatures(register.database).earlier(now, ["C-1"], LIMIT)
    region = first.reading.signatures[1]
    assert receipt == EarlierSignature(first.id, "a.pdf", NOW, 1, region, "J. OKAFOR", "2026-02-27")


def test_a_receipt_without_name_and_date_is_one_too(register: Register) -> None:
    bare = replace(signed("01ab"), fields={})
    kept(register, "a.pdf", Paper(reading=bare))
    (receipt,) = EarlierSignatures(register.database).earlier(kept(register, "b.pdf"), ["C-1"], LIMIT)
    assert (receipt.printed_name, receipt.received_date) == ("", "")


def test_the_newest_come_first_and_no_more_than_asked_for(register: Register) -> None:
    for number in range(5):
        kept(register, f"{number}.pdf", Paper(came=number))
    now = kept(register, "now.pdf", Paper(came=9))
    assert found(register, now) == ["4.pdf", "3.pdf", "2.pdf", "1.pdf", "0.pdf"]
    assert [one.source for one in EarlierSignatures(register.database).earlier(now, ["C-1"], 2)] == [
        "4.pdf",
        "3.pdf",
    ]


def test_what_came_later_and_the_document_itself_are_no_references(register: Register) -> None:
    first, second = kept(register, "a.pdf"), kept(register, "b.pdf", Paper(came=5))
    assert found(register, first) == []
    assert found(register, second) == ["a.pdf"]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.FILED])
def test_only_what_is_filed_counts(register: Register, status: Status) -> None:
    kept(register, "a.pdf", Paper(status=status))
    assert found(register, kept(register, "b.pdf")) == []


@pytest.mark.parametrize(
    "other",
    [
        Paper(customer="C-2"),
        Paper(client="acme"),
        Paper(reading=replace(signed("01aa"), type=DocumentType.PURCHASE_ORDER)),
        Paper(reading=signed("01aa", role=Role.DRIVER)),
        Paper(reading=signed("01aa", role=Role.SHIPPER)),
        Paper(reading=signed("")),
    ],
    ids=["another customer's", "another client's", "an order's", "a driver's", "a shipper's", "unsigned"],
)
def test_only_the_same_customers_receipts_are_comparable(register: Register, other: Paper) -> None:
    kept(register, "a.pdf", other)
    assert found(register, kept(register, "b.pdf")) == []


def test_several_customers_may_be_asked_for_and_none(register: Register) -> None:
    kept(register, "a.pdf", Paper(customer="C-2"))
    now = kept(register, "b.pdf")
    assert found(register, now, ["C-1", "C-2"]) == ["a.pdf"]
    assert found(register, now, []) == []


def test_a_filing_found_wrong_counts_no_more_until_that_is_corrected(register: Register) -> None:
    first, now = kept(register, "a.pdf"), kept(register, "b.pdf")
    for seconds, right in ((1, False), (2, True), (3, False)):
        register.outcomes.note((first.client, first.id), later(seconds), lambda *_: None, right=right)
        assert found(register, now) == (["a.pdf"] if right else [])


def test_a_review_that_a_person_found_right_counts(register: Register) -> None:
    held, now = kept(register, "a.pdf", Paper(status=Status.REVIEW)), kept(register, "b.pdf")
    register.outcomes.note((held.client, held.id), later(1), lambda *_: None, right=True)
    assert found(register, now) == ["a.pdf"]


def test_a_document_filed_later_becomes_a_reference_once(register: Register) -> None:
    parked, now = kept(register, "a.pdf", Paper(status=Status.PARKED)), kept(register, "b.pdf")
    filed = replace(parked, decision=decision_of(Status.FILED, invoice_of("INV-1")))
    assert register.redecide(filed, 1, later(5))
    assert found(register, now) == found(register, now) == ["a.pdf"]
