"""Amounts of a list: their decimal mark, decided once for the whole of it, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.errors import LedgerRefused
from pipeline.ledger_files.cells import Amounts, BadCell, choose_decimal_mark
from pipeline.ledger_files.file import currency_code
from pipeline.ledger_files.importing.given import Wishes
from pipeline.ledger_files.importing.words import plain_words

_SYMBOLS = re.compile(r"[€$£¥₹]|(?<![A-Za-z])(?:kr|zł|CHF|Fr)\.?(?![A-Za-z])")
_SYMBOL_CODES = {"€": "EUR", "£": "GBP", "₹": "INR"}
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_CREDIT = re.compile(r"(?i)[\s\d](CR|C|H|K)\.?$")
_DEBIT = re.compile(r"(?i)[\s\d](DR|D|S)\.?$")
_CREDIT_WORDS = frozenset({"h", "c", "cr", "k", "credit", "haben", "haber"})
_DEBIT_WORDS = frozenset({"s", "d", "dr", "debit", "soll", "debe", ""})
_NAMES = {
    "euro": "EUR", "euros": "EUR", "us dollar": "USD", "u s dollar": "USD", "usa": "USD", "dollar us": "USD",
    "british pound": "GBP", "pound sterling": "GBP", "swiss franc": "CHF", "schweizer franken": "CHF",
    "canadian dollar": "CAD", "australian dollar": "AUD", "japanese yen": "JPY", "mexican peso": "MXN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """Reads the amounts of one list; `mark` is its decimal mark, empty where no amount shows one."""

    mark: str
    evidence: str
    """For people: "line 7 has 1.234,56"."""

    def read(self, column: str, text: str, debit_credit: str = "") -> Decimal:
        """The amount in a cell, with its sign: a minus before or behind, brackets, CR, or a column's.

        Raises:
            BadCell: no amount, or one that can be read in two ways.
        """
        bare, negative = bare_amount(text)
        word = plain_words(debit_credit)
        if word not in _CREDIT_WORDS | _DEBIT_WORDS:
            raise BadCell(f"debit_credit {debit_credit!r} is neither S nor H, D nor C.")
        if self.mark and choose_decimal_mark((bare,)) not in {"", self.mark}:
            raise BadCell(
                f"{column} {text!r} has another decimal mark than {self.mark!r}: write it like 1234.56."
            )
        amount = Amounts(self.mark).read(column, bare)
        if word in _CREDIT_WORDS or negative:
            return -abs(amount)
        return amount


def money_of(amounts: Iterable[tuple[int, str]], file: str, wishes: Wishes) -> Money:
    """The decimal mark of a list.

    Args:
        amounts: (line, cell) of every amount of the list.
        file: what messages call the list.
        wishes: what the user says.

    Raises:
        LedgerRefused: amounts show both marks, or another than the user says.
    """
    shown: dict[str, tuple[int, str]] = {}
    for line, text in amounts:
        mark = choose_decimal_mark((bare_amount(text)[0],))
        if mark and mark not in shown:
            shown[mark] = (line, text)
    told = " and ".join(f"line {line} has {text}" for line, text in shown.values())
    if len(shown) > 1:
        raise LedgerRefused(
            f"{file}: amounts have two decimal marks: {told}. Nothing was loaded; export them all with one."
        )
    for mark in shown:
        if wishes.decimal_mark not in {"", mark}:
            raise LedgerRefused(
                f"{file}: --decimal-mark {wishes.decimal_mark}, but {told}. Nothing was loaded."
            )
        return Money(mark, told)
    given = "as --decimal-mark says" if wishes.decimal_mark else "no amount shows one"
    return Money(wishes.decimal_mark, given)


def bare_amount(text: str) -> tuple[str, bool]:
    """Digits, marks and minus of an amount, and whether CR stands behind it."""
    negative = bool(_CREDIT.search(text))
    without = _CREDIT.sub(_kept, _DEBIT.sub(_kept, text)) if text[-1:].isalpha() or text[-1:] == "." else text
    return _CODE.sub("", _SYMBOLS.sub("", without)).strip(), negative


def _kept(found: re.Match[str]) -> str:
    return found[0][0]


def currency_of(cell: str, amount: str, otherwise: str) -> str:
    """The currency of a row: its own cell, what stands beside the amount, or what the user says.

    Raises:
        BadCell: none of them.
    """
    if cell:
        return _NAMES.get(plain_words(cell)) or currency_code(_SYMBOL_CODES.get(cell, cell))
    beside = _CODE.search(amount)
    symbol = next((code for sign, code in _SYMBOL_CODES.items() if sign in amount), "")
    found = beside[0] if beside else symbol or otherwise
    if not found:
        raise BadCell("currency is empty: say --currency EUR, or whichever it is.")
    return currency_code(found)
