"""A time of day is read however it is written, and nothing else is taken for one."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.times import find_times


def times(text: str, *, labelled: bool = False) -> list[str]:
    return [reading.chosen for reading in find_times(text, labelled=labelled)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14:35", ["14:35"]),
        ("9:05", ["09:05"]),
        ("14:35:20", ["14:35"]),
        ("2:35 pm", ["14:35"]),
        ("2:35PM", ["14:35"]),
        ("2.35 p.m.", ["14:35"]),
        ("11:05 a.m.", ["11:05"]),
        ("2:35p", ["14:35"]),
        ("12:10 am", ["00:10"]),
        ("12:10 pm", ["12:10"]),
        ("2 pm", ["14:00"]),
        ("14h35", ["14:35"]),
        ("14 h 35", ["14:35"]),
        ("14u35", ["14:35"]),
        ("14.35 Uhr", ["14:35"]),
        ("14:35 Uhr", ["14:35"]),
        ("um 9 Uhr", ["09:00"]),
        ("ore 14.35", ["14:35"]),
        ("14.35 uur", ["14:35"]),
        ("godz. 14.35", ["14:35"]),
        ("1435 hrs", ["14:35"]),
        ("à 9h05", ["09:05"]),
        ("l4:3O", ["14:30"]),
        ("at 14:35 by J Smith", ["14:35"]),
    ],
)
def test_a_time_is_read_as_hours_and_minutes_of_the_day(text: str, found: list[str]) -> None:
    assert times(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "25:10",
        "14:75",
        "13:10 pm",
        "14.35",
        "1435",
        "12/03/2026",
        "12.03.2026",
        "12.03.26",
        "2026-03-12",
        "1:14:35:20",
        "8:00-12:00",
        "8:00 - 12:00",
        "from 8:00 to 12:00",
        "within 24 h",
        "3 h",
        "1.250,00 EUR",
        "12 pallets",
        "3 a",
        "ratio 1:100",
        "192.168.10.20",
    ],
)
def test_what_may_be_anything_else_is_no_time(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14.35", ["14:35"]),
        ("1435", ["14:35"]),
        ("14-35", ["14:35"]),
        ("9h", ["09:00"]),
        ("14.35 kg", ["14:35"]),
    ],
)
def test_behind_its_label_a_time_is_read_however_short(text: str, found: list[str]) -> None:
    assert times(text, labelled=True) == found


@pytest.mark.parametrize(
    "text", ["14.35.20", "12.03.2026", "12-03-2026", "4500 1234", "2500", "45001234", "12/3"]
)
def test_a_label_makes_no_time_of_a_date_or_number(text: str) -> None:
    assert times(text, labelled=True) == []


def test_where_morning_and_afternoon_are_both_printed_the_day_is_meant() -> None:
    (reading,) = find_times("2:35 AM / PM")
    assert (reading.chosen, reading.alternatives) == ("14:35", ("02:35",))
    (reading,) = find_times("9:10 AM PM")
    assert (reading.chosen, reading.alternatives) == ("09:10", ("21:10",))


def test_a_small_hour_may_be_of_the_afternoon() -> None:
    (reading,) = find_times("2:35")
    assert (reading.chosen, reading.alternatives) == ("02:35", ("14:35",))


@given(st.times(), st.sampled_from(["%H:%M", "%Hh%M", "%H.%M Uhr", "%I:%M %p", "%I.%M %p"]))
def test_a_time_that_is_printed_reads_back(moment: time, form: str) -> None:
    assert times(moment.strftime(form)) == [f"{moment:%H:%M}"]


@given(st.text("0123456789:.,-/h apm Uhr", max_size=24), st.booleans())
def test_every_reading_is_a_time_inside_the_text(text: str, labelled: bool) -> None:
    for reading in find_times(text, labelled=labelled):
        assert time.fromisoformat(reading.chosen)
        assert 0 <= reading.start < reading.end <= len(text)
