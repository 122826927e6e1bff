"""Times of day as people write and print them, in eight languages, as HH:MM of 24 hours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_HOURS, _MINUTES, _HALF_DAY = 24, 60, 12
_EARLIEST = 6
"""Hour of the day from which goods are mostly received, where a form leaves morning and afternoon open."""
_SPOKEN = r"(?:uhr|uur|hrs?|godz)"
_HALF = r"(?:\s*([ap])\s?\.?\s?m?(?![a-z0-9])\.?)?"
"""Before or after noon; "a" and "p" alone are written too."""
_ALONE = r"(?<![\d:.,/\-])"
_CLOCK = re.compile(rf"{_ALONE}(\d{{1,2}})\s?[:hu]\s?(\d{{2}})(?::\d{{2}})?(?![\d:]){_HALF}")
_DOTTED = re.compile(
    rf"{_ALONE}(\d{{1,2}})[.,](\d{{2}})(?!\d)(?=\s?(?:{_SPOKEN}|[ap]\s?\.?\s?m)(?![a-z])){_HALF}"
)
_ANNOUNCED = re.compile(rf"(?<![a-z])(?:ore|um|godz\.?)\s(\d{{1,2}})[.,](\d{{2}})(?![\d.,/\-]){_HALF}")
_FULL = re.compile(rf"{_ALONE}(\d{{1,2}})()\s?(?:{_SPOKEN}|(?=[ap]\s?\.?\s?m))(?![a-ln-oq-z]){_HALF}")
_JOINED = re.compile(rf"{_ALONE}(\d{{2}})(\d{{2}})\s?(?:{_SPOKEN}|h)(?![a-z])()")
_BARE = (
    re.compile(rf"^\W*(\d{{1,2}})[.,\-](\d{{2}})(?![\d.,/\-]){_HALF}"),
    re.compile(rf"^\W*(\d{{2}})(\d{{2}})(?![\d.,/\-]){_HALF}"),
    re.compile(r"^\W*(\d{1,2})()\s?h(?![a-z0-9])()"),
)
"""Only where a label says that it is a time: else an amount, a number or a length of time."""
_RANGE = re.compile(r"\s*(?:-|\u2013|to|bis|till|until)\s*\d{1,2}\s?[:.h]\d")
_CHOICE = re.compile(r"\W*a\s?\.?\s?m\W+p\s?\.?\s?m", re.IGNORECASE)
"""Both printed, one to be marked."""
_MISREAD = re.compile(
    r"(?<![a-z0-9])[0-9oil|]{1,2}(?=\s?[:.h]\s?[0-9oil|]{2}(?![a-z0-9]))|(?<=[:.h])[0-9oil|]{2}"
)
_DIGITS = str.maketrans("oil|", "0111")


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time of day found in a text at [start, end)."""

    chosen: str
    """HH:MM of 24 hours."""
    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    """Twelve hours later or earlier, where the text leaves it open."""


def find_times(text: str, *, labelled: bool = False) -> tuple[TimeReading, ...]:
    """Times in `text`, left to right; `labelled` where a label says that a time stands at its head.

    A span from one time to another is none, and so is a number that may be anything else.
    """
    plain = _plain(text)
    found: list[TimeReading] = []
    for reading in _readings(plain, labelled=labelled):
        if all(reading.end <= other.start or reading.start >= other.end for other in found):
            found.append(reading)
    return tuple(sorted(found, key=lambda reading: reading.start))


def _plain(text: str) -> str:
    """Lower case without accents, of the same length, letters read for digits inside a time made digits."""
    folded = "".join(unicodedata.normalize("NFKD", c)[0].lower()[:1] or c for c in text)
    return _MISREAD.sub(lambda match: match[0].translate(_DIGITS), folded)


def _readings(plain: str, *, labelled: bool) -> Iterator[TimeReading]:
    patterns = (_CLOCK, _DOTTED, _ANNOUNCED, _JOINED, _FULL, *(_BARE if labelled else ()))
    for pattern in patterns:
        for match in pattern.finditer(plain):
            reading = None if _is_span(plain, match) else _reading(plain, match)
            if reading is not None:
                yield reading


def _is_span(plain: str, match: re.Match[str]) -> bool:
    """True for the begin and the end of a span such as "8:00-12:00"."""
    before = plain[max(match.start() - 12, 0) : match.start(1)]
    ends = re.search(r"\d[:.h]\d{2}\s*(?:-|\u2013|to|bis|till|until)\s*$", before)
    return bool(ends or _RANGE.match(plain, match.end(2)))


def _reading(plain: str, match: re.Match[str]) -> TimeReading | None:
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if hour >= _HOURS or minute >= _MINUTES or (half and not 0 < hour <= _HALF_DAY):
        return None
    others: tuple[str, ...] = ()
    if _CHOICE.match(plain, match.end(2)):
        late = hour % _HALF_DAY < _EARLIEST
        hour = hour % _HALF_DAY + (_HALF_DAY if late else 0)
        others = (_clock((hour + _HALF_DAY) % _HOURS, minute),)
    elif half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    elif 0 < hour < _EARLIEST:
        others = (_clock(hour + _HALF_DAY, minute),)
    return TimeReading(_clock(hour, minute), match.start(1), match.end(), others)


def _clock(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"
