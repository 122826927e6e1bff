"""Figures of a period from what the register knows: ledgers, proofs, disputes, promises, papers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from models.course import Course
from models.decision import Status
from models.dispute import PromiseState
from models.ledger import Invoice, InvoiceStatus
from models.period import Period
from models.pod import Pod
from models.reading import Grade
from models.sending import InvoiceKey
from receivables import kpi
from receivables.aging import ZERO, Terms
from receivables.dispute_history import Tally
from receivables.kpi import Books, Figure, Input, Kpi, Lacks, Unit, Why

PROVING = frozenset({Grade.A, Grade.B})
USUAL_AGE = 10
"""Days that an invoice must have had for its proof to count as late, unless somebody says otherwise."""
_HOUR = Decimal(3600)
_UNCOUNTED = frozenset({Status.DUPLICATE, Status.BLANK})


def books_of(
    before: Iterable[Invoice] | None,
    issued: Iterable[Invoice] | None,
    after: Iterable[Invoice] | None,
    period: Period,
) -> tuple[Books, ...]:
    """What the ledgers say, by currency; None for one that is not known.

    Args:
        before: items open at the end of the day before the period.
        issued: all that the ledger has of the period's dates, whatever became of it since.
        after: items open at the end of the period.
        period: the period.
    """
    opening = _balances(before, period.eve)
    sales = None if issued is None else _sales(issued)
    closing = _balances(after, period.last)
    current = None if after is None else _balances(_current(after, period.last), period.last)
    found = sorted({one for sums in (opening, sales, closing) if sums for one in sums})
    return tuple(
        Books(currency, *(None if sums is None else sums.get(currency, ZERO) for sums in all_of))
        for currency in found
        for all_of in ((opening, sales, closing, current),)
    )


def _balances(items: Iterable[Invoice] | None, day: date) -> dict[str, Decimal] | None:
    if items is None:
        return None
    sums: dict[str, Decimal] = {}
    for item in items:
        if item.is_open and item.invoice_date <= day:
            sums[item.currency] = sums.get(item.currency, ZERO) + item.balance
    return sums


def _sales(items: Iterable[Invoice]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for item in items:
        if item.status is not InvoiceStatus.VOID:
            sums[item.currency] = sums.get(item.currency, ZERO) + item.amount
    return sums


def _current(items: Iterable[Invoice], day: date) -> Iterator[Invoice]:
    terms = Terms(day)
    return (item for item in items if terms.days(item) < 1)


def of_books(books: Books, lacks: Lacks, period: Period) -> Iterator[Figure]:
    """DSO and its kin in one currency."""
    yield from kpi.outstanding(books, lacks, period.days)
    yield kpi.effectiveness(books, lacks)


@dataclass(frozen=True, slots=True)
class Covered:
    """Open invoices of some age in one currency, and those that are proven."""

    count: int = 0
    proven: int = 0
    money: Decimal = ZERO
    proven_money: Decimal = ZERO


def coverage(
    items: Iterable[Invoice], pods: Mapping[InvoiceKey, Sequence[Pod]], day: date, age: int
) -> dict[str, Covered]:
    """By currency, of invoices open on `day` and dated `age` days before it or earlier; credits need none."""
    found: dict[str, Covered] = {}
    limit = day - timedelta(days=age)
    for item in items:
        if not item.is_open or item.is_credit or item.invoice_date > limit:
            continue
        proven = any(pod.filed and pod.grade in PROVING for pod in pods.get(item.key, ()))
        had, worth = found.get(item.currency, Covered()), item.balance if proven else ZERO
        found[item.currency] = Covered(
            had.count + 1, had.proven + proven, had.money + item.balance, had.proven_money + worth
        )
    return dict(sorted(found.items()))


def of_coverage(currency: str, one: Covered) -> Iterator[Figure]:
    """By count and by what is still to be paid."""
    counted = kpi.count("invoices_proven", one.proven), kpi.count("invoices", one.count)
    yield kpi.share(Kpi.POD_COUNT, *counted, currency)
    worth = kpi.money("proven", one.proven_money), kpi.money("open", one.money)
    yield kpi.share(Kpi.POD_VALUE, *worth, currency)


def of_disputes(currency: str, tally: Tally, period: Period) -> Iterator[Figure]:
    """DDO, win rates, and what ran out, in one currency."""
    yield kpi.deductions(currency, tally.still_open.money, tally.opened.money, period.days)
    ended = kpi.count("disputes_ended", tally.ended)
    yield kpi.share(Kpi.WIN_COUNT, kpi.count("disputes_won", tally.won.count), ended, currency)
    paid = kpi.money("recovered", tally.recovered), kpi.money("contested", tally.contested)
    yield kpi.share(Kpi.WIN_VALUE, *paid, currency)
    gone = tally.expired
    inputs = (kpi.money("contested", gone.money),)
    yield Figure(Kpi.EXPIRED, currency, Unit.COUNT, Decimal(gone.count), inputs)


def of_promises(states: Iterable[PromiseState]) -> Figure:
    """Those that the ledger can tell; how many it cannot is said beside it."""
    some = tuple(states)
    kept = sum(one is PromiseState.KEPT for one in some)
    told = kept + sum(one is PromiseState.BROKEN for one in some)
    figure = kpi.share(Kpi.PROMISES, kpi.count("promises_kept", kept), kpi.count("promises", told))
    left = len(some) - told
    if not left:
        return figure
    inputs = (*figure.inputs, kpi.count("promises_unknown", left))
    return Figure(figure.kpi, "", figure.unit, figure.value, inputs, Why.END if not told else figure.why)


def of_courses(courses: Sequence[Course]) -> Iterator[Figure]:
    """What was done with the documents of the period."""
    papers = [one for one in courses if one.status not in _UNCOUNTED]
    received = kpi.count("documents", len(papers))
    filed = [one for one in papers if one.status is Status.FILED]
    yield kpi.middle(Kpi.HOURS_TO_FILED, Unit.HOURS, _hours(papers), "documents_filed")
    alone = sum(one.was_filed_alone for one in papers)
    yield kpi.share(Kpi.AUTO_FILED, kpi.count("filed_by_program", alone), received)
    at_once = sum(one.was_matched_at_once for one in filed)
    yield kpi.share(
        Kpi.FIRST_PASS, kpi.count("matched_at_once", at_once), kpi.count("documents_filed", len(filed))
    )
    again = sum(one.is_rescan for one in courses)
    yield kpi.share(Kpi.RESCANS, kpi.count("rescans", again), kpi.count("documents", len(courses)))


def _hours(papers: Iterable[Course]) -> Iterator[Decimal]:
    for one in papers:
        if one.filed_at is not None:
            yield Decimal(int((one.filed_at - one.received_at).total_seconds())) / _HOUR


def of_proofs(first: Iterable[tuple[date, datetime]]) -> Figure:
    """Days from the invoice's date to its first proof; none where the paper was there before the invoice.

    Args:
        first: of each invoice whose first proof came in the period: its date, and when the proof came.
    """
    waited = (Decimal(max((came.astimezone(UTC).date() - issued).days, 0)) for issued, came in first)
    return kpi.middle(Kpi.DAYS_TO_PROOF, Unit.DAYS, waited, "invoices")


def of_checks(wrong: int, checked: int, bound: float) -> Figure:
    """Filings found wrong, with the upper bound 0..1 that follows from the checks."""
    inputs: tuple[Input, Input] = kpi.count("found_wrong", wrong), kpi.count("filings_checked", checked)
    if not checked:
        return Figure(Kpi.MISFILES, "", Unit.PERCENT, None, inputs, Why.NONE)
    found = kpi.share(Kpi.MISFILES, *inputs)
    most = kpi.rounded(Decimal(repr(bound)) * 100)
    return Figure(found.kpi, "", found.unit, found.value, inputs, None, most)
