"""Payment plans, credit limits, and the thresholds by which debts are called doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from models.sending import InvoiceKey

MOST_INSTALMENTS, MOST_PLANNED = 60, 200
LONGEST_NOTE, LONGEST_SOURCE = 1000, 200


@dataclass(frozen=True, slots=True)
class Instalment:
    """So much until a day."""

    due: date
    amount: Decimal


class InstalmentState(StrEnum):
    """What became of an instalment."""

    DUE = "due"
    """Its day has not passed yet."""
    KEPT = "kept"
    LATE = "late"
    """Paid, but after its day."""
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """The register does not know how the ledger stood then."""


class PlanState(StrEnum):
    """How a payment plan stands."""

    RUNNING = "running"
    """Everything that was due by now is paid."""
    BROKEN = "broken"
    """An instalment is not paid."""
    DONE = "done"
    ENDED = "ended"
    """A person ended it."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """Instalments that were agreed for named invoices of a customer, in one currency."""

    id: int
    """0 for one that is not kept yet."""
    client: str
    customer: str
    currency: str
    invoices: tuple[str, ...]
    """Numbers."""
    instalments: tuple[Instalment, ...]
    """By day."""
    agreed: date
    note: str
    """For ourselves; never sent."""
    load: int
    """Number of the newest load of the ledger when it was entered: what it is measured from."""
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None
    ended_by: str = ""

    @property
    def total(self) -> Decimal:
        """Of all instalments."""
        return sum((one.amount for one in self.instalments), Decimal(0))

    @property
    def keys(self) -> tuple[InvoiceKey, ...]:
        """Of its invoices."""
        return tuple((self.customer, number) for number in self.invoices)


@dataclass(frozen=True, slots=True)
class CreditLimit:
    """How much a customer may owe; set anew, never changed."""

    id: int
    client: str
    customer: str
    currency: str
    amount: Decimal | None
    """None where there is no limit any more."""
    since: date
    source: str
    """Who set it, or where it stands: an insurer, a committee."""
    note: str
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on something speaks for a bad debt; 0 leaves a ground out."""

    overdue: int = 180
    """Days overdue."""
    alone: int = 365
    """Days overdue that are enough by themselves."""
    broken: int = 2
    """Promises and plans that were not kept."""
    level: int = 60
    """Days of the level that reminders have reached."""
    unreached: int = 3
    """Tries in a row by which nobody was reached; letters that came back count at once."""
    expired: int = 30
    """Days since the last one for our answer to a dispute."""
    unproven: int = 90
    """Days overdue without a proof of delivery."""
    fewest: int = 2
    """Grounds that make a candidate."""
