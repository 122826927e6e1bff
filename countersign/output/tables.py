"""Documents and the page ledger as tables for people, and as lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from countersign.output.document_json import document_json
from countersign.wording.receipts import receipt_words
from models.counts import counted
from models.decision import Status
from models.reading import FieldName, Grade
from models.record import PAGE_STATES, DocumentRecord, PageLedger

if TYPE_CHECKING:
    from storage.register import Receipts

SIGNED = {True: "signed", False: "not signed"}
HEADINGS = ("source", "pages", "kind", "customer", "invoice", "date", "signature", "status", "reason")
STYLES = {
    Status.FILED: "green",
    Status.REVIEW: "yellow",
    Status.PARKED: "cyan",
    Status.QUARANTINED: "red",
}
GRADES = {Grade.A: "green", Grade.B: "cyan", Grade.C: "yellow", Grade.D: "red"}
WIDE = 150
"""Columns of a terminal from which on the reason has a column of its own."""


def print_documents(console: Console, records: Sequence[DocumentRecord]) -> None:
    """A table; in a pipe a line of tab-separated cells each, the document id first, its receipt last."""
    if not console.is_terminal:
        for record in records:
            console.file.write("\t".join((record.id, *row(record), *receipt_cells(record))) + "\n")
    elif console.width >= WIDE:
        console.print(documents_table(records))
    else:
        console.print(documents_table(records, reasons=False))
        for record in records:
            where = f"\n{shown(record.source)}, {_page_words(record.reading.pages)}: "
            console.print(Text(where, style="bold"), Text(_reasons(record)), soft_wrap=True)


def documents_table(records: Sequence[DocumentRecord], *, reasons: bool = True) -> Table:
    """One row a document: where it came from, what it is, where it went and, with `reasons`, why.

    In place of the signature, a proof of delivery shows what its whole receipt is worth.
    """
    table = Table(box=None, pad_edge=False)
    for heading in HEADINGS if reasons else HEADINGS[:-1]:
        table.add_column(heading, overflow="fold")
    for record in records:
        cells = [Text(cell) for cell in row(record)]
        cells[HEADINGS.index("status")].stylize(STYLES.get(record.decision.status, ""))
        if record.reading.acceptance is not None:
            receipt = Text(_receipt(record), GRADES[record.reading.acceptance.grade])
            cells[HEADINGS.index("signature")] = receipt
        cells[-1] = Text(_reasons(record))
        table.add_row(*(cells if reasons else cells[:-1]))
    return table


def row(record: DocumentRecord) -> tuple[str, ...]:
    """The cells of one document, each on one line."""
    reading, decision = record.reading, record.decision
    customers = dict.fromkeys(customer for customer, _ in decision.chosen)
    date = reading.value(FieldName.DOCUMENT_DATE)
    cells = (
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
    return tuple(map(shown, cells))


def receipt_cells(record: DocumentRecord) -> tuple[str, str, str]:
    """Grade, status and "unsure" of a receipt for a program; empty where there is none."""
    found = record.reading.acceptance
    if found is None:
        return "", "", ""
    return found.grade.value, found.status.value, "unsure" if found.unsure else ""


def _receipt(record: DocumentRecord) -> str:
    """Such as "D unsigned, unsure"."""
    found = record.reading.acceptance
    if found is None:
        return ""
    return f"{found.grade.value} {receipt_words(found.status)}{', unsure' if found.unsure else ''}"


def _reasons(record: DocumentRecord) -> str:
    """Why it went where it is, and what its receipt is worth."""
    found = record.reading.acceptance
    return shown(f"{record.decision.reason} {found.why if found else ''}")


def receipts_lines(receipts: Receipts) -> Iterator[str]:
    """What the receipts are worth, by grade, and how many a person should look at; nothing where none is."""
    if not receipts.total:
        return
    graded = ", ".join(f"{number} {grade.value}" for grade, number in receipts.by_grade.items())
    yield f"{counted(receipts.total, 'receipt')}: {graded}; {receipts.unsure} to be looked at"
    told = (f"{number} {receipt_words(status)}" for status, number in receipts.by_status.items())
    yield f"  {'; '.join(told)}"


def shown(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _pages(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "all"
    if numbers == tuple(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        return f"{numbers[0]}-{numbers[-1]}"
    return ",".join(map(str, numbers))


def _page_words(numbers: tuple[int, ...]) -> str:
    return f"{'page' if len(numbers) == 1 else 'pages'} {_pages(numbers)}"


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
    return f"{counted(ledger.received, 'page')} received {sign} {parts}"
