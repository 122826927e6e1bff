"""A batch: one file as it was handed in, whatever comes out of it, and where each of its pages is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.paper import PageKind


@dataclass(frozen=True, slots=True)
class InReading:
    """A file that is being read."""

    source: str
    read: int
    """Pages that are read."""
    pages: int
    """Pages that it has."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that was received by itself, with the files that came out of it if it is a zip or a mail."""

    id: str
    """Drop id of the file."""
    client: str
    source: str
    received_at: datetime
    files: int
    """The file and all that came out of it."""
    ended: int
    """Those of them that have an end state."""
    pages: Mapping[str, int]
    """Pages by end state; a state that none has is left out."""
    reading: tuple[InReading, ...] = ()
    """Those of its files that are being read, by name."""

    @property
    def done(self) -> bool:
        """True when every file of it has its end state."""
        return self.ended == self.files

    @property
    def received(self) -> int:
        """Pages that have an end state."""
        return sum(self.pages.values())


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that nobody has looked into."""

    source: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """One page of a batch and where it is now."""

    drop_id: str
    source: str
    """Of the file that the page is in."""
    number: int
    """1-based in that file."""
    kind: PageKind
    state: str
    """End state: a value of `models.decision.Status`, or separator."""
    document_id: str
    """Empty for a blank or separator page that belongs to no document."""
    reason: str
    unread: bool
    """In quarantine, for no program could read its file; False for what a person could not read."""
    customer: str
    """Customer number of the first chosen invoice; empty where none is chosen."""
    invoice: str
