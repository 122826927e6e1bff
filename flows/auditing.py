"""What people found: what they are asked to check, and what follows from it for filing."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flows.desk import Stores
from flows.journal import about, tell
from models.outcome import Checks, Fall, Outcome, Source
from pipeline.sampling import FIRST_FILINGS
from pipeline.strata import STRATA, Footing, footing, trip
from storage.register import Verdict

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assurance:
    """What a client's filing without a person rests on."""

    target: float
    """Share of documents filed wrongly that must be ruled out before doubted ones are filed."""
    first: int
    """Filings that are all to be checked."""
    first_checked: int
    """Of these, how many are."""
    waiting: int
    """Documents that wait for a check."""
    footings: tuple[Footing, ...]
    """Of each stratum."""


def assurance(stores: Stores, client: str) -> Assurance:
    """How sure filing is, and what that rests on."""
    checks, target = stores.register.outcomes.checks(client), stores.settings.misfile_bound
    audited = sum(one.source is Source.AUDIT for one in checks.outcomes)
    return Assurance(
        target=target,
        first=FIRST_FILINGS,
        first_checked=min(audited, FIRST_FILINGS),
        waiting=stores.register.outcomes.waiting(client),
        footings=tuple(footing(checks, stratum, target) for stratum in STRATA),
    )


def note(stores: Stores, client: str, document_id: str, *, right: bool) -> Verdict:
    """Write down what a person found; a misfile lets the breaker of its stratum fall, until it is corrected.

    Raises:
        WrongUse: there is no such document, or nothing was filed or proposed.
    """

    def judge(before: Checks, outcome: Outcome) -> Fall | None:
        return trip(before, outcome, stores.settings.misfile_bound)

    verdict = stores.register.outcomes.note((client, document_id), stores.clock(), judge, right=right)
    if not verdict.again:
        with about(client=client, document=document_id):
            _tell(verdict)
    return verdict


def _tell(verdict: Verdict) -> None:
    outcome = verdict.outcome
    stratum = outcome.stratum.name
    tell(log, "checked", "right" if outcome.right else "wrong", source=outcome.source.value)
    if verdict.revoked:
        tell(log, "breaker restored", f"{stratum}: what it fell for was corrected")
    if verdict.fall:
        words = f"{stratum}: {verdict.fall.reason}; {verdict.marked} filings to check"
        tell(log, "breaker tripped", words, logging.WARNING, marked=verdict.marked)
