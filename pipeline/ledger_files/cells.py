"""Single cells of a ledger file: numbers that stay text, dates and amounts in the file's own manner."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d\d)(\d\d)"
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_LONGEST = 120
"""Bytes of an identifier as part of a file name, percent-encoded."""
_ENCODED = 12
"""Bytes of a character, percent-encoded, at most."""
_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+|\dE\+\d+", re.IGNORECASE)
_MADE_DECIMAL = re.compile(r"\d+[.,]0+")
_AMOUNT = re.compile(r"\d+|\d+[.,]\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN_DECIMAL = re.compile(r"\d*[.,](\d{1,2}|\d{4,})")
_BLANKS = re.compile(r"[\s'\u2019\u00a0\u202f]")
_MONTHS = 12
_THOUSAND = 3


class BadCell(ValueError):
    """A cell that cannot be taken as it is; the message says why and what to write."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Reads dates; `order` dmy or mdy says how slashes are meant, empty when the file does not tell."""

    order: str = ""

    def read(self, column: str, text: str) -> date:
        """The day in a cell: ISO 8601, yyyymmdd, dd.mm.yyyy, or slashes that can be read in one way only.

        Raises:
            BadCell: no such day, or two readings.
        """
        if found := _ISO.fullmatch(text):
            return _day(column, text, *(int(part) for part in found.groups() if part))
        if found := _DOTTED.fullmatch(text):
            day, month, year = map(int, found.groups())
            return _day(column, text, year, month, day)
        if found := _SLASHED.fullmatch(text):
            return self._slashed(column, text, *map(int, found.groups()))
        raise BadCell(f"{column} {text!r} is no date: write it as YYYY-MM-DD.")

    def _slashed(self, column: str, text: str, first: int, second: int, year: int) -> date:
        order = _order(first, second) or self.order
        if not order and first != second:
            raise BadCell(
                f"{column} {text!r} can be read as two dates: write it as YYYY-MM-DD, or say --date-order."
            )
        day, month = (second, first) if order == "mdy" else (first, second)
        return _day(column, text, year, month, day)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Reads amounts; `mark` is the file's decimal mark, empty when the file does not tell."""

    mark: str = ""

    def read(self, column: str, text: str) -> Decimal:
        """The amount in a cell, minus in front, behind, or as brackets.

        Raises:
            BadCell: no amount, or one that can be read in two ways.
        """
        bare, negative = _unsigned(text)
        if not _AMOUNT.fullmatch(bare):
            raise BadCell(f"{column} {text!r} is no amount: write it like 1234.56.")
        mark = _mark_of(bare) or self.mark
        if not mark and re.search(r"[.,]", bare):
            raise BadCell(f"{column} {text!r} can be read as two amounts: write it like 1234.56.")
        other = "," if mark == "." else "."
        number = Decimal(bare.replace(other, "").replace(mark or ".", "."))
        return -number if negative else number


def identifier(column: str, text: str, *, empty: bool = False) -> str:
    """`text` when it can be a number of the ledger; kept as text, zeros and all, by `unmarked`.

    Raises:
        BadCell: it is empty and must not be, too long to name a folder, or a spreadsheet has turned it
            into a power of ten or a decimal number.
    """
    text = unmarked(text)
    if not text and not empty:
        raise BadCell(f"{column} is empty: every row needs one.")
    if len(text) * _ENCODED > _LONGEST and len(quote(text, safe="")) > _LONGEST:
        raise BadCell(f"{column} {text[:20]!r}... is longer than {_LONGEST} bytes: it cannot be a number.")
    if _ROUNDED.fullmatch(text):
        raise BadCell(f"{column} {text!r} was rounded by a spreadsheet: export the column as text.")
    if _MADE_DECIMAL.fullmatch(text):
        raise BadCell(f"{column} {text!r} was made a decimal number by a spreadsheet: export it as text.")
    return text


def unmarked(text: str) -> str:
    """`text` without the mark of a text that spreadsheets put before it: '0080012."""
    return text.removeprefix("'") if text[1:2].isalnum() else text


def choose_date_order(texts: Iterable[str], otherwise: str = "") -> str:
    """The order, dmy or mdy, that unmistakable dates show; `otherwise` if none does, empty if both."""
    found = (_SLASHED.fullmatch(text) for text in texts)
    orders = {_order(int(each[1]), int(each[2])) for each in found if each} - {""}
    return _only(orders, otherwise)


def choose_decimal_mark(texts: Iterable[str], otherwise: str = "") -> str:
    """The decimal mark that unmistakable amounts among `texts` show; `otherwise` if none, empty if both."""
    return _only({_mark_of(_unsigned(text)[0]) for text in texts} - {""}, otherwise)


def _only(shown: Collection[str], otherwise: str) -> str:
    return next(iter(shown), otherwise) if len(shown) <= 1 else ""


def _order(first: int, second: int) -> str:
    """What two numbers before a year tell about their order by being no month."""
    if first > _MONTHS >= second:
        return "dmy"
    return "mdy" if second > _MONTHS >= first else ""


def _day(column: str, text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(f"{column} {text!r} is no day of the calendar: write it as YYYY-MM-DD.") from None


def _unsigned(text: str) -> tuple[str, bool]:
    """Digits and marks without sign and blanks, and whether a minus or brackets stood around them."""
    bare = _BLANKS.sub("", text).replace("\u2212", "-")
    if bare.startswith("(") and bare.endswith(")"):
        return bare[1:-1], True
    if bare.endswith("-") and not bare.startswith("-"):
        return bare[:-1], True
    return bare.removeprefix("-"), bare.startswith("-")


def _mark_of(bare: str) -> str:
    """The decimal mark that an amount shows by itself; empty for '1.234' and '1234', which do not."""
    if "." in bare and "," in bare:
        return max(".,", key=bare.rindex)
    if bare.count(".") > 1 or bare.count(",") > 1:
        return "," if "." in bare else "."
    if _PLAIN_DECIMAL.fullmatch(bare):
        return "." if "." in bare else ","
    head, _, behind = bare.partition("." if "." in bare else ",")
    long_head = len(behind) == _THOUSAND and (len(head) > _THOUSAND or head.startswith("0"))
    return ("." if "." in bare else ",") if long_head else ""
