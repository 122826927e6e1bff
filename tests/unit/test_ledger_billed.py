"""The invoices of a file are made anew each time one goes through them, and memory does not hold them."""

from __future__ import annotations

import tracemalloc

from pipeline.ledger_files.file import ContractFiles, parse_ledger, read_files

PEOPLE = "customer_number,name,aliases,address,city,country\nC-17,Acme,,,,\n"
HEAD = (
    "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
)
ROW = "INV-{0:07},C-17,PO-{0:07},2026-03-10,2026-04-09,120.50,GBP,80{0:07},open\n"
ROWS = 4_000


def read(bills: str) -> ContractFiles:
    return read_files(PEOPLE, HEAD + bills)


def test_going_through_them_twice_gives_the_same_invoices() -> None:
    bills = "".join(map(ROW.format, range(50)))
    invoices = read(bills).ledger.invoices
    assert tuple(invoices) == tuple(invoices) == parse_ledger(PEOPLE, HEAD + bills).invoices
    assert len(invoices) == 50
    assert next(iter(invoices)) in invoices


def test_a_row_that_comes_again_alike_is_one_invoice() -> None:
    bills = ROW.format(1) + ROW.format(2) + ROW.format(1)
    found = read(bills)
    assert [one.number for one in found.ledger.invoices] == ["INV-0000001", "INV-0000002"]
    assert (len(found.ledger.invoices), found.bill_rows) == (2, 3)


def test_memory_holds_the_text_and_little_else() -> None:
    bills = "".join(map(ROW.format, range(ROWS)))
    tracemalloc.start()
    invoices = read(bills).ledger.invoices
    count = sum(1 for _ in invoices)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == ROWS
    assert most < 3 * len(bills)
