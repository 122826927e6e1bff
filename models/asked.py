"""What somebody may mean who types a few characters: an amount, a day."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

_GAPS = r"[.,' \u00a0\u2019]"
_MONEY = re.compile(rf"(?:[A-Z]{{3}}(?:\s+|(?=\d))|[€$£]\s*)?(-?\d(?:{_GAPS}?\d)*)\s*(?:[A-Z]{{3}}|[€$£])?")
_GROUPED = re.compile(rf"-?(?:\d+|\d{{1,3}}({_GAPS})\d{{3}}(?:\1\d{{3}})*)")
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y")
_LONGEST = 20
_PLACES = 4


def amounts_in(text: str) -> tuple[Decimal, ...]:
    """The amounts that `text` may be, such as 1,204.50 or EUR 1.204,50; none where it is none.

    1.204 may be two: a thousand and some, or one and some.
    """
    found = _MONEY.fullmatch(text.strip().upper())
    digits = found[1] if found else ""
    if not digits or len(digits) > _LONGEST:
        return ()
    at = max(digits.rfind("."), digits.rfind(","))
    head, places = digits[:at], digits[at + 1 :]
    grouped = _GROUPED.fullmatch(head) if at > 0 and _are_places(places) else None
    with_places = [f"{_bare(head)}.{places}"] if grouped and grouped[1] != digits[at] else []
    whole = [_bare(digits)] if _GROUPED.fullmatch(digits) else []
    return tuple(dict.fromkeys(map(Decimal, (*with_places, *whole))))


def days_in(text: str) -> tuple[date, ...]:
    """The days that `text` may be, whatever stands first in it; none where it is none."""
    found: dict[date, None] = {}
    for form in _DAYS:
        try:
            found[datetime.strptime(text.strip(), form).date()] = None  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return tuple(found)


def _are_places(text: str) -> bool:
    return text.isdecimal() and len(text) <= _PLACES


def _bare(digits: str) -> str:
    return re.sub(_GAPS, "", digits)
