"""Documents and the page ledger as tables for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from countersign.document_json import document_json
from models.decision import Status
from models.reading import FieldName
from models.record import PAGE_STATES, DocumentRecord, PageLedger

SIGNED = {True: "signed", False: "not signed"}


def documents_table(records: Iterable[DocumentRecord]) -> Table:
    """One row a document: where it came from, what it is, where it went and why."""
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "pages", "type", "customer", "invoice", "date", "signature", "status"):
        table.add_column(heading, no_wrap=heading in {"date", "status", "pages"}, overflow="fold")
    table.add_column("reason", overflow="fold")
    for record in records:
        table.add_row(*row(record))
    return table


def row(record: DocumentRecord) -> tuple[str, ...]:
    """The cells of one document, as text."""
    reading, decision = record.reading, record.decision
    customers = dict.fromkeys(customer for customer, _ in decision.chosen)
    date = reading.value(FieldName.DOCUMENT_DATE)
    return (
        record.source,
        _pages(reading.pages),
        reading.kind.replace("_", " "),
        ", ".join(customers),
        ", ".join(invoice for _, invoice in decision.chosen),
        date.text if date else "",
        _signature(record),
        decision.status.value,
        decision.reason,
    )


def _pages(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "all"
    if numbers == tuple(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ",".join(map(str, numbers))


def _signature(record: DocumentRecord) -> str:
    if record.decision.status in {Status.QUARANTINED, Status.BLANK}:
        return ""
    signature = document_json(record)["signature"]
    return SIGNED[signature["present"]] if signature["page"] else "no place"


def page_ledger_table(ledger: PageLedger) -> Table:
    """Pages received and where each of them is."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("state")
    table.add_column("pages", justify="right")
    table.add_row("received", str(ledger.received))
    for state in PAGE_STATES:
        table.add_row(f"  {state}", str(ledger.by_state.get(state, 0)))
    table.add_row("files still waiting", str(ledger.waiting_files))
    return table


def balance_line(ledger: PageLedger) -> str:
    """The page ledger as an equation."""
    parts = " + ".join(f"{ledger.by_state.get(state, 0)} {state}" for state in PAGE_STATES)
    sign = "=" if ledger.balanced else "IS NOT"
    return f"{ledger.received} pages received {sign} {parts}"
