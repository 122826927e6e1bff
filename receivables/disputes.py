"""Disputes: how urgent, ready with which papers, for which department, and how they end. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from models.dispute import DisputeCase, DisputeState
from models.reading import DocumentType, RemarkClass
from models.sending import Reason
from receivables.gaps import PodStatus

ZERO = Decimal(0)
HALF, MOST = Decimal("0.5"), Decimal("0.8")
"""Shares of the time for an answer at which somebody is warned."""


class Alarm(StrEnum):
    """How much of the time for an answer is gone, least first."""

    NONE = ""
    HALF = "half"
    MOST = "most"
    OVER = "over"


class Piece(StrEnum):
    """A kind of paper that an answer needs."""

    POD = "pod"
    """A proof of delivery that the customer's side signed or stamped."""
    ORDER = "order"
    OTHER = "other"
    """Any other paper: a return note, a job sheet, a contract."""


_NEEDS: Mapping[Reason, tuple[Piece, ...]] = {
    Reason.WRONG_ITEM: (Piece.ORDER, Piece.POD),
    Reason.PRICE: (Piece.ORDER,),
    Reason.DISCOUNT: (),
    Reason.RETURNED: (Piece.OTHER,),
    Reason.FREIGHT: (Piece.ORDER,),
    Reason.NO_ORDER: (Piece.ORDER,),
    Reason.CANCELLED: (Piece.ORDER, Piece.POD),
    Reason.TAX: (),
    Reason.NO_INVOICE: (),
    Reason.UNAUTHORISED: (Piece.POD,),
    Reason.OTHER: (),
}
_PROVING = frozenset({PodStatus.COMPLETE, PodStatus.INCOMPLETE, PodStatus.REMARKED})
_PROPOSED = {
    RemarkClass.DAMAGED: Reason.DAMAGED,
    RemarkClass.SHORT: Reason.SHORT,
    RemarkClass.REFUSED: Reason.REFUSED,
    RemarkClass.LATE: Reason.LATE,
    RemarkClass.WRONG_ITEM: Reason.WRONG_ITEM,
    RemarkClass.PRICE: Reason.PRICE,
}


def needed(reason: Reason) -> tuple[Piece, ...]:
    """The papers that an answer to `reason` needs; the invoice itself is in the ledger."""
    return _NEEDS.get(reason, (Piece.POD,))


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether what an answer needs is on file."""

    missing: tuple[Piece, ...]
    is_contradicted: bool = False
    """True where the customer's own remark on the proof of delivery speaks against us."""

    @property
    def is_ready(self) -> bool:
        """True where nothing is missing."""
        return not self.missing


def readiness(reason: Reason, pods: PodStatus, filed: Collection[DocumentType]) -> Readiness:
    """What is missing for an answer.

    Args:
        reason: what the customer says.
        pods: what the proofs of delivery of the invoice are worth together.
        filed: types of the documents that are filed under it.
    """
    has = {
        Piece.POD: pods in _PROVING,
        Piece.ORDER: DocumentType.PURCHASE_ORDER in filed,
        Piece.OTHER: DocumentType.OTHER in filed,
    }
    return Readiness(tuple(one for one in needed(reason) if not has[one]), pods is PodStatus.REMARKED)


def alarm(case: DisputeCase, today: date) -> Alarm:
    """How urgent an answer is; nothing once the evidence is sent."""
    if not case.state.is_running:
        return Alarm.NONE
    if today > case.due:
        return Alarm.OVER
    days = max((case.due - case.raised).days, 1)
    gone = Decimal((today - case.raised).days) / days
    if gone >= MOST:
        return Alarm.MOST
    return Alarm.HALF if gone >= HALF else Alarm.NONE


def proposed(remarks: Iterable[RemarkClass], cases: Iterable[DisputeCase]) -> tuple[Reason, ...]:
    """Reasons that remarks on proofs of delivery propose, but those of which there was a dispute already."""
    had = {case.reason for case in cases}
    found = dict.fromkeys(_PROPOSED[one] for one in remarks if one in _PROPOSED)
    return tuple(one for one in found if one not in had)


def recovered(state: DisputeState, amount: Decimal, given: Decimal | None) -> Decimal | None:
    """What a dispute brought in: all of it where it was won, nothing where lost, what is given if settled."""
    return {DisputeState.WON: amount, DisputeState.LOST: ZERO, DisputeState.SETTLED: given}.get(state)


@dataclass(frozen=True, slots=True)
class Ended:
    """How disputes of one reason and currency ended."""

    won: int = 0
    lost: int = 0
    settled: int = 0
    contested: Decimal = ZERO
    recovered: Decimal = ZERO

    @property
    def count(self) -> int:
        """All of them."""
        return self.won + self.lost + self.settled

    @property
    def rate(self) -> float:
        """Share 0..1 of those that were won, by count."""
        return self.won / self.count

    @property
    def recovered_rate(self) -> float:
        """Share 0..1 of what was contested that was paid."""
        return float(self.recovered / self.contested) if self.contested else 0.0


def win_rates(cases: Iterable[DisputeCase]) -> Mapping[tuple[str, Reason], Ended]:
    """By currency and reason; withdrawn ones are none."""
    found: dict[tuple[str, Reason], Ended] = {}
    for case in cases:
        if case.recovered is None:
            continue
        key = case.currency, case.reason
        had = found.get(key, Ended())
        found[key] = Ended(
            had.won + (case.state is DisputeState.WON),
            had.lost + (case.state is DisputeState.LOST),
            had.settled + (case.state is DisputeState.SETTLED),
            had.contested + case.amount,
            had.recovered + case.recovered,
        )
    return dict(sorted(found.items()))


def due_on(raised: date, days: int) -> date:
    """Last day for an answer."""
    return raised + timedelta(days=days)
