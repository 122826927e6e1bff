"""Dates are found without a label, and where print is damaged; those of other papers are left alone."""

from __future__ import annotations

import pytest

from extractors.fields import find
from extractors.fields.dates import find_dates
from extractors.fields.loose_dates import own_date, stamped_date
from models.paper import Page
from models.reading import FieldName, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines


def date_of(page: Page) -> str:
    value = read(Section((page,), "first page"), Preferences()).value(FieldName.DOCUMENT_DATE)
    return value.text if value else ""


def test_a_date_with_a_time_of_day_is_the_papers_own_however_low_it_stands() -> None:
    page = page_from_lines(
        [At(0.1, 0.5, "goods until 01/03/2026"), At(0.1, 0.9, "17/04/2026 18:52 SH01"), At(0.1, 0.95, "Bye")]
    )
    value = own_date(find(page), receipt=False)
    assert value is not None
    assert value.text == "2026-04-17"


def test_of_several_dates_low_on_a_page_none_is_taken() -> None:
    page = page_from_lines([At(0.1, 0.5, "from 01/03/2026"), At(0.1, 0.9, "until 02/04/2026")])
    assert own_date(find(page), receipt=False) is None


def test_the_line_of_a_fax_machine_is_not_the_papers_date() -> None:
    page = page_from_lines(
        [At(0.1, 0.01, "19/01/2026 17:10 +47 789 655426 S. 01/01"), At(0.1, 0.1, "Pate: Jun 25, 2026")]
    )
    assert date_of(page) == "2026-06-25"


def test_the_date_beside_another_number_of_the_till_is_free() -> None:
    page = page_from_lines([At(0.1, 0.2, "Order no. 1000219"), At(0.4, 0.2, "11/03/2026 06:20 PM")])
    assert date_of(page) == "2026-03-11"


def test_a_date_of_which_a_sentence_speaks_is_another_papers() -> None:
    letter = [
        At(0.6, 0.1, "01.03.26"),
        At(0.1, 0.3, "wir kommen auf die Rechnung 90005677 vom 03.03.26 zurück"),
    ]
    assert date_of(page_from_lines(letter)) == "2026-03-01"


def test_a_stamp_gives_one_date_or_none() -> None:
    stamp = [At(0.5, 0.7, "WARENEINGANG"), At(0.5, 0.72, "16.06.2026")]
    assert [value.text for value in stamped_date(find(page_from_lines(stamp)))] == ["2026-06-16"]
    twice = [*stamp, At(0.5, 0.74, "17.06.2026")]
    assert stamped_date(find(page_from_lines(twice))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10· Apr 2026", "2026-04-10"),
        ("17 de mar70 de 2026", "2026-03-17"),
        ("24 januar,1 2026", "2026-01-24"),
        ("12 Decembec 2026", "2026-12-12"),
        ("16 6-2026", "2026-06-16"),
        ("28-12-17", "2017-12-28"),
    ],
)
def test_a_damaged_date_is_read(text: str, expected: str) -> None:
    assert [reading.chosen.isoformat() for reading in find_dates(text)] == [expected]


@pytest.mark.parametrize("text", ["02 - 12/48", "+ 6 03 2026 6386", "Mart 12 boxes"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text) == ()


def test_a_date_behind_a_place_is_read() -> None:
    page = page_from_lines(
        [At(0.1, 0.2, "Place and date of taking over"), At(0.1, 0.216, "Leeds LS11 5QN 23/06/26")]
    )
    assert date_of(page) == "2026-06-23"


def test_an_order_that_another_date_proves_leaves_no_second_reading() -> None:
    page = page_from_lines([["Date: 04/05/2026"], ["Due date: 04/28/2026"]])
    value = read(Section((page,), "first page"), Preferences()).value(FieldName.DOCUMENT_DATE)
    assert value is not None
    assert (value.text, value.alternatives) == ("2026-04-05", ())
