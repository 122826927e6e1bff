"""What a person decides about a document, with the state before and after, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.decision import Cause
from models.learned import Lesson
from models.reading import FieldName
from models.record import DocumentRecord


class Action(StrEnum):
    """What a person did."""

    FILE = "file"
    """Filed it under invoices; what was filed already is moved there."""
    PARK = "park"
    """Set it aside: none of the invoices is it."""
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    REOPEN = "reopen"
    """Took it back from where it was, to be decided again."""
    TURN = "turn"
    SPLIT = "split"
    JOIN = "join"
    CORRECT = "correct"
    """Corrected the value of a field."""
    RECEIPT = "receipt"
    """Said what the receipt shows: whether it is signed, and what was remarked."""
    READ = "read"
    """The program read it again after pages were turned; it goes with the deed that it rests on."""
    UNDO = "undo"


SETTLES = frozenset({Action.FILE, Action.PARK, Action.UNREADABLE, Action.DUPLICATE})
"""After these the document waits for nobody."""

REDECIDES = SETTLES | {Action.REOPEN, Action.SPLIT, Action.JOIN}
"""After these an earlier filing of the document says nothing any more."""

EVENTS = {
    Action.FILE: "filed by a person",
    Action.PARK: "parked by a person",
    Action.UNREADABLE: "found unreadable",
    Action.DUPLICATE: "found a duplicate",
    Action.REOPEN: "reopened",
    Action.TURN: "page turned",
    Action.SPLIT: "split",
    Action.JOIN: "joined",
    Action.CORRECT: "field corrected",
    Action.RECEIPT: "receipt corrected",
    Action.READ: "read again as turned",
    Action.UNDO: "undone",
}
"""Kind of the event that tells of each."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What a decision took."""

    seconds: float = 0.0
    """From seeing the document to deciding."""
    presses: int = 0
    """Keys pressed meanwhile."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One document in one person's hands. What is done with an outlived token is refused."""

    client: str
    document_id: str
    token: int
    """Fencing token: grows each time the document changes hands, and when the program decides anew."""
    until: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody is about to do."""

    by: str
    """Login."""
    action: Action
    at: datetime
    effort: Effort = Effort()
    untold: str = ""
    """Why people outside who were sent the paper are not told; empty where they are."""


@dataclass(frozen=True, slots=True)
class Change:
    """Documents before and after; together the ones show the same pages as the others."""

    before: tuple[DocumentRecord, ...]
    after: tuple[DocumentRecord, ...]
    verdict: frozenset[tuple[str, str]] | None = None
    """The invoices that the paper belongs to, as the person found; None where they did not say."""
    lessons: tuple[Lesson, ...] = ()
    """What it teaches from the next document on."""
    corrects: FieldName | None = None
    """The field whose value it gives: what an earlier value of it taught counts no more."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was done. `before` and `after` are whole documents: those that changed, came or went."""

    id: int
    client: str
    document_id: str
    """The document that the person had before them."""
    at: datetime
    by: str
    action: Action
    before: tuple[DocumentRecord, ...]
    after: tuple[DocumentRecord, ...]
    effort: Effort = Effort()
    undoes: int = 0
    """Id of the correction that this one takes back; 0 for none."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the review queue."""

    document_id: str
    cause: Cause | None
    """None for what is parked."""
    disputed: bool
    """An invoice that it may belong to is disputed."""
    received_at: datetime
    source: str
    pages: tuple[int, ...]
    kind: str
    reason: str
    holder: str
    """Login of who has it before them now; empty where nobody has."""
