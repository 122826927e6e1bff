"""What customers say against invoices, as cases; and what was said and promised in calls and letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.sending import InvoiceKey, Reason

LONGEST_WORDS, LONGEST_CLAIM = 1000, 120
SENT_BY_LINK, PACK_SENT = "Evidence sent by a link.", "Evidence pack sent."
"""Outcomes of contacts that the program notes by itself."""
USUAL_DAYS, MOST_DAYS = 30, 3650
"""Days from the day on which a dispute is raised, unless the table of deadlines says otherwise."""


class DisputeState(StrEnum):
    """How far a dispute is."""

    OPEN = "open"
    EVIDENCE_SENT = "evidence_sent"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_DEPARTMENT = "waiting_department"
    WON = "won"
    """The customer pays, or pays back."""
    LOST = "lost"
    """The customer was right: a credit is given, or the amount written off."""
    SETTLED = "settled"
    """Something in between."""
    WITHDRAWN = "withdrawn"
    """It was none, or the customer dropped it."""

    @property
    def is_open(self) -> bool:
        """True while something is to be done."""
        return self not in CLOSED

    @property
    def is_running(self) -> bool:
        """True while the customer waits for our answer: the deadline counts."""
        return self in {DisputeState.OPEN, DisputeState.WAITING_DEPARTMENT}


CLOSED = frozenset({DisputeState.WON, DisputeState.LOST, DisputeState.SETTLED, DisputeState.WITHDRAWN})


class Department(StrEnum):
    """Who in the client firm can say what happened."""

    BILLING = "billing"
    LOGISTICS = "logistics"
    MAILROOM = "mailroom"
    QUALITY = "quality"
    SALES = "sales"
    SERVICE = "service"
    COLLECTIONS = "collections"


@dataclass(frozen=True, slots=True)
class DisputeCase:
    """Something that a customer says against an invoice."""

    id: int
    """0 for one that is not kept yet."""
    client: str
    key: InvoiceKey
    reason: Reason
    amount: Decimal
    """Contested, in `currency`; above zero."""
    currency: str
    raised: date
    due: date
    """Last day for our answer."""
    opened_at: datetime
    opened_by: str
    state: DisputeState = DisputeState.OPEN
    owner: str = ""
    """Login of who sees to it; empty for nobody."""
    claim: str = ""
    """The customer's number of it."""
    department: str = ""
    """As the table of reasons names it."""
    note: str = ""
    """For ourselves; never sent."""
    recovered: Decimal | None = None
    """What the customer paid of `amount` in the end; None while it is open or where it was withdrawn."""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """One entry of a dispute's history."""

    at: datetime
    by: str
    changes: dict[str, str]
    """What was set, name to value."""


@dataclass(frozen=True, slots=True)
class Past:
    """A dispute and its history."""

    case: DisputeCase
    """As it stands now."""
    changes: tuple[DisputeChange, ...]
    """Oldest first; the first one is its opening."""


class Channel(StrEnum):
    """How somebody was reached."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    LETTER = "letter"
    PORTAL = "portal"
    VISIT = "visit"
    LINK = "link"
    """Papers given by a link of ours."""


class Direction(StrEnum):
    """Who began."""

    OUT = "out"
    IN = "in"


class Failure(StrEnum):
    """How somebody was not reached."""

    UNREACHABLE = "unreachable"
    """Nobody answered."""
    RETURNED = "returned"
    """A letter or a mail came back: the address is wrong."""


@dataclass(frozen=True, slots=True)
class Promise:
    """To pay so much until a day."""

    on: date
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the contact log; entries are added, never changed."""

    id: int
    client: str
    customer: str
    invoice: str
    """Number of the invoice that it was about; empty for the whole account."""
    at: datetime
    """When they spoke."""
    channel: Channel
    direction: Direction
    person: str
    """Who was spoken to or written to."""
    outcome: str
    """Stands in evidence packs of the invoice."""
    note: str = ""
    """For ourselves; never sent."""
    promise: Promise | None = None
    failure: Failure | None = None
    """None where somebody was reached."""
    load: int = 0
    """Number of the newest load of the ledger when it was entered: what a promise is measured from."""
    noted_at: datetime | None = None
    noted_by: str = ""
    origin: str = ""
    """What the program noted by itself, such as `sending 12`; empty for what people noted."""

    @property
    def key(self) -> InvoiceKey:
        """The invoice; with an empty number the whole account."""
        return self.customer, self.invoice


class PromiseState(StrEnum):
    """What became of a promise."""

    DUE = "due"
    """Its day has not passed yet."""
    OVERDUE = "overdue"
    """Its day has passed; the payment may still be on its way."""
    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """The register does not know how the ledger stood then."""
