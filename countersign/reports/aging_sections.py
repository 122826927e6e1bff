"""Receivables at both ends of a period, as sections of the report to a client firm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from countersign.charts.shapes import Chart, Kind, Row
from countersign.language import day, figure, said
from countersign.reports.sections import Section, Table
from countersign.reports.words import bucket_words, standing_words

if TYPE_CHECKING:
    from flows.reports.client_report import ClientReport
    from receivables.aging import Aging

ZERO = Decimal(0)


def of_receivables(told: ClientReport) -> Iterator[Section]:
    """One for each currency."""
    ends = [aging for aging in (told.opening, told.closing) if aging]
    currencies = sorted({currency for aging in ends for currency in aging.totals})
    for currency in currencies:
        yield _aged(told, currency)
    if not ends:
        yield Section("aging", said("Receivables"), standing_words(told.standing, told.period.last))


def _aged(told: ClientReport, currency: str) -> Section:
    ends = (told.period.eve, told.opening), (told.period.last, told.closing)
    known = [(day(on), _cells(aging, currency)) for on, aging in ends if aging]
    buckets = next(aging.terms.buckets for _, aging in ends if aging)
    names = [*map(bucket_words, buckets), said("Disputed"), said("Credits")]
    title = said("Receivables in {currency}, by days overdue", currency=currency)
    rows = tuple(
        Row(
            name,
            tuple(cells[place] for _, cells in known),
            tuple(figure(cells[place], currency) for _, cells in known),
        )
        for place, name in enumerate(names)
    )
    chart = Chart(title, Kind.BARS, tuple(head for head, _ in known), rows)
    return Section(f"aging-{currency}", title, "", chart, _aged_table(names, known, currency), _unknown(told))


def _cells(aging: Aging, currency: str) -> tuple[Decimal, ...]:
    line = aging.totals.get(currency)
    if line is None:
        return (ZERO,) * (len(aging.terms.buckets) + 2)
    return *line.buckets, line.disputed, line.credits


def _aged_table(
    names: Sequence[str], known: Sequence[tuple[str, tuple[Decimal, ...]]], currency: str
) -> Table:
    rows = [
        (name, *_both([cells[place] for _, cells in known], currency)) for place, name in enumerate(names)
    ]
    totals = [sum(cells, ZERO) for _, cells in known]
    more = (said("Difference"),) if len(known) > 1 else ()
    heads = ("", *(head for head, _ in known), *more)
    right = tuple(range(1, len(heads)))
    return Table(heads, (*rows, (said("Total"), *_both(totals, currency))), right, sums=True)


def _both(values: Sequence[Decimal], currency: str) -> tuple[str, ...]:
    change = (values[1] - values[0],) if len(values) > 1 else ()
    return tuple(figure(value, currency) for value in (*values, *change))


def _unknown(told: ClientReport) -> tuple[str, ...]:
    ends = (told.opening, told.before, told.period.eve), (told.closing, told.standing, told.period.last)
    return tuple(standing_words(standing, on) for aging, standing, on in ends if aging is None)
