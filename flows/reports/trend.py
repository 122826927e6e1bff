"""The trend of a client firm's figures, told from the register period by period."""

from __future__ import annotations

from collections.abc import Sequence

from flows.desk import Stores
from flows.receivables import Whose
from flows.reports.kpis import ledgers_of
from models.dispute import Past
from models.period import Period
from models.runs import Step, run_up_to
from receivables import gaps as gap_logic
from receivables import period_figures
from receivables.dispute_history import tallies
from receivables.kpi import Figure, Kpi
from receivables.trend import Point, Trend, money_of, trend_of


def trend(stores: Stores, whose: Whose, period: Period, step: Step) -> Trend:
    """The last twelve months or quarters, of which the last one ends with `period`."""
    past = stores.register.disputes.past(whose.client, whose.seen, whose.customer)
    points = [_point(stores, whose, one, past) for one in run_up_to(period.last, step)]
    return trend_of(step, points)


def _point(stores: Stores, whose: Whose, period: Period, past: Sequence[Past]) -> Point:
    register = stores.register
    ledgers = ledgers_of(register, whose, period, opening=False)
    closing = ledgers.closing
    pods = register.books.pods(whose.client, [one.key for one in closing or ()], period.last)
    counted = {one.kpi: one for one in _counted(stores, whose, period)}
    books = period_figures.books_of(None, ledgers.issued, closing, period)
    figures: list[Figure] = [
        one for book in books for one in period_figures.of_books(book, ledgers.lacks, period)
    ]
    covered = period_figures.coverage(closing or (), pods, period.last, period_figures.USUAL_AGE)
    figures += [
        one for currency, part in covered.items() for one in period_figures.of_coverage(currency, part)
    ]
    sums = None if closing is None else gap_logic.report(closing, pods, period.last).sums
    alone = counted[Kpi.AUTO_FILED]
    return Point(
        period=period,
        received=next((int(one.value) for one in alone.inputs if one.name == "documents"), 0),
        alone=alone,
        days_to_proof=counted[Kpi.DAYS_TO_PROOF],
        why=ledgers.lacks.closing,
        money=money_of(figures, sums, tallies(past, period)),
    )


def _counted(stores: Stores, whose: Whose, period: Period) -> tuple[Figure, ...]:
    courses = stores.register.courses
    first = courses.first_proofs(whose.client, period, whose.customers)
    issued = courses.dates(whose.client, list(first))
    waited = ((issued[key], came) for key, came in first.items() if key in issued)
    return (
        *period_figures.of_courses(courses.of(whose.client, period, whose.customers)),
        period_figures.of_proofs(waited),
    )
