"""Evidence gaps as lines, as CSV and as JSON values; and what is on file, for the books of the client."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from countersign.language import amount
from countersign.output.csv_lines import csv_line
from countersign.reports.columns import aligned
from countersign.reports.statement import pod_json
from countersign.reports.words import (
    desk_words,
    due_words,
    near_name,
    near_words,
    pod_words,
    standing_json,
    standing_words,
    task,
)
from receivables.gaps import NEAR, Desk, PodStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.receivables import Gapped
    from receivables.gaps import Proven, Sums

COLUMNS = (
    *("as_of", "ask", "task", "customer_number", "customer_name", "city", "country", "invoice_number"),
    *("po_number", "delivery_number", "invoice_date", "due_date", "days_to_due", "open", "currency"),
    *("disputed", "proof_of_delivery", "documents"),
)
ON_FILE = (
    *("as_of", "customer_number", "invoice_number", "pod_on_file", "grade", "receipt", "unsure"),
    *("documents", "received_at", "document", "link"),
)


def chased(told: Gapped, desks: Collection[Desk] = ()) -> tuple[Proven, ...]:
    """The gaps that one of these desks can close; without any, all."""
    return tuple(one for one in told.report.gaps if not desks or one.desk in desks)


def gap_lines(told: Gapped, desks: Collection[Desk] = ()) -> Iterator[str]:
    """The gaps in count and money, by when they fall due; then each with what is to be done."""
    found = told.report
    yield f"Evidence gaps of {told.whose.client} as of {found.as_of}"
    yield standing_words(told.standing, found.as_of)
    if not found.items:
        yield "Nothing is open."
        return
    yield ""
    yield from aligned(list(_summary(told)), (1, 3))
    gaps = chased(told, desks)
    if gaps:
        heads = ["ask", "customer", "name", "invoice", "delivery", "due", "open", "proof of delivery"]
        yield ""
        yield from aligned([heads, *(_row(one, told) for one in gaps)], (6,))


def _summary(told: Gapped) -> Iterator[list[str]]:
    found = told.report
    yield ["", "invoices", "", "open"]
    for place in (*range(len(NEAR)), None):
        for currency in found.currencies:
            for status in PodStatus:
                cell = found.by_due.get(place, {}).get((currency, status))
                if cell:
                    yield [
                        near_words(place),
                        str(cell.count),
                        pod_words(status),
                        amount(cell.money, currency),
                    ]


def _row(one: Proven, told: Gapped) -> list[str]:
    invoice = one.invoice
    numbers = [invoice.customer_number, told.name(invoice.customer_number), invoice.number]
    money = amount(invoice.balance, invoice.currency)
    shown = [*numbers, invoice.delivery_number, due_words(one.days), money, pod_words(one.status)]
    return [desk_words(one.desk), *shown]


def chase_csv(told: Gapped, desks: Collection[Desk] = ()) -> Iterator[str]:
    """The chase list: one row for each gap, soonest due first."""
    yield csv_line(COLUMNS)
    for one in chased(told, desks):
        invoice, customer = one.invoice, told.customers.get(one.invoice.customer_number)
        city = (customer.city, customer.country) if customer else ("", "")
        person = invoice.customer_number, told.name(invoice.customer_number), *city
        numbers = invoice.number, invoice.po_number, invoice.delivery_number
        due = invoice.due_date or "", "" if one.days is None else one.days
        yield csv_line(
            (
                *(told.report.as_of, one.desk.value, task(one.status, one.desk), *person, *numbers),
                *(invoice.invoice_date, *due, invoice.balance, invoice.currency),
                *("yes" if invoice.status.value == "disputed" else "no", one.status.value),
                " ".join(pod.document_id for pod in (*one.filed, *one.waiting)),
            )
        )


def on_file_csv(told: Gapped, link: Callable[[tuple[str, str]], str]) -> Iterator[str]:
    """Of every open invoice whether its proof of delivery is on file, its grade, and where it is seen."""
    yield csv_line(ON_FILE)
    for one in told.report.items:
        best = one.best
        worth = (
            (best.grade or "", best.status or "", "yes" if best.unsure else "no") if best else ("", "", "")
        )
        where = (best.received_at.isoformat(), best.document_id) if best else ("", "")
        known = told.report.as_of, *one.invoice.key, "yes" if best else "no"
        yield csv_line((*known, *worth, len(one.filed), *where, link(one.invoice.key)))


def gaps_json(told: Gapped, desks: Collection[Desk] = ()) -> dict[str, Any]:
    """The gaps; amounts are texts with all their digits."""
    found = told.report
    places = [place for place in (*range(len(NEAR)), None) if place in found.by_due]
    return {
        "client": told.whose.client,
        "as_of": found.as_of.isoformat(),
        "ledger": standing_json(told.standing),
        "summary": list(_cells(found.sums)),
        "by_due": [{"due": near_name(at), **cell} for at in places for cell in _cells(found.by_due[at])],
        "by_customer": [
            {"customer_number": number, "customer_name": told.name(number), **cell}
            for number, sums in sorted(found.by_customer.items())
            for cell in _cells(sums)
        ],
        "gaps": [_gap(one, told) for one in chased(told, desks)],
    }


def _cells(sums: Sums) -> Iterator[dict[str, Any]]:
    for (currency, status), cell in sorted(sums.items()):
        yield {
            "currency": currency,
            "proof_of_delivery": status.value,
            "invoices": cell.count,
            "open": str(cell.money),
        }


def _gap(one: Proven, told: Gapped) -> dict[str, Any]:
    invoice = one.invoice
    return {
        "customer_number": invoice.customer_number,
        "customer_name": told.name(invoice.customer_number),
        "invoice_number": invoice.number,
        "po_number": invoice.po_number,
        "delivery_number": invoice.delivery_number,
        "invoice_date": invoice.invoice_date.isoformat(),
        "due_date": invoice.due_date.isoformat() if invoice.due_date else None,
        "days_to_due": one.days,
        "open": str(invoice.balance),
        "currency": invoice.currency,
        "disputed": invoice.status.value == "disputed",
        "proof_of_delivery": one.status.value,
        "ask": one.desk.value,
        "task": task(one.status, one.desk),
        "on_file": [pod_json(pod) for pod in one.filed],
        "under_review": [pod.document_id for pod in one.waiting],
    }
