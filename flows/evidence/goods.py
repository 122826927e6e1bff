"""The three-way table of a pack: what the exhibits say of the goods, where all of it was read surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.desk import Stores
from flows.three_way import ReadLines, compared
from models.evidence import ComparedLine
from models.ledger import Invoice
from models.record import DocumentRecord
from models.three_way import Row, ThreeWay, Verdict
from receivables.evidence import Words

_FEWEST = 2
"""Kinds of paper, least: one alone compares with nothing."""


def compared_lines(
    stores: Stores, client: str, invoices: Sequence[Invoice], shown: Sequence[DocumentRecord], words: Words
) -> tuple[ComparedLine, ...]:
    """The lines of each invoice whose comparison leaves nothing open; of others none.

    Only papers that are `shown` and concern nobody but this customer are compared: what others ordered says
    nothing here and is not theirs to see.
    """
    own = {
        one.id for one in shown if {customer for customer, _ in one.decision.chosen} == _customers(invoices)
    }
    read = ReadLines(stores)
    found = (
        (one, compared(stores.register, read, client, one.key, lambda paper: paper.id in own))
        for one in invoices
    )
    return tuple(
        line
        for invoice, comparison in found
        if comparison is not None and _is_whole(comparison.result)
        for line in _lines(invoice, comparison.result, words)
    )


def _customers(invoices: Sequence[Invoice]) -> set[str]:
    return {one.customer_number for one in invoices}


def _is_whole(result: ThreeWay) -> bool:
    sides = sum((bool(result.orders), bool(result.deliveries), result.invoiced))
    sure = all(row.verdict is not Verdict.CANNOT_TELL and not row.doubts for row in result.rows)
    return bool(result.rows) and sides >= _FEWEST and sure and not result.doubts and not result.unread


def _lines(invoice: Invoice, result: ThreeWay, words: Words) -> Iterator[ComparedLine]:
    for row in result.rows:
        yield ComparedLine(
            invoice=invoice.number,
            item=" ".join(part for part in (row.article, row.description) if part),
            unit=row.unit,
            ordered=row.ordered.value,
            delivered=row.delivered.value,
            received=row.received.value,
            invoiced=row.invoiced.value,
            price_ordered=row.ordered_price.value,
            price_invoiced=row.invoiced_price.value,
            verdict=_verdict(row, words),
        )


def _verdict(row: Row, words: Words) -> str:
    return "; ".join(words.say(f"verdict.{one.value}") for one in (row.verdict, *row.also))
