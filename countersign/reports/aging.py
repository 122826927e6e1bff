"""An aging as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned, plain_money
from countersign.reports.words import (
    basis_words,
    bucket_name,
    bucket_words,
    control_words,
    standing_json,
    standing_words,
    tie_words,
    undated_words,
)

if TYPE_CHECKING:
    from flows.receivables import Aged
    from receivables.aging import Line

_NAMES = ("customer", "name", "")


def aging_lines(told: Aged) -> Iterator[str]:
    """The aging in columns, its totals, and whether it agrees with the ledger."""
    aging = told.aging
    terms = aging.terms
    yield f"Aging of {told.whose.client} as of {terms.as_of}, {basis_words(terms.basis)}"
    yield standing_words(told.standing, terms.as_of)
    if not aging.lines:
        yield "Nothing is open."
        return
    heads = [*_NAMES, *map(bucket_words, terms.buckets), "disputed", "credits", "total"]
    rows = [heads, *(_row(line, line.customer, told.name(line.customer)) for line in aging.lines)]
    rows += [_row(line, "all", "") for line in aging.totals.values()]
    yield ""
    yield from aligned(rows, range(len(_NAMES), len(heads)))
    yield ""
    yield from (control_words(currency, control) for currency, control in aging.controls.items())
    yield from (tie_words(tie, told.ties_load) for tie in told.ties)
    for currency, line in aging.totals.items():
        if line.covered:
            covered = amount(line.covered, currency)
            yield f"Of it disputed here, in the columns by age: {covered}."
        if line.received:
            yield f"Of it paid, not yet booked: {amount(line.received, currency)}."
    if aging.undated:
        yield undated_words(aging.undated)


def _row(line: Line, customer: str, name: str) -> list[str]:
    money = map(plain_money, (*line.buckets, line.disputed, line.credits, line.total))
    return [customer, name, line.currency, *money]


def aging_csv(told: Aged) -> Iterator[str]:
    """One row for each customer and currency."""
    terms = told.aging.terms
    buckets = [bucket_name(bucket) for bucket in terms.buckets]
    heads = ("as_of", "basis", "customer_number", "customer_name", "currency")
    yield csv_line(
        (*heads, *buckets, "disputed", "credits", "total", "items", "disputed_here", "paid_unbooked")
    )
    for line in told.aging.lines:
        place = terms.as_of, terms.basis.value, line.customer, told.name(line.customer), line.currency
        sums = *line.buckets, line.disputed, line.credits, line.total
        yield csv_line((*place, *sums, line.count, line.covered, line.received))


def aging_json(told: Aged) -> dict[str, Any]:
    """The aging; amounts are texts with all their digits."""
    aging = told.aging
    terms = aging.terms
    return {
        "client": told.whose.client,
        "as_of": terms.as_of.isoformat(),
        "basis": terms.basis.value,
        "credits": terms.credits.value,
        "ledger": standing_json(told.standing),
        "undated": aging.undated,
        "customers": [
            {
                "customer_number": line.customer,
                "customer_name": told.name(line.customer),
                **line_json(line, told),
            }
            for line in aging.lines
        ],
        "totals": [line_json(line, told) for line in aging.totals.values()],
        "control": [
            {
                "currency": currency,
                "ledger": str(control.ledger),
                "issued_later": str(control.later),
                "aged": str(control.aged),
                "agrees": control.agrees,
            }
            for currency, control in aging.controls.items()
        ],
        "control_totals": [
            {
                "currency": tie.currency,
                "load": told.ties_load or None,
                "stated": str(tie.stated),
                "ledger": str(tie.ledger),
                "difference": str(tie.difference),
            }
            for tie in told.ties
        ],
    }


def line_json(line: Line, told: Aged) -> dict[str, Any]:
    """What is owed in one currency."""
    names = map(bucket_name, told.aging.terms.buckets)
    return {
        "currency": line.currency,
        "buckets": {name: str(money) for name, money in zip(names, line.buckets, strict=True)},
        "disputed": str(line.disputed),
        "credits": str(line.credits),
        "total": str(line.total),
        "items": line.count,
        "disputed_here": str(line.covered),
        "paid_unbooked": str(line.received),
    }
