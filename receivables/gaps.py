"""Evidence gaps: open invoices that no proof of delivery proves, and who is to be asked for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.ledger import Invoice
from models.pod import Pod
from models.reading import REMARKED, AcceptanceStatus, Grade
from receivables.ranges import Range

ZERO = Decimal(0)


class PodStatus(StrEnum):
    """What the proofs of delivery of an invoice are worth together, worst first."""

    MISSING = "missing"
    """None is filed."""
    ILLEGIBLE = "illegible"
    """None can be read, or none was ever graded."""
    UNSIGNED = "unsigned"
    """None is signed or stamped by the customer's side."""
    REMARKED = "remarked"
    """One of them has a remark, a reservation or a refusal on it."""
    INCOMPLETE = "incomplete"
    """Signed without name or date, or stamped only."""
    COMPLETE = "complete"
    """One is signed, named and dated; no remarks detected on any."""

    @property
    def is_gap(self) -> bool:
        """True for what is to be closed before an invoice falls due."""
        return self not in {PodStatus.INCOMPLETE, PodStatus.COMPLETE}


_WORTH = {
    AcceptanceStatus.SIGNED_CLEAN: PodStatus.COMPLETE,
    AcceptanceStatus.SIGNED_INCOMPLETE: PodStatus.INCOMPLETE,
    AcceptanceStatus.STAMPED_ONLY: PodStatus.INCOMPLETE,
    AcceptanceStatus.UNATTENDED: PodStatus.UNSIGNED,
    AcceptanceStatus.CARRIER_STATEMENT_ONLY: PodStatus.UNSIGNED,
    AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY: PodStatus.UNSIGNED,
    AcceptanceStatus.UNSIGNED: PodStatus.UNSIGNED,
    AcceptanceStatus.UNREADABLE: PodStatus.ILLEGIBLE,
}
_ORDER = tuple(PodStatus)
NEAR = (Range(None, -1), Range(0, 7), Range(8, 14), Range(15, 30), Range(31, None))
"""Days until an invoice falls due, by which gaps are put together: overdue, within a week, and so on."""


class Desk(StrEnum):
    """Who can close a gap."""

    REVIEW = "review"
    """A paper waits for a person who settles it."""
    MAILROOM = "mailroom"
    """Looks for the paper and scans it again."""
    CARRIER = "carrier"
    """Is asked for the signed paper."""
    COLLECTOR = "collector"
    """Settles with the customer what was remarked."""


@dataclass(frozen=True, slots=True)
class Proven:
    """An open invoice and what proves it."""

    invoice: Invoice
    status: PodStatus
    filed: tuple[Pod, ...]
    """Proofs of delivery that are filed under it, newest first."""
    waiting: tuple[Pod, ...]
    """Those that wait for a person and would be filed under it."""
    days: int | None
    """Until it falls due, below zero where it is overdue; None without a due date."""

    @property
    def is_gap(self) -> bool:
        """True where something is to be done."""
        return self.status.is_gap

    @property
    def best(self) -> Pod | None:
        """The proof that is worth most; None without one."""
        graded = sorted(self.filed, key=lambda pod: pod.grade or Grade.D)
        return graded[0] if graded else None

    @property
    def desk(self) -> Desk:
        """Who can close the gap."""
        if self.status is PodStatus.MISSING and self.waiting:
            return Desk.REVIEW
        return _DESKS[self.status]


_DESKS = {
    PodStatus.MISSING: Desk.CARRIER,
    PodStatus.ILLEGIBLE: Desk.MAILROOM,
    PodStatus.UNSIGNED: Desk.CARRIER,
    PodStatus.REMARKED: Desk.COLLECTOR,
    PodStatus.INCOMPLETE: Desk.COLLECTOR,
    PodStatus.COMPLETE: Desk.COLLECTOR,
}


@dataclass(frozen=True, slots=True)
class Sum:
    """So many invoices, and what is still to be paid of them."""

    count: int = 0
    money: Decimal = ZERO


Sums = Mapping[tuple[str, PodStatus], Sum]
"""By currency and status."""
_Counting = dict[tuple[str, PodStatus], tuple[int, Decimal]]
"""The same while it is added up."""


@dataclass(frozen=True, slots=True)
class GapReport:
    """The open invoices of a day and their proofs."""

    as_of: date
    items: tuple[Proven, ...]
    """Every open invoice, soonest due first, then the dearest; those without a due date last."""
    sums: Sums
    """Of all."""
    by_due: Mapping[int | None, Sums]
    """By place in `NEAR`; None for those without a due date."""
    by_customer: Mapping[str, Sums]

    @property
    def gaps(self) -> tuple[Proven, ...]:
        """Those of which something is to be done."""
        return tuple(item for item in self.items if item.is_gap)

    @property
    def currencies(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(sorted({currency for currency, _ in self.sums}))


def status_of(pods: Iterable[Pod]) -> PodStatus:
    """What proofs of delivery are worth together: a remark on one counts, else the best of them."""
    filed = [pod for pod in pods if pod.filed]
    if any(pod.status in REMARKED for pod in filed):
        return PodStatus.REMARKED
    worth = [_WORTH[pod.status] if pod.status else PodStatus.ILLEGIBLE for pod in filed]
    return max(worth, key=_ORDER.index, default=PodStatus.MISSING)


def report(items: Iterable[Invoice], pods: Mapping[tuple[str, str], Sequence[Pod]], as_of: date) -> GapReport:
    """What is proven of the items that were open on the day; credits need no proof and are left out."""
    owed = (item for item in items if item.is_open and not item.is_credit and item.invoice_date <= as_of)
    found = sorted((prove(item, pods.get(item.key, ()), as_of) for item in owed), key=_urgency)
    sums: _Counting = {}
    by_due: dict[int | None, _Counting] = {}
    by_customer: dict[str, _Counting] = {}
    for one in found:
        key, money = (one.invoice.currency, one.status), one.invoice.balance
        due = by_due.setdefault(nearness(one.days), {})
        theirs = by_customer.setdefault(one.invoice.customer_number, {})
        for cells in (sums, due, theirs):
            count, so_far = cells.get(key, (0, ZERO))
            cells[key] = count + 1, so_far + money
    return GapReport(
        as_of,
        tuple(found),
        _counted(sums),
        {place: _counted(cells) for place, cells in by_due.items()},
        {number: _counted(cells) for number, cells in by_customer.items()},
    )


def _counted(cells: _Counting) -> Sums:
    return {key: Sum(count, money) for key, (count, money) in cells.items()}


def prove(invoice: Invoice, pods: Sequence[Pod], as_of: date) -> Proven:
    """An invoice and what proves it."""
    return Proven(
        invoice=invoice,
        status=status_of(pods),
        filed=tuple(pod for pod in pods if pod.filed),
        waiting=tuple(pod for pod in pods if not pod.filed),
        days=(invoice.due_date - as_of).days if invoice.due_date else None,
    )


def nearness(days: int | None) -> int | None:
    """Place in `NEAR`."""
    if days is None:
        return None
    return next(place for place, near in enumerate(NEAR) if near.holds(days))


def _urgency(one: Proven) -> tuple[bool, int, Decimal, tuple[str, str]]:
    return one.days is None, one.days or 0, -one.invoice.balance, one.invoice.key
