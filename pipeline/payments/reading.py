"""A file with payments or remittance advices -> what it has, and every row that cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass

from models.cash import Given, GivenAdvice
from models.counts import counted
from models.errors import LedgerRefused
from pipeline.ledger_files.encoding import decode
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.ledger_files.importing.sheets import open_sheet
from pipeline.ledger_files.rows import Faulty
from pipeline.payments.camt import read_camt
from pipeline.payments.listed import read_list
from pipeline.payments.mt940 import is_mt940, read_mt940
from pipeline.payments.values import Gathered

LARGEST = 64 << 20
"""Bytes of a file."""
_HEAD = 1 << 14


@dataclass(frozen=True, slots=True)
class PaymentsRead:
    """What a file has."""

    payments: tuple[Given, ...]
    advices: tuple[GivenAdvice, ...]
    faulty: tuple[Faulty, ...]
    """Rows that cannot be taken; the others can."""
    told: tuple[str, ...]
    """How it was read, for people."""
    kind: str
    """camt, mt940 or list."""


def read_payments(export: Export, wishes: Wishes) -> PaymentsRead:
    """The payments, or remittance advices, of a file; what decides how it is read is its content.

    Raises:
        LedgerRefused: it is none of these, or its head does not tell how to read it.
        WrongUse: the wishes name something that does not exist.
    """
    if len(export.content) > LARGEST:
        raise LedgerRefused(f"{export.name} is larger than {LARGEST >> 20} MB. Nothing was loaded; split it.")
    if not export.content.strip():
        raise LedgerRefused(f"{export.name} is empty. Nothing was loaded; export it again.")
    kind = _kind(export)
    gathered, words = (
        {"camt": read_camt, "mt940": read_mt940}[kind](export) if kind else _listed(export, wishes)
    )
    told = (words, *_counts(gathered))
    return PaymentsRead(
        tuple(gathered.payments), tuple(gathered.advices), tuple(gathered.faulty), told, kind or "list"
    )


def _kind(export: Export) -> str:
    head = export.content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")):
        return "camt"
    if head.startswith((b":20:", b"{1:")) or b"\n:20:" in head:
        return "mt940" if is_mt940(decode(export.content, export.name)[0]) else ""
    return ""


def _listed(export: Export, wishes: Wishes) -> tuple[Gathered, str]:
    return read_list(open_sheet(export), wishes)


def _counts(gathered: Gathered) -> tuple[str, ...]:
    """What else the file has; nothing is passed over in silence."""
    said = (
        (gathered.outgoing, "entry takes money away: left out", "entries take money away: left out"),
        (
            gathered.pending,
            "entry is not booked yet: it comes again",
            "entries are not booked yet: they come again",
        ),
    )
    return tuple(f"  {counted(count, one, many)}." for count, one, many in said if count)
