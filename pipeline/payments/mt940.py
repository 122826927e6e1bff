"""Payments from MT940 statements: tags 25, 60F, 61 and 86, also as German banks structure them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from models.cash import Given
from models.errors import LedgerRefused
from pipeline.ledger_files.cells import BadCell
from pipeline.ledger_files.encoding import decode
from pipeline.ledger_files.importing.given import Export
from pipeline.payments.cells import bank_number, plain_currency, said, unless_filler
from pipeline.payments.values import Gathered

_TAG = re.compile(r":(\d{2}[A-Z]?):")
_LINE = re.compile(
    r"(?P<day>\d{6})(?:\d{4})?(?P<sign>R?[CD])[A-Z]?(?P<amount>\d{1,12},\d{0,2})"
    r"(?P<kind>[A-Z][A-Z0-9]{3})(?P<own>[^\n]*?)(?://(?P<bank>[^\n]*))?(?:\n.*)?",
    re.DOTALL,
)
_SUBFIELD = re.compile(r"\?(\d{2})")
_WORDED = re.compile(r"/(NAME|REMI|IBAN|EREF|ORDP|BENM|CNTP)/", re.IGNORECASE)
_REFERENCE, _NAME = (*range(20, 30), *range(60, 64)), (32, 33)
_ACCOUNT = 31
_CENTURY = 2000
_MOST = 100_000
_SEPA = re.compile(r"\b(?:SVWZ|EREF|KREF|MREF|CRED|DEBT|ABWA|ABWE|IBAN|BIC)\+")


def is_mt940(text: str) -> bool:
    """True for what begins as such a statement."""
    head = text[:2000].lstrip()
    return ":61:" in text and (head.startswith((":20:", "{1:")) or "\n:20:" in head)


def read_mt940(export: Export) -> tuple[Gathered, str]:
    """The credits of a file of statements, and how it was read, for people.

    Raises:
        LedgerRefused: it is no text, or too long.
    """
    text, _ = decode(export.content, export.name)
    gathered = Gathered(export.name)
    for count, entry in enumerate(_entries(text.replace("\r\n", "\n").replace("\r", "\n"))):
        if count > _MOST:
            raise LedgerRefused(f"{export.name} has more than {_MOST} entries. Nothing was loaded; split it.")
        try:
            _take(entry, gathered)
        except BadCell as bad:
            gathered.refuse(entry.line, str(bad))
    return gathered, f"{export.name}: MT940."


@dataclass(frozen=True, slots=True)
class _Entry:
    """Field 61 with the field 86 behind it, under the account and the currency of its statement."""

    line: int
    value: str
    info: str
    currency: str
    own: str


def _entries(text: str) -> Iterator[_Entry]:
    currency, own = "", ""
    fields = [*_fields(text), (0, "", "")]
    for (line, tag, value), (_, following, info) in pairwise(fields):
        if tag == "25":
            own = value.strip()
        elif tag in {"60F", "60M"}:
            currency = value[7:10]
        elif tag == "61":
            yield _Entry(line, value, info if following == "86" else "", currency, own)


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """(1-based line, tag, value) of every field."""
    tag, value, start = "", [""], 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line)
        if found:
            if tag:
                yield start, tag, "\n".join(value)
            tag, value, start = found[1], [line[found.end() :]], number
        elif not line.startswith(("-", "{", "}")):
            value.append(line)
    if tag:
        yield start, tag, "\n".join(value)


def _take(entry: _Entry, gathered: Gathered) -> None:
    found = _LINE.fullmatch(entry.value.strip())
    if found is None:
        shown = entry.value[:40]
        raise BadCell(f"field 61 {shown!r} cannot be read: ask the bank for the file again, or for camt.053.")
    if found["sign"] == "RD":
        raise BadCell("a reversed debit brings money back: book it by hand, it pays no invoice.")
    if found["sign"] == "RC":
        raise BadCell("a payment was returned: take back by hand what it was applied to.")
    if found["sign"] == "D":
        gathered.outgoing += 1
    else:
        gathered.payments.append(_payment(entry, found))


def _payment(entry: _Entry, found: re.Match[str]) -> Given:
    amount = Decimal(found["amount"].replace(",", ".").rstrip(".") or "0")
    if not amount:
        raise BadCell("the amount is zero: nothing was paid.")
    parts = _structured(entry.info) or _worded(entry.info)
    bank = (found["bank"] or "").strip()
    return Given(
        line=entry.line,
        value_day=_day(found["day"]),
        amount=amount,
        currency=plain_currency(entry.currency),
        payer=said(parts.get("name", "")),
        account=parts.get("account", ""),
        reference=said(parts.get("reference", "")),
        own_account=entry.own,
        bank_reference=bank_number(bank),
        former_reference=unless_filler(bank),
    )


def _day(text: str) -> date:
    try:
        return date(_CENTURY + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise BadCell(f"value date {text!r} is no day of the calendar.") from None


def _structured(info: str) -> Mapping[str, str]:
    """Field 86 with ?20 for the reference, ?31 the account, ?32 the name; empty where it is not so."""
    joined = info.replace("\n", "")
    parts = _SUBFIELD.split(joined)
    if len(parts) < 3:  # noqa: PLR2004 text, number, value
        return {}
    by_number: dict[int, str] = {}
    for number, value in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        by_number[number] = by_number.get(number, "") + value
    reference = " ".join(by_number[number] for number in _REFERENCE if number in by_number)
    return {
        "reference": _SEPA.sub(" ", reference),
        "account": by_number.get(_ACCOUNT, ""),
        "name": "".join(by_number.get(number, "") for number in _NAME),
    }


def _worded(info: str) -> Mapping[str, str]:
    """Field 86 with /NAME/ and /REMI/, or as free text."""
    joined = info.replace("\n", "")
    parts = _WORDED.split(joined)
    if len(parts) < 3:  # noqa: PLR2004 text, word, value
        return {"reference": info.replace("\n", " ")}
    found = {word.upper(): value.strip("/ ") for word, value in zip(parts[1::2], parts[2::2], strict=True)}
    reference = " ".join(found[word] for word in ("REMI", "EREF") if word in found)
    name = found.get("NAME") or found.get("ORDP") or found.get("CNTP", "")
    return {"reference": reference or joined, "name": name, "account": found.get("IBAN", "")}
