"""Texts of payments: amounts, days, currencies; account numbers in free text are hidden."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pipeline.ledger_files.cells import BadCell

LONGEST_TEXT = 2000
_AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,5})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_IBAN = re.compile(r"\b(?!RF)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_NO_NUMBER = frozenset({"NOTPROVIDED", "NONREF", ""})
_SHORTEST, _LONGEST, _LETTERS = 15, 34, 10
_TAIL = 4


def said(text: str) -> str:
    """`text` on one line without control characters, its account numbers hidden but for their end."""
    bare = "".join(letter if letter.isprintable() else " " for letter in text[:LONGEST_TEXT])
    return _IBAN.sub(_hidden, " ".join(bare.split()))


def bank_number(text: str) -> str:
    """The bank's own number of a payment, as `said`; empty for a filler, and for zeros alone."""
    return unless_filler(text) if text.strip("0 ") else ""


def unless_filler(text: str) -> str:
    """`text` as `said`; empty for a word that stands for nothing."""
    return "" if text.upper() in _NO_NUMBER else said(text)


def is_iban(text: str) -> bool:
    """True for a number whose check digits are right."""
    bare = text.replace(" ", "")
    if not _SHORTEST <= len(bare) <= _LONGEST or not bare.isascii() or not bare.isalnum():
        return False
    turned = "".join(str(int(letter, 36)) for letter in bare[4:] + bare[:4])
    return int(turned) % 97 == 1


def _hidden(found: re.Match[str]) -> str:
    """The longest beginning that is an account number, hidden; what follows stays."""
    parts = found[0].split(" ")
    for count in range(len(parts), 0, -1):
        bare = "".join(parts[:count])
        if is_iban(bare):
            return " ".join(("…" + bare[-_TAIL:], *parts[count:]))
    return found[0]


def plain_amount(name: str, text: str) -> Decimal:
    """An amount as messages write it, above zero.

    Raises:
        BadCell: it is none.
    """
    if not _AMOUNT.fullmatch(text.strip()):
        raise BadCell(f"{name} {text[:40]!r} is no amount: it must be written like 1234.56.")
    found = Decimal(text.strip())
    if not found:
        raise BadCell(f"{name} is zero: nothing was paid.")
    return found


def plain_day(name: str, text: str) -> date:
    """A day as messages write it, with or without a time.

    Raises:
        BadCell: it is none.
    """
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise BadCell(f"{name} {text[:40]!r} is no date: it must be written as YYYY-MM-DD.") from None


def plain_currency(text: str) -> str:
    """A currency code.

    Raises:
        BadCell: it is none.
    """
    if not _CURRENCY.fullmatch(text.strip()):
        raise BadCell(f"currency {text[:20]!r} is no three-letter code: it must be like EUR.")
    return text.strip()
