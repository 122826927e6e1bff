"""What a refused ledger says: the user's own paths, every faulty row, what is there and what to write."""

from __future__ import annotations

import pytest

from models.errors import ExitCode, LedgerRefused
from pipeline.ledger_files.file import FileNames, parse_ledger

PEOPLE = "customer_number,name,aliases,address,city,country\n"
BILLS = (
    "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
)
ACME = "C-17,Acme East,,17 Mill Lane,Leeds,GB\n"
BILL = "INV-1004,C-17,PO-88,2026-03-10,2026-04-09,120.50,GBP,0080012,open\n"
NAMES = FileNames("/exports/debtors 11.csv", "../open-items.txt")


def refusal(customers: str | bytes = PEOPLE + ACME, invoices: str | bytes = BILLS + BILL) -> str:
    with pytest.raises(LedgerRefused) as refused:
        parse_ledger(customers, invoices, NAMES)
    assert refused.value.exit_code == ExitCode.WRONG_USE
    assert "Nothing was loaded" in str(refused.value)
    return str(refused.value)


def test_a_refusal_names_the_paths_that_the_user_gave() -> None:
    words = refusal(PEOPLE + "C-1,,,,,GB\n", BILLS + BILL)
    assert "/exports/debtors 11.csv, line 2: name is empty" in words
    assert "../open-items.txt, line 2: customer_number 'C-17' is not in /exports/debtors 11.csv" in words
    assert "customers.csv" not in words
    assert "invoices.csv" not in words


def test_a_faulty_row_is_told_with_line_column_value_and_what_is_expected() -> None:
    rows = BILL + BILL.replace("1004", "1005").replace("120.50", "about 100")
    words = refusal(invoices=BILLS + rows).splitlines()
    assert words == [
        "Nothing was loaded: 1 row does not add up. Correct this and load again.",
        "../open-items.txt, line 3: amount 'about 100' is no amount: write it like 1234.56.",
    ]


def test_the_first_twenty_faulty_rows_are_told_and_how_many_there_are() -> None:
    bad = "".join(f"INV-{n},C-17,,2026-13-01,,1.00,GBP,,open\n" for n in range(30))
    first, *rows, last = refusal(invoices=BILLS + bad).splitlines()
    assert "30 rows do not add up" in first
    assert [row.partition(":")[0] for row in rows] == [
        f"../open-items.txt, line {line}" for line in range(2, 22)
    ]
    assert last == "... and 10 more."


def test_faulty_rows_of_both_files_are_told_at_once_in_the_order_of_the_lines() -> None:
    bills = BILL.replace("GBP", "quid") + f"{BILL[:-1]},,,extra\n" + BILL.replace("open", "lost")
    lines = refusal(PEOPLE + ACME + "C-2,,,,,GB\n", BILLS + bills).splitlines()
    assert "4 rows do not add up" in lines[0]
    assert [line.partition(":")[0].rpartition(", ")[2] for line in lines[1:]] == [
        "line 3", "line 2", "line 3", "line 4",
    ]  # fmt: skip


def test_an_invoice_is_not_blamed_for_the_faulty_row_of_its_customer() -> None:
    words = refusal(PEOPLE + "C-17,,,,,GB\n")
    assert "1 row does not add up" in words


def test_rows_that_contradict_each_other_are_told_with_what_differs() -> None:
    words = refusal(invoices=BILLS + BILL + BILL.replace("120.50", "99.00"))
    assert "line 3: differs from line 2 for the same number (amount '120.50' there, '99.00' here)" in words


def test_a_column_that_is_not_needed_is_never_what_differs() -> None:
    bills = BILLS.replace("status", "status,exported") + BILL.replace("open", "open,08:01")
    parse_ledger(PEOPLE + ACME, bills + BILL.replace("open", "open,08:02"))
    words = refusal(invoices=bills + BILL.replace("120.50", "99.00").replace("open", "open,08:02"))
    assert "exported" not in words


@pytest.mark.parametrize("separator", ["|", ":", " "])
def test_a_header_in_one_cell_is_told_which_separators_will_do(separator: str) -> None:
    words = refusal(PEOPLE.replace(",", separator))
    assert "/exports/debtors 11.csv, line 1 is one cell, 'customer_number" in words
    assert "separated by comma, semicolon or tab" in words


def test_rows_separated_otherwise_than_the_header_are_told() -> None:
    words = refusal(PEOPLE + ACME.replace(",", ";"))
    assert "line 2: is one cell, 'C-17;Acme East;;17 Mill Lane;Leeds;GB': separate its cells as" in words


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "is a workbook, not CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook, not CSV"),
        (PEOPLE.encode("utf-16-le"), "is no text, or UTF-16 without its mark"),
        (PEOPLE.encode() + b"C-1,Acme \x81\n", "line 2: byte 0x81 is neither UTF-8 nor Windows-1252"),
    ],
)
def test_a_file_that_is_no_csv_text_says_how_to_save_it(content: bytes, reason: str) -> None:
    words = refusal(content)
    assert words.startswith("/exports/debtors 11.csv")
    assert reason in words
    assert "save it from the spreadsheet as CSV in UTF-8" in words


@pytest.mark.parametrize("row", ['C-1,"Acme,,,,GB\n', 'C-1,"Pipes 8" wide",,,,GB\n'])
def test_a_quote_out_of_place_says_how_to_write_one(row: str) -> None:
    words = refusal(PEOPLE + ACME + row)
    assert "/exports/debtors 11.csv, line 3: a quote is not closed, or stands within a cell" in words
    assert '"8"" pipe"' in words
