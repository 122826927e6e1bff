"""A workbook is read as it shows, and refused where a spreadsheet has spoiled it."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from models.errors import LedgerRefused
from models.ledger import Ledger
from tests.values.ledger_exports import imported, workbook, zipped

HEAD = ("Customer No", "Customer Name", "Invoice No", "Invoice Date", "Amount", "Currency")
DAY = ' s="1"><v>46091</v>'


def number(value: str, style: int = 0) -> str:
    return f' s="{style}"><v>{value}</v>'


def read(*cells: str, styles: tuple[str, ...] = ()) -> Ledger:
    """The ledger of a sheet with this row; missing cells are as usual."""
    usual = ["00417", "Acme", "INV-1", DAY, number("120.5"), "EUR"]
    row = [*cells, *usual[len(cells) :]]
    return imported(workbook([("Open items",), (), HEAD, row], styles=styles)).ledger


def refusal(content: bytes) -> str:
    with pytest.raises(LedgerRefused) as refused:
        imported(content)
    assert "Nothing was loaded" in str(refused.value)
    return str(refused.value)


def test_the_first_sheet_that_shows_is_read():
    (invoice,) = read().invoices
    assert (invoice.customer_number, invoice.number, invoice.currency) == ("00417", "INV-1", "EUR")
    assert (invoice.invoice_date, invoice.amount) == (date(2026, 3, 10), Decimal("120.5"))


def test_a_number_keeps_the_zeros_that_its_format_shows():
    assert read("00417", "Acme", number("80012", 2), styles=("0000000",)).invoices[0].number == "0080012"
    assert read("00417", "Acme", number("80012")).invoices[0].number == "80012"


@pytest.mark.parametrize("value", ["1.2345678901234568E+17", "1234567890123456"])
def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_refused(value: str):
    words = refusal(workbook([HEAD, ("7", "Acme", number(value), DAY, number("1"), "EUR")]))
    assert "line 2: invoice_number" in words
    assert "rounded by a spreadsheet" in words


@pytest.mark.parametrize(
    ("value", "amount"), [("1.234", "1.234"), ("0.1", "0.1"), ("120.49999999999999", "120.5"), ("-7", "-7")]
)
def test_an_amount_is_the_number_that_the_sheet_shows(value: str, amount: str):
    assert read("7", "Acme", "INV-1", DAY, number(value)).invoices[0].amount == Decimal(amount)


@pytest.mark.parametrize("code", ["yyyy\\-mm\\-dd", 'dd"."mm"."yy', "[$-409]d-mmm-yy"])
def test_dates_are_known_by_their_format(code: str):
    assert read("7", "Acme", "INV-1", number("46091", 2), styles=(code,)).invoices[0].invoice_date == date(
        2026, 3, 10
    )


def test_a_formula_is_refused_where_it_is_taken_and_checked_where_it_is_a_total():
    row = ("7", "Acme", "INV-1", DAY, number("120.5"), "EUR")
    formula = "><f>A1+B1</f><v>120.5</v>"
    words = refusal(workbook([HEAD, (*row[:4], formula, "EUR")]))
    assert "line 2: amount '=120.5' is a formula" in words
    assert "copy the sheet as values" in words
    imported(workbook([HEAD, row, ("Total", "", "", "", formula, "")]))
    wrong = workbook([HEAD, row, ("Total", "", "", "", formula.replace("120.5", "99"), "")])
    assert "says amount" in refusal(wrong)


def test_text_in_runs_and_in_the_cell_is_read():
    inline = ' t="inlineStr"><is><r><t>INV</t></r><r><t>-9</t></r></is>'
    assert read("7", "Acme", inline).invoices[0].number == "INV-9"


def test_a_workbook_of_the_old_kind_or_damaged_says_how_to_save_it():
    assert "is a workbook, not CSV" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "damaged or locked" in refusal(
        zipped({"xl/workbook.xml": b"<workbook><sheets><sheet/></sheets></workbook>"})
    )
    assert "declares a document type" in refusal(workbook([HEAD], extra='<!DOCTYPE a [<!ENTITY b "c">]>'))


def test_a_number_that_is_no_day_of_the_calendar_stays_a_number():
    assert read("7", "Acme", "INV-1", number("20260310", 1)).invoices[0].invoice_date == date(2026, 3, 10)
    assert read("7", "Acme", number("20260310", 1)).invoices[0].number == "20260310"
    assert read("7", "Acme", number("-7", 1)).invoices[0].number == "-7"


@pytest.mark.parametrize("value", ["-800000", "3000000", "99999999", "1E+300", "inf"])
def test_a_date_beyond_the_calendar_is_refused_with_its_row(value: str):
    words = refusal(workbook([HEAD, ("7", "Acme", "INV-1", number(value, 1), number("1"), "EUR")]))
    assert "line 2: invoice_date" in words


def test_a_cell_beyond_all_columns_is_refused():
    sheet = workbook([HEAD])
    assert "more than 500 columns" in refusal(sheet_with(sheet, '<c r="ZZZ1"><v>1</v></c>'))
    assert "more than 500 columns" in refusal(sheet_with(sheet, "<c><v>1</v></c>" * 501))
    assert "more than 500 columns" in refusal(sheet_with(sheet, '<c r="SF9"><v>1</v></c><c><v>1</v></c>'))


def test_a_cell_that_does_not_say_its_place_follows_the_one_before_it():
    cells = '<c r="A2"><v>7</v></c><c r="C2"><v>1004</v></c><c s="1"><v>46091</v></c><c><v>5</v></c>'
    named = f'{cells}<c r="F2" t="inlineStr"><is><t>EUR</t></is></c>'
    (invoice,) = imported(sheet_with(workbook([HEAD]), named), "Number;Name\n7;Acme\n").ledger.invoices
    assert (invoice.number, invoice.invoice_date, invoice.amount) == ("1004", date(2026, 3, 10), Decimal(5))


def sheet_with(sheet: bytes, cell: str) -> bytes:
    """The workbook with one more cell in a row of its own."""
    with zipfile.ZipFile(BytesIO(sheet)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f"<row>{cell}</row></sheetData>".encode())
    return zipped(parts)
