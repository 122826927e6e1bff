"""All that a pack is made of, but for the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.evidence import Letterhead, PackWish, Tongue
from models.ledger import Customer, Invoice
from models.record import DocumentRecord
from receivables.evidence.contents import Exhibit, Picked
from receivables.evidence.custody import Step


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """The received file that an exhibit came in."""

    exhibits: tuple[str, ...]
    """Letters of the exhibits in it."""
    sha256: str
    """Hexadecimal; computed from the bytes when the pack was made."""
    size: int
    """Bytes."""
    suffix: str
    """Such as .pdf, by what the bytes are."""
    pages: int | None = None
    """As it was received; None where nobody counted them."""
    withheld: str = ""
    """Why it is not in the pack, a name of the words below `withheld.`; empty where it is."""

    @property
    def name(self) -> str:
        """Its place in the ZIP."""
        return f"originals/exhibit-{'-'.join(self.exhibits)}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Pack:
    """All that a pack is made of, but for the pictures."""

    client: str
    letterhead: Letterhead
    customer: Customer
    invoices: tuple[Invoice, ...]
    wish: PackWish
    picked: Picked
    steps: tuple[Step, ...]
    originals: tuple[OriginalFile, ...]
    program: str
    """Name and version of what makes it."""

    @property
    def language(self) -> Tongue:
        """Of the letter."""
        return self.wish.language or self.letterhead.language

    @property
    def reply_by(self) -> date:
        """The day by which an answer is asked for."""
        return self.wish.reply_by or self.wish.on + timedelta(days=self.letterhead.reply_days)

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """In their order."""
        return self.picked.exhibits

    @property
    def records(self) -> tuple[DocumentRecord, ...]:
        """Documents of which something is shown."""
        return tuple(one.record for one in self.exhibits)
