"""A receiver's day that was read badly is understood from the paper's own date, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.fields.near_days import likelier, near_day
from models.paper import Box, Manner, Page, Role, SignatureRegion
from models.reading import FieldName, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

ISSUED = date(2026, 7, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (".71.25/26", date(2026, 7, 25)),
        ("25.17/26", date(2026, 7, 25)),
        ("8/3126", date(2026, 8, 3)),
        ("2026-07-2S", date(2026, 7, 25)),
    ],
)
def test_strokes_and_figures_misread_leave_one_day(text: str, day: date) -> None:
    assert near_day(text, ISSUED) == day


@pytest.mark.parametrize("text", ["", "26", "Gate 2", "2.05.26", "99999", "12/12/12"])
def test_what_fits_no_day_soon_after_the_paper_was_issued_says_nothing(text: str) -> None:
    assert near_day(text, ISSUED) is None


def test_a_day_of_two_orders_is_the_one_on_which_goods_may_come() -> None:
    assert likelier(date(2026, 8, 6), [date(2026, 6, 8)], date(2026, 6, 7)) == date(2026, 6, 8)
    assert likelier(date(2026, 8, 6), [date(2026, 6, 8)], date(2026, 6, 1)) == date(2026, 6, 8)
    assert likelier(date(2026, 6, 12), [date(2026, 6, 8)], date(2026, 6, 7)) == date(2026, 6, 12)
    assert likelier(date(2026, 1, 6), [date(2025, 6, 1)], date(2026, 6, 7)) == date(2026, 1, 6)


def receipt(*lines: At, signed: Box | None = None) -> Page:
    head = [At(0.1, 0.05, "Delivery Note"), At(0.1, 0.1, "Ship date: Jul 24, 2026")]
    page = page_from_lines([*head, *lines])
    region = SignatureRegion(Role.CUSTOMER, 1, signed, True, 0.99, "Agreed", Manner.INK) if signed else None
    return Page(
        page.number, page.kind, page.words, signatures=(region,) if region else (), aspect=page.aspect
    )


def said(page: Page, name: FieldName) -> str:
    value = read(Section((page,), "first page"), Preferences()).value(name)
    return value.text if value else ""


def test_the_receivers_day_is_read_near_the_notes_own() -> None:
    page = receipt(At(0.1, 0.7, "Consignee signature"), At(0.1, 0.75, "Date: .71.25/26"))
    assert said(page, FieldName.RECEIVED_DATE) == "2026-07-25"


def test_the_notes_own_day_settles_which_order_the_receiver_wrote() -> None:
    page = receipt(At(0.1, 0.7, "Consignee signature"), At(0.1, 0.75, "Date: 8/9/26"))
    assert said(page, FieldName.RECEIVED_DATE) == "2026-08-09"


def test_a_date_and_the_next_label_run_together_are_two() -> None:
    page = receipt(At(0.1, 0.7, "Consignee signature"), At(0.1, 0.75, "Date: 25/7/26Time: 11:50"))
    assert said(page, FieldName.RECEIVED_DATE) == "2026-07-25"
    assert said(page, FieldName.RECEIVED_TIME) == "11:50"


def test_a_name_beside_a_signature_whose_label_is_not_known_is_the_signers() -> None:
    name = At(0.1, 0.8, "Naam in blokletters: MAAIKE STROET")
    alone, signed = receipt(name), receipt(name, signed=Box(0.1, 0.72, 0.4, 0.78))
    assert said(signed, FieldName.PRINTED_NAME) == "MAAIKE STROET"
    worn = At(0.1, 0.8, "Naam in blkletters: MAAIKE STROET")
    assert said(receipt(worn), FieldName.PRINTED_NAME) == ""
    assert said(receipt(worn, signed=Box(0.1, 0.72, 0.4, 0.78)), FieldName.PRINTED_NAME) == "MAAIKE STROET"
    assert said(alone, FieldName.PRINTED_NAME) == "MAAIKE STROET"


@pytest.mark.parametrize("caption", ["Bijzonderheden", "Reservas", "Agreed"])
def test_a_caption_nearby_is_nobodys_name(caption: str) -> None:
    page = receipt(At(0.1, 0.8, "Name:"), At(0.25, 0.8, caption), signed=Box(0.1, 0.72, 0.4, 0.78))
    assert said(page, FieldName.PRINTED_NAME) == ""
