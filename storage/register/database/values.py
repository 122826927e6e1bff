"""What the register answers with, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.decision import Evidence
from models.errors import CountersignError, Unreachable
from models.paper import SignatureRegion
from models.record import Drop
from storage.register.sight import Customers


class SettlementRefused(CountersignError):
    """An answer about a drop does not account for each of its pages once; nothing was written."""


class InTheWay(Unreachable):
    """The database ended this transaction for the sake of another; the same may be done again at once."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What ingest told about an object before putting it into the inbox."""

    source: str
    """Path as dropped, for people; the inbox key says nothing about it."""
    parent: str
    """Drop id of the zip or mail it came in, or empty."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the register knows about a drop and its bytes."""

    drop: Drop
    """As first received: a second attempt keeps the time of the first."""
    again: bool
    """True when this very drop has an end state already."""
    first: str
    """Drop id that first brought these bytes to this client: the drop's own id, or an earlier one's."""
    first_settled: bool
    """True when `first` has an end state, so that its documents can be named."""
    returned: bool = False
    """True where these bytes had been destroyed before they came now."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one ledger load did to the invoices of a client."""

    added: int
    changed: int
    closed: int
    """Open before, and missing from a full load."""
    unchanged: int
    load: int
    """Number of the client's ledger from now on, 1 for the first; it grows only when something changed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A document and one invoice it may belong to."""

    document_id: str
    client: str
    customer_number: str
    invoice_number: str
    rank: int
    """1 for the likeliest."""
    confidence: float | None
    """Probability 0..1; None for a chosen invoice that is not among the ranked candidates."""
    filed: bool
    proposed: bool
    """True where a plain yes of the reviewer files it here."""
    evidence: tuple[Evidence, ...]
    shelf_key: str
    """Key of the copy for people in the archive, empty until it is stored."""


@dataclass(frozen=True, slots=True)
class EarlierSignature:
    """A customer's signature on a document that counts: filed, or found right by a person."""

    document_id: str
    source: str
    received_at: datetime
    """When the file came."""
    place: int
    """0-based, among the signatures of the document."""
    region: SignatureRegion
    printed_name: str
    """As read beside the signature; empty where none was."""
    received_date: str
    """ISO 8601, as written on receipt; empty where none was read."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Where a proof of delivery lies."""

    document_id: str
    sha256: str
    """Of the file that it came in."""
    pages: tuple[int, ...]
    """1-based pages of that file."""
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a client's queue is meant."""

    client: str
    cause: str = ""
    """One cause, or "parked"; empty for all that is under review."""
    after: str = ""
    """Only what comes behind this document of the queue; empty for all of it."""
    customers: Customers = None
    """Whose papers are meant; None for all."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who wants a document, when, and for how long."""

    by: str
    now: datetime
    seconds: float
