"""What people's work on documents shows: how long it takes, what they correct, what was filed wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from models.correction import Action, Effort
from models.decision import Status
from models.errors import WrongUse
from models.reading import FieldName

DAYS = 30
"""Of a report that names none."""


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody found who was not told where the document is filed."""

    by: str
    """Login."""
    at: datetime
    found: frozenset[tuple[str, str]]
    """Invoices (customer number, invoice number) that it belongs to; empty for none of the ledger."""
    effort: Effort


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included, in UTC."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last, time(), UTC) + timedelta(days=1)


def span_of(first: str, last: str, now: datetime) -> Span:
    """The days named as 2026-11-30; up to today where `last` is empty, the 30 last where `first` is.

    Raises:
        WrongUse: these are no days, or they run backwards.
    """
    try:
        end = date.fromisoformat(last) if last else now.astimezone(UTC).date()
        begin = date.fromisoformat(first) if first else end - timedelta(days=DAYS - 1)
    except (ValueError, OverflowError):
        raise WrongUse(f"{first!r} to {last!r} are no days: write them as 2026-11-30.") from None
    if begin > end or end == date.max:
        raise WrongUse(f"There are no days from {begin} to {end}: choose an earlier first day.")
    return Span(begin, end)


@dataclass(frozen=True, slots=True)
class Piece:
    """One deed of a person on a document, in short."""

    document_id: str
    action: Action
    effort: Effort
    live: bool
    """False for one that was taken back, and for taking back."""
    status: Status
    """Of the document before."""
    blind: bool
    """True where it was held for a blind check, so that nothing was proposed to the person."""
    before: frozenset[tuple[str, str]]
    """Invoices filed or proposed before."""
    after: frozenset[tuple[str, str]]
    corrected: FieldName | None = None
    """The field that was corrected."""


@dataclass(frozen=True, slots=True)
class Work:
    """What documents took that people settled."""

    settled: int = 0
    seconds: float | None = None
    """Median for a document; None where no browser has told any."""
    presses: float | None = None
    """Median of keys pressed for a document."""
    unnecessary: int = 0
    """Settled just as was proposed, with no field corrected."""
    moved: int = 0
    """Filings by the program that people put elsewhere."""
    fields: Mapping[FieldName, int] = field(default_factory=dict)
    """How often each field was corrected."""


@dataclass(frozen=True, slots=True)
class Level:
    """Proposals that were about as sure as one another, and what people made of them."""

    least: float
    """Probability 0..1 from which on; up to that of the next level."""
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What checks of the program's decisions found."""

    filed: int = 0
    """Filings that were checked."""
    misfiles: int = 0
    """Of these, filed wrongly."""
    held: int = 0
    """Documents held for the blind sample, and settled."""
    misses: int = 0
    """Of these, those that would have been filed wrongly."""
    seconds: float | None = None
    """Median for a blind check of a filing; None where none was made at the console."""
