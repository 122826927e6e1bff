"""A paper scanned again is a duplicate; whatever differs in something that counts is another paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.decision import Decision, Status
from models.paper import Box, Ink, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Found, Reading, Remark, RemarkClass, Section, Value
from models.record import DocumentRecord
from pipeline.deciding.additions import adds_words
from pipeline.deciding.duplicates import other_figures, rescan_of
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

PLACE = Box(0.1, 0.8, 0.4, 0.9)
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
TEXT = """Delivery note 8001234
Brook Street Fixings Ltd to Acme East Ltd, 17 Mill Lane, Leeds LS1 4AB
Your order PO-88123 of 2026-03-02 | Customer C-10017
10 Hex bolt M8x16 zinc | 4 Flat washer M8 | 12 Carton 400x300
Received in good order and condition by"""


def value(text: str) -> tuple[Value, ...]:
    return (Value(text, 0.9, 1, PLACE, Found.LABEL),)


def ink(role: Role = Role.CUSTOMER, *, present: bool = True) -> SignatureRegion:
    return SignatureRegion(role, 1, PLACE, present, 0.9, "received by")


NOTE = Reading(
    (1,),
    DocumentType.PROOF_OF_DELIVERY,
    "delivery_note",
    0.9,
    {FieldName.DELIVERY_NUMBER: value("8001234"), FieldName.PO_NUMBER: value("PO-88123")},
    (ink(),),
    text=TEXT,
    fingerprints=("00ff00ff00ff00ff",),
)
AGAIN = replace(NOTE, text=TEXT.replace("Hex bolt", "Hex bo1t"), fingerprints=("00ff00ff00ff00fe",))


def record(reading: Reading, status: Status = Status.FILED, days: int = 0) -> DocumentRecord:
    received = NOON + timedelta(days=days)
    return DocumentRecord(
        f"d{days}", "default", "drop", "a.pdf", "0" * 64, received, reading, Decision(status, "")
    )


def test_the_same_paper_scanned_again_is_found() -> None:
    assert rescan_of(AGAIN, [record(NOTE)]) == record(NOTE)


def test_the_first_received_is_the_original() -> None:
    earlier = [record(NOTE, days=2), record(NOTE, days=1)]
    assert rescan_of(AGAIN, earlier) == earlier[1]


@pytest.mark.parametrize(
    "other",
    [
        replace(NOTE, signatures=()),
        replace(NOTE, signatures=(ink(present=False),)),
        replace(NOTE, type=DocumentType.PURCHASE_ORDER),
        replace(NOTE, pages=(1, 2), fingerprints=NOTE.fingerprints * 2),
        replace(NOTE, fields={**NOTE.fields, FieldName.DELIVERY_NUMBER: value("8001299")}),
        replace(NOTE, fields={**NOTE.fields, FieldName.RECEIVED_DATE: value("2026-03-12")}),
        replace(NOTE, remarks=(Remark(RemarkClass.SHORT, "2 short", 1, PLACE),)),
        replace(NOTE, text=TEXT.replace("10 Hex", "99 Hex").replace("12 C", "15 C").replace("4 F", "7 F")),
        replace(NOTE, text="Thank you for the order PO-88123, our delivery 8001234 follows on Tuesday"),
        replace(NOTE, text=TEXT + "\nDriver's copy"),
        replace(NOTE, text=TEXT + "\nRevised"),
        replace(NOTE, fingerprints=("ff00ff00ff00ff00",)),
        replace(NOTE, fingerprints=()),
    ],
)
def test_another_paper_is_no_duplicate_either_way(other: Reading) -> None:
    assert rescan_of(other, [record(NOTE)]) is None
    assert rescan_of(NOTE, [record(other)]) is None


@pytest.mark.parametrize(
    "remark",
    [
        "all hose couplings broken",
        "not received in good order",
        "2 Carton torn",
        "damaged",
        "bolt M8x16 wrong",
    ],
)
def test_words_added_to_a_paper_make_it_another_one_either_way(remark: str) -> None:
    noted = replace(AGAIN, text=f"{AGAIN.text}\n{remark}")
    assert rescan_of(noted, [record(NOTE)]) is None
    assert rescan_of(AGAIN, [record(replace(NOTE, text=f"{TEXT}\n{remark}"))]) is None


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Flat washer", "Flat washor"),
        ("Received in good order", "Recelved ln go0d ordor"),
        ("Street Fixings", "StreetFixings"),
        ("in good", "ln qood"),
        ("condition by", "condition by ~"),
    ],
)
def test_words_read_differently_are_still_the_same_paper(printed: str, read: str) -> None:
    assert rescan_of(replace(AGAIN, text=TEXT.replace(printed, read)), [record(NOTE)]) is not None


def test_lines_in_another_order_are_still_the_same_paper() -> None:
    first, *rest, last = TEXT.splitlines()
    lines = "\n".join([first, *rest[1:2], rest[0], *rest[2:], last])
    assert not adds_words(lines, TEXT)
    assert not adds_words(TEXT, lines)


def test_the_drivers_ink_is_not_the_customers() -> None:
    assert rescan_of(replace(NOTE, signatures=(ink(Role.DRIVER),)), [record(NOTE)]) is None
    assert rescan_of(replace(NOTE, signatures=(ink(), ink(Role.DRIVER))), [record(NOTE)]) == record(NOTE)


def test_two_deliveries_of_one_order_differ_in_a_quantity() -> None:
    first = replace(NOTE, fields={FieldName.PO_NUMBER: value("PO-88123")})
    assert rescan_of(replace(first, text=TEXT.replace("10 Hex", "15 Hex")), [record(first)]) is None
    assert rescan_of(first, [record(first)]) == record(first)


def test_numbers_that_only_the_ledger_gave_a_role_do_not_part_two_scans() -> None:
    found = replace(value("C-10017")[0], found=Found.LEDGER)
    with_role = replace(NOTE, fields={**NOTE.fields, FieldName.CUSTOMER_NUMBER: (found,)})
    assert rescan_of(AGAIN, [record(with_role)]) is not None


def test_a_paper_without_numbers_or_text_is_never_a_duplicate() -> None:
    for bare in (replace(NOTE, fields={}), replace(NOTE, text="8001234")):
        assert rescan_of(bare, [record(bare)]) is None


@pytest.mark.parametrize("status", [Status.DUPLICATE, Status.QUARANTINED])
def test_a_duplicate_is_no_original(status: Status) -> None:
    assert rescan_of(AGAIN, [record(NOTE, status)]) is None


CHANGED = [
    ("10 Hex bolt", "60 Hex bolt"),
    ("12 Carton", "12 Carton Pallet 1 of 2"),
    ("2026-03-02", "2026-03-02 Drop 1 10:30"),
    ("Received in", "Docket 5511 received in"),
]


def printing(change: str, into: str, **kept: object) -> tuple[Reading, Reading]:
    """Two papers that differ in figures alone."""
    text = TEXT.replace(*next((pair for pair in CHANGED if change in pair[1]), ("", "")))
    one = replace(NOTE, text=text, **kept)  # type: ignore[arg-type]
    return one, replace(one, text=text.replace(change, into))


@pytest.mark.parametrize(
    ("change", "into"),
    [
        ("60 Hex", "10 Hex"),
        ("Pallet 1 of 2", "Pallet 2 of 2"),
        ("Drop 1 10:30", "Drop 2 14:45"),
        ("Docket 5511", "Docket 5512"),
    ],
)
@pytest.mark.parametrize("known", [(), None])
@pytest.mark.parametrize("kind", [DocumentType.PROOF_OF_DELIVERY, DocumentType.PURCHASE_ORDER])
def test_a_figure_that_was_surely_read_otherwise_is_another_paper(
    change: str, into: str, known: tuple[str, ...] | None, kind: DocumentType
) -> None:
    one, other = printing(change, into, type=kind, unsure=known)
    assert one.text != other.text
    assert rescan_of(replace(other, unsure=()), [record(one)]) is None
    assert rescan_of(replace(one, unsure=()), [record(other)]) is None


@pytest.mark.parametrize("side", [0, 1])
def test_a_figure_that_may_be_misread_in_one_of_them_parts_no_rescans(side: int) -> None:
    pair = list(printing("60 Hex", "10 Hex", unsure=()))
    pair[side] = replace(pair[side], unsure=("60", "10"))
    assert rescan_of(pair[0], [record(pair[1])]) is not None
    assert rescan_of(pair[1], [record(pair[0])]) is not None


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("8001234", "800 1234"),
        ("M8x16 zinc", "M8x16zinc"),
        ("Hex bolt", "Hex b01t"),
        ("400x300", "400x300."),
        ("12 Carton 400x300", "Carton 400x300 12"),
        (" | 12 Carton 400x300", ""),
    ],
)
def test_the_same_figures_parted_or_placed_otherwise_are_the_same_paper(printed: str, read: str) -> None:
    again = replace(NOTE, text=TEXT.replace(printed, read), unsure=())
    assert again.text != NOTE.text
    assert not other_figures(again, NOTE)
    assert not other_figures(NOTE, again)


def test_what_was_read_keeps_which_figures_may_be_misread() -> None:
    lines = [At(0.1, 0.2, "12 Hose", confidence=0.9), At(0.1, 0.3, "34 Hose"), At(0.1, 0.01, "10:30 P.1")]
    typed = page_from_lines([*lines, At(0.1, 0.4, "56")])
    typed = replace(typed, words=(*typed.words[:-1], replace(typed.words[-1], ink=Ink.HAND)))
    scanned = replace(typed, reader="neural")
    kept = [read(Section((page,), "first page"), Preferences()).unsure for page in (typed, scanned)]
    assert kept == [(), ("10:30", "12", "56", "P.1")]
