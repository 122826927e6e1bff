"""What the program learns from corrections: each lesson rests on what people did, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LessonKind(StrEnum):
    """What a lesson is about."""

    NAME = "name"
    """A customer is also called so. The key is the customer's number, the value the name as printed."""
    LABEL = "label"
    """A field's label has this wording. The key is the field's name, the value the wording, folded."""
    MASK = "mask"
    """A field's numbers have this shape. The key is the field's name; the value has A for a letter, 9 for a
    digit, else the character, as in "AA-99999/9"."""


ENOUGH = {LessonKind.NAME: 1, LessonKind.LABEL: 1, LessonKind.MASK: 3}
"""Documents that must teach the same before it counts."""

FIRM = 2
"""Documents that must teach a name before it counts wherever it stands on a paper."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One thing to know from the next document on."""

    kind: LessonKind
    key: str
    value: str
    firm: bool = field(default=False, compare=False)
    """True where `FIRM` documents teach it; no part of what makes two lessons the same."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A lesson that corrections in force teach."""

    id: int
    client: str
    lesson: Lesson
    correction_id: int
    """The first of those corrections."""
    document_id: str
    """The document that it was about."""
    at: datetime
    by: str
    """Login of who made it."""
    papers: int
    """Corrections in force that teach the same."""
    customer: str = ""
    """Name of the customer in the ledger, where the lesson is about one that it has."""
    withdrawn_at: datetime | None = None
    """When somebody took it back; None while it counts."""
    withdrawn_by: str = ""
    """Their login."""
    used: int = 0
    """Documents that were read or matched with it."""
    enough: bool = True
    """So many papers teach it that it counts."""
    disputed: bool = False
    """The same wording was learned for another field too: it counts for neither."""

    @property
    def needed(self) -> int:
        """Documents that must teach it before it counts."""
        return ENOUGH[self.lesson.kind]

    @property
    def customer_number(self) -> str | None:
        """The customer that it is about; None where it holds for all papers of the client."""
        return self.lesson.key if self.lesson.kind is LessonKind.NAME else None
