"""What became of documents in a period, step by step, as the log of events has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.decision import Status
from models.reading import DocumentType
from models.sending import InvoiceKey


@dataclass(frozen=True, slots=True)
class Step:
    """A decision on a document."""

    at: datetime
    status: Status
    chosen: frozenset[InvoiceKey]
    """Invoices that it was filed under, or that were proposed."""
    by_person: bool
    """False for the program."""


@dataclass(frozen=True, slots=True)
class Course:
    """A document that was received in a period, and what was decided on it up to the period's end."""

    document_id: str
    type: DocumentType
    received_at: datetime
    steps: tuple[Step, ...]
    """Oldest first; at least one."""
    is_rescan: bool = False
    """True where it came behind a rescan slip, in place of an earlier scan."""

    @property
    def status(self) -> Status:
        """At the end of the period."""
        return self.steps[-1].status

    @property
    def filed_at(self) -> datetime | None:
        """When it was first filed; None where it never was."""
        return next((step.at for step in self.steps if step.status is Status.FILED), None)

    @property
    def was_filed_alone(self) -> bool:
        """True where the program filed it, at first sight or when its invoice came, and no person had to."""
        first = next((step for step in self.steps if step.status is Status.FILED), None)
        return first is not None and not first.by_person

    @property
    def was_matched_at_once(self) -> bool:
        """True where the first look named just the invoices under which it is filed at the end."""
        first, last = self.steps[0], self.steps[-1]
        found = first.status in {Status.FILED, Status.REVIEW} and not first.by_person
        return found and bool(first.chosen) and last.status is Status.FILED and last.chosen == first.chosen
