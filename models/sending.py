"""What was sent to people outside: papers of one invoice, by a link of their own for each recipient."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.decision import Status
from models.errors import WrongUse
from models.record import DocumentRecord

LONGEST_LIFE, USUAL_LIFE = 90, 30
"""Days that a link is good for, at most and unless said otherwise."""
MOST_RECIPIENTS, MOST_PAPERS = 20, 20
LONGEST_NOTE, LONGEST_NAME, _LONGEST_ADDRESS = 500, 120, 254
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@{_LABEL}(?:\.{_LABEL})+",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")

InvoiceKey = tuple[str, str]
"""(customer number, invoice number)."""
State = tuple[tuple[tuple[int, ...], str], ...]
"""What recipients see of each paper: its pages, and the status of its receipt."""


class Reason(StrEnum):
    """What the papers answer."""

    DOCUMENTS_MISSING = "documents_missing"
    """The customer asks for the proof."""
    NOT_RECEIVED = "not_received"
    SHORT = "short"
    DAMAGED = "damaged"
    WRONG_ITEM = "wrong_item"
    QUALITY = "quality"
    PRICE = "price"
    LATE = "late"
    REFUSED = "refused"
    RETURNED = "returned"
    DUPLICATE = "duplicate"
    """The customer says that it was billed twice."""
    SERVICE = "service"
    DISCOUNT = "discount"
    FREIGHT = "freight"
    TAX = "tax"
    NO_ORDER = "no_order"
    NO_INVOICE = "no_invoice"
    CANCELLED = "cancelled"
    UNAUTHORISED = "unauthorised"
    OTHER = "other"


class Turn(StrEnum):
    """What a correction changed for those who were sent a paper."""

    GONE = "gone"
    """Nothing of it is filed under the invoice any more."""
    FEWER = "fewer"
    """Some of its pages are not."""
    BACK = "back"
    """Pages are shown again, or for the first time."""
    RECEIPT = "receipt"
    """What is said of its receipt is another thing."""


class Outcome(StrEnum):
    """How a notice ended."""

    OPEN = ""
    MAILED = "mailed"
    TOLD = "told"
    """A person has told them, and ticked it off."""
    UNTOLD = "untold"
    """Whoever corrected it said why nobody is told."""
    PUT_RIGHT = "put right"
    """All was as they know it before they were told."""


class MailState(StrEnum):
    """How far a mail is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """The server will not have it, or it was tried for too long."""
    DROPPED = "dropped"
    """Its link was revoked or replaced before it went."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody outside. One without an address is given the link by hand."""

    name: str
    email: str = ""

    @property
    def shown(self) -> str:
        """As people write it."""
        return f"{self.name} <{self.email}>" if self.name and self.email else self.name or self.email


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it was sent; its pages may be in others by now."""

    document_id: str
    drop_id: str
    source: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who was sent papers."""

    id: int
    addressee: Addressee
    told: State
    """What they know: as it was sent, or as they were last told."""
    opened: int = 0
    opened_at: datetime | None = None
    """Last time."""
    mail: MailState | None = None
    """Of the mail that carried the link; None where it was given by hand."""
    error: str = ""
    """What the mail server said last."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Papers of one invoice that were sent together."""

    id: int
    client: str
    customer: str
    invoice: str
    papers: tuple[Paper, ...]
    recipients: tuple[Recipient, ...]
    by: str
    made_at: datetime
    until: datetime
    reason: Reason | None = None
    note: str = ""
    downloads: bool = True
    """Recipients may save the files."""
    revoked_at: datetime | None = None
    revoked_by: str = ""

    @property
    def key(self) -> InvoiceKey:
        """The invoice."""
        return self.customer, self.invoice

    def is_open(self, now: datetime) -> bool:
        """True while its links show something."""
        return self.revoked_at is None and now < self.until

    @property
    def opened(self) -> int:
        """How often any of its links was opened."""
        return sum(one.opened for one in self.recipients)

    @property
    def opened_at(self) -> datetime | None:
        """Last time."""
        return max((one.opened_at for one in self.recipients if one.opened_at), default=None)


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told of a correction."""

    id: int
    sending: Sending
    recipient: Recipient
    turn: Turn
    at: datetime
    """When it was last corrected."""
    by: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the outbox."""

    id: int
    client: str
    addressee: Addressee
    subject: str
    text: str
    reply_to: str
    made_at: datetime
    attempts: int
    """How often it was tried, this time included."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What a recipient may see of one paper, as it is now."""

    record: DocumentRecord
    pages: tuple[int, ...]
    """Those that were sent and still belong there; never empty."""


