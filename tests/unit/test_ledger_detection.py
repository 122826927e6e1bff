"""Encoding, separator, decimal mark and date order are found over the whole file, and shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import LedgerRefused
from models.ledger import Customer
from tests.values.ledger_exports import PLAIN, by_number, imported

HEAD = "Customer No;Customer Name;Invoice No;Invoice Date;Due Date;Amount;Currency\n"


def listed(*rows: tuple[str, str], **wishes: object):
    """Invoices 1, 2, ... with (date, amount)."""
    lines = "".join(f"7;Acme;{n};{day};;{amount};EUR\n" for n, (day, amount) in enumerate(rows, start=1))
    return imported(HEAD + lines, **wishes)


def told(*rows: tuple[str, str], **wishes: object) -> str:
    return "\n".join(listed(*rows, **wishes).told)


def refusal(content: str | bytes, **wishes: object) -> str:
    with pytest.raises(LedgerRefused) as refused:
        imported(content, **wishes)
    assert "Nothing was loaded" in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize(
    ("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "|")]
)
def test_encoding_and_separator_are_found_and_shown(encoding: str, separator: str, name: str):
    text = (HEAD + "7;Müller Söhne;1;2026-03-25;;5.00;EUR\n").replace(";", separator)
    read = imported(text.encode(encoding))
    assert read.ledger.customers[0].name == "Müller Söhne"
    shown = {"utf-16": "UTF-16", "cp1252": "Windows-1252", "latin-1": "Windows-1252"}.get(encoding, "UTF-8")
    assert f"{shown}, separated by {name}" in "\n".join(read.told)


def test_a_decimal_comma_does_not_pass_for_the_separator():
    assert "separated by semicolon" in told(("2026-03-25", "1,50"), ("2026-03-26", "2,50"))


def test_a_line_that_names_the_separator_is_no_row():
    read = imported(f"sep=;\n{HEAD}7;Acme;1;2026-03-25;;5,00;EUR\n")
    assert len(read.ledger.invoices) == 1


def test_one_unmistakable_date_decides_for_all_and_is_shown():
    read = listed(("04/03/2026", "1.00"), ("03/25/2026", "1.00"))
    assert by_number(read)["1"].invoice_date == date(2026, 4, 3)
    assert "dates: month first (line 3 has 03/25/2026)" in "\n".join(read.told)


def test_dates_that_nothing_decides_are_refused_until_the_user_says():
    rows = (("04/03/2026", "1.00"),)
    words = refusal(f"{HEAD}7;Acme;1;04/03/2026;;1.00;EUR\n")
    assert "line 2: 04/03/2026 can be read as two dates" in words
    assert "say --date-order dmy or --date-order mdy" in words
    assert by_number(listed(*rows, date_order="mdy"))["1"].invoice_date == date(2026, 4, 3)
    assert by_number(listed(*rows, undecided_order="dmy"))["1"].invoice_date == date(2026, 3, 4)


def test_the_file_comes_before_the_setting_and_contradicts_the_option():
    rows = (("04/03/2026", "1.00"), ("03/25/2026", "1.00"))
    assert by_number(listed(*rows, undecided_order="dmy"))["1"].invoice_date == date(2026, 4, 3)
    with pytest.raises(LedgerRefused, match=r"--date-order dmy, but line 3 has 03/25/2026"):
        listed(*rows, date_order="dmy")


def test_a_file_with_both_orders_is_refused_with_a_line_of_each():
    with pytest.raises(LedgerRefused, match=r"two orders: line 2 has 25/03/2026 and line 3 has 03/25/2026"):
        listed(("25/03/2026", "1.00"), ("03/25/2026", "1.00"), date_order="dmy")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-10", (2026, 3, 10)),
        ("20260310", (2026, 3, 10)),
        ("10.03.2026", (2026, 3, 10)),
        ("10.03.26", (2026, 3, 10)),
        ("10-MAR-26", (2026, 3, 10)),
        ("10-Mär-2026", (2026, 3, 10)),
        ("10 mars 2026", (2026, 3, 10)),
        ("10 dic 2026", (2026, 12, 10)),
        ("Mar 10, 2026", (2026, 3, 10)),
        ("3/25/26", (2026, 3, 25)),
        ("2026-03-10 14:05:00", (2026, 3, 10)),
        ("3/25/2026 12:00:00 AM", (2026, 3, 25)),
        ("2026-03-10T00:00:00Z", (2026, 3, 10)),
    ],
)
def test_dates_are_read_as_systems_write_them(text: str, day: tuple[int, int, int]):
    assert by_number(listed((text, "1.00")))["1"].invoice_date == date(*day)


@pytest.mark.parametrize(
    "text", ["31.02.2026", "10.03.85", "10-Foo-2026", "2026-03-10T23:00:00Z", "46000", "=A1"]
)
def test_what_is_no_day_is_refused_with_its_row(text: str):
    with pytest.raises(LedgerRefused, match="line 2: invoice_date"):
        listed((text, "1.00"))


def test_years_in_front_with_two_digits_are_not_taken_for_days():
    with pytest.raises(LedgerRefused, match="seem to begin with the year"):
        listed(("26/03/10", "1.00"), ("26/03/11", "1.00"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1.234,56-", "-1234.56"),
        ("€ 1.234,56", "1234.56"),
        ("1.234,56 EUR", "1234.56"),
        ("EUR -5,00", "-5.00"),
        ("(5,00)", "-5.00"),
        ("5,00 CR", "-5.00"),
        ("5,00 DR", "5.00"),
        ("5,00 H", "-5.00"),
        ("5,00 S", "5.00"),
    ],
)
def test_amounts_are_read_as_systems_write_them(text: str, value: str):
    assert by_number(listed(("2026-03-10", text)))["1"].amount == Decimal(value)


def test_one_unmistakable_amount_decides_for_all_and_is_shown():
    read = listed(("2026-03-10", "1.234"), ("2026-03-10", "9,99"))
    assert by_number(read)["1"].amount == Decimal(1234)
    assert "decimal mark: comma (line 3 has 9,99)" in "\n".join(read.told)


def test_amounts_with_two_marks_or_none_that_tells_are_refused():
    with pytest.raises(LedgerRefused, match=r"two decimal marks: line 2 has 9,99 and line 3 has 9\.99"):
        listed(("2026-03-10", "9,99"), ("2026-03-10", "9.99"))
    with pytest.raises(LedgerRefused, match="can be read as two amounts"):
        listed(("2026-03-10", "1.234"))
    assert by_number(listed(("2026-03-10", "1.234"), decimal_mark=","))["1"].amount == Decimal(1234)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("1.00E+12", "rounded by a spreadsheet"),
        ("1E+12", "rounded by a spreadsheet"),
        ("80012.0", "made a decimal number"),
        ("=A2&B2", "is a formula"),
        ("9" * 130, "longer than"),
    ],
)
def test_spoiled_numbers_are_refused_with_the_row(number: str, reason: str):
    words = refusal(f"{HEAD}7;Acme;{number};2026-03-10;;5.00;EUR\n")
    assert "line 2: invoice_number" in words
    assert reason in words


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0080012", "0080012"), ('="0080012"', "0080012"), ("'0080012", "0080012"),
     ("12345678901234567890", "12345678901234567890"), ("4E5", "4E5"), ("INV-2026/001", "INV-2026/001")],
)  # fmt: skip
def test_numbers_stay_the_text_that_they_are(written: str, kept: str):
    row = f"7;Acme;{written};2026-03-10;;5.00;EUR\n".replace('="0080012"', '"=""0080012"""')
    (invoice,) = imported(HEAD + row).ledger.invoices
    assert invoice.number == kept


