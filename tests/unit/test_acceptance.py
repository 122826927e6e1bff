"""What a receipt is worth: each status with its grade, the sentence that says why, and what never helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.paper import Box, Ink, Manner, Page, PageKind, Role, Word
from models.reading import (
    Acceptance,
    AcceptanceStatus,
    DocumentType,
    FieldName,
    Grade,
    Reading,
    RemarkClass,
    Section,
)
from pipeline.acceptance import SURE, acceptance, is_legible
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines, with_signatures
from tests.values.receipt_readings import DATED, NAMED, receipt, region, remark

S, G, R = AcceptanceStatus, Grade, RemarkClass
INK, UNSIGNED = region(), region(manner=Manner.NONE)
STAMP, TYPED, GLASS = (region(manner=manner) for manner in (Manner.STAMP, Manner.TYPED, Manner.CAPTURE))
DRIVER, SHIPPER = region(Role.DRIVER), region(Role.SHIPPER)
LETTER = "carrier_pod_letter"
SHORT = remark(R.SHORT, "2 ctn short", "2 of 12")


def judged(reading: Reading, *, legible: bool = True) -> Acceptance:
    found = acceptance(reading, legible=legible)
    assert found is not None
    return found


def worth(reading: Reading) -> tuple[AcceptanceStatus, Grade]:
    found = judged(reading)
    return found.status, found.grade


@pytest.mark.parametrize(
    ("reading", "status", "grade"),
    [
        (receipt(INK), S.SIGNED_CLEAN, G.A),
        (receipt(GLASS, kind=LETTER), S.SIGNED_CLEAN, G.A),
        (receipt(INK, STAMP), S.SIGNED_CLEAN, G.A),
        (receipt(INK, fields=DATED), S.SIGNED_INCOMPLETE, G.B),
        (receipt(INK, fields=NAMED), S.SIGNED_INCOMPLETE, G.B),
        (receipt(INK, fields={}), S.SIGNED_INCOMPLETE, G.D),
        (receipt(INK, STAMP, fields={}), S.SIGNED_INCOMPLETE, G.B),
        (receipt(STAMP), S.STAMPED_ONLY, G.A),
        (receipt(STAMP, fields=DATED), S.STAMPED_ONLY, G.B),
        (receipt(STAMP, fields={}), S.STAMPED_ONLY, G.B),
        (receipt(INK, remarks=(remark(R.QUALIFIED, "subject to count"),)), S.SIGNED_QUALIFIED, G.C),
        (receipt(INK, remarks=(remark(R.OTHER),)), S.SIGNED_QUALIFIED, G.C),
        (receipt(STAMP, remarks=(remark(R.QUALIFIED, "unchecked"),)), S.SIGNED_QUALIFIED, G.C),
        (receipt(INK, remarks=(SHORT,)), S.SIGNED_CLAUSED, G.C),
        (receipt(STAMP, remarks=(SHORT,)), S.SIGNED_CLAUSED, G.C),
        (receipt(INK, remarks=(remark(R.QUALIFIED), SHORT)), S.SIGNED_CLAUSED, G.C),
        (receipt(INK, fields={}, remarks=(SHORT,)), S.SIGNED_CLAUSED, G.D),
        (receipt(INK, remarks=(remark(R.REFUSED, "2 refused", "2 of 12"),)), S.SIGNED_CLAUSED, G.C),
        (receipt(INK, remarks=(remark(R.REFUSED, "refused", "12 of 12"),)), S.REFUSED, G.D),
        (receipt(INK, remarks=(remark(R.REFUSED, "rejected"), SHORT)), S.REFUSED, G.D),
        (receipt(UNSIGNED, remarks=(remark(R.REFUSED, "refused 2", "2"),)), S.REFUSED, G.D),
        (receipt(UNSIGNED, remarks=(remark(R.UNATTENDED, "left at dock"),)), S.UNATTENDED, G.D),
        (receipt(INK, remarks=(remark(R.UNATTENDED, "left at dock"),)), S.UNATTENDED, G.D),
        (receipt(DRIVER, remarks=(remark(R.QUALIFIED, "DROP TRAILER"),)), S.UNATTENDED, G.D),
        (receipt(INK, remarks=(remark(R.QUALIFIED, "DROP TRAILER"),)), S.SIGNED_QUALIFIED, G.C),
        (receipt(STAMP, remarks=(remark(R.UNATTENDED, "left at dock"),)), S.SIGNED_CLAUSED, G.C),
        (receipt(fields=DATED, kind=LETTER, text="Status\nSignature waived"), S.UNATTENDED, G.D),
        (receipt(kind=LETTER), S.CARRIER_STATEMENT_ONLY, G.C),
        (receipt(UNSIGNED, fields=NAMED, kind=LETTER), S.CARRIER_STATEMENT_ONLY, G.C),
        (receipt(TYPED, kind="carrier_delivery_receipt"), S.CARRIER_STATEMENT_ONLY, G.C),
        (receipt(fields=DATED, kind=LETTER), S.UNSIGNED, G.D),
        (receipt(UNSIGNED, DRIVER), S.NON_CUSTOMER_SIGNATURE_ONLY, G.D),
        (receipt(SHIPPER), S.NON_CUSTOMER_SIGNATURE_ONLY, G.D),
        (receipt(TYPED), S.UNSIGNED, G.D),
        (receipt(UNSIGNED), S.UNSIGNED, G.D),
        (receipt(), S.UNSIGNED, G.D),
    ],
)
def test_a_receipt_has_its_status_and_grade(reading: Reading, status: AcceptanceStatus, grade: Grade) -> None:
    assert worth(reading) == (status, grade)


def test_a_carrier_that_prints_that_no_signature_was_needed_names_nobody() -> None:
    told = {FieldName.PRINTED_NAME: "Signature not required"} | DATED
    reading = receipt(fields=told, kind=LETTER, text="Signed for by: Signature not required")
    assert worth(reading) == (S.UNATTENDED, G.D)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("Signed for by: PATEL", "Delivered: 14/11/2026 11:02"), S.CARRIER_STATEMENT_ONLY),
        (("RCVD BY: JOHNSON", "Time: 09:12"), S.CARRIER_STATEMENT_ONLY),
        (("Zugestellt am 14.11.2026 10:22", "Angenommen von: KELLER"), S.CARRIER_STATEMENT_ONLY),
        (("Accepted by: A JONES (Receiving clerk)", "Time received: 09:31"), S.CARRIER_STATEMENT_ONLY),
        (("Signed for by: PATEL", "Delivered: 14/11/2026"), S.UNSIGNED),
        (("Signed for by:", "Delivered: 14/11/2026 11:02"), S.UNSIGNED),
        (("Contact: A Jones", "Delivery time: 09:31"), S.UNSIGNED),
    ],
)
def test_a_machine_that_prints_who_took_the_goods_and_when_states_it(
    lines: tuple[str, ...], status: AcceptanceStatus
) -> None:
    assert judged(_read(_noted(*lines))).status is status


def test_what_somebody_wrote_is_no_statement_of_a_machine() -> None:
    page = _noted("Received by: Keller", "Time received: 10:22")
    by_hand = tuple(replace(word, ink=Ink.HAND) if word.text == "Keller" else word for word in page.words)
    assert judged(_read(replace(page, words=by_hand))).status is S.UNSIGNED


def _noted(*lines: str) -> Page:
    told = ("Delivery note", "Delivery note number: DN-44321", *lines)
    return page_from_lines([(line,) for line in told])


def _read(page: Page) -> Reading:
    return read(Section((page,), "first page"), Preferences())


def test_a_condition_in_a_carriers_letter_is_no_statement() -> None:
    condition = (
        "Where no signature is required or the goods are left at door our conditions of carriage apply"
    )
    assert worth(receipt(kind=LETTER, text=condition)) == (S.CARRIER_STATEMENT_ONLY, G.C)


def test_what_could_hardly_be_read_is_not_called_unsigned() -> None:
    assert judged(receipt(UNSIGNED), legible=False).status is S.UNREADABLE
    assert judged(receipt(INK), legible=False).status is S.SIGNED_CLEAN
    assert judged(receipt(DRIVER), legible=False).status is S.NON_CUSTOMER_SIGNATURE_ONLY


@pytest.mark.parametrize("kind", [DocumentType.PURCHASE_ORDER, DocumentType.OTHER])
def test_only_a_proof_of_delivery_has_a_receipt(kind: DocumentType) -> None:
    assert acceptance(replace(receipt(INK), type=kind)) is None


def test_one_signed_copy_is_enough() -> None:
    copies = (UNSIGNED, region(manner=Manner.NONE, page=2, confidence=0.5), region(page=3))
    found = judged(receipt(*copies))
    assert (found.status, found.unsure) == (S.SIGNED_CLEAN, False)


@pytest.mark.parametrize(
    ("reading", "unsure"),
    [
        (receipt(INK), False),
        (receipt(region(confidence=SURE - 0.01)), True),
        (receipt(region(confidence=SURE - 0.01), INK), False),
        (receipt(region(manner=Manner.NONE, confidence=SURE - 0.01)), True),
        (receipt(UNSIGNED, region(manner=Manner.NONE, confidence=SURE - 0.01)), True),
        (receipt(UNSIGNED), False),
        (receipt(region(Role.UNKNOWN)), True),
        (receipt(region(Role.UNKNOWN), INK), False),
        (receipt(UNSIGNED, region(Role.DRIVER, confidence=0.5)), False),
        (receipt(INK, remarks=(remark(R.UNATTENDED, "left at dock"),)), True),
        (receipt(UNSIGNED, remarks=(remark(R.UNATTENDED, "left at dock"),)), False),
        (receipt(region(confidence=0.5), remarks=(remark(R.REFUSED),)), False),
    ],
)
def test_a_person_looks_where_the_place_that_counts_is_in_doubt(reading: Reading, unsure: bool) -> None:
    assert judged(reading).unsure is unsure


TIMED = NAMED | DATED | {FieldName.RECEIVED_TIME: "14:35"}


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (receipt(INK, fields=TIMED), "Signed by J SMITH on 2026-03-02 at 14:35; no remarks detected."),
        (
            receipt(INK, fields=DATED),
            "Signed on 2026-03-02, but no printed name was read; no remarks detected.",
        ),
        (
            receipt(GLASS, fields={}),
            "Signed on a hand-held, but neither a printed name nor a date was read; no remarks detected.",
        ),
        (
            receipt(STAMP, fields=DATED),
            "Stamped without a signature on 2026-03-02, but no printed name was read; no remarks detected.",
        ),
        (
            receipt(INK, remarks=(SHORT, remark(R.WRONG_ITEM, "wrong size"))),
            (
                "Signed by J SMITH on 2026-03-02; remarks: short 2 of 12 (“2 ctn short”), "
                "wrong item (“wrong size”)."
            ),
        ),
        (
            receipt(INK, remarks=(remark(R.REFUSED, "refused"),)),
            "Delivery refused; signed by J SMITH on 2026-03-02; remark: refused (“refused”).",
        ),
        (
            receipt(fields=TIMED, remarks=(remark(R.UNATTENDED, "left at dock"),)),
            "Left without anybody to receive it on 2026-03-02 at 14:35; remark: unattended (“left at dock”).",
        ),
        (
            receipt(kind=LETTER),
            (
                "The carrier says in print that J SMITH signed on 2026-03-02, but shows no signature; "
                "no remarks detected."
            ),
        ),
        (
            receipt(DRIVER, SHIPPER),
            (
                "Signed by the driver or carrier and the shipper only; nobody signed for the customer; "
                "no remarks detected."
            ),
        ),
        (receipt(UNSIGNED), "Not signed: no ink was found at “Received by”."),
        (
            receipt(region(confidence=0.64)),
            (
                "Signed by J SMITH on 2026-03-02; no remarks detected; whether it is signed is 64% sure, "
                "so look at the paper."
            ),
        ),
    ],
)
def test_the_sentence_says_who_when_what_is_missing_and_what_was_remarked(reading: Reading, why: str) -> None:
    assert judged(reading).why == why


def test_the_sentence_says_how_else_a_date_may_be_read() -> None:
    reading = receipt(INK, fields={FieldName.RECEIVED_DATE: "2026-04-03"})
    value = replace(reading.fields[FieldName.RECEIVED_DATE][0], alternatives=("2026-03-04",))
    reading = replace(reading, fields={FieldName.RECEIVED_DATE: (value,)})
    assert "on 2026-04-03 (or 2026-03-04)" in judged(reading).why


def test_a_long_remark_is_clipped_and_many_are_counted() -> None:
    many = tuple(remark(R.DAMAGED, "crushed " * 20) for _ in range(5))
    why = judged(receipt(INK, remarks=many)).why
    assert why.endswith(", and 2 more.")
    assert len(why) < 400


def words(count: int, confidence: float) -> Page:
    drawn = (Word(f"word{at}", Box(0, 0, 0.1, 0.1), confidence, at) for at in range(count))
    return Page(1, PageKind.CONTENT, tuple(drawn))


@pytest.mark.parametrize(
    ("pages", "legible"),
    [
        ((words(60, 0.9),), True),
        ((words(5, 0.9),), False),
        ((words(60, 0.4),), False),
        ((words(20, 0.9), words(80, 0.3)), False),
        ((), True),
    ],
)
def test_pages_are_legible_by_the_words_read_well(pages: tuple[Page, ...], legible: bool) -> None:
    assert is_legible(pages) is legible


def test_a_delivery_note_that_is_read_has_its_acceptance() -> None:
    lines = [
        At(0.55, 0.04, "DELIVERY NOTE", size=0.02),
        At(0.06, 0.12, "Delivery note no: 80012345"),
        At(0.06, 0.2, "Twelve cartons of hinges and forty of screws as ordered by telephone"),
        At(0.06, 0.8, "Received by (signature)"),
        At(0.06, 0.84, "Print name: Jane Smith"),
        At(0.06, 0.88, "Date received: 23/03/2026"),
    ]
    page = with_signatures(page_from_lines(lines), region(), DRIVER)
    found = read(Section((page,), "first page"), Preferences()).acceptance
    assert found == Acceptance(
        S.SIGNED_CLEAN, G.A, "Signed by Jane Smith on 2026-03-23; no remarks detected.", unsure=False
    )
