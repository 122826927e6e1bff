"""Evidence gaps as PDF: how many, how dear, how soon; then the list of what is to be done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from countersign.charts.shapes import Chart, Kind, Row
from countersign.language import amount, day, figure, number, said, said_of
from countersign.printing.reports.paper import Front, firm_words, opening, printed, written_in
from countersign.printing.reports.parts import flowing
from countersign.printing.reports.styles import NOTE
from countersign.reports.gaps import chased
from countersign.reports.sections import Section, Table
from countersign.reports.words import desk_words, due_words, near_words, pod_words, standing_words, task
from flows.evidence.sheets.style import para
from models.evidence import Letterhead, Tongue
from receivables.gaps import NEAR, Desk, PodStatus

if TYPE_CHECKING:
    from flows.receivables import Gapped
    from receivables.gaps import Proven, Sums

MOST = 2000
"""Gaps that are printed; the CSV has them all."""


def gaps_pdf(
    told: Gapped, head: Letterhead, desks: Collection[Desk] = (), tongue: Tongue | None = None
) -> bytes:
    """The gaps, in the language of the letterhead unless `tongue` says otherwise.

    Args:
        told: the gaps.
        head: who it comes from.
        desks: only what these can close is listed; all where there are none.
        tongue: its language.
    """
    report = told.report
    with written_in(tongue or head.language):
        lead = (*firm_words(told.whose.client), standing_words(told.standing, report.as_of))
        front = Front(said("Evidence gaps"), day(report.as_of), head, lead, lies=True)
        return printed(front, lambda: list(_story(told, front, desks)))


def _story(told: Gapped, front: Front, desks: Collection[Desk]) -> Iterator[Any]:
    yield from opening(front)
    if not told.report.items:
        yield para(said("No invoice is open."), NOTE)
    for currency in told.report.currencies:
        yield from flowing(_by_due(told, currency), front.inner)
    rows = chased(told, desks)
    if rows:
        yield from flowing(_listed(told, rows), front.inner)


def _by_due(told: Gapped, currency: str) -> Section:
    report = told.report
    places = [place for place in (*range(len(NEAR)), None) if place in report.by_due]
    heads = ["", *map(pod_words, PodStatus)]
    rows = [(near_words(place), *_cells(report.by_due[place], currency)) for place in places]
    rows.append((said("All"), *_cells(report.sums, currency)))
    there = [(one, report.sums[currency, one]) for one in PodStatus if (currency, one) in report.sums]
    bars = tuple(Row(pod_words(one), (sum_.money,), (amount(sum_.money, currency),)) for one, sum_ in there)
    title = said("When they fall due, in {currency}", currency=currency)
    shares = (2.2, *(1.7 for _ in PodStatus))
    table = Table(tuple(heads), tuple(rows), tuple(range(1, len(heads))), sums=True, shares=shares)
    return Section(f"due-{currency}", title, "", Chart(title, Kind.BARS, (title,), bars), table)


def _cells(sums: Sums, currency: str) -> Iterator[str]:
    for one in PodStatus:
        cell = sums.get((currency, one))
        if cell is None:
            yield "\u2013"
        else:
            money = figure(cell.money, currency)
            yield said("{amount} ({number})", amount=money, number=number(cell.count))


def _listed(told: Gapped, rows: tuple[Proven, ...]) -> Section:
    first = said("Ask"), said("Invoice"), said("Customer"), said("Delivery number"), said("Due")
    heads = (*first, said("Open"), said("Proof of delivery"), said("What to do"))
    cells = tuple(_row(told, one) for one in rows[:MOST])
    lead = said_of("{number} invoice.", "{number} invoices.", len(rows), number=number(len(rows)))
    if len(rows) > MOST:
        lead = said(
            "The {shown} most urgent of {total}; the files have them all.",
            shown=number(MOST),
            total=number(len(rows)),
        )
    table = Table(heads, cells, (5,), shares=(1.2, 2, 3, 1.6, 2.2, 1.9, 2, 3))
    return Section("chase", said("Chase list"), lead, None, table)


def _row(told: Gapped, one: Proven) -> tuple[str, ...]:
    invoice = one.invoice
    name = told.name(invoice.customer_number)
    due = day(invoice.due_date) if invoice.due_date else ""
    return (
        desk_words(one.desk),
        invoice.number,
        f"{name} ({invoice.customer_number})" if name else invoice.customer_number,
        invoice.delivery_number,
        f"{due} \u00b7 {due_words(one.days)}" if due else due_words(one.days),
        amount(invoice.balance, invoice.currency),
        pod_words(one.status),
        task(one.status, one.desk),
    )