def test_several_names_of_one_customer_are_its_name_and_aliases():
    names = ("Acme", "Acme Ltd", "Acme Ltd")
    rows = "".join(f"7;{name};{n};2026-03-10;;5.00;EUR\n" for n, name in enumerate(names))
    assert imported(HEAD + rows).ledger.customers == (Customer("7", "Acme Ltd", ("Acme",)),)


def test_what_is_known_of_a_customer_is_not_lost_to_a_list_that_says_less():
    known = Customer("7", "Acme", ("Acme East",), "17 Mill Lane", "Leeds", "GB")
    rows = "7;Acme;1;2026-03-10;;5.00;EUR\n"
    assert imported(HEAD + rows, known=[known]).ledger.customers == (known,)
    nameless = HEAD.replace("Customer Name;", "") + "7;1;2026-03-10;;5.00;EUR\n"
    assert imported(nameless, known=[known]).ledger.customers == (known,)
    assert "customer '7' has no name" in refusal(nameless)


def test_a_name_without_a_number_is_looked_up_or_is_the_number():
    rows = HEAD.replace("Customer No;", "") + "ACME east;1;2026-03-10;;5.00;EUR\n"
    known = Customer("7", "Acme", ("Acme East",))
    assert imported(rows, known=[known]).ledger.invoices[0].customer_number == "7"
    assert imported(rows).ledger.invoices[0].customer_number == "ACME east"
    twice = [known, Customer("8", "Acme East")]
    assert "is the name of two customers" in refusal(rows, known=twice)


