"""Which documents a person checks whatever the program thinks of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from models.decision import Cause, Decision, Route, Status

FIRST_FILINGS = 300
"""Filings of a client that are all checked afterwards; only then is a share of them held instead."""
HELD = "Drawn for a blind check: find its invoice as if nothing were proposed, then say whether that was it."
_DIGITS = 12
_RANGE = 16.0**_DIGITS


@dataclass(frozen=True, slots=True)
class Sampling:
    """How documents are drawn at the moment of a decision."""

    share: float
    """0..1 of what could be filed."""
    early: bool
    """True while the client's first filings are all checked."""
    open: bool
    """True where doubted documents of this type are filed from some probability on."""


def drawn(document_id: str, share: float) -> bool:
    """True for about `share` of all documents; for one document always the same."""
    digits = hashlib.sha256(f"blind sample {document_id}".encode()).hexdigest()[:_DIGITS]
    return int(digits, 16) < share * _RANGE


def sampled(decision: Decision, document_id: str, sampling: Sampling) -> Decision:
    """`decision` with the chance it had of being checked; held for a person where it is drawn."""
    standing = decision.standing
    if standing is None:
        return decision
    everything = sampling.early or (standing.route is Route.DOUBTED and not sampling.open)
    chosen = drawn(document_id, sampling.share)
    weight = 1.0 if everything else 1 / sampling.share if chosen else 0.0
    held = decision.status is Status.FILED and chosen and not everything
    standing = replace(standing, weight=weight, blind=held)
    if held:
        return replace(decision, status=Status.REVIEW, reason=HELD, standing=standing, cause=Cause.CHECK)
    return replace(decision, standing=standing)
