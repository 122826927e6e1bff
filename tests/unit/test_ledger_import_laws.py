"""Laws of the import: the order of rows and columns says nothing, and nothing is read in two ways."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.ledger import Customer, Ledger
from tests.values.ledger_exports import NETSUITE, ORACLE, SAP_LIST, imported, workbook

HEAD = (
    "Kundennummer",
    "Kundenname",
    "Rechnungsnummer",
    "Bestellnummer",
    "Rechnungsdatum",
    "Betrag",
    "Währung",
)


def rows_of(text: str) -> tuple[list[str], list[list[str]]]:
    head, *rows = csv.reader(StringIO(text))
    return head, rows


def written(head: Sequence[str], rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    made = StringIO()
    csv.writer(made, delimiter=separator).writerows([head, *rows])
    return made.getvalue()


@given(st.sampled_from([ORACLE, NETSUITE]), st.data())
@settings(max_examples=60, deadline=None)
def test_any_order_of_rows_and_columns_gives_the_same_ledger(text: str, data: st.DataObject):
    head, rows = rows_of(text)
    columns = data.draw(st.permutations(range(len(head))))
    shuffled = data.draw(st.permutations(rows))
    moved = written([head[c] for c in columns], [[row[c] for c in columns] for row in shuffled])
    assert imported(moved).ledger == imported(text).ledger


def test_any_order_of_the_blocks_of_a_sap_list_gives_the_same_ledger():
    first = SAP_LIST.index("Customer        1000123")
    second, end = SAP_LIST.index("Customer        1000124"), SAP_LIST.index("|** ")
    blocks = (SAP_LIST[first:second], SAP_LIST[second:end])
    ledgers = [imported(SAP_LIST[:first] + "".join(order)).ledger for order in permutations(blocks)]
    assert ledgers[0] == ledgers[1] == imported(SAP_LIST).ledger


numbers = st.from_regex(r"[0-9]{1,12}|[A-Z]{2}-[0-9]{4}", fullmatch=True)
rows = st.fixed_dictionaries(
    {
        "customer": st.sampled_from(["0001", "0002", "3"]),
        "po": st.one_of(st.just(""), numbers),
        "day": st.dates(date(2000, 1, 1), date(2068, 12, 31)),
        "cents": st.integers(-(10**9), 10**9),
    }
)


@given(
    st.dictionaries(numbers, rows, min_size=1, max_size=6), st.sampled_from([";", "\t", "|"]), st.booleans()
)
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_what_is_read(books: dict[str, dict], separator: str, german: bool):
    lines = [
        [one["customer"], f"Firma {one['customer']}", number, one["po"], one["day"].strftime("%d.%m.%Y"),
         german_amount(one["cents"]) if german else f"{one['cents'] / 100:.2f}", "EUR"]
        for number, one in books.items()
    ]  # fmt: skip
    read = imported(written(HEAD, lines, separator)).ledger
    assert {one.key: (one.invoice_date, one.amount, one.po_number) for one in read.invoices} == {
        (one["customer"], number): (one["day"], Decimal(one["cents"]) / 100, one["po"])
        for number, one in books.items()
    }
    sheet = [HEAD, *lines]
    if not german:
        assert imported(workbook(sheet)).ledger == read


def german_amount(cents: int) -> str:
    """1234.5 as "1.234,50", a minus behind."""
    text = f"{abs(cents) / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{text}-" if cents < 0 else text


@given(st.permutations(["Acme", "Acme Ltd", "Acme Ltd", "ACME"]))
def test_the_name_of_a_customer_does_not_depend_on_the_order(names: list[str]):
    lines = [
        ["1", name, f"X-{names[:n].count(name)}-{name}", "", "2026-03-10", "1.00", "EUR"]
        for n, name in enumerate(names)
    ]
    assert imported(written(HEAD, lines)).ledger.customers == (Customer("1", "Acme Ltd", ("ACME", "Acme")),)


def test_what_was_read_once_is_known_and_the_same_the_second_time():
    for text in (ORACLE, NETSUITE, SAP_LIST):
        first = imported(text).ledger
        again: Ledger = imported(text, known=first.customers).ledger
        assert again == first
