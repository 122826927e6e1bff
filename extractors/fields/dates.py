"""Dates as people print them, in eight languages; an ambiguous order keeps its other reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

_MONTHS = (
    "january januar janvier enero gennaio januari janeiro stycznia styczen janner",
    "february februar fevrier febrero febbraio februari fevereiro lutego luty feber",
    "march marz mars marzo maart marco marca marzec mrz mrt",
    "april avril abril aprile kwietnia kwiecien",
    "may mai mayo maggio mei maio maja maj",
    "june juni juin junio giugno junho czerwca czerwiec",
    "july juli juillet julio luglio julho lipca lipiec",
    "august aout agosto augustus sierpnia sierpien",
    "september septembre septiembre settembre setembro wrzesnia wrzesien setiembre",
    "october oktober octobre octubre ottobre outubro pazdziernika pazdziernik",
    "november novembre noviembre novembro listopada listopad",
    "december dezember decembre diciembre dicembre dezembro grudnia grudzien",
)
_OLDEST, _NEWEST, _CENTURY, _PIVOT = 1950, 2099, 100, 70
_YEAR = r"((?:19|20)\d{2}|\d{2})"
_NO_MORE = r"(?!\d(?!\d?:\d\d))"
"""No figure behind it, but for a time of day glued to it: "29/12/201711:41"."""
_AFTER = rf"{_NO_MORE}(?![/.\-]\d)"
_BEFORE = r"(?<![\d])(?<!\d[/.\-])"
_NUMERIC = re.compile(rf"{_BEFORE}(\d{{1,2}})(\s?[/.\-]\s?)(\d{{1,2}})(\s?[/.\-]\s?){_YEAR}{_AFTER}")
_SPACED = re.compile(rf"{_BEFORE}(\d{{2}})( )(\d{{2}})( )((?:19|20)\d{{2}}){_AFTER}")
_HALF_SPACED = re.compile(rf"{_BEFORE}(\d{{1,2}})( )(\d{{1,2}})([/.\-])((?:19|20)\d{{2}}){_AFTER}")
_SPOILED = re.compile(rf"{_BEFORE}(\d{{1,2}})([/.\-])(\d{{1,2}})([:;,~])((?:19|20)\d{{2}}){_AFTER}")
"""With a separator misread."""
_ISO = re.compile(rf"{_BEFORE}((?:19|20)\d{{2}})\s?[/.\-]\s?(\d{{1,2}})\s?[/.\-]\s?(\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"(?<![\w\-/])((?:19|20)\d{2})(\d{2})(\d{2})(?![\w\-/])")
_JOINT = r"[\s.,/|\-\u00b7'`]*(?:(?:of|de|di|del|den|d|do)\s)?\s*"
_SPECK = r"(?:[1il!]\s(?=\d{4}))?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|[ao](?![a-z]))?"
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY}{_JOINT}([a-z]{{3,12}}){_JOINT}{_SPECK}'?{_YEAR}{_NO_MORE}")
_MONTH_FIRST = re.compile(rf"([a-z]{{3,12}})[\s.,\-]*{_DAY}[\s.,\-]+'?{_YEAR}(?![\d:])")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})[\s.,\-]*([a-z]{3,12})[\s.,\-]*(\d{1,2})(?!\d)")
_MISREAD = re.compile(r"(?<![A-Za-z0-9])[0-9OoIl|SBZz/.\-]{6,10}(?![A-Za-z0-9])")
_DIGITS = str.maketrans("OoIl|SBZz", "001115822")
_MIXED = re.compile(r"(?<![a-z\d])(?:[a-z]{2,}\d[a-z\d]{0,8}|0[a-z]{2,9})(?![a-z\d])")
_WAVE = re.compile(r"(?<=\d)~(?=\d)")
"""A dash as some printers set it, or as it is misread."""
_LETTERS = str.maketrans("01578", "oiszb")
_STROKES = re.compile(r"\d[\d/]{5,9}(?!\S)")
_LAW = re.compile(
    r"(?<![a-z])(?:d\.?\s?p\.?\s?r|d\.?\s?lgs|d\.?\s?m|d\.?\s?l|legge|decreto|real decreto|r\.?\s?d|loi|"
    r"arrete|ley|lei|act|regulation|directive|verordnung|gesetz|bgbl|ustaw\w*|rozporzadz\w*|wet|besluit)"
    r"(?![a-z])[\s.,:nr\u00b0\u00bao]*[\d/\-]*\s*(?:of|del|dell|du|de|vom|van|z|z dnia|dated)?\s*$"
)
"""What stands in front of the date of a law: "D.P.R. 472 del 14/08/1996"."""
_GLUED_LABEL = re.compile(r"^(?:dated?|datum|fecha|data)(?=[a-z]{3})")
_FEWEST_DIGITS = 3
_LAST_MONTH, _FULL_YEAR = 12, 4
_SHORTEST_MISREAD = 5


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date found in a text at [start, end)."""

    chosen: date
    start: int
    end: int
    alternatives: tuple[date, ...] = ()
    """The other order where both fit."""
    proves: str = ""
    """"dmy" or "mdy" where only that order of a slashed or dashed date fits."""