def test_our_own_two_files_are_read_as_ever_and_shown():
    people = "customer_number,name,aliases,address,city,country\nC-1,Acme,,,,GB\n"
    bills = (
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "2,C-1,,04/03/2026,,1.00,GBP,,open\n1,C-1,,25/03/2026,,-2.00,GBP,,void\n"
    )
    read = imported(bills, people)
    assert [invoice.number for invoice in read.ledger.invoices] == ["2", "1"]
    assert "list.csv: ASCII, separated by comma, 2 rows" in "\n".join(read.told)
    assert "dates: day first; decimal mark: point" in "\n".join(read.told)
    undecided = bills.replace("25/03/2026", "05/03/2026")
    assert "or say --date-order" in refusal(undecided, customers=people)
    first, _ = imported(undecided, people, date_order="mdy").ledger.invoices
    assert first.invoice_date == date(2026, 4, 3)


def test_customers_may_have_columns_of_another_language():
    people = "Kundennummer;Firma;Straße;Ort;Land\n00417;Acme Ost;Hauptstraße 1;Köln;DE\n"
    rows = f"{PLAIN['de']}\n00417;;INV-1;;2026-03-10;;5,00;EUR;;offen\n"
    read = imported(rows, people)
    assert read.ledger.customers == (Customer("00417", "Acme Ost", (), "Hauptstraße 1", "Köln", "DE"),)


def test_a_row_that_is_not_whole_is_refused_and_a_last_note_is_not():
    note = f"{HEAD}7;Acme;1;2026-03-10;;5.00;EUR\nexported by Ann\n"
    assert len(imported(note).ledger.invoices) == 1
    assert "line 3: has but one cell, 'exported by Ann'" in refusal(f"{note}7;Acme;2;2026-03-10;;5.00;EUR\n")
    assert "line 2: has 8 cells under 7 columns" in refusal(f"{HEAD}7;Acme;1;2026-03-10;;5.00;EUR;more\n")
    assert "line 2: amount is empty" in refusal(f"{HEAD}7;Acme;1;2026-03-10;;;EUR\n")
    assert "line 2: status 'lost' is not one of" in refusal(
        f"{HEAD.rstrip()};Status\n7;Acme;1;2026-03-10;;5.00;EUR;lost\n"
    )


def test_rows_of_one_number_with_two_dates_are_refused():
    rows = "7;Acme;1;2026-03-10;;5.00;EUR\n7;Acme;1;2026-03-11;;5.00;EUR\n"
    assert "differs from line 2 for the same number (invoice_date" in refusal(HEAD + rows)


def test_rows_of_one_number_are_added_up_only_where_a_system_writes_lines_or_instalments():
    rows = "7;Acme;1;2026-03-10;;5.00;EUR\n7;Acme;1;2026-03-10;;6.00;EUR\n"
    assert "line 3: differs from line 2 for the same number (amount '5.00' there, '6.00' here)" in refusal(
        HEAD + rows
    )
    oracle = imported(HEAD.replace("Customer No", "Customer Number") + rows, profile="oracle")
    assert oracle.ledger.invoices[0].amount == Decimal("11.00")


def test_an_empty_file_and_a_web_page_are_refused():
    assert "is empty" in refusal("")
    assert "no column for" in refusal("<html><body><table></table></body></html>")


def test_a_formula_anywhere_in_what_is_taken_is_refused():
    assert "line 2: customer_name '=VLOOKUP(A2)' is a formula" in refusal(
        f"{HEAD}7;=VLOOKUP(A2);1;2026-03-10;;5.00;EUR\n"
    )


def test_our_own_files_with_both_date_orders_are_not_decided_by_an_option():
    people = "customer_number,name,aliases,address,city,country\nC-1,Acme,,,,GB\n"
    bills = (
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "1,C-1,,25/03/2026,03/25/2026,1.00,GBP,,open\n2,C-1,,04/03/2026,,1.00,GBP,,open\n"
    )
    assert "line 3: invoice_date '04/03/2026' can be read as two dates" in refusal(
        bills, customers=people, date_order="dmy"
    )
