"""Why a payer held something back: its code as a reason of ours."""

from __future__ import annotations

from collections.abc import Mapping

from models.sending import Reason
from receivables.dispute_tables import ReasonCodes


def reasons_by_code(codes: Mapping[Reason, ReasonCodes]) -> Mapping[str, Reason]:
    """Every code in capitals with its reason: the firm's own first, then X12 426, then our names.

    A code of X12 that several reasons have means the one that sends it first.
    """
    found: dict[str, Reason] = {}
    for reason, one in codes.items():
        if one.own:
            found.setdefault(one.own.strip().upper(), reason)
    for place in range(max((len(one.x12) for one in codes.values()), default=0)):
        for reason, one in codes.items():
            if place < len(one.x12):
                found.setdefault(one.x12[place].upper(), reason)
    for reason in codes:
        found.setdefault(reason.value.upper(), reason)
    return found


def reason_of(code: str, reasons: Mapping[str, Reason]) -> Reason:
    """The reason that a code means; without one nobody agreed to the deduction."""
    bare = code.strip().upper()
    known = reasons.get(bare) or reasons.get(bare.lstrip("0")) or reasons.get(bare.zfill(2))
    if known is not None:
        return known
    return Reason.OTHER if bare else Reason.UNAUTHORISED
