"""What the register keeps: arrivals and claims, drops, document records, events, the page ledger."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.decision import Decision, Status
from models.errors import WrongUse
from models.paper import PageKind
from models.reading import Reading

DEFAULT_CLIENT = "default"
_CLIENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def client_name(text: str) -> str:
    """`text` when it can name a client firm.

    Raises:
        WrongUse: other than 1-63 lower-case letters, digits, dashes and underscores.
    """
    if not _CLIENT.fullmatch(text):
        raise WrongUse(f"{text!r} cannot name a client: use 1-63 lower-case letters, digits, - and _.")
    return text


def is_client_name(text: str) -> bool:
    """True when `text` can name a client firm."""
    return _CLIENT.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An object seen in the inbox, not yet looked into."""

    client: str
    key: str
    """Key in the inbox store."""
    version: str
    """What the store calls this state of the object; another content has another version."""
    source: str
    """Path as dropped, below the client's inbox or the PATH given to ingest: a label, never a path."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A lease on one arrival. Writes with an outlived token are refused (`ClaimLost`)."""

    arrival_id: int
    token: int
    """Fencing token: grows with every claim of this arrival."""
    arrival: Arrival
    attempts: int
    """How often work on it began, this time included."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A received file: the same (client, source, sha256) again is the same drop."""

    client: str
    source: str
    sha256: str
    size: int
    received_at: datetime
    parent: str = ""
    """Drop id of the zip or mail that this file came in, empty when dropped by itself."""
    kept_as: str = ""
    """Id of one that came again after it was destroyed; empty for all others."""

    @property
    def id(self) -> str:
        """24 hexadecimal digits, a function of (client, source, sha256), and of what was destroyed before."""
        return self.kept_as or drop_id(self.client, self.source, self.sha256)


def drop_id(client: str, source: str, sha256: str, after: str = "") -> str:
    """Identity of a drop; `after` is the id of the same that came before it and was destroyed."""
    return _digest(client, source, sha256, *filter(None, (after,)))


def document_id(drop: str, pages: tuple[int, ...]) -> str:
    """Identity of a document: its drop and its pages."""
    return _digest(drop, ",".join(map(str, pages)))


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(joined).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One captured document with what was read and decided; the shape behind `export documents`."""

    id: str
    client: str
    drop_id: str
    source: str
    sha256: str
    received_at: datetime
    reading: Reading
    decision: Decision
    audit_pending: bool = False
    """Filed at once by a fresh installation; a person is to check it afterwards."""

    @property
    def customer(self) -> str | None:
        """Number of the customer it belongs to, or would after a plain yes; None where that is not known."""
        return self.decision.chosen[0][0] if self.decision.chosen else None


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page of a drop in the page ledger."""

    number: int
    """1-based; a file whose pages cannot be counted has one page, number 1."""
    kind: PageKind
    document_id: str
    """Empty for a blank or separator page that belongs to no document."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; events are only ever added."""

    at: datetime
    client: str
    kind: str
    """Such as received, dropped again, filed, parked, matched again, quarantined, ledger loaded."""
    subject: str
    """Drop id, document id, or what else it is about."""
    detail: Mapping[str, object] = field(default_factory=dict)
    """JSON values only."""


@dataclass(frozen=True, slots=True)
class Settled:
    """All that became of one drop: every page, every document. Written in one transaction."""

    drop: Drop
    pages: tuple[PageRow, ...]
    documents: tuple[DocumentRecord, ...]
    events: tuple[Event, ...] = ()
    """What else is to be told of the drop."""


@dataclass(frozen=True, slots=True)
class PageLedger:
    """Where every received page is. `received` equals the sum of all others, or something is wrong."""

    received: int
    """Pages of all files taken from the inbox to their end."""
    by_state: Mapping[str, int]
    """Pages by end state: the values of Status, and separator."""
    waiting_files: int
    """Files seen in the inbox or claimed that have no end state yet."""

    @property
    def balanced(self) -> bool:
        """True when every received page is in exactly one end state."""
        return self.received == sum(self.by_state.values())


PAGE_STATES = (*(status.value for status in Status), PageKind.SEPARATOR.value)
