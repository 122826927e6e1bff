"""What an evidence pack is asked for with: the letter's sender and language, the dispute, what others add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.sending import InvoiceKey, Reason

MOST_INVOICES = 50
USUAL_REPLY_DAYS = 14
LONGEST_REPLY_DAYS = 365
LONGEST_LINE, MOST_LINES = 120, 8
"""Characters of a line of the letterhead, and lines of its address."""


class Tongue(StrEnum):
    """The language that a letter is written in."""

    ENGLISH = "en"
    GERMAN = "de"


class Form(StrEnum):
    """How a pack is handed out; also the suffix of its file."""

    PDF = "pdf"
    ZIP = "zip"
    """The PDF with originals, manifest and verifier."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who a client firm's letters come from."""

    name: str = ""
    """Empty where none is set: the letter then names nobody."""
    address: tuple[str, ...] = ()
    """Lines below the name."""
    contact: str = ""
    """Whom the customer may ask, such as a name."""
    email: str = ""
    phone: str = ""
    language: Tongue = Tongue.ENGLISH
    reply_days: int = USUAL_REPLY_DAYS
    remit: tuple[str, ...] = ()
    """Where payments go, such as bank, IBAN and BIC, a line each; stands on statements of account."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the customer says against the invoice."""

    reason: Reason | None = None
    claim: str = ""
    """The customer's number of it."""
    amount: Decimal | None = None
    """Contested, in the currency of the invoice."""
    raised: date | None = None


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of an order held against its delivery and invoice; None where a paper does not say."""

    invoice: str
    """Number of the invoice."""
    item: str
    """Article number and description."""
    unit: str = ""
    ordered: Decimal | None = None
    delivered: Decimal | None = None
    received: Decimal | None = None
    invoiced: Decimal | None = None
    price_ordered: Decimal | None = None
    price_invoiced: Decimal | None = None
    verdict: str = ""
    """In words, in the language of the letter."""


@dataclass(frozen=True, slots=True)
class ContactMade:
    """One entry of the contact log."""

    at: datetime
    channel: str
    """Such as call, letter or e-mail, in the language of the letter."""
    person: str
    """Who was spoken to or written to."""
    outcome: str


@dataclass(frozen=True, slots=True)
class PackWish:
    """What somebody wants a pack of."""

    keys: tuple[InvoiceKey, ...]
    """Invoices of one customer."""
    on: date
    """The date of the letter; the only thing in a pack that comes from no register."""
    language: Tongue | None = None
    """None for that of the client firm's letterhead."""
    reply_by: date | None = None
    """None for the letterhead's days after `on`."""
    note: str = ""
    """A paragraph of the sender's own."""
    dispute: Dispute = Dispute()
    lines: tuple[ComparedLine, ...] = ()
    """The three-way table; left out where there is none."""
    contacts: tuple[ContactMade, ...] = ()
    """The contact log, oldest first; left out where there is none."""
