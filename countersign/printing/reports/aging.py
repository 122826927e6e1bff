"""An aging as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from countersign.charts.shapes import Chart, Kind, Row
from countersign.language import day, figure, number, said
from countersign.printing.reports.paper import Front, firm_words, opening, printed, written_in
from countersign.printing.reports.parts import flowing
from countersign.printing.reports.styles import NOTE
from countersign.reports.sections import Section, Table
from countersign.reports.words import (
    basis_words,
    bucket_words,
    control_words,
    standing_words,
    tie_words,
    undated_words,
)
from flows.evidence.sheets.style import para
from models.evidence import Letterhead, Tongue
from receivables.aging import Credits

if TYPE_CHECKING:
    from flows.receivables import Aged
    from receivables.aging import Line

MOST = 2000
"""Lines that are printed; the CSV has them all."""


def aging_pdf(told: Aged, head: Letterhead, tongue: Tongue | None = None) -> bytes:
    """The aging, in the language of the letterhead unless `tongue` says otherwise."""
    terms = told.aging.terms
    with written_in(tongue or head.language):
        when = said("{day}, {basis}", day=day(terms.as_of), basis=basis_words(terms.basis))
        lead = (*firm_words(told.whose.client), standing_words(told.standing, terms.as_of))
        front = Front(said("Aging of receivables"), when, head, lead, lies=True)
        return printed(front, lambda: list(_story(told, front)))


def _story(told: Aged, front: Front) -> Iterator[Any]:
    yield from opening(front)
    if not told.aging.totals:
        yield para(said("Nothing is open."), NOTE)
    for currency in told.aging.totals:
        yield from flowing(_section(told, currency), front.inner)
    if told.aging.undated:
        yield para(undated_words(told.aging.undated), NOTE)
    if len(told.aging.lines) > MOST:
        yield para(said("The first {number} lines; the file has them all.", number=number(MOST)), NOTE)


def _section(told: Aged, currency: str) -> Section:
    aging = told.aging
    total, apart = aging.totals[currency], aging.terms.credits is Credits.APART
    buckets = list(map(bucket_words, aging.terms.buckets))
    more = [said("Disputed"), *([said("Credits")] if apart else [])]
    heads = [said("Customer"), *buckets, *more, said("Total"), said("Of it disputed here")]
    if total.received:
        heads.append(said("Of it paid, not yet booked"))
    lines = [line for line in aging.lines[:MOST] if line.currency == currency]
    rows = [
        (_named(told, line), *_cells(line, currency, apart=apart, paid=bool(total.received)))
        for line in lines
    ]
    rows.append((said("All"), *_cells(total, currency, apart=apart, paid=bool(total.received))))
    named = list(zip([*buckets, *more], _values(total, apart=apart), strict=True))
    bars = tuple(Row(name, (value,), (figure(value, currency),)) for name, value in named)
    title = said("What is owed in {currency}", currency=currency)
    shares = (3.4, *(1.6 for _ in heads[1:]))
    notes = [control_words(currency, aging.controls[currency])]
    notes += [tie_words(tie, told.ties_load) for tie in told.ties if tie.currency == currency]
    return Section(
        f"aging-{currency}",
        title,
        "",
        Chart(title, Kind.BARS, (title,), bars),
        Table(tuple(heads), tuple(rows), tuple(range(1, len(heads))), sums=True, shares=shares),
        tuple(notes),
    )


def _named(told: Aged, line: Line) -> str:
    name = told.name(line.customer)
    return f"{name} ({line.customer})" if name else line.customer


def _values(line: Line, *, apart: bool) -> tuple[Decimal, ...]:
    return (*line.buckets, line.disputed, *([line.credits] if apart else []))


def _cells(line: Line, currency: str, *, apart: bool, paid: bool) -> Iterator[str]:
    """With `paid`, what of it was paid and is not booked stands in a last column."""
    values = *_values(line, apart=apart), line.total, line.covered, *([line.received] if paid else [])
    return (figure(value, currency) if value else "\u2013" for value in values)
