"""Key figures of a period, told from the register; those of a past period come out the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.desk import Stores
from flows.disputes.promises import Judge
from flows.receivables import Told, Whose, known
from models.course import Course
from models.dispute import Past, PromiseState
from models.ledger import Invoice
from models.period import Period
from models.standing import Standing
from pipeline.deciding.accuracy import findings
from pipeline.deciding.bound import upper_bound
from receivables import kpi, period_figures
from receivables.dispute_history import Tally, tallies
from receivables.kpi import Figure, Kpi, Lacks, Unit, Why
from receivables.promises import judged_on
from storage.register import Register

_PROMISED_BEFORE = 10
"""Days before a period in which a promise may lie that is judged within it."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What the ledger tells of a period."""

    before: Standing
    after: Standing
    opening: tuple[Invoice, ...] | None
    """Open items at the end of the day before; None where not known."""
    issued: tuple[Invoice, ...] | None
    closing: tuple[Invoice, ...] | None
    lacks: Lacks


@dataclass(frozen=True, slots=True)
class Kpis(Told):
    """Key figures."""

    period: Period
    figures: tuple[Figure, ...]
    """Money first, currency by currency; then what is counted without money."""
    pod_age: int
    """Days that an invoice must have had for its proof to count as late."""


@dataclass(frozen=True, slots=True)
class Found:
    """What figures are made of, for reports that tell more of it."""

    ledgers: Ledgers
    courses: tuple[Course, ...]
    tallies: dict[str, Tally]
    promises: tuple[PromiseState, ...]


def kpis(stores: Stores, whose: Whose, period: Period, pod_age: int = period_figures.USUAL_AGE) -> Kpis:
    """The key figures of a period.

    Raises:
        WrongUse: the customer that is asked for is not in the ledger.
    """
    return figures_of(stores, whose, period, gathered(stores.register, whose, period), pod_age)


def gathered(register: Register, whose: Whose, period: Period) -> Found:
    """What figures of a period are made of; raises WrongUse where the customer is not in the ledger."""
    known(register, whose)
    past: Sequence[Past] = register.disputes.past(whose.client, whose.seen, whose.customer)
    return Found(
        ledgers_of(register, whose, period),
        register.courses.of(whose.client, period, whose.customers),
        dict(tallies(past, period)),
        tuple(_promises(register, whose, period)),
    )


def figures_of(stores: Stores, whose: Whose, period: Period, found: Found, pod_age: int) -> Kpis:
    """The key figures from what was gathered."""
    figures = (
        *_of_money(stores.register, whose, period, found, pod_age),
        *_counted(stores, whose, period, found),
    )
    return Kpis(whose, found.ledgers.after, {}, period=period, figures=figures, pod_age=pod_age)


def ledgers_of(register: Register, whose: Whose, period: Period, *, opening: bool = True) -> Ledgers:
    """Open items at both ends and what was issued between them, as far as the register knows.

    Without `opening` those of the day before are not asked for.
    """
    books = register.period_books
    before, after = (books.standing(whose.client, day) for day in (period.eve, period.last))
    lacks = _lacks(before, after, books.first_loaded(whose.client), period)
    began = None if lacks.opening or not opening else _open(register, whose, period.eve)
    closing = None if lacks.closing else _open(register, whose, period.last)
    sold = books.issued(whose.client, after, period, whose.seen, whose.customer)
    return Ledgers(before, after, began, None if lacks.sales else sold, closing, lacks)


def _open(register: Register, whose: Whose, day: date) -> tuple[Invoice, ...]:
    return register.books.open_items(whose.client, day, whose.seen, whose.customer)[1]


def _lacks(before: Standing, after: Standing, first: datetime | None, period: Period) -> Lacks:
    if first is None or first >= period.span.end:
        return Lacks(Why.NO_LEDGER, Why.NO_LEDGER, Why.NO_LEDGER)
    closing = None if after.is_exact else Why.END
    opening = None if before.is_exact and before.load else Why.BEFORE
    late = first >= period.span.begin + timedelta(days=1)
    return Lacks(opening, closing or (Why.BEGIN if late else None), closing)


def _promises(register: Register, whose: Whose, period: Period) -> Iterator[PromiseState]:
    wide = Period(period.first - timedelta(days=_PROMISED_BEFORE), period.last)
    judge = Judge(register, period.last + timedelta(days=1))
    for one in register.contacts.promised_in(whose.client, wide, whose.customers):
        if one.promise is not None and period.holds(judged_on(one.promise)):
            state = judge.state(one)
            if state is not None:
                yield state


def _of_money(
    register: Register, whose: Whose, period: Period, found: Found, pod_age: int
) -> Iterator[Figure]:
    ledgers = found.ledgers
    books = period_figures.books_of(ledgers.opening, ledgers.issued, ledgers.closing, period)
    closing = ledgers.closing or ()
    pods = register.books.pods(whose.client, [item.key for item in closing], period.last)
    covered = period_figures.coverage(closing, pods, period.last, pod_age)
    by_currency = {one.currency: one for one in books}
    for currency in sorted({*by_currency, *covered, *found.tallies}):
        if currency in by_currency:
            yield from period_figures.of_books(by_currency[currency], ledgers.lacks, period)
        if currency in covered:
            yield from period_figures.of_coverage(currency, covered[currency])
        if currency in found.tallies:
            yield from period_figures.of_disputes(currency, found.tallies[currency], period)
    if not books:
        why = ledgers.lacks.closing or ledgers.lacks.sales or Why.NONE
        yield from (kpi.unknown(one, Unit.DAYS, why) for one in (Kpi.DSO, Kpi.BEST_DSO, Kpi.ADD))
        yield kpi.unknown(Kpi.CEI, Unit.PERCENT, why)


def _counted(stores: Stores, whose: Whose, period: Period, found: Found) -> Iterator[Figure]:
    register = stores.register
    yield period_figures.of_promises(found.promises)
    yield from period_figures.of_courses(found.courses)
    first = register.courses.first_proofs(whose.client, period, whose.customers)
    issued = register.courses.dates(whose.client, list(first))
    yield period_figures.of_proofs((issued[key], came) for key, came in first.items() if key in issued)
    if whose.customers is not None:
        yield kpi.unknown(Kpi.MISFILES, Unit.PERCENT, Why.WHOLE_FIRM)
        return
    checked = findings(register.accuracy.outcomes(whose.client, period.span), ())
    bound = upper_bound(checked.misfiles, checked.filed)
    yield period_figures.of_checks(checked.misfiles, checked.filed, bound)
