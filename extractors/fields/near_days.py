"""A date by hand that was read badly, understood from the days on which it can have been written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

_BEFORE, _BEHIND = 1, 60
"""Days around the paper's own date in which goods are received."""
_MUCH_SOONER = 21
"""Days by which one reading must come before the other, where goods may be received on both."""
_READ_AS = str.maketrans("lIi|!\\OoQDSsZzBG.-,;: ", "11111/0000552286/////~")
"""What figures and strokes are read as; a blank says nothing."""
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]?")
_SOON = 30
"""Days behind the paper's own date of one whose year was not written."""
_ENOUGH = 4
"""Figures, least, that must have been read."""
_CLOSE, _CLEAR = 0.8, 0.4
"""Cost that the best day may have, and by which the next one must be dearer."""
_LATER = 0.02
"""Cost of each day between: most goods are received soon."""
_STROKE, _FIGURE, _LIKE = 0.3, 1.2, 0.7
"""Cost of a stroke that is missing, too many, or a one; of another figure; of one that looks like it."""
_ALIKE = frozenset(map(frozenset, ("17", "06", "38", "56", "49", "27", "08", "35", "79")))


def near_day(text: str, own: date) -> date | None:
    """The one day soon after `own` that `text` can be a misreading of; None where none or several can.

    >>> near_day(".71.25/26", date(2026, 7, 24))
    datetime.date(2026, 7, 25)
    """
    read = text.strip().translate(_READ_AS).replace("~", "").strip("/")
    if sum(map(str.isdigit, read)) < _ENOUGH or not set(read) <= set("0123456789/"):
        return None
    days = (own + timedelta(days) for days in range(-_BEFORE, _BEHIND + 1))
    costs = sorted((_doubt(read, day, own), day) for day in days)
    (cost, day), (next_cost, _) = costs[:2]
    return day if cost <= _CLOSE and next_cost - cost >= _CLEAR else None


def day_of_year(text: str, own: date) -> date | None:
    """The one day soon after `own` that a date without its year names; None where none or two do.

    >>> day_of_year("25.2.", date(2026, 2, 20))
    datetime.date(2026, 2, 25)
    """
    match = _WITHOUT_YEAR.fullmatch(text.strip())
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    days = [own + timedelta(days) for days in range(-_BEFORE, _SOON + 1)]
    either = {day for day in days if (day.day, day.month) in ((first, second), (second, first))}
    meant = {day for day in either if (day.day, day.month) == (first, second)} or either
    return meant.pop() if len(meant) == 1 else None


def likelier(chosen: date, others: Sequence[date], own: date) -> date:
    """Of the readings of a day that can be read in two orders, the one on which goods are likely received."""
    days = [(day - own).days for day in (chosen, *others)]
    fitting = sorted((days, day) for days, day in zip(days, (chosen, *others), strict=True) if _fits(days))
    if not fitting or (len(fitting) > 1 and fitting[1][0] - fitting[0][0] < _MUCH_SOONER):
        return chosen
    return fitting[0][1]


def _fits(days: int) -> bool:
    return -_BEFORE <= days <= _BEHIND


def _doubt(read: str, day: date, own: date) -> float:
    """What it costs to believe that `read` means `day`."""
    return min(_cost(read, form) for form in _forms(day)) + abs((day - own).days) * _LATER


@cache
def _forms(day: date) -> tuple[str, ...]:
    """How people write a day: both orders, with and without zeros, long and short years."""
    return tuple(dict.fromkeys(_written(day)))


def _written(day: date) -> Iterator[str]:
    years = (f"{day:%y}", f"{day:%Y}")
    for first, second in ((day.day, day.month), (day.month, day.day)):
        for year in years:
            yield f"{first}/{second}/{year}"
            yield f"{first:02}/{second:02}/{year}"
    yield f"{day:%Y/%m/%d}"


def _cost(read: str, form: str) -> float:
    """What it takes to make `form` of `read`, sign by sign."""
    row = [0.0]
    for sign in read:
        row.append(row[-1] + _alone(sign))
    for wanted in form:
        above, row = row, [row[0] + _alone(wanted)]
        for at, sign in enumerate(read):
            changed = above[at] + _instead(sign, wanted)
            row.append(min(changed, above[at + 1] + _alone(wanted), row[at] + _alone(sign)))
    return row[-1]


def _alone(sign: str) -> float:
    """Of a sign that the other lacks; a one may be half of a stroke."""
    return _STROKE if sign in "/1" else _FIGURE


def _instead(sign: str, wanted: str) -> float:
    if sign == wanted:
        return 0.0
    pair = frozenset((sign, wanted))
    if "/" in pair:
        return _STROKE if "1" in pair else _FIGURE
    return _LIKE if pair in _ALIKE else _FIGURE
