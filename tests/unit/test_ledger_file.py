"""A ledger loads whole, or is refused with every line that does not add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import LedgerRefused
from models.ledger import Customer, InvoiceStatus, Ledger
from pipeline.ledger_files.file import parse_ledger

PEOPLE = "customer_number,name,aliases,address,city,country\n"
BILLS = (
    "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
)
ACME = 'C-17,"Acme East, Ltd",Acme;A East ,17 Mill Lane,Leeds LS1 4AB,GB\n'
BILL = "INV-1004,C-17,PO-88,2026-03-10,2026-04-09,120.50,GBP,0080012,open\n"


def load(customers: str = ACME, invoices: str = BILL) -> Ledger:
    return parse_ledger(PEOPLE + customers, BILLS + invoices)


def refusal(customers: str = ACME, invoices: str = BILL) -> str:
    with pytest.raises(LedgerRefused) as refused:
        load(customers, invoices)
    return str(refused.value)


def dated(text: str, *others: str) -> date:
    rows = "".join(f"X-{n},C-17,,{other},,1.00,GBP,,open\n" for n, other in enumerate(others))
    return load(invoices=f"INV-1,C-17,,{text},,1.00,GBP,,open\n{rows}").invoices[0].invoice_date


def amount(text: str, *others: str) -> Decimal:
    rows = "".join(f'X-{n},C-17,,2026-01-01,,"{other}",GBP,,open\n' for n, other in enumerate(others))
    return load(invoices=f'INV-1,C-17,,2026-01-01,,"{text}",GBP,,open\n{rows}').invoices[0].amount


def test_a_ledger_is_read_as_it_is_written() -> None:
    ledger = load()
    assert ledger.customers == (
        Customer("C-17", "Acme East, Ltd", ("Acme", "A East"), "17 Mill Lane", "Leeds LS1 4AB", "GB"),
    )
    bill = ledger.invoices[0]
    assert (bill.number, bill.po_number, bill.delivery_number) == ("INV-1004", "PO-88", "0080012")
    assert (bill.invoice_date, bill.due_date) == (date(2026, 3, 10), date(2026, 4, 9))
    assert (bill.amount, bill.currency, bill.status) == (Decimal("120.50"), "GBP", InvoiceStatus.OPEN)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_common_encoding_and_separator_will_do(separator: str, encoding: str) -> None:
    people = (PEOPLE + "1,Müller Söhne,,,,DE\n").replace(",", separator)
    bills = (BILLS + "7,1,,2026-03-10,,5.00,EUR,,open\n").replace(",", separator)
    ledger = parse_ledger(people.encode(encoding), bills.encode(encoding))
    assert ledger.customers[0].name == "Müller Söhne"
    assert ledger.invoices[0].number == "7"


def test_columns_may_come_in_any_order_and_more_of_them() -> None:
    people = "country,colour,NAME,customer_number,aliases,address,city\nGB,red,Acme,C-17,,,\n\n"
    assert parse_ledger(people, BILLS + BILL).customers == (Customer("C-17", "Acme", (), "", "", "GB"),)


def test_missing_columns_are_named() -> None:
    with pytest.raises(LedgerRefused, match=r"customers.csv, line 1: missing columns: aliases, city"):
        parse_ledger("customer_number,name,address,country\n", BILLS)
    with pytest.raises(LedgerRefused, match=r"invoices.csv is empty.*must name invoice_number"):
        parse_ledger(PEOPLE + ACME, "")


def test_a_ledger_may_be_empty() -> None:
    assert load("", "") == Ledger((), ())


def test_an_identical_row_twice_is_one() -> None:
    assert len(load(ACME + ACME, BILL + BILL).invoices) == 1


def test_conflicting_rows_are_named_by_both_lines() -> None:
    reason = refusal(invoices=BILL + BILL.replace("120.50", "99.00"))
    assert "invoices.csv, line 3: differs from line 2" in reason
    assert "customers.csv, line 3: differs from line 2" in refusal(ACME + ACME.replace("GB", "FR"))


def test_a_line_number_is_that_of_the_file_although_cells_span_lines() -> None:
    people = 'C-1,"Acme\nEast",,,,GB\nC-2,,,,,GB\n'
    assert "customers.csv, line 4: name is empty" in refusal(people)


def test_an_unknown_customer_is_refused() -> None:
    assert "line 2: customer_number 'C-99' is not in customers.csv" in refusal(
        invoices=BILL.replace("C-17", "C-99")
    )


def test_an_unknown_status_names_the_allowed_ones() -> None:
    reason = refusal(invoices=BILL.replace("open", "pending"))
    assert "'pending' is not one of: open, disputed, paid, closed, void" in reason


@pytest.mark.parametrize(
    ("text", "others", "day"),
    [
        ("2026-03-10", (), date(2026, 3, 10)),
        ("20260310", (), date(2026, 3, 10)),
        ("2026/3/10", (), date(2026, 3, 10)),
        ("10.03.2026", (), date(2026, 3, 10)),
        ("31/03/2026", (), date(2026, 3, 31)),
        ("03/31/2026", (), date(2026, 3, 31)),
        ("03/03/2026", (), date(2026, 3, 3)),
        ("04/03/2026", ("25/03/2026",), date(2026, 3, 4)),
        ("04/03/2026", ("03/25/2026",), date(2026, 4, 3)),
    ],
)
def test_a_date_is_read_when_it_can_be_read_in_one_way(text: str, others: tuple[str, ...], day: date) -> None:
    assert dated(text, *others) == day


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("04/03/2026", ()),
        ("04/03/2026", ("25/03/2026", "03/25/2026")),
        ("2026-02-30", ()),
        ("soon", ()),
        ("", ()),
    ],
)
def test_any_other_date_is_refused(text: str, others: tuple[str, ...]) -> None:
    with pytest.raises(LedgerRefused, match=r"invoice_date .* write it as YYYY-MM-DD"):
        dated(text, *others)


@pytest.mark.parametrize(
    ("text", "others", "value"),
    [
        ("1234.56", (), "1234.56"),
        ("1234,56", (), "1234.56"),
        ("1.234,56", (), "1234.56"),
        ("1,234,567.8", (), "1234567.8"),
        ("1.234.567", (), "1234567"),
        ("1 234,50", (), "1234.50"),
        ("1'234.50", (), "1234.50"),
        ("4380.31-", (), "-4380.31"),
        ("-5", (), "-5"),
        ("(12.00)", (), "-12.00"),
        ("1.234", ("9,99",), "1234"),
        ("1.234", ("9.99",), "1.234"),
        ("1234.567", (), "1234.567"),
        ("0.500", (), "0.500"),
    ],
)
def test_an_amount_is_read_when_it_can_be_read_in_one_way(
    text: str, others: tuple[str, ...], value: str
) -> None:
    assert amount(text, *others) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234", "1,23,4", "12 EUR", "", "--5", "1.2.3", "1e5", "NaN"])
def test_any_other_amount_is_refused(text: str) -> None:
    with pytest.raises(LedgerRefused, match="amount"):
        amount(text)


@pytest.mark.parametrize("number", ["INV-1004", "C-17", "PO-88", "0080012"])
@pytest.mark.parametrize(
    ("spoiled", "reason"),
    [
        ("8.00123E+11", "rounded by a spreadsheet"),
        ("2E+11", "rounded by a spreadsheet"),
        ("80077.0", "made a decimal number"),
        ("4500012.0", "made a decimal number"),
    ],
)
def test_numbers_that_a_spreadsheet_has_ruined_are_refused(number: str, spoiled: str, reason: str) -> None:
    assert reason in refusal(invoices=BILL.replace(number, spoiled))
    if number == "C-17":
        assert reason in refusal(ACME.replace(number, spoiled))


def test_a_number_loses_the_mark_of_a_text_and_nothing_else() -> None:
    (invoice,) = load(ACME.replace("C-17", "'0017"), BILL.replace("C-17", "0017")).invoices
    assert invoice.customer_number == "0017"
    (invoice,) = load(invoices=BILL.replace("0080012", "'0080012").replace("C-17", "'C-17")).invoices
    assert (invoice.delivery_number, invoice.customer_number) == ("0080012", "C-17")
    (invoice,) = load(invoices=BILL.replace("0080012", "4E5")).invoices
    assert invoice.delivery_number == "4E5"


@pytest.mark.parametrize(
    ("customers", "word"),
    [
        ("C-1,Acme,,,,GB,extra\n", "7 cells under 6 columns"),
        (",Acme,,,,GB\n", "customer_number is empty"),
        ('C-1,"Acme,,,,GB\n', "unexpected end"),
    ],
)
def test_a_row_that_does_not_fit_its_header_is_refused(customers: str, word: str) -> None:
    assert word in refusal(customers)


def test_what_is_no_text_is_refused() -> None:
    for content in (b"\x00\x01\x02", b"\xff\xfe\x00", b"\x81\x8d"):
        with pytest.raises(LedgerRefused, match="UTF-8"):
            parse_ledger(content, BILLS)


def test_a_currency_is_three_letters() -> None:
    assert load(invoices=BILL.replace("GBP", "eur")).invoices[0].currency == "EUR"
    assert "three-letter code" in refusal(invoices=BILL.replace("GBP", "€"))