def find_dates(text: str, order: str = "dmy") -> tuple[DateReading, ...]:
    """Dates in `text`, left to right; `order` (dmy or mdy) decides where both orders fit."""
    plain = _plain(text)
    found: list[DateReading] = []
    for reading in _readings(plain, order):
        if _LAW.search(plain, 0, reading.start):
            continue
        if all(reading.end <= other.start or reading.start >= other.end for other in found):
            found.append(reading)
    return tuple(sorted(found, key=lambda reading: reading.start))


def read_strokes(text: str, order: str = "dmy") -> DateReading | None:
    """A handwritten date at the head of `text` with slashes read as ones: "413126" and "4/3126" are 4/3/26.

    None unless exactly one pair of ones can be the slashes.
    """
    match = _STROKES.match(text)
    if not match:
        return None
    digits = match[0]
    pairs = [(i, j) for i in (1, 2) for j in (i + 2, i + 3) if {digits[i], digits[j : j + 1]} <= {"1", "/"}]
    slashed = [f"{digits[:i]}/{digits[i + 1 : j]}/{digits[j + 1 :]}" for i, j in pairs]
    found = [reading for date_text in slashed for reading in find_dates(date_text, order)]
    return replace(found[0], start=0, end=len(digits), proves="") if len(found) == 1 else None


def settled_order(texts: Iterable[str]) -> str:
    """The order (dmy, mdy) that the unambiguous dates among `texts` prove; empty where none or both do."""
    proven = {reading.proves for text in texts for reading in find_dates(text)} - {""}
    return proven.pop() if len(proven) == 1 else ""


def is_month(word: str) -> bool:
    """True for the name of a month, or three or more letters that it begins with, in lower case."""
    return word in _month_words()


def _plain(text: str) -> str:
    """Lower case without accents, of the same length; letters read for digits inside a date made digits."""
    repaired = _MISREAD.sub(_repair, _WAVE.sub("-", text))
    plain = "".join(unicodedata.normalize("NFKD", c)[0].lower()[:1] or c for c in repaired)
    return _MIXED.sub(_spelled, plain)


def _repair(match: re.Match[str]) -> str:
    digits = sum(c.isdigit() for c in match[0])
    return match[0].translate(_DIGITS) if digits >= _FEWEST_DIGITS else match[0]


def _spelled(match: re.Match[str]) -> str:
    """The month that a word such as "mar70" is (7 for z, 0 for o), else the word."""
    word = match[0].translate(_LETTERS)
    return word if word in _month_words() else match[0]


def _readings(plain: str, order: str) -> Iterator[DateReading]:
    shapes: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
        (_ISO, lambda m: _date(m[1], m[2], m[3])),
        (_DAY_FIRST, lambda m: _date(m[3], _month(m[2]), m[1])),
        (_MONTH_FIRST, lambda m: _date(m[3], _month(m[1]), m[2])),
        (_YEAR_FIRST, lambda m: _date(m[1], _month(m[2]), m[3])),
        (_COMPACT, lambda m: _date(m[1], m[2], m[3])),
    )
    for pattern, make in shapes:
        for match in pattern.finditer(plain):
            chosen = make(match)
            if chosen is not None:
                yield DateReading(chosen, match.start(), match.end())
    for pattern in (_NUMERIC, _SPACED, _HALF_SPACED, _SPOILED):
        for match in pattern.finditer(plain):
            yield from _numeric(match, order)


def _numeric(match: re.Match[str], order: str) -> Iterator[DateReading]:
    first, mark, second, behind, year = match.groups()
    if len(year) < _FULL_YEAR and mark.strip() != behind.strip():
        return
    readings = {"dmy": _date(year, second, first), "mdy": _date(year, first, second)}
    fitting = {name: value for name, value in readings.items() if value is not None}
    dotted = mark.strip() == "."
    chosen = fitting.get("dmy" if dotted else order) or next(iter(fitting.values()), None)
    if chosen is None:
        return
    others = tuple(value for value in fitting.values() if value != chosen)
    proves = next(iter(fitting)) if len(fitting) == 1 and not dotted else ""
    yield DateReading(chosen, match.start(), match.end(), others, proves)


def _date(year: str, month: str | int | None, day: str) -> date | None:
    if month is None:
        return None
    full = int(year)
    if full < _CENTURY:
        full += 2000 if full < _PIVOT else 1900
    if not (_OLDEST <= full <= _NEWEST and 1 <= int(month) <= _LAST_MONTH):
        return None
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    known = _month_words().get(_GLUED_LABEL.sub("", word))
    if known is not None or len(word) < _SHORTEST_MISREAD:
        return known
    near = {number for name, number in _month_words().items() if _one_letter_apart(word, name)}
    return near.pop() if len(near) == 1 else None


def _one_letter_apart(word: str, name: str) -> bool:
    """True for a month's name with one letter read as another."""
    return len(word) == len(name) and sum(a != b for a, b in zip(word, name, strict=True)) == 1


@cache
def _month_words() -> dict[str, int]:
    """Month names and their unambiguous beginnings of three letters or more -> 1..12."""
    meanings: dict[str, set[int]] = {}
    for number, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            for length in range(3, len(name) + 1):
                meanings.setdefault(name[:length], set()).add(number)
    return {word: numbers.pop() for word, numbers in meanings.items() if len(numbers) == 1}
