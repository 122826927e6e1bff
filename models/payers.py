"""Who pays for whom, and the discount that may be taken for paying early."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class PayerSign(StrEnum):
    """By what a payer is known again."""

    ACCOUNT = "account"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PayerLesson:
    """A payer of whom a person said for which customer it pays."""

    sign: PayerSign
    value: str
    """Keyed hash of an account, or a comparable name."""
    customer: str
    payment: str
    """Id of the payment that taught it."""


@dataclass(frozen=True, slots=True)
class CashTerms:
    """The discount that a customer may take for paying early."""

    customer: str
    """Empty for all others."""
    percent: Decimal
    days: int
    """From the invoice date."""
    grace: int = 0
    """Days more that are let pass."""
    source: str = ""
    """Where it is agreed: terms of sale, a contract."""
    since: date = date.min
    """Invoices dated on this day or later."""
