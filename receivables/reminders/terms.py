"""Tables of rates and charges as a client firm edits them; statutory examples. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from models.errors import WrongUse
from models.reminder import LONGEST_SOURCE, Charge, Rate
from receivables.csv_table import parts_of

One = TypeVar("One")
MOST_ROWS = 200
RATE_COLUMNS = ("from", "percent_a_year", "source")
CHARGE_COLUMNS = ("due_from", "currency", "invoices_of_at_least", "charge", "source")


class Statute(StrEnum):
    """Laws on late payment between businesses, as examples that a client firm may choose."""

    EU = "eu"
    UK = "uk"


@dataclass(frozen=True, slots=True)
class Example:
    """What a statute adds to a reference rate, and its flat charges by amount of the invoice."""

    points: Decimal
    reference: str
    currency: str
    charges: tuple[tuple[Decimal, Decimal], ...]
    interest_source: str
    charge_source: str
    fixed_rate: bool


EXAMPLES: Mapping[Statute, Example] = {
    Statute.EU: Example(
        Decimal(8),
        "ECB",
        "EUR",
        ((Decimal(0), Decimal(40)),),
        "Directive 2011/7/EU, art. 2(6)",
        "Directive 2011/7/EU, art. 6",
        fixed_rate=False,
    ),
    Statute.UK: Example(
        Decimal(8),
        "Bank of England",
        "GBP",
        ((Decimal(0), Decimal(40)), (Decimal(1000), Decimal(70)), (Decimal(10000), Decimal(100))),
        "Late Payment of Commercial Debts (Interest) Act 1998",
        "Late Payment of Commercial Debts (Interest) Act 1998, s. 5A",
        fixed_rate=True,
    ),
}


def example_terms(statute: Statute, reference: Decimal, since: date) -> tuple[Rate, tuple[Charge, ...]]:
    """Rate and charges of a statute, with the reference rate that a person looked up."""
    one = EXAMPLES[statute]
    source = f"{one.reference} {reference:f} % + {one.points:f}: {one.interest_source}"
    charges = tuple(
        Charge(since, one.currency, at_least, amount, one.charge_source) for at_least, amount in one.charges
    )
    return Rate(since, reference + one.points, source), charges


def rates_from(text: str) -> tuple[Rate, ...]:
    """The table of rates, as CSV of `RATE_COLUMNS`; raises WrongUse with the line that cannot be."""

    def made(row: Mapping[str, str], line: int) -> Rate:
        return Rate(_day(row["from"], line), _number(row["percent_a_year"], line), row["source"])

    return tuple(sorted(_read(text, RATE_COLUMNS, made), key=lambda one: one.since))


def charges_from(text: str) -> tuple[Charge, ...]:
    """The table of flat charges, as CSV of `CHARGE_COLUMNS`; raises WrongUse with the line that cannot be."""

    def made(row: Mapping[str, str], line: int) -> Charge:
        currency = row["currency"].upper()
        if not currency:
            raise WrongUse(f"Line {line}: name the currency of the charge, such as EUR.")
        least = _number(row["invoices_of_at_least"] or "0", line)
        return Charge(
            _day(row["due_from"], line), currency, least, _number(row["charge"], line), row["source"]
        )

    key = lambda one: (one.since, one.currency, one.at_least)  # noqa: E731 one place that it is used in
    return tuple(sorted(_read(text, CHARGE_COLUMNS, made), key=key))


def rates_text(rates: Iterable[Rate]) -> str:
    """The table as it is edited."""
    return _written(RATE_COLUMNS, ((one.since, one.percent, one.source) for one in rates))


def charges_text(charges: Iterable[Charge]) -> str:
    """The table as it is edited."""
    rows = ((one.since, one.currency, one.at_least, one.amount, one.source) for one in charges)
    return _written(CHARGE_COLUMNS, rows)


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([columns, *rows])
    return stream.getvalue()


def _read(
    text: str, columns: tuple[str, ...], made: Callable[[Mapping[str, str], int], One]
) -> Iterator[One]:
    heads, rows = parts_of(text)
    if heads and set(columns) - set(heads):
        raise WrongUse(f"The first line names the columns: {','.join(columns)}.")
    if len(rows) > MOST_ROWS:
        raise WrongUse(f"The table takes at most {MOST_ROWS} rows.")
    for line, row in rows:
        cells = {name: row.get(name, "") for name in columns}
        if any(len(cell) > LONGEST_SOURCE or not cell.isprintable() for cell in cells.values()):
            raise WrongUse(f"Line {line}: a cell takes at most {LONGEST_SOURCE} characters.")
        yield made(cells, line)


def _number(text: str, line: int) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise WrongUse(f"Line {line}: {text!r} is no number: write it as 9.5.")
    return value


def _day(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"Line {line}: {text!r} is no day: write it as 2026-11-30.") from None
