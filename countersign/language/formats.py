"""Dates, times, numbers and amounts as the reader writes them. JSON, CSV and addresses keep to ISO."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location
from babel.numbers import format_currency, format_decimal, format_percent

from countersign.language.reader import current_reader

_AMOUNT = "#,##0.00 ¤¤"
"""With the currency's code behind it: a $ is many a country's."""
_ISO = {"short": "%Y-%m-%d %H:%M", "medium": "%Y-%m-%d %H:%M:%S"}


def moment(time: datetime) -> str:
    """A time for people, to the minute, in their time zone."""
    return _moment(time, "short")


def second(time: datetime) -> str:
    """The same to the second."""
    return _moment(time, "medium")


def day(when: date | str) -> str:
    """A day; what is no ISO date stays as it is."""
    if isinstance(when, str):
        try:
            when = date.fromisoformat(when)
        except ValueError:
            return str(when)
    if not current_reader().formats:
        return when.isoformat()
    return format_date(when, "medium", locale=_locale())


def month(when: date) -> str:
    """The month of a day, such as March 2026."""
    if not current_reader().formats:
        return f"{when:%Y-%m}"
    return format_date(when, "LLLL y", locale=_locale())


def number(value: int) -> str:
    """A count."""
    return format_decimal(value, locale=_locale())


def quantity(value: Decimal) -> str:
    """How many of something; no decimal place of it is left out but zeros."""
    return format_decimal(value, locale=_locale(), decimal_quantization=False)


def decimal(value: float, places: int = 1) -> str:
    """A number with so many decimal places."""
    return format_decimal(value, f"#,##0.{'0' * places}" if places else "#,##0", locale=_locale())


def amount(value: Decimal, currency: str) -> str:
    """An amount of money, such as 1.234,50 EUR; no decimal place of it is left out."""
    return format_currency(
        value, currency, _AMOUNT, locale=_locale(), currency_digits=True, decimal_quantization=False
    )


def figure(value: Decimal, currency: str) -> str:
    """The same where the currency stands above; no decimal place of it is left out."""
    return format_currency(
        value, currency, "#,##0.00", locale=_locale(), currency_digits=True, decimal_quantization=False
    )


def percent(fraction: float | None) -> str:
    """A fraction 0..1 as a whole percentage; never 100 % unless it is."""
    if fraction is None:
        return ""
    whole = 100 if fraction >= 1 else min(max(round(fraction * 100), 0), 99)
    return format_percent(whole / 100, locale=_locale())


def share(fraction: float, places: int) -> str:
    """A fraction 0..1 as a percentage with so many decimal places."""
    pattern = _locale().percent_formats[None].pattern.replace("##0", f"##0.{'0' * places}")
    return format_percent(fraction, pattern, locale=_locale())


def place_of_clock() -> str:
    """Where the clock hangs by which times are told: UTC, or a city such as Berlin."""
    name = current_reader().time_zone
    return name if name == "UTC" else get_timezone_location(name, locale=_locale(), return_city=True)


def _moment(time: datetime, exactness: Literal["short", "medium"]) -> str:
    here, locale = time.astimezone(ZoneInfo(current_reader().time_zone)), _locale()
    if not current_reader().formats:
        return f"{here:{_ISO[exactness]}}"
    clock = format_time(here, exactness, tzinfo=here.tzinfo, locale=locale)
    return f"{format_date(here, 'medium', locale=locale)}, {clock}"


def _locale() -> Locale:
    return _parsed(current_reader().formats or "en")


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name)
