"""What can be an identifier: an invoice, order, delivery or customer number as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.fields.dates import find_dates, is_month
from extractors.fields.text import NUMBER_WORDS, fold, has_digit, strip_edges

_SHAPE = re.compile(r"[A-Za-z0-9ÄÖÜäöüÉéÑñ][\w\-/.+&:\u2013]*")
_MONEY = re.compile(
    r"[€$£¥]|^(?:eur|usd|gbp|chf|pln|us)\d|^-?\d{1,3}(?:[.,' ]\d{3})*[.,]\d{2}-?$|^\d{1,3}(?:,\d{3})+$"
)
_TIME = re.compile(r"^\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ap]m|h|uhr)?$")
_MEASURE = re.compile(
    r"^\d+(?:[.,]\d+)?(?:kgs?|g|lbs?|t|to|pcs?|ctns?|cs|ea|stk?|l|ml|m|cm|mm|x|plt|pal|days?|st|nd|rd|th|%)$"
)
_FRACTION = re.compile(r"^\d{1,2}(?:/|of|von|de|sur|di)\d{1,2}$")
_FEW_DIGITS = re.compile(r"^[A-Za-z]{2,}\d?$")
_PREFIX = re.compile(r"(?=.*[A-Z])[A-Z0]{1,5}[-/]?")
_GROUP = re.compile(r"\d{3,4}")
_MISREAD_WORD = re.compile(r"[^\W\d_A-Z]{2}\d{1,2}[^\W\d_A-Z]|[^\W\d_A-Z]\d{1,2}[^\W\d_A-Z]{2}")
"""A figure or two between small letters."""
_ENUMERATED = re.compile(r"\d{1,2}\.(?: ?[^\W\d_]{3,}.*)")
"""A caption of a numbered box: "12. DISCOUNT TERMS"."""
_DATED = re.compile(r"(?<=\d)\s?/\s?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})$")
_MISREAD_SIGN = re.compile(r"[nN][2o0]")
_SHORTEST, _LONGEST, _MOST_GROUPS = 2, 30, 4
_WHOLE, _LONGEST_TORN = 3, 8
"""Figures that can be a number by themselves, and figures of one that is torn."""
_CONNECTORS = ("-", "/", "\u2013")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier read from the beginning of a row of words."""

    text: str
    """As printed, without the punctuation around it."""
    words: int
    """How many words it takes."""


def is_identifier(text: str) -> bool:
    """True when `text` has a digit and looks like no date, time, amount of money, measure or page count."""
    compact = fold(text).replace(" ", "")
    if not _SHORTEST <= sum(c.isalnum() for c in text) <= _LONGEST or not has_digit(text):
        return False
    if not _SHAPE.fullmatch(text.replace(" ", "")) or _FEW_DIGITS.match(text):
        return False
    return not (_is_measured(compact) or _is_date(text) or _is_word(text))


def _is_word(text: str) -> bool:
    """True for a word with letters misread as figures, such as "Condit10ns", or a misread number sign."""
    return bool(_MISREAD_WORD.search(text) or _MISREAD_SIGN.fullmatch(text))


def _is_measured(compact: str) -> bool:
    return any(pattern.search(compact) for pattern in (_MONEY, _TIME, _MEASURE, _FRACTION))


def _is_date(text: str) -> bool:
    return any(
        reading.end - reading.start >= len(text) - 1 and not text.isdigit() for reading in find_dates(text)
    )


def read_identifier(words: Sequence[str]) -> Identifier | None:
    """The identifier that `words` begin with, pieces that belong together joined; None when there is none.

    "INV" "1004" keeps its blank, "INV-" "1004" and "INV" "-" "1004" are joined without, and so are no
    words that could be a date or an amount.
    """
    if _starts_with_date(words) or _ENUMERATED.match(" ".join(words[:2])):
        return None
    text, count = _joined(words)
    cleaned = _cleaned(text)
    return Identifier(cleaned, count) if is_identifier(cleaned) else None


def shape(text: str) -> str:
    """The mask of an identifier: 9 for a digit, A for a letter, else the character ("INV-12" -> "AAA-99")."""
    return "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in text)


def _starts_with_date(words: Sequence[str]) -> bool:
    dates = find_dates(" ".join(words[:5]))
    if not dates or dates[0].start > 1:
        return False
    return not words[0].isdigit() or is_month(fold("".join(words[1:2])).strip(".,"))


def _joined(words: Sequence[str]) -> tuple[str, int]:
    text, count = (words[0], 1) if words else ("", 0)
    while count < len(words):
        glue = _glue(text, words[count], count)
        if glue is None:
            break
        text, count = f"{text}{glue}{words[count]}", count + 1
    return text, count


def _glue(text: str, following: str, count: int) -> str | None:
    """What stands between `text` and a following piece of the same identifier, None when it is no piece."""
    if _is_date(following):
        return None
    if text.endswith(_CONNECTORS):
        return "" if following[:1].isalnum() and has_digit(text + following) else None
    if following in _CONNECTORS or (following[:1] in _CONNECTORS and following[1:2].isdigit()):
        return "" if text[-1].isalnum() else None
    if _PREFIX.fullmatch(text) and text.lower() not in NUMBER_WORDS and following[:1].isdigit():
        return " "
    parts = (*text.split(), following)
    grouped = count < _MOST_GROUPS and all(_GROUP.fullmatch(part) for part in parts)
    return " " if grouped or _is_torn(parts) else None


def _is_torn(parts: Sequence[str]) -> bool:
    """True for the figures of one number with blanks between them: "26 02963", "40 75 74"."""
    sizes = [len(part) for part in parts if part.isdecimal()]
    return (
        len(sizes) == len(parts) and max(sizes[:-1], default=_WHOLE) < _WHOLE and sum(sizes) <= _LONGEST_TORN
    )


def _cleaned(text: str) -> str:
    """Without surrounding punctuation, a leading number sign, a remark in brackets or a date behind it."""
    stripped = strip_edges(strip_edges(text).lstrip("#№"))
    before, bracket, _ = stripped.partition("(")
    whole = before if bracket and has_digit(before) else stripped
    return _DATED.sub("", strip_edges(whole)).rstrip("-/\u2013").strip()
