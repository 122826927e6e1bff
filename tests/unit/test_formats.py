"""Dates, times, numbers and amounts as the reader writes them, and who reads in what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from countersign.language import (
    ENGLISH,
    Reader,
    all_formats,
    all_time_zones,
    amount,
    checked,
    day,
    decimal,
    format_names,
    language_names,
    moment,
    number,
    percent,
    place_of_clock,
    read_by,
    reader_of,
    second,
    share,
)
from models.accounts import UNCHOSEN, Preferences
from models.errors import WrongUse

NOON = datetime(2026, 7, 3, 12, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("formats", "words"),
    [
        ("en_GB", ("3 Jul 2026", "3 Jul 2026, 12:04", "1,234.50 EUR", "12,345", "99%", "0.48%")),
        ("en_US", ("Jul 3, 2026", "Jul 3, 2026, 12:04 PM", "1,234.50 EUR", "12,345", "99%", "0.48%")),
        ("de_DE", ("03.07.2026", "03.07.2026, 12:04", "1.234,50 EUR", "12.345", "99 %", "0,48 %")),
        ("de_AT", ("03.07.2026", "03.07.2026, 12:04", "1.234,50 EUR", "12.345", "99 %", "0,48 %")),
        ("de_CH", ("03.07.2026", "03.07.2026, 12:04", "1\u2019234.50 EUR", "12\u2019345", "99%", "0.48%")),
        ("", ("2026-07-03", "2026-07-03 12:04", "1,234.50 EUR", "12,345", "99%", "0.48%")),
    ],
)
def test_each_writes_them_as_at_home(formats: str, words: tuple[str, ...]):
    with read_by(Reader("en", formats)):
        told = (
            day(date(2026, 7, 3)),
            moment(NOON),
            amount(Decimal("1234.50"), "EUR"),
            number(12345),
            percent(0.999),
            share(0.0048, 2),
        )
    assert tuple(" ".join(one.split()) for one in told) == words


def test_a_time_is_told_by_the_clock_of_the_reader():
    with read_by(Reader("de", "de_AT", "Europe/Vienna")):
        assert second(NOON) == "03.07.2026, 14:04:05"
        assert place_of_clock() == "Wien"
    with read_by(Reader("en", "en_GB", "America/New_York")):
        assert moment(NOON) == "3 Jul 2026, 08:04"
    assert place_of_clock() == "UTC"


def test_no_decimal_place_of_an_amount_is_lost():
    with read_by(Reader("de", "de_DE")):
        assert amount(Decimal("12.345"), "EUR") == "12,345 EUR"
        assert amount(Decimal(1200), "JPY") == "1.200 JPY"
        assert decimal(2.25, 2) == "2,25"


def test_a_day_that_is_none_stays_as_it_is():
    assert day("3rd of July") == "3rd of July"


@pytest.mark.parametrize(
    ("preferences", "accepted", "language", "formats"),
    [
        (UNCHOSEN, "", "en", "en_GB"),
        (UNCHOSEN, "en-US,en;q=0.9", "en", "en_US"),
        (UNCHOSEN, "de-AT,de;q=0.9,en;q=0.8", "de", "de_AT"),
        (UNCHOSEN, "de", "de", "de_DE"),
        (UNCHOSEN, "fr-FR,de-CH;q=0.5,en;q=0.7", "en", "en_GB"),
        (UNCHOSEN, "*;q=x,de-XX,;;,de-DE;q=0", "en", "en_GB"),
        (Preferences("de"), "en-US", "de", "de_DE"),
        (Preferences("en", "de_CH"), "de", "en", "de_CH"),
        (Preferences("xx", "xx_YY"), "de-AT", "de", "de_AT"),
    ],
)
def test_somebody_reads_in_what_they_chose_and_else_in_what_the_browser_accepts(
    preferences: Preferences, accepted: str, language: str, formats: str
):
    assert reader_of(preferences, accepted) == Reader(language, formats)


def test_there_is_much_to_choose_from():
    assert {"en_GB", "en_US", "de_DE", "de_AT", "de_CH", "fr_FR", "pt_BR"} <= set(all_formats())
    assert {"UTC", "Europe/Berlin", "America/New_York"} <= set(all_time_zones())
    assert language_names() == {"en": "English", "de": "Deutsch"}
    with read_by(Reader("de", "de_DE")):
        assert format_names()["de_AT"] == "Deutsch (Österreich)"


@pytest.mark.parametrize(
    "wrong", [Preferences("xx"), Preferences(formats="de_XX"), Preferences(time_zone="../etc/passwd")]
)
def test_what_is_not_to_choose_from_is_refused(wrong: Preferences):
    with pytest.raises(WrongUse, match="nothing to choose from"):
        checked(wrong)


def test_programs_read_english_and_iso():
    assert Reader("en", "", "UTC") == ENGLISH
