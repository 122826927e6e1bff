"""What people found: what they are asked to check, and what follows from it for filing."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flows.desk import Stores
from flows.journal import about, tell
from models.accuracy import Check, Findings, Level, Span, Work
from models.correction import Lease
from models.outcome import Checks, Fall, Outcome, Source
from pipeline.deciding import accuracy
from pipeline.deciding.sampling import FIRST_FILINGS
from pipeline.deciding.strata import STRATA, Footing, footing, trip
from storage.register import Judge, Verdict

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


@dataclass(frozen=True, slots=True)
class Report:
    """How well documents are captured, as people's work shows it."""

    client: str
    span: Span
    work: Work
    findings: Findings
    levels: tuple[Level, ...]
    """How often proposals were right, by how sure they were."""
    assurance: Assurance
    """As it is now, whatever the span."""


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
    key = client, document_id
    return _told(stores.register.outcomes.note(key, stores.clock(), _judge(stores), right=right))


def check(stores: Stores, lease: Lease, found: Check) -> Verdict:
    """The same of a filing that somebody looked at without being told where it is filed.

    Raises:
        LeaseLost: the document is in other hands, or was decided meanwhile.
        WrongUse: it was not filed by the program.
    """
    return _told(stores.register.checking.answer(lease, found, _judge(stores)))


def report(stores: Stores, client: str, span: Span) -> Report:
    """What people's work of these days shows about reading, matching and filing."""
    kept = stores.register.accuracy
    outcomes = kept.outcomes(client, span)
    return Report(
        client=client,
        span=span,
        work=accuracy.work(kept.pieces(client, span)),
        findings=accuracy.findings(outcomes, kept.efforts(client, span)),
        levels=accuracy.certainty(outcomes),
        assurance=assurance(stores, client),
    )


def _judge(stores: Stores) -> Judge:
    def judge(before: Checks, outcome: Outcome) -> Fall | None:
        return trip(before, outcome, stores.settings.misfile_bound)

    return judge


def _told(verdict: Verdict) -> Verdict:
    if not verdict.again:
        with about(client=verdict.outcome.client, document=verdict.outcome.document_id):
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