def email_of(text: str) -> str:
    """`text` as a mail server takes it, in ASCII; an international domain in its own spelling of it.

    Raises:
        WrongUse: it is no address of one mailbox.
    """
    local, _, domain = text.strip().rpartition("@")
    address = f"{local}@{_spelled(domain.lower())}"
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS:
        raise WrongUse(f"{text!r} is no e-mail address: give one like ann@firm.example.")
    return address


def _spelled(domain: str) -> str:
    """The domain in ASCII; empty where that spelling would lead to another one, as with ß."""
    try:
        spelled = domain.encode("idna")
        return spelled.decode("ascii") if spelled.decode("idna") == domain else ""
    except UnicodeError:
        return ""


def addressee(text: str) -> Addressee:
    """Whom `text` names: `ann@firm.example`, `Ann Lee <ann@firm.example>`, or a name alone.

    Raises:
        WrongUse: the address is none, or the name could be read as something else.
    """
    plain = text.strip()
    named = _NAMED.fullmatch(plain)
    if named:
        return Addressee(_name(named["name"]), email_of(named["address"]))
    return Addressee("", email_of(plain)) if "@" in plain else Addressee(_name(plain, needed=True))


def _name(text: str, *, needed: bool = False) -> str:
    name = text.strip().strip('"').strip()
    if (needed and not name) or len(name) > LONGEST_NAME or not name.isprintable() or set(name) & set("<>@"):
        raise WrongUse(f"{text!r} names nobody: give an e-mail address, or a name of one line.")
    return name


def visible(key: InvoiceKey, paper: Paper, records: Iterable[DocumentRecord]) -> tuple[Visible, ...]:
    """What may be shown of `paper` now, given the documents of its file.

    Pages that were sent, in documents filed under that very invoice and under none of another customer.
    """
    theirs = (one for one in records if one.drop_id == paper.drop_id and is_sendable(one, key))
    kept = ((one, tuple(page for page in one.reading.pages if page in paper.pages)) for one in theirs)
    return tuple(Visible(record, pages) for record, pages in kept if pages)


def is_sendable(record: DocumentRecord, key: InvoiceKey) -> bool:
    """True where the document is filed under the invoice, and under none of another customer."""
    chosen = record.decision.chosen
    return (
        record.decision.status is Status.FILED
        and key in chosen
        and all(customer == key[0] for customer, _ in chosen)
    )


def state_of(key: InvoiceKey, papers: Iterable[Paper], records: Iterable[DocumentRecord]) -> State:
    """What recipients see now, in the order of `papers`."""
    known = tuple(records)
    return tuple(_state(visible(key, paper, known)) for paper in papers)


def _state(seen: tuple[Visible, ...]) -> tuple[tuple[int, ...], str]:
    pages = tuple(sorted(page for one in seen for page in one.pages))
    judged = (one.record.reading.acceptance for one in seen)
    return pages, " ".join(sorted(one.status.value for one in judged if one))


def turn_of(told: State, now: State) -> Turn | None:
    """What changed since recipients were told; None where nothing did."""
    if told == now:
        return None
    before, after = _pages(told), _pages(now)
    if after - before:
        return Turn.BACK
    if before - after:
        return Turn.FEWER if after else Turn.GONE
    return Turn.RECEIPT


def _pages(state: State) -> set[tuple[int, int]]:
    return {(place, page) for place, (pages, _) in enumerate(state) for page in pages}
