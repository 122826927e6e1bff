"""Dates as people print them are read, and an ambiguous order keeps its other reading."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.dates import find_dates, read_strokes, settled_order

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2069, 12, 31))
MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}


def month_name(language: str, day: date) -> str:
    return MONTHS[language].split("|")[day.month - 1]


def only(text: str, order: str = "dmy") -> date:
    (reading,) = find_dates(text, order)
    return reading.chosen


@given(
    days,
    st.sampled_from(
        ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%y", "%Y%m%d", "%d %m %Y"]
    ),
)
def test_a_date_prints_back_in_day_month_order(day: date, form: str) -> None:
    assert only(day.strftime(form)) == day


@given(days, st.sampled_from(["%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m/%d/%Y 14:30"]))
def test_a_date_prints_back_in_month_day_order(day: date, form: str) -> None:
    assert only(day.strftime(form), "mdy") == day


@given(
    days,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(["{d} {m} {y}", "{d}. {m} {y}", "{d} de {m} de {y}", "{d}{m}{y}"]),
)
def test_a_date_with_a_month_name_prints_back(day: date, language: str, form: str) -> None:
    assert only(form.format(d=day.day, m=month_name(language, day), y=day.year)) == day


@given(days)
def test_an_english_date_with_the_month_first_prints_back(day: date) -> None:
    assert only(f"{month_name('en', day)} {day.day}, {day.year}") == day
    assert only(f"{month_name('en', day)[:3]}. {day.day}, {day.year}") == day


@given(days, st.sampled_from(["dmy", "mdy"]))
def test_a_slashed_date_is_ambiguous_exactly_when_both_orders_fit(day: date, order: str) -> None:
    (reading,) = find_dates(day.strftime("%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"), order)
    both_fit = day.day <= 12 and day.day != day.month
    assert reading.chosen == day
    assert bool(reading.alternatives) == both_fit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1er avril 2025", date(2025, 4, 1)),
        ("3rd of April 2025", date(2025, 4, 3)),
        ("29 maart 2014", date(2014, 3, 29)),
        ("5 października 2024", date(2024, 10, 5)),
        ("15APR2025", date(2025, 4, 15)),
        ("12-Mar-25", date(2025, 3, 12)),
        ("7 luglio 2023", date(2023, 7, 7)),
        ("O4/O9/2O25", date(2025, 9, 4)),
        ("04. 03. 2025", date(2025, 3, 4)),
    ],
)
def test_other_printed_forms(text: str, expected: date) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text", ["31/02/2025", "12 34 2025", "80012345", "01/02", "April 2025", "020 7946 0958", "192.168.10.25"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text) == ()


def test_a_dotted_date_has_the_day_first_whatever_the_preference() -> None:
    (reading,) = find_dates("04.03.2025", "mdy")
    assert reading.chosen == date(2025, 3, 4)
    assert reading.alternatives == (date(2025, 4, 3),)


def test_an_unambiguous_date_settles_the_order_of_the_others() -> None:
    assert settled_order(["Ordered 04/03/2025", "shipped 04/17/2025"]) == "mdy"
    assert settled_order(["17/04/2025", "04/17/2025"]) == ""
    assert settled_order(["nothing here"]) == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [("413126", date(2026, 3, 4)), ("1614126", date(2026, 4, 16)), ("12/3126", date(2026, 3, 12))],
)
def test_slashes_read_as_ones_are_slashes_again(written: str, expected: date) -> None:
    reading = read_strokes(written)
    assert reading is not None
    assert reading.chosen == expected


def test_a_number_that_can_be_no_handwritten_date_stays_a_number() -> None:
    assert read_strokes("80012345") is None
    assert read_strokes("1111126") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 Mar 201818:17", date(2018, 3, 30)),
        ("29/12/201711:41", date(2017, 12, 29)),
        ("05-05~18", date(2018, 5, 5)),
        ("0ct 3, 2016 12:16:25 PM", date(2016, 10, 3)),
    ],
)
def test_a_glued_time_a_wave_and_a_nought_for_an_o_spoil_no_date(text: str, day: date) -> None:
    assert [reading.chosen for reading in find_dates(text)] == [day]


@pytest.mark.parametrize("text", ["29/12/201711", "30 Mar 20181", "12/03/2018/4"])
def test_a_number_that_goes_on_is_no_date(text: str) -> None:
    assert not find_dates(text)
