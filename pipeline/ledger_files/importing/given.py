"""What an import is given, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.errors import WrongUse
from models.ledger import Invoice, Ledger

LARGEST = 1 << 30
"""Bytes of a file, and of all that is unpacked from one."""
_CONTROL = re.compile(r"(?:([A-Za-z]{3})\s*)?([+-]?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Export:
    """A file as it was given: what messages call it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Control:
    """What the open amounts must add up to; `currency` is empty where there is but one."""

    currency: str
    amount: Decimal

    @classmethod
    def of(cls, text: str) -> Control:
        """The control total in "1234.56" or "EUR 1234.56".

        Raises:
            WrongUse: it is no amount.
        """
        found = _CONTROL.fullmatch(text.strip())
        if not found:
            raise WrongUse(f"--control-total {text!r} is no amount: write it like 1234.56, or 'EUR 1234.56'.")
        return cls((found[1] or "").upper(), Decimal(found[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user says beside the files; empty is for the files to tell."""

    profile: str = ""
    date_order: str = ""
    """dmy or mdy: how dates like 04/03/2026 are meant."""
    undecided_order: str = ""
    """The order where the file does not tell: the user's setting, if it was set."""
    decimal_mark: str = ""
    currency: str = ""
    """Currency of rows that name none."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column -> the header that carries it, for those that no profile finds."""
    controls: tuple[Control, ...] = ()
    control_count: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A ledger that adds up, and how its files were read."""

    ledger: Ledger
    told: tuple[str, ...]
    """Lines for people: encoding, separator, decimal mark, date order, columns, what was left out."""
    messages: bool = False
    """True for single invoices rather than a list of all: they close no other, and say nothing of a state."""


def with_state_of(known: Invoice | None, new: Invoice) -> Invoice:
    """`new` with what the register knows beyond it.

    A message does not reopen what was paid, takes nothing away by leaving it out, and does not move an
    invoice to another delivery.
    """
    if known is None:
        return new
    return replace(
        new,
        po_number=new.po_number or known.po_number,
        due_date=new.due_date or known.due_date,
        delivery_number=known.delivery_number or new.delivery_number,
        status=known.status,
        open_amount=known.open_amount,
    )
